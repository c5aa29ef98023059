import TencentCloudChat from "@parley-im/chat";
import { expect, test } from "vitest";
import { wordsFor } from "../../src/chat/communityWords";
import { en } from "../../src/i18n/en";
import { zh } from "../../src/i18n/zh";

const { TYPES } = TencentCloudChat;

test("a community is called one, and every other group a group, in both languages", () => {
  const said = (type: string): string[] =>
    [en, zh].flatMap((t) => {
      const { group, members, tips, deleteChat } = wordsFor({ type }, t);
      return [members.myCard, members.remove, group.removeTitle("Ann"), tips.other, deleteChat.textOfGroup];
    });
  for (const words of said(TYPES.GRP_COMMUNITY)) expect(words).toMatch(/community|社群/u);
  for (const words of said(TYPES.GRP_PUBLIC)) expect(words).not.toMatch(/community|社群/u);
  expect(wordsFor(null, en)).toBe(en);
});

test("no text about a community says group", () => {
  const texts = (dictionary: object): string[] =>
    Object.values(dictionary).flatMap((value: unknown) => {
      if (typeof value === "function") return [(value as (...values: string[]) => string)("Ann", "Ben")];
      return typeof value === "string" ? [value] : texts(value as object);
    });
  expect(texts(en.inCommunity).filter((text) => /\bgroup/iu.test(text))).toEqual([]);
  expect(texts(zh.inCommunity).filter((text) => /(?<!社)群(?!主)/u.test(text))).toEqual([]);
});
