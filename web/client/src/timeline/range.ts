/** Which of the loaded messages are in the page: `start` inclusive, `end` exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Most messages in the page at once. 120 fill ten screens; with 10,000 loaded the page stays as quick. */
export const MAX_RENDERED = 120;

/** By how many the range moves at a time. */
export const STEP = 40;

/** The newest messages. */
export function newest(total: number): Range {
  return { start: Math.max(0, total - MAX_RENDERED), end: total };
}

/** Those around one message. */
export function around(index: number, total: number): Range {
  const start = Math.max(0, Math.min(index - MAX_RENDERED / 2, total - MAX_RENDERED));
  return { start, end: Math.min(total, start + MAX_RENDERED) };
}

/** Towards older messages; what leaves at the other end is far below the screen. */
export function older(range: Range, step = STEP): Range {
  const start = Math.max(0, range.start - step);
  return { start, end: Math.min(range.end, start + MAX_RENDERED) };
}

/** Towards newer messages. */
export function newer(range: Range, total: number): Range {
  const end = Math.min(total, range.end + STEP);
  return { start: Math.max(range.start, end - MAX_RENDERED), end };
}

/**
 * The same messages after the list has changed.
 *
 * @param firstShown - where the first message of the range is now; -1 if it has gone
 * @param wasAtEnd - whether the range reached the newest message: it then takes in those that came, within reason
 */
export function follow(range: Range, total: number, firstShown: number, wasAtEnd: boolean): Range {
  if (firstShown < 0) return newest(total);
  const end = Math.min(total, firstShown + range.end - range.start);
  const takesAll = wasAtEnd && total - firstShown <= 2 * MAX_RENDERED;
  return { start: firstShown, end: takesAll ? total : end };
}
