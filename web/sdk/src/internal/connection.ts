import { FINAL_CLOSES } from "../generated/protocol";
import { framesIn, type Push, type Response } from "./frames";
import type { Logger } from "./logger";
import type { NetState, Platform, Socket } from "../api/platform";

/** What the connection tells its owner. */
export interface ConnectionEvents {
  state(state: NetState): void;
  /** The socket is open: time to sign in. */
  opened(): void;
  frame(frame: Response | Push): void;
  /** The socket is gone; another attempt follows by itself. */
  lost(): void;
  /** The socket is gone, and the server does not want this client again. */
  refused(code: number, reason: string): void;
}

/** One socket at a time to the server, opened again with back-off until it is closed on purpose. */
export interface Connection {
  readonly state: NetState;
  open(): void;
  close(): void;
  /** False if there is no open socket. */
  send(text: string): boolean;
  /** Gives up the present socket, which seems dead, and tries again. */
  drop(why: string): void;
  /** Ends a wait for the next attempt: the network is back, or the user looks. */
  hurry(): void;
  /** All is well with this socket: the next attempt after a loss is made at once. */
  settled(): void;
}

const OPEN_TIMEOUT_MS = 10_000;
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;

/** How long to wait before an attempt: none before the first, then 0.5 s doubling to 30 s, less a random half. */
export function delayBefore(attempt: number, random = Math.random()): number {
  if (attempt === 0) return 0;
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempt - 1)) * (1 - random / 2);
}

export function createConnection(
  platform: Pick<Platform, "openSocket">,
  url: string,
  log: Logger,
  events: ConnectionEvents,
): Connection {
  let state: NetState = "disconnected";
  let wanted = false;
  let attempts = 0;
  let socket: Socket | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** False if it is not wanted any more: an app that hears of it may close it. */
  function become(next: NetState): boolean {
    if (state !== next) {
      state = next;
      events.state(next);
    }
    return wanted;
  }

  function attempt(): void {
    clearTimeout(timer);
    if (!become("connecting") || socket) return;
    attempts++;
    let current: Socket;
    try {
      current = platform.openSocket(url);
    } catch (failure) {
      log.error(`Could not open ${url}`, failure);
      retry();
      return;
    }
    socket = current;
    timer = setTimeout(() => drop("did not open in time"), OPEN_TIMEOUT_MS);
    current.onopen = () => {
      clearTimeout(timer);
      become("connected");
      if (socket === current) events.opened();
    };
    current.onmessage = ({ data }) =>
      attend(() => {
        // after one that ends the connection the others do not count
        for (const frame of framesIn(String(data))) {
          if (socket === current) attend(() => events.frame(frame));
        }
      });
    current.onerror = () => undefined; // a close follows; the package `ws` throws where nobody listens
    current.onclose = ({ code, reason }) => gone(code, reason);
  }

  function attend(run: () => void): void {
    try {
      run();
    } catch (failure) {
      log.error("Could not handle a frame", failure);
    }
  }

  /** Lets go of the socket, whose later events no longer count. */
  function detach(): boolean {
    clearTimeout(timer);
    const old = socket;
    if (!old) return false;
    socket = undefined;
    old.onopen = old.onmessage = old.onclose = null;
    old.close();
    return true;
  }

  function gone(code: number, reason: string): void {
    log.info(`Socket closed: ${code} ${reason}`);
    detach();
    if (!wanted) return;
    if (!FINAL_CLOSES.includes(code)) {
      events.lost();
      retry();
      return;
    }
    wanted = false;
    become("disconnected");
    events.refused(code, reason);
  }

  function retry(): void {
    const delay = delayBefore(attempts);
    if (become(delay ? "disconnected" : "connecting")) timer = setTimeout(attempt, delay);
  }

  function drop(why: string): void {
    if (socket) gone(1006, why);
  }

  return {
    get state() {
      return state;
    },
    open() {
      if (wanted) return;
      wanted = true;
      attempts = 0;
      attempt();
    },
    close() {
      wanted = false;
      detach();
      state = "disconnected"; // on purpose: nothing that an app needs to hear
    },
    send(text) {
      if (state !== "connected" || !socket) return false;
      socket.send(text);
      return true;
    },
    drop,
    hurry() {
      if (wanted && !socket) attempt();
    },
    settled() {
      attempts = 0;
    },
  };
}
