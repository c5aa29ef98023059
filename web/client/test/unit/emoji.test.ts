import { expect, test } from "vitest";
import { findEmoji, groups, stickers } from "../../src/emoji/list";
import { isEmojiOnly } from "../../src/text/links";

const all = groups.flatMap(({ list }) => list);

test("every emoji is there once and is one", () => {
  expect(new Set(all.map(({ emoji }) => emoji)).size).toBe(all.length);
  expect(all.filter(({ emoji }) => !isEmojiOnly(emoji)).map(({ emoji }) => emoji)).toEqual([]);
  expect(stickers.filter((sticker) => !isEmojiOnly(sticker))).toEqual([]);
});

test("every emoji has words in both languages", () => {
  const without = all.filter(
    ({ en, zh }) => !en.every((word) => /^[a-z-]+$/u.test(word)) || !zh.every((word) => /\p{Script=Han}/u.test(word)),
  );
  expect(without.map(({ emoji }) => emoji)).toEqual([]);
});

test.each([
  ["rocket", "🚀"],
  ["Heart", "❤️"],
  ["thumbs", "👍"],
  ["熊猫", "🐼"],
  ["牛油", "🥑"],
  ["🔥", "🔥"],
])("“%s” finds %s", (query, emoji) => {
  expect(findEmoji(query).map((found) => found.emoji)).toContain(emoji);
});

test("nothing is found for what is in no word", () => {
  expect(findEmoji("qqq")).toEqual([]);
});
