import { expect, test } from "vitest";
import { createLocalWords, fold } from "../../src/internal/localWords";
import { TYPES } from "../../src/generated/protocol";

/** Whether a text is refused. */
function refuses(words: readonly string[], text: string): boolean {
  const local = createLocalWords();
  try {
    local.check("message.send", { type: TYPES.MSG_TEXT, payload: { text } }, words);
    return false;
  } catch (error) {
    expect(error).toMatchObject({ code: 3123 });
    return true;
  }
}

// the same as at the server (WordListTest)
test.each([
  ["spam", "BUY SPAM NOW", true],
  ["spam", "ｂｕｙ ｓｐａｍ", true],
  ["ass", "first class", false],
  ["ass", "an ass, twice", true],
  ["ass", "grasse", false],
  ["*ass", "bass and assent", true],
  ["*ass", "assent", false],
  ["ass*", "assent", true],
  ["ass*", "bass", false],
  ["赌博", "网上赌博网站", true],
  ["ガチャ", "ｶﾞﾁｬ引いた", true],
  ["ставка", "подставка", false],
  ["ставка", "СТАВКА и", true],
  ["σοφος", "ΣΟΦΟΣ", true],
  ["é", "e\u0301", true],
  ["spam", "s\u200bp\u00ada\u2060m", true],
  ["b2b", "1b2b", false],
  ["*", "* anything", false],
])("the word %s in %s: %s", (word, text, isFound) => {
  expect(refuses([word], text)).toBe(isFound);
});

test("what others read is checked, and nothing else", () => {
  const local = createLocalWords();
  let words = ["spam"];
  const check = (operation: Parameters<typeof local.check>[0], body: object) => (): void =>
    local.check(operation, body, words);
  const merged = (text: string): object => ({
    type: TYPES.MSG_MERGER,
    payload: {
      title: "",
      abstractList: [],
      compatibleText: "old",
      messageList: [{ messageBody: [{ type: TYPES.MSG_TEXT, payload: { text } }] }],
    },
  });

  expect(check("group.create", { name: "Spam", type: "Private" })).toThrow("spam");
  expect(check("profile.update", { selfSignature: "spam" })).toThrow("spam");
  expect(check("profile.update", { avatar: "http://spam" })).not.toThrow();
  expect(check("signaling.invite", { data: "spam" })).not.toThrow();
  expect(check("message.send", { type: TYPES.MSG_CUSTOM, payload: { data: "", extension: "spam" } })).not.toThrow();
  expect(check("message.send", { type: TYPES.MSG_CUSTOM, payload: { data: "spam" } })).toThrow("spam");
  expect(check("message.send", merged("spam"))).toThrow("spam");
  expect(check("message.send", merged("eggs"))).not.toThrow();
  words = [];
  expect(check("group.create", { name: "Spam" })).not.toThrow();
});

test("folding again changes nothing", () => {
  for (const text of ["ß ſ ﬁ İ ı\u0301 각 \u1100\u200b\u1161 ｶﾞ ㎏", "ΣΊΣΥΦΟΣ", "Ⅷ ª ǅ"]) {
    expect(fold(fold(text))).toBe(fold(text));
  }
});
