import { describe, expect, test } from "vitest";
import { isEmojiOnly, segments } from "../../src/text/links";

/** What became a link in a text, as `text → href`. */
function links(text: string): string[] {
  return segments(text)
    .filter((part) => part.href !== undefined)
    .map((part) => (part.href === part.text ? part.text : `${part.text} → ${part.href ?? ""}`));
}

describe("links in messages", () => {
  test.each([
    ["plain text stays text", "no links here", []],
    ["an address", "see https://example.org/a?b=1#c now", ["https://example.org/a?b=1#c"]],
    ["not the full stop after it", "https://example.org/a.", ["https://example.org/a"]],
    ["not the bracket around it", "(see http://example.org/a)", ["http://example.org/a"]],
    ["but brackets of its own", "https://example.org/a_(b)!", ["https://example.org/a_(b)"]],
    ["not Chinese punctuation", "看https://example.org/路径，好吗？", ["https://example.org/路径"]],
    ["www", "go to www.example.org/x", ["www.example.org/x → https://www.example.org/x"]],
    ["mail", "ask ann.lee@example.org, please", ["ann.lee@example.org → mailto:ann.lee@example.org"]],
    ["several", "http://a.example http://b.example", ["http://a.example", "http://b.example"]],
    ["never a script", "javascript:alert(1) data:text/html,x", []],
    ["nothing that is no address", "https://", []],
  ])("%s", (_name, text, expected) => {
    expect(links(text)).toEqual(expected);
  });

  test("the stretches of a text joined are the text", () => {
    const text = "a https://example.org/x, b <b>www.example.org</b> c@example.org.";
    expect(
      segments(text)
        .map((part) => part.text)
        .join(""),
    ).toBe(text);
  });
});

test.each(["🎉", "👍🏽", "👩‍👩‍👧", "🇨🇭", "❤️🎉🚀"])("%s is shown large", (text) => {
  expect(isEmojiOnly(text)).toBe(true);
});

test.each(["", "a", "12", "🎉!", "🎉🎉🎉🎉", "🎉 yes"])("'%s' is shown as text", (text) => {
  expect(isEmojiOnly(text)).toBe(false);
});
