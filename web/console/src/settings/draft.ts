import type { Form, Json, Setting } from "./settings";

/**
 * What stands in an input: texts for lists and objects, the names that are chosen for several. Texts come first, since Vue
 * takes an empty one for true where a prop may be a boolean and is not a text before all.
 */
export type Draft = string | boolean | number | readonly string[] | null;

/** What an input shows of a value. */
export function toDraft(form: Form, value: Json): Draft {
  switch (form.Kind) {
    case "switch":
      return value === true;
    case "number":
      return typeof value === "number" ? value : null;
    case "several":
      return names(value);
    case "list":
      return Array.isArray(value) ? value.join("\n") : "";
    case "object":
      return JSON.stringify(value, null, 2);
    case "choice":
    case "text":
    case "secret":
      return typeof value === "string" ? value : "";
  }
}

/** The value that an input stands for; `undefined` where it stands for none. */
export function fromDraft(form: Form, draft: Draft): Json | undefined {
  switch (form.Kind) {
    case "several":
      return Array.isArray(draft) ? draft.join(",") : undefined;
    case "list":
      return lines(String(draft));
    case "object":
      return parse(String(draft));
    case "number":
      return draft ?? undefined;
    case "switch":
    case "choice":
    case "text":
    case "secret":
      return draft;
  }
}

/** Whether two values are the same, whatever the order of names that have none. */
export function isSame(form: Form, one: Json | undefined, other: Json): boolean {
  if (form.Kind !== "several") return JSON.stringify(one) === JSON.stringify(other);
  return one !== undefined && JSON.stringify([...names(one)].sort()) === JSON.stringify([...names(other)].sort());
}

/** Whether a setting is not at its default. */
export function isChanged(setting: Setting): boolean {
  return !isSame(setting.Form, setting.Value, setting.Default);
}

function names(value: Json): readonly string[] {
  return typeof value === "string" && value !== "" ? value.split(",") : [];
}

function lines(text: string): readonly string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
