import { expect, test } from "vitest";
import { calledIn, EVERYBODY, markNames, namesOf, typedAt } from "../../src/chat/mentions";

test.each([
  ["@", 1, { start: 0, query: "" }],
  ["hello @an", 9, { start: 6, query: "an" }],
  ["hello @ann lee", 14, { start: 6, query: "ann lee" }],
  ["你好@小", 4, { start: 2, query: "小" }],
  ["(@ben", 5, { start: 1, query: "ben" }],
  ["@ann and @be", 12, { start: 9, query: "be" }],
  ["@ann", 2, { start: 0, query: "a" }],
  ["ann@example.org", 15, null],
  ["at @ eight", 10, null],
  ["@ann\nhello", 10, null],
  ["hello", 5, null],
  [`@${"a".repeat(31)}`, 32, null],
])("in “%s” with the cursor at %i an @ is being written: %j", (text, cursor, typed) => {
  expect(typedAt(text, cursor)).toEqual(typed);
});

test("those are called whose names are still in the text, once each", () => {
  const picked = new Map([
    ["Ann Lee", "ann"],
    ["Annie", "ann"],
    ["Ben", "ben"],
    ["Everybody", EVERYBODY],
  ]);
  expect(calledIn("@Ann Lee and @Annie, @Everybody", picked)).toEqual(["ann", EVERYBODY]);
  expect(calledIn("Ben", picked)).toEqual([]);
});

/** A text with what is marked in brackets. */
const marked = (text: string, names: readonly string[]): string =>
  markNames(text, names)
    .map((mark) => (mark.isHit ? `[${mark.text}]` : mark.text))
    .join("");

test("names are marked in a text that calls somebody, as known or as written", () => {
  const names = namesOf("ann", () => "Ann Lee");
  expect(marked("hi @Ann Lee, mail me@x.org", names)).toBe("hi [@Ann Lee], mail me@x.org");
  expect(marked("hi @ann", names)).toBe("hi [@ann]");
  expect(marked("hi @Card of hers, mail me@x.org", names)).toBe("hi [@Card] of hers, mail me@x.org");
  expect(
    marked(
      "@所有人 @Everybody",
      namesOf(EVERYBODY, () => ""),
    ),
  ).toBe("[@所有人] [@Everybody]");
  expect(marked("hi @ann", [])).toBe("hi @ann");
});
