/** Something that is done once for a burst of reasons, and not before it has been started. */
export interface Burst {
  readonly isStarted: boolean;
  /** There is a reason. */
  soon(): void;
  /** Does it now, and from now on for every reason. */
  start(): void;
  reset(): void;
}

/** About one frame of the screen. */
const GATHER_MS = 16;

export function createBurst(run: () => void): Burst {
  let isStarted = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    get isStarted() {
      return isStarted;
    },
    soon() {
      if (!isStarted) return;
      timer ??= setTimeout(() => {
        timer = undefined;
        run();
      }, GATHER_MS);
    },
    start() {
      isStarted = true;
      run();
    },
    reset() {
      clearTimeout(timer);
      timer = undefined;
      isStarted = false;
    },
  };
}
