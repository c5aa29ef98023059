import { NO_ANSWER, type Refusal } from "../api/call";
import type { Dictionary } from "../i18n";

/** A refusal in the reader's words where there are some, else in the server's. */
export function words(refusal: Refusal, t: Dictionary): string {
  const known: Readonly<Record<number, string>> = t.errors.byCode;
  if (refusal.code === NO_ANSWER) return t.errors.noAnswer;
  return known[refusal.code] ?? t.errors.refused(refusal.message, refusal.code);
}
