import type { Logger } from "./logger";

/** The first values of a list, as many as a call takes (`general#6`). */
export function first<T>(log: Logger, method: string, values: readonly T[], most: number): T[] {
  if (values.length > most) log.warn(`${method}: only the first ${most} of ${values.length} count`);
  return values.slice(0, most);
}
