import { expect, test } from "vitest";
import { excerpt, highlight } from "../../src/text/highlight";

/** Hits in brackets. */
const marked = (text: string, ...words: string[]): string =>
  highlight(text, words)
    .map((part) => (part.isHit ? `[${part.text}]` : part.text))
    .join("");

test.each([
  ["The Zebra crossing", ["zebra"], "The [Zebra] crossing"],
  ["明天下午三点开会", ["三点"], "明天下午[三点]开会"],
  ["a notebook, a note", ["note", "notebook"], "a [notebook], a [note]"],
  ["what (exactly)?", ["(", "?"], "what [(]exactly)[?]"],
  ["nothing here", ["zebra"], "nothing here"],
  ["all of it", [], "all of it"],
  ["aaa", ["a"], "[a][a][a]"],
])("in %j the words %j are marked", (text, words, expected) => {
  expect(marked(text, ...words)).toBe(expected);
});

test("a long beginning is cut, so that the first hit is seen", () => {
  const parts = excerpt(`${"word ".repeat(40)}zebra and more`, ["zebra"]);
  expect(parts[0]?.text.length).toBeLessThan(30);
  expect(parts[0]?.text.startsWith("…")).toBe(true);
  expect(parts[1]).toEqual({ text: "zebra", isHit: true });
});

test("a text without hits, and one that begins with one, stay whole", () => {
  expect(excerpt("word ".repeat(40), ["zebra"])).toEqual([{ text: "word ".repeat(40).trim(), isHit: false }]);
  expect(excerpt("zebra first", ["zebra"])[0]).toEqual({ text: "zebra", isHit: true });
});
