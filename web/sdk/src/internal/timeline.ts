/** Sequences that are missing: those above `after`, up to and including `upTo`. */
export interface Hole {
  readonly after: number;
  readonly upTo: number;
}

/**
 * Brings what arrives in one conversation into order: sequences are 1, 2, 3 … without holes, and each is handed out
 * once. What comes too early is held until the hole before it is filled.
 */
export interface Timeline<T> {
  /** Everything up to here has been handed out, or was history when the timeline began. */
  readonly known: number;
  /** Takes an item and returns those whose turn it is; `null` stands for a message of this instance. */
  offer(sequence: number, item: T | null): T[];
  /** Says that messages up to this sequence exist. */
  expect(sequence: number): void;
  /** Gives up waiting for what is missing up to here: the server has been asked and does not have it. */
  skipTo(sequence: number): T[];
  /** The first hole, if anything is missing. */
  hole(): Hole | undefined;
}

/** @param known - what came before is history and never handed out */
export function createTimeline<T>(known = 0): Timeline<T> {
  const held = new Map<number, T | null>();
  let end = known;

  function release(): T[] {
    const ready: T[] = [];
    for (let item; (item = held.get(known + 1)) !== undefined;) {
      held.delete(++known);
      if (item !== null) ready.push(item);
    }
    return ready;
  }

  return {
    get known() {
      return known;
    },
    offer(sequence, item) {
      // the own copy wins over a pushed one, so that a message of this instance is not raised
      if (sequence > known && held.get(sequence) !== null) held.set(sequence, item);
      return release();
    },
    expect(sequence) {
      end = Math.max(end, sequence);
    },
    skipTo(sequence) {
      const early = [...held].filter(([at]) => at <= sequence).sort(([a], [b]) => a - b);
      for (const [at] of early) held.delete(at);
      known = Math.max(known, sequence);
      return [...early.flatMap(([, item]) => (item === null ? [] : [item])), ...release()];
    },
    hole() {
      const upTo = held.size ? Math.min(...held.keys()) - 1 : end;
      return upTo > known ? { after: known, upTo } : undefined;
    },
  };
}
