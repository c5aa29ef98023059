import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { texts } from "../../../client/test/unit/texts";
import { en } from "../../src/i18n/en";
import { zh } from "../../src/i18n/zh";
import { zhSettings } from "../../src/i18n/zhSettings";

test("both languages have the same texts, and none is empty", () => {
  const [english, chinese] = [texts(en), texts(zh)];
  expect([...chinese.keys()].filter((key) => !key.startsWith("settings.texts."))).toEqual([...english.keys()]);
  expect([...english, ...chinese].filter(([, text]) => text.trim() === "")).toEqual([]);
});

test("what is put into a text shows in both languages", () => {
  const english = texts(en);
  for (const [name, text] of texts(zh)) {
    if (!name.startsWith("settings.texts.")) expect(text.includes("3"), name).toBe(english.get(name)?.includes("3"));
  }
});

test("Chinese texts are Chinese", () => {
  expect([...texts(zh)].filter(([, text]) => !/\p{Script=Han}/u.test(text)).map(([name]) => name)).toEqual([]);
});

test("every setting of docs/settings.md has an area's name, and a Chinese text", () => {
  const page = readFileSync("docs/settings.md", "utf8");
  const keys = [...page.matchAll(/^\| `([a-z]+\.\w+)` \|/gmu)].map(([, key]) => key ?? "");
  expect(keys.length).toBeGreaterThan(50);
  expect(Object.keys(zhSettings).sort()).toEqual([...keys].sort());
  for (const area of new Set(keys.map((key) => key.split(".")[0] ?? ""))) {
    expect(Object.keys(en.settings.areas)).toContain(area);
  }
});
