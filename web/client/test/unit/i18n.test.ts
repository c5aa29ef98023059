import { expect, test } from "vitest";
import { describe as words } from "../../src/chat/failures";
import { preferredLocale } from "../../src/i18n";
import { en } from "../../src/i18n/en";
import { zh } from "../../src/i18n/zh";
import { texts } from "./texts";

test("both languages have the same texts, and none is empty", () => {
  const [english, chinese] = [texts(en), texts(zh)];
  expect([...chinese.keys()]).toEqual([...english.keys()]);
  expect([...english, ...chinese].filter(([, text]) => text.trim() === "")).toEqual([]);
});

test("what is put into a text shows in both languages", () => {
  const english = texts(en);
  for (const [name, text] of texts(zh)) {
    expect(text.includes("3"), name).toBe(english.get(name)?.includes("3"));
  }
});

test("Chinese texts are Chinese", () => {
  const same = [...texts(zh)].filter(([, text]) => !/\p{Script=Han}/u.test(text)).map(([name]) => name);
  expect(same).toEqual([
    "signIn.userSig",
    "reactions.by",
    "contacts.withNote",
    "chat.from",
    "profile.avatarHint",
    "common.listSeparator",
  ]);
});

test.each([
  [["de-CH", "zh-TW", "en"], "zh-CN"],
  [["en-GB", "zh"], "en"],
  [["fr"], "en"],
  [[], "en"],
])("of %j the page speaks %s", (languages, expected) => {
  expect(preferredLocale(languages)).toBe(expected);
});

test("codes that people meet have words, others a number", () => {
  expect(words(70001, en)).toBe(en.errors.userSigExpired);
  expect(words(80002, zh)).toBe(zh.errors.tooLong);
  expect(words(91000, en)).toBe("Something went wrong (91000).");
});
