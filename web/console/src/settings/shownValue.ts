import type { Dictionary } from "../i18n";
import type { Json } from "./settings";

/** A value in a few words: switches as on and off, lists by their length. */
export function shownValue(value: Json, t: Dictionary): string {
  if (typeof value === "boolean") return value ? t.settings.on : t.settings.off;
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return value === "" ? t.settings.empty : value.replaceAll(",", ", ");
  const count = value === null ? 0 : Object.keys(value).length;
  return count === 0 ? t.settings.empty : t.settings.entries(count);
}
