/** Finds out whether the socket is alive while nothing is said on it. */
export interface Heartbeat {
  /** @param seconds - of silence after which to ask */
  start(seconds: number): void;
  stop(): void;
  /** Something was sent: the silence begins anew. */
  sent(): void;
  /** Asks now. */
  check(): void;
}

/**
 * @param ping - asks the server; rejects when no answer came in time
 * @param dead - called after a ping that failed
 */
export function createHeartbeat(ping: () => Promise<unknown>, dead: () => void): Heartbeat {
  let silence = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastSent = 0;
  let run = 0;

  function wait(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const left = lastSent + silence - Date.now();
      if (left > 0) wait(left);
      else check();
    }, ms);
  }

  function check(): void {
    if (!silence) return;
    lastSent = Date.now();
    wait(silence);
    const asked = run;
    ping().catch(() => {
      if (asked === run) dead();
    });
  }

  return {
    start(seconds) {
      run++;
      silence = seconds * 1000;
      lastSent = Date.now();
      wait(silence);
    },
    stop() {
      run++;
      silence = 0;
      clearTimeout(timer);
    },
    sent() {
      lastSent = Date.now(); // the timer looks at it when it rings, so that a send costs nothing
    },
    check,
  };
}
