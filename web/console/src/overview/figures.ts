import { ask } from "../api/session";

/** How many there are; an estimate where counting them would take long. */
export interface Count {
  readonly Number: number;
  readonly IsEstimate: boolean;
}

/** What the app has, and whether what the server needs works. */
export interface Overview {
  readonly Accounts: Count;
  readonly Groups: Readonly<Record<string, Count>>;
  readonly Messages: Count;
  readonly Nodes: readonly { readonly Name: string; readonly Sessions: number }[];
  readonly Health: Readonly<Partial<Record<"database" | "nats", boolean>>>;
}

/** The counters of one node, which grow from its start on. */
export interface Totals {
  readonly Answered: number;
  readonly Seconds: number;
  readonly Refused: number;
  readonly Messages: number;
  readonly Commits: number;
  readonly CommitSeconds: number;
  readonly Deliveries: number;
}

/** How one node does at a moment. */
export interface Figures {
  readonly Node: string;
  /** Milliseconds since 1970. */
  readonly StartedAt: number;
  /** Milliseconds since then. */
  readonly Uptime: number;
  readonly Totals: Totals;
  readonly Sessions: number;
  readonly Waiting: number;
  readonly HeapUsed: number;
  readonly HeapMax: number;
}

export function loadOverview(): Promise<Overview> {
  return ask<Overview>("console/overview");
}

export function loadFigures(): Promise<Figures> {
  return ask<Figures>("console/figures");
}
