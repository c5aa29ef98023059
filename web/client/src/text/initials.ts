/** How many colours an avatar without a picture can have (styles/tokens.css). */
export const AVATAR_COLOURS = 8;

/** One or two letters that stand for somebody: `Alice Liddell` → `AL`, `alice` → `A`, `王小明` → `小明`. */
export function initials(name: string): string {
  const words = name
    .trim()
    .split(/[\s._-]+/u)
    .filter(Boolean);
  const first = words[0];
  if (first === undefined) return "?";
  if (/^\p{Script=Han}+$/u.test(first) && words.length === 1) return characters(first).slice(-2).join("");
  const last = words.length > 1 ? words.at(-1) : undefined;
  return (firstLetter(first) + (last === undefined ? "" : firstLetter(last))).toLocaleUpperCase();
}

function firstLetter(word: string): string {
  return characters(word)[0] ?? "";
}

const segmenter = new Intl.Segmenter();

/** What a reader takes for one character each: a family of emoji is one. */
function characters(word: string): string[] {
  return Array.from(segmenter.segment(word), (part) => part.segment);
}

/** A colour from 0 to 7 that a user keeps for ever, on every device. */
export function colourOf(userID: string): number {
  let hash = 2_166_136_261;
  for (const character of userID) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619);
  // The low bits of this hash barely differ for IDs like user1, user2: fold the high ones in.
  return ((hash ^ (hash >>> 15)) >>> 0) % AVATAR_COLOURS;
}
