/** Holds back what comes too early: closed at first. */
export interface Gate {
  readonly isOpen: boolean;
  /** Runs it, now or as soon as the gate is open. */
  pass(run: () => void): void;
  open(): void;
  /** Forgets what waits. */
  close(): void;
}

export function createGate(): Gate {
  let early: (() => void)[] | undefined = [];
  return {
    get isOpen() {
      return !early;
    },
    pass(run) {
      if (early) early.push(run);
      else run();
    },
    open() {
      const waiting = early ?? [];
      early = undefined;
      for (const run of waiting) run();
    },
    close() {
      early = [];
    },
  };
}
