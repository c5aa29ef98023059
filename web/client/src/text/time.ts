const day = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs more than using it a hundred times: each is made once. */
function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  let made = formats.get(key);
  if (!made) formats.set(key, (made = new Intl.DateTimeFormat(locale, options)));
  return made;
}

/** The words for the two days that have a name of their own. */
export interface DayWords {
  readonly today: string;
  readonly yesterday: string;
}

/** Midnight, in the reader's time zone, of the day that holds `seconds` (Unix). */
export function startOfDay(seconds: number): number {
  return new Date(seconds * 1000).setHours(0, 0, 0, 0);
}

/** How many midnights lie between a time in Unix seconds and `now` in milliseconds. */
function daysAgo(seconds: number, now: number): number {
  return Math.round((new Date(now).setHours(0, 0, 0, 0) - startOfDay(seconds)) / day);
}

/** Hour and minute, such as `09:05`. */
export function clockTime(seconds: number, locale: string): string {
  return format(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(seconds * 1000);
}

/** All of it, for a hint: `Tuesday, 24 November 2026 at 09:05`. */
export function fullTime(seconds: number, locale: string): string {
  return format(locale, { dateStyle: "full", timeStyle: "short" }).format(seconds * 1000);
}

/** For the list of conversations: the hour today, then yesterday, the weekday for a week, the date after that. */
export function listTime(seconds: number, now: number, locale: string, words: DayWords): string {
  const days = daysAgo(seconds, now);
  if (days <= 0) return clockTime(seconds, locale);
  if (days === 1) return words.yesterday;
  if (days < 7) return format(locale, { weekday: "short" }).format(seconds * 1000);
  if (isSameYear(seconds, now)) return format(locale, { month: "short", day: "numeric" }).format(seconds * 1000);
  return format(locale, { year: "2-digit", month: "numeric", day: "numeric" }).format(seconds * 1000);
}

/** The line between two days of a conversation. */
export function dayTitle(seconds: number, now: number, locale: string, words: DayWords): string {
  const days = daysAgo(seconds, now);
  if (days <= 0) return words.today;
  if (days === 1) return words.yesterday;
  if (days < 7) return format(locale, { weekday: "long" }).format(seconds * 1000);
  const date: Intl.DateTimeFormatOptions = { month: "long", day: "numeric" };
  return format(locale, isSameYear(seconds, now) ? date : { ...date, year: "numeric" }).format(seconds * 1000);
}

function isSameYear(seconds: number, now: number): boolean {
  return new Date(seconds * 1000).getFullYear() === new Date(now).getFullYear();
}
