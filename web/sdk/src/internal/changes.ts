import { Limits, type ChangedMessagesResult } from "../generated/protocol";
import type { Logger } from "./logger";
import type { Session } from "./session";

/** How many changes of each conversation's messages are known here, and the pulls that bring the others. */
export interface Changes {
  /** What was changed up to here is history. */
  begin(conversationID: string, lastChange: number): void;
  /** A later list says what there is; what is missing is asked for. */
  expect(conversationID: string, lastChange: number): void;
  /** A change came, by a push or as the answer to this instance. */
  know(conversationID: string, change: number): void;
  /** Nothing more of this conversation concerns the user. */
  forget(conversationID: string): void;
  reset(): void;
}

interface Entry {
  readonly id: string;
  known: number;
  target: number;
  /** Known, but something before them is not. */
  readonly ahead: Set<number>;
  /** First heard of by a later list: its changes so far may be history. */
  isUnknown: boolean;
  isPulling: boolean;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** Pushes of changes made at once may overtake each other. */
const GAP_MS = 200;
const RETRY_MS = 2_000;

/** What was changed in a conversation while this instance was away. */
export interface Missed extends ChangedMessagesResult {
  readonly conversationID: string;
  /** The last change that was known before. */
  readonly after: number;
  /** Messages that are not held here were changed before this login. */
  readonly onlyHeld: boolean;
}

export function createChanges(session: Pick<Session, "call">, log: Logger, pulled: (missed: Missed) => void): Changes {
  const entries = new Map<string, Entry>();

  function entryOf(id: string, known: number, isUnknown = false): Entry {
    let entry = entries.get(id);
    if (!entry) {
      entry = { id, known, target: known, ahead: new Set(), isUnknown, isPulling: false, timer: undefined };
      entries.set(id, entry);
    }
    return entry;
  }

  function advance(entry: Entry, change: number): void {
    entry.known = Math.max(entry.known, change);
    while (entry.ahead.delete(entry.known + 1)) entry.known++;
    for (const early of entry.ahead) if (early <= entry.known) entry.ahead.delete(early);
  }

  function pullSoon(entry: Entry, afterMs: number): void {
    entry.timer ??= setTimeout(() => {
      entry.timer = undefined;
      if (entry.ahead.size) entry.target = Math.max(entry.target, ...entry.ahead);
      void pull(entry);
    }, afterMs);
  }

  async function pull(entry: Entry): Promise<void> {
    if (entry.isPulling) return;
    entry.isPulling = true;
    try {
      while (entry.known < entry.target && entries.get(entry.id) === entry) {
        const { target } = entry;
        const place = { conversationID: entry.id, after: entry.known };
        const page = await session.call("message.changes", { ...place, count: Limits.CHANGES_PAGE });
        if (entries.get(entry.id) !== entry) break;
        pulled({ ...page, ...place, onlyHeld: entry.isUnknown });
        const { messageList, isCompleted } = page;
        // the others changed what this user does not see
        advance(entry, Math.max(messageList.at(-1)?.change ?? 0, isCompleted ? target : 0));
        entry.isUnknown &&= !isCompleted;
      }
    } catch (failure) {
      log.warn(`Could not ask for changes in ${entry.id}`, failure);
      if (entries.get(entry.id) === entry) pullSoon(entry, RETRY_MS);
    }
    entry.isPulling = false;
  }

  return {
    begin: (id, lastChange) => advance(entryOf(id, lastChange), lastChange),
    expect(id, lastChange) {
      const entry = entryOf(id, 0, true);
      entry.target = Math.max(entry.target, lastChange);
      void pull(entry);
    },
    know(id, change) {
      const entry = entryOf(id, change - 1);
      if (change > entry.known) entry.ahead.add(change);
      advance(entry, entry.known);
      if (entry.ahead.size) pullSoon(entry, GAP_MS);
    },
    forget(id) {
      clearTimeout(entries.get(id)?.timer);
      entries.delete(id);
    },
    reset() {
      for (const { timer } of entries.values()) clearTimeout(timer);
      entries.clear();
    },
  };
}
