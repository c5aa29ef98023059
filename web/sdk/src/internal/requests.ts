import { ErrorCode, Limits, type OperationMap } from "../generated/protocol";
import { ChatError } from "./errors";
import type { Request as Frame, Response } from "./frames";
import { utf8Size } from "./scope";

export type Operation = keyof OperationMap;
export type Result<K extends Operation> = OperationMap[K]["result"];
/** A request whose optional fields may be given as undefined: they are left out of the frame. */
export type Request<K extends Operation> = {
  [F in keyof OperationMap[K]["request"]]: OperationMap[K]["request"][F] | undefined;
};

/** Matches answers to requests. Requests outlive a lost socket: what has no answer yet is sent again, in order. */
export interface Requests {
  /**
   * Asks the server as soon as this instance is signed in; rejects with the server's code or after 30 s: with 2801, or with
   * 2805 if it never could be sent.
   */
  call<K extends Operation>(operation: K, body: Request<K>, timeoutMs?: number): Promise<Result<K>>;
  /** Asks on the present socket whether signed in or not; a lost socket fails it. */
  callNow<K extends Operation>(operation: K, body: Request<K>, timeoutMs: number): Promise<Result<K>>;
  answer(response: Response): void;
  /** Signed in: what waits goes out. */
  resume(): void;
  /** The socket is lost. */
  pause(): void;
  /** Signed out: what waits fails. */
  abort(code: number, message: string): void;
}

interface Waiting {
  text: string;
  readonly now: boolean;
  /** On the present socket. */
  sent: boolean;
  /** What it fails with where no answer comes in time. */
  late: number;
  settle(response: Response): void;
  fail(code: number, message: string): void;
}

/** How long a call may take, with all its attempts, where it says nothing else. */
const TIMEOUT_MS = 30_000;
/** Most requests on their way at once; the server refuses a client that has more than 32 waiting. */
const WINDOW = 24;
/** Most requests in a second; the server allows 1000, for a while 2000. */
const PER_SECOND = 900;
/** How long a request waits that would be too many. */
const PACE_MS = 100;

/** @param send - puts a frame on the socket, if there is one */
export function createRequests(send: (text: string) => boolean): Requests {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let isOpen = false;
  let onTheirWay = 0;
  let second = 0;
  let inSecond = 0;
  let later: ReturnType<typeof setTimeout> | undefined;

  function ask(operation: string, body: unknown, now: boolean, timeoutMs: number): Promise<unknown> {
    const id = ++lastId;
    const text = JSON.stringify({ id, op: operation, body } satisfies Frame);
    if (utf8Size(text) > Limits.MAX_FRAME_BYTES) {
      // the server would close the socket
      return Promise.reject(new ChatError(ErrorCode.MESSAGE_INVALID_REQUEST, `${operation} is too large`));
    }
    return new Promise((resolve, reject) => {
      const done = (): void => {
        clearTimeout(timer);
        waiting.delete(id);
        if (request.sent && !now) onTheirWay--;
        pump();
      };
      const request: Waiting = {
        text,
        now,
        sent: false,
        late: now ? ErrorCode.NETWORK_TIMEOUT : ErrorCode.NO_NETWORK,
        settle({ code, message, body: result }) {
          done();
          if (code === 0) resolve(result);
          else reject(new ChatError(code, message ?? ""));
        },
        fail(code, message) {
          done();
          reject(new ChatError(code, message));
        },
      };
      const timer = setTimeout(() => {
        request.fail(request.late, `${operation} had no answer within ${timeoutMs / 1000} s`);
      }, timeoutMs);
      waiting.set(id, request);
      if (!now) pump();
      else if (!send(text)) request.fail(ErrorCode.NETWORK_ERROR, "not connected");
    });
  }

  function isTooFast(): boolean {
    const now = Math.floor(Date.now() / 1000);
    if (now !== second) [second, inSecond] = [now, 0];
    return inSecond >= PER_SECOND;
  }

  function pump(): void {
    clearTimeout(later);
    if (!isOpen || onTheirWay >= WINDOW || onTheirWay >= waiting.size) return;
    for (const request of waiting.values()) {
      if (request.sent || request.now) continue;
      if (isTooFast()) {
        later = setTimeout(pump, PACE_MS);
        return;
      }
      if (onTheirWay >= WINDOW || !send(request.text)) return;
      request.sent = true;
      request.late = ErrorCode.NETWORK_TIMEOUT;
      onTheirWay++;
      inSecond++;
    }
  }

  return {
    // what the server answers is what the protocol says: checked on its side
    call: (operation, body, timeoutMs = TIMEOUT_MS) => ask(operation, body, false, timeoutMs) as Promise<never>,
    callNow: (operation, body, timeoutMs) => ask(operation, body, true, timeoutMs) as Promise<never>,
    answer: (response) => waiting.get(response.id)?.settle(response),
    resume() {
      isOpen = true;
      pump();
    },
    pause() {
      isOpen = false;
      onTheirWay = 0;
      for (const request of [...waiting.values()]) {
        if (request.sent) request.text = request.text.replace(/^{("again":true,)?/, '{"again":true,');
        request.sent = false;
        if (request.now) request.fail(ErrorCode.NETWORK_ERROR, "the connection was lost");
      }
    },
    abort(code, message) {
      isOpen = false;
      for (const request of [...waiting.values()]) request.fail(code, message);
    },
  };
}
