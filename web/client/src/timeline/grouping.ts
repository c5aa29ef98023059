import { isOfTheSystem } from "../chat/content";
import type { Entry } from "../chat/entry";
import { startOfDay } from "../text/time";

/** Messages of one sender that follow each other within this many seconds stand close together. */
const GROUP_SECONDS = 300;

/** One message with its place in a group of bubbles. */
export interface Bubble {
  readonly entry: Entry;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** The messages of one day. */
export interface Day {
  /** Midnight of the day, Unix milliseconds: the day's key. */
  readonly key: number;
  /** Time of its first message, Unix seconds. */
  readonly time: number;
  readonly bubbles: readonly Bubble[];
}

/** Cuts messages into days, and those into groups of bubbles. A group ends before `dividerBefore`. */
export function byDay(entries: readonly Entry[], dividerBefore: string | null = null): Day[] {
  const days: { key: number; time: number; bubbles: Bubble[] }[] = [];
  entries.forEach((entry, index) => {
    const previous = entries[index - 1];
    const next = entries[index + 1];
    // A message without a place yet may carry the clock of a device that runs behind: a day never goes back.
    const key = Math.max(startOfDay(entry.time), days.at(-1)?.key ?? 0);
    let day = days.at(-1);
    if (day?.key !== key) days.push((day = { key, time: entry.time, bubbles: [] }));
    day.bubbles.push({
      entry,
      isFirst: !previous || entry.id === dividerBefore || !belongTogether(previous, entry),
      isLast: !next || next.id === dividerBefore || !belongTogether(entry, next),
    });
  });
  return days;
}

function belongTogether(one: Entry, next: Entry): boolean {
  return (
    one.isMine === next.isMine &&
    one.message.from === next.message.from &&
    !isOfTheSystem(one.content) &&
    !isOfTheSystem(next.content) &&
    Math.abs(next.time - one.time) <= GROUP_SECONDS &&
    startOfDay(one.time) === startOfDay(next.time)
  );
}
