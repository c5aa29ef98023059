import { merge, type Entry } from "./entry";

/** Messages of one conversation that follow each other without a gap, growing at either end. */
export class Stretch {
  /** In the order of the conversation; a new array at every change. */
  entries: readonly Entry[] = [];
  /** Whether nothing is older. */
  isComplete = false;
  /** Asks for the page of older messages; '' for the newest page. */
  cursor = "";
  /** Second, in groups sequence, from which newer messages are asked for; `null` when the newest one is here. */
  newerFrom: number | null = null;
  /** The request for older messages that is on its way, shared by all who ask. */
  loadingOlder: Promise<void> | null = null;
  loadingNewer: Promise<void> | null = null;

  has(id: string): boolean {
    return this.entries.some((entry) => entry.id === id);
  }

  /** Puts entries in their places. A message that the peer has read stays read, whichever answer comes last. */
  put(added: readonly Entry[]): void {
    const known = new Map(this.entries.map((entry) => [entry.id, entry]));
    const kept = added.map((entry) =>
      known.get(entry.id)?.delivery.kind === "read" ? { ...entry, delivery: { kind: "read" as const } } : entry,
    );
    this.entries = merge(this.entries, kept);
  }

  /** Lets go of all but the newest. */
  keep(count: number): void {
    this.entries = this.entries.slice(-count);
  }

  /** Replaces entries; `null` takes one out. */
  change(to: (entry: Entry) => Entry | null): void {
    this.entries = this.entries.map(to).filter((entry) => entry !== null);
  }

  /** Takes over a stretch whose newer end reaches into this one. */
  takeOver(older: Stretch): void {
    this.entries = merge(older.entries, this.entries);
    this.isComplete = older.isComplete;
    this.cursor = older.cursor;
  }
}
