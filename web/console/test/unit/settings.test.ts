import { expect, test } from "vitest";
import { createApp, shallowRef } from "vue";
import { en } from "../../src/i18n/en";
import { fromDraft, isChanged, isSame, toDraft } from "../../src/settings/draft";
import { filterSettings } from "../../src/settings/filter";
import SettingInput from "../../src/settings/SettingInput.vue";
import { refusedKey, type Form, type Json, type Setting } from "../../src/settings/settings";
import { shownValue } from "../../src/settings/shownValue";
import { useDrafts } from "../../src/settings/useDrafts";

function setting(Key: string, Form: Form, Default: Json, Value: Json = Default): Setting {
  const Area = Key.split(".")[0] ?? "";
  return { Key, Area, Form, Default, Value, Meaning: `What ${Key} decides.`, Range: "anything" };
}

test.each<[Form["Kind"], Json]>([
  ["switch", false],
  ["number", 0],
  ["choice", "multi"],
  ["several", "Work,Public"],
  ["several", ""],
  ["text", ""],
  ["secret", "s3cret"],
  ["list", ["one", "two words"]],
  ["list", []],
  ["object", { strict: { kinds: ["text"] } }],
])("a %s of %j is itself again after it was shown", (Kind, value) => {
  expect(fromDraft({ Kind }, toDraft({ Kind }, value))).toEqual(value);
});

test("lists lose empty lines and blanks around, objects must be JSON, a number must be there", () => {
  expect(fromDraft({ Kind: "list" }, " one \n\n\ttwo\n")).toEqual(["one", "two"]);
  expect(fromDraft({ Kind: "object" }, '{"a": ')).toBeUndefined();
  expect(fromDraft({ Kind: "number" }, null)).toBeUndefined();
});

test("names that are chosen have no order, elements of a list have", () => {
  expect(isSame({ Kind: "several" }, "Public,Work", "Work,Public")).toBe(true);
  expect(isSame({ Kind: "several" }, undefined, "")).toBe(false);
  expect(isSame({ Kind: "list" }, ["a", "b"], ["b", "a"])).toBe(false);
  expect(isChanged(setting("a.b", { Kind: "list" }, [], ["x"]))).toBe(true);
  expect(isChanged(setting("a.b", { Kind: "several" }, "x,y", "y,x"))).toBe(false);
});

test("what is edited is saved, what is at its default again is forgotten at the server", () => {
  const [flag, number, rules] = [
    setting("a.flag", { Kind: "switch" }, true),
    setting("a.number", { Kind: "number", Min: 1, Max: 9 }, 5, 7),
    setting("b.rules", { Kind: "object" }, {}),
  ] as const;
  const drafts = useDrafts(shallowRef([flag, number, rules]));
  drafts.edit(flag, false);
  drafts.edit(number, 5);
  expect(drafts.edited.value).toEqual([flag, number]);
  expect(drafts.values()).toEqual({ "a.flag": false, "a.number": null });

  drafts.edit(flag, true);
  drafts.edit(rules, "{");
  expect(drafts.edited.value).toEqual([number, rules]);
  expect(drafts.canSave.value).toBe(false);
  drafts.edit(rules, "{ }");
  expect(drafts.edited.value).toEqual([number]);
  expect(drafts.canSave.value).toBe(true);

  drafts.discard();
  expect(drafts.values()).toEqual({});
});

test("a number that was emptied is edited and cannot be saved", () => {
  const number = setting("a.number", { Kind: "number" }, 5);
  const drafts = useDrafts(shallowRef([number]));
  drafts.edit(number, null);
  expect(drafts.isEdited(number)).toBe(true);
  expect(drafts.canSave.value).toBe(false);
});

test("settings are found by words of their key, area and meaning, and stand by area", () => {
  const all = [
    setting("login.policy", { Kind: "text" }, ""),
    setting("rest.rate", { Kind: "number" }, 1),
    setting("login.ttl", { Kind: "number" }, 1),
  ];
  const found = (text: string): string[] =>
    filterSettings(
      all,
      text,
      (it) => it.Meaning,
      (area) => (area === "login" ? "Signing in" : area),
    ).map((area) => `${area.name}: ${area.settings.map((it) => it.Key).join()}`);
  expect(found("")).toEqual(["login: login.policy,login.ttl", "rest: rest.rate"]);
  expect(found("signing TTL")).toEqual(["login: login.ttl"]);
  expect(found("decides rate ")).toEqual(["rest: rest.rate"]);
  expect(found("rate login")).toEqual([]);
});

test("a refusal is shown beside the setting that it names, if that was to be saved", () => {
  expect(refusedKey("setting a.b is 3, expected 7 to 9", ["a.a", "a.b"])).toBe("a.b");
  expect(refusedKey("setting a.b is 3, expected 7 to 9", ["a.a"])).toBeNull();
  expect(refusedKey("the server failed", ["a.a"])).toBeNull();
});

test.each<[Json, string]>([
  [true, "On"],
  [0, "0"],
  ["", "empty"],
  ["Work,Public", "Work, Public"],
  [[], "empty"],
  [["a", "b"], "2 entries"],
  [{ strict: {} }, "1 entry"],
])("a default of %j is shown as %s", (value, shown) => {
  expect(shownValue(value, en)).toBe(shown);
});

test("an empty text stays empty in its input", () => {
  const place = document.createElement("div");
  const form: Form = { Kind: "text", Most: 10 };
  const app = createApp(SettingInput, { form, label: "a.setting", modelValue: "" });
  app.mount(place);
  expect(place.querySelector("input")?.value).toBe("");
  app.unmount();
});
