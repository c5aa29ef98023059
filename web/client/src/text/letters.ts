// The first Chinese character of each letter, in the order of their sounds; no word begins with I, U or V.
const FIRST = "阿八嚓哒妸发旮哈讥咔垃痳拏噢妑七呥扨它穵夕丫帀";
const LETTERS = "ABCDEFGHJKLMNOPQRSTWXYZ";
const bySound = new Intl.Collator("zh-Hans-u-co-pinyin");

/** Under which letter a name stands in a list: A to Z, Chinese ones by their sound, or # for everything else. */
export function letterOf(name: string): string {
  const first = name.trim().normalize("NFD").charAt(0).toUpperCase();
  if (/[A-Z]/u.test(first)) return first;
  if (!/^\p{Script=Han}/u.test(first)) return "#";
  const after = Array.from(FIRST).findIndex((character) => bySound.compare(first, character) < 0);
  return LETTERS.charAt(after === -1 ? LETTERS.length - 1 : Math.max(0, after - 1));
}

/** People under their letters, # at the end, each letter in alphabetical order. */
export function byLetter<T>(people: readonly T[], nameOf: (one: T) => string): { letter: string; people: T[] }[] {
  const groups = new Map<string, T[]>();
  for (const one of [...people].sort((a, b) => bySound.compare(nameOf(a), nameOf(b)))) {
    const letter = letterOf(nameOf(one));
    groups.set(letter, [...(groups.get(letter) ?? []), one]);
  }
  const place = (letter: string): string => (letter === "#" ? "~" : letter);
  return [...groups]
    .map(([letter, members]) => ({ letter, people: members }))
    .sort((a, b) => (place(a.letter) < place(b.letter) ? -1 : 1));
}
