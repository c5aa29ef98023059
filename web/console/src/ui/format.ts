import { dateLocale } from "../i18n";

/** A number as the reader writes it: `12,345`. */
export function shownNumber(value: number, digits = 0): string {
  return value.toLocaleString(dateLocale.value, { maximumFractionDigits: digits });
}

/** Bytes in MiB. */
export function mebibytes(bytes: number): number {
  return bytes / 1_048_576;
}

/** A moment; `—` for none. */
export function shownTime(seconds: number): string {
  return seconds === 0
    ? "—"
    : new Date(seconds * 1000).toLocaleString(dateLocale.value, { dateStyle: "medium", timeStyle: "short" });
}

/** A day; `—` for none. */
export function shownDay(seconds: number): string {
  return seconds === 0 ? "—" : new Date(seconds * 1000).toLocaleDateString(dateLocale.value, { dateStyle: "medium" });
}

/** What is written one on each line, or with commas or blanks between, each once. */
export function listed(text: string): readonly string[] {
  return [...new Set(text.split(/[\s,，;；]+/u).filter((part) => part !== ""))];
}
