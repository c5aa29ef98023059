import type { NetworkEvents } from "../api";
import type { Connection } from "./connection";

/** Finds out whether the socket is alive, whatever is sent on it: also what is sent may get nowhere. */
export interface Heartbeat {
  /** @param seconds - from one question to the next */
  start(seconds: number): void;
  stop(): void;
  /** Asks now. */
  check(): void;
}

/**
 * @param ping - asks the server; rejects when no answer came in time
 * @param dead - called after a ping that failed
 */
export function createHeartbeat(ping: () => Promise<unknown>, dead: () => void): Heartbeat {
  let timer: ReturnType<typeof setInterval> | undefined;
  let run = 0;

  function check(): void {
    if (!timer) return;
    const asked = run;
    ping().catch(() => {
      if (asked === run) dead();
    });
  }

  function stop(): void {
    run++;
    clearInterval(timer);
    timer = undefined;
  }

  return {
    start(seconds) {
      stop();
      timer = setInterval(check, seconds * 1000);
    },
    stop,
    check,
  };
}

/** What a connection makes of news of the network and the app. */
export const following = (connection: Connection, heartbeat: Heartbeat): NetworkEvents => ({
  online: () => connection.hurry(),
  offline: () => connection.drop("the network is gone"),
  visible() {
    connection.hurry();
    heartbeat.check();
  },
});
