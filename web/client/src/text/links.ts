/** A stretch of a message: plain text, or a link when `href` is there. */
export interface Segment {
  readonly text: string;
  readonly href?: string;
}

// Web and mail addresses as people type them. Only http, https and mailto are ever made into links.
const address =
  /\bhttps?:\/\/[^\s<>"'，。！？、；：“”‘’（）《》【】]+|\bwww\.[a-z0-9-]+\.[^\s<>"'，。！？、；：“”‘’（）《》【】]+|\b[\w.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+/giu;

/** Splits a text into plain stretches and links, in order; joined again they are the text. */
export function segments(text: string): Segment[] {
  const found: Segment[] = [];
  let end = 0;
  for (const match of text.matchAll(address)) {
    const link = withoutTrailingMarks(match[0]);
    const href = hrefOf(link);
    if (href === null) continue;
    if (match.index > end) found.push({ text: text.slice(end, match.index) });
    found.push({ text: link, href });
    end = match.index + link.length;
  }
  if (end < text.length) found.push({ text: text.slice(end) });
  return found;
}

/** "See https://example.org/a_(b)." ends before the full stop, but keeps a bracket that it opened itself. */
function withoutTrailingMarks(link: string): string {
  let kept = link.replace(/[.,!?;:*_~'"]+$/u, "");
  while (/[)\]}]$/u.test(kept) && !isBalanced(kept)) kept = kept.slice(0, -1).replace(/[.,!?;:]+$/u, "");
  return kept;
}

function isBalanced(link: string): boolean {
  const count = (pattern: RegExp): number => link.match(pattern)?.length ?? 0;
  return count(/[([{]/gu) >= count(/[)\]}]/gu);
}

function hrefOf(link: string): string | null {
  const address = /^https?:/iu.test(link) ? link : link.includes("@") ? `mailto:${link}` : `https://${link}`;
  return URL.canParse(address) ? address : null;
}

/** Whether a text is nothing but one to three emoji, which are then shown large. */
export function isEmojiOnly(text: string): boolean {
  return /^(?:\p{RI}{2}|\p{Extended_Pictographic}(?:\p{EMod}|\u{FE0F}|\u{200D}\p{Extended_Pictographic})*){1,3}$/u.test(
    text.trim(),
  );
}
