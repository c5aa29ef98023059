import type { Figures, Totals } from "./figures";

/** What charts show of a moment. What counters alone cannot say yet is `null`. */
export interface Point {
  /** Milliseconds since 1970, by the node's clock. */
  readonly at: number;
  /** A second. */
  readonly messages: number | null;
  readonly deliveries: number | null;
  readonly requests: number | null;
  readonly refused: number | null;
  /** Milliseconds that one takes on average; `null` while there is none. */
  readonly requestTime: number | null;
  readonly commitTime: number | null;
  readonly sessions: number;
  readonly waiting: number;
  readonly heap: number;
}

/** As many are kept of each node: five minutes. */
export const KEPT = 150;

/** What happened between two looks at one node, or at its first one. */
export function pointOf(before: Figures | null, now: Figures): Point {
  const isOneRun = before !== null && before.StartedAt === now.StartedAt && before.Uptime < now.Uptime;
  const seconds = isOneRun ? (now.Uptime - before.Uptime) / 1000 : 0;
  const grown = (what: keyof Totals): number => (isOneRun ? now.Totals[what] - before.Totals[what] : 0);
  const rate = (what: keyof Totals): number | null => (isOneRun ? grown(what) / seconds : null);
  const time = (spent: keyof Totals, by: keyof Totals): number | null =>
    grown(by) > 0 ? (grown(spent) / grown(by)) * 1000 : null;
  return {
    at: now.StartedAt + now.Uptime,
    messages: rate("Messages"),
    deliveries: rate("Deliveries"),
    requests: rate("Answered"),
    refused: rate("Refused"),
    requestTime: time("Seconds", "Answered"),
    commitTime: time("CommitSeconds", "Commits"),
    sessions: now.Sessions,
    waiting: now.Waiting,
    heap: now.HeapUsed,
  };
}

/** What each node said last, and the points before. Behind a load balancer any of them may answer. */
export interface History {
  readonly last: Figures;
  readonly points: readonly Point[];
}

/** The histories with one more look. */
export function withFigures(histories: ReadonlyMap<string, History>, now: Figures): ReadonlyMap<string, History> {
  const before = histories.get(now.Node);
  const points = [...(before?.points ?? []), pointOf(before?.last ?? null, now)].slice(-KEPT);
  return new Map([...histories, [now.Node, { last: now, points }]]);
}
