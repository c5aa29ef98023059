/** A part of a text; `isHit` where it is one of the words searched for. */
export interface Mark {
  readonly text: string;
  readonly isHit: boolean;
}

/** How much of a text is kept before the first hit, so that the hit is seen in a narrow line. */
const LEAD = 24;

/** Marks words in a text, whatever their case. Joined again the parts are the text. */
export function highlight(text: string, words: readonly string[]): Mark[] {
  const patterns = words.filter((word) => word !== "").map((word) => word.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&"));
  if (patterns.length === 0) return text === "" ? [] : [{ text, isHit: false }];
  // Longer words first: of "note" and "notebook" the longer one is marked whole.
  const pattern = new RegExp(`(${patterns.sort((one, other) => other.length - one.length).join("|")})`, "giu");
  return text
    .split(pattern)
    .map((part, index) => ({ text: part, isHit: index % 2 === 1 }))
    .filter((part) => part.text !== "");
}

/** The same for one line: a long beginning without hits is cut. */
export function excerpt(text: string, words: readonly string[]): Mark[] {
  const parts = highlight(text.replace(/\s+/gu, " ").trim(), words);
  const [first] = parts;
  if (!first || first.isHit || parts.length === 1) return parts;
  const characters = Array.from(first.text);
  if (characters.length <= LEAD) return parts;
  return [{ text: `…${characters.slice(-LEAD).join("")}`, isHit: false }, ...parts.slice(1)];
}
