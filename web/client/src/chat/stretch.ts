import type { MessagePage } from "@parley-im/chat";
import { asRead, merge, toEntry, type Entry } from "./entry";

/** How far behind the newest message stands what has no place of its own. */
const STEP = 2 ** -10;
/** Of what live rooms say so much is kept, when it has become half as much again. */
const MAX_SAID = 1_000;

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

  /** The last messages of others, at most so many. */
  lastReceived(count: number): readonly Entry[] {
    return count > 0 ? this.entries.filter(({ isMine }) => !isMine).slice(-count) : [];
  }

  /** Puts entries in their places. A message that the peer has read stays read, whichever answer comes last. */
  put(added: readonly Entry[]): void {
    const known = new Map(this.entries.map((entry) => [entry.id, entry]));
    const kept = added.map((entry) => (known.get(entry.id)?.delivery.kind === "read" ? asRead(entry) : entry));
    this.entries = merge(this.entries, kept);
  }

  /** Puts in a page of older messages; the next one is asked for from there. */
  takePage({ messageList, nextReqMessageID, isCompleted }: MessagePage): void {
    this.cursor = nextReqMessageID;
    this.isComplete = isCompleted;
    this.put(messageList.map(toEntry));
  }

  /** Puts entries behind the newest ones. What is stored nowhere, as in live rooms, stands in the order in which it came. */
  putNewest(added: readonly Entry[]): void {
    this.put(this.#placed(added));
    const isStoredNowhere = this.entries[0]?.message.sequence === 0;
    if (isStoredNowhere && this.entries.length > 1.5 * MAX_SAID) this.entries = this.entries.slice(-MAX_SAID);
  }

  /** The position behind all that have one. */
  get nextPlace(): number {
    const last = this.entries.findLast(({ position }) => position !== Infinity);
    return (last?.position ?? 0) + STEP;
  }

  #placed(added: readonly Entry[]): readonly Entry[] {
    if (!added.some(({ position }) => position === 0)) return added;
    const known = new Map(this.entries.map(({ id, position }) => [id, position]));
    let next = this.nextPlace;
    return added.map((entry) => {
      if (entry.position !== 0) return entry;
      const place = known.get(entry.id) ?? Infinity;
      return { ...entry, position: place === Infinity ? (next += STEP) : place };
    });
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
