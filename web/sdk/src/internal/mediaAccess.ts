import type { MediaAccess as Access } from "../generated/protocol";
import type { Logger } from "./logger";
import type { AddressOf } from "./mediaPayload";
import type { Session } from "./session";

/** Where files are, and the token that opens them. */
export interface MediaAccess {
  readonly addressOf: AddressOf;
  /** A whole address from what the server gave, which may be a path on the server of the socket. */
  resolve(address: string): string;
  /** Asks for a token unless the one held lasts; from now on it is renewed before it ends. */
  renew(): Promise<void>;
  reset(): void;
}

/** How long before its end a token is renewed; it lasts a week or more. */
const AHEAD_MS = 24 * 3_600_000;
const RETRY_MS = 10_000;
/** Longer timers fire at once. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * @param socketUrl - the address of the server's WebSocket
 * @param changed - addresses made before are about to end
 */
export function createMediaAccess(
  session: Pick<Session, "call" | "serverTime">,
  sdkAppID: number,
  socketUrl: string,
  log: Logger,
  changed: () => void,
): MediaAccess {
  const server = socketUrl.replace(/^ws/i, "http").replace(/\/ws(\?.*)?$/, "");
  let access: Access | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let turn = {}; // another one after each logout

  const left = (): number => (access ? access.expireTime * 1000 - AHEAD_MS - session.serverTime() : 0);
  const later = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void renew(), Math.min(ms, LONGEST_MS));
  };

  async function renew(): Promise<void> {
    if (left() > 0) {
      later(left());
      return;
    }
    const mine = turn;
    try {
      const fresh = await session.call("media.access", {});
      if (turn !== mine) return;
      access = fresh;
      later(Math.max(left(), RETRY_MS));
      changed();
    } catch (failure) {
      if (turn !== mine) return;
      log.warn("Could not ask for addresses of files", failure);
      later(RETRY_MS);
    }
  }

  return {
    addressOf: (uuid, size = "") =>
      access && uuid ? `${access.url ?? server}/media/${sdkAppID}/${uuid}${size}?t=${access.token}` : "",
    resolve: (address) => (address.startsWith("/") ? server + address : address),
    renew,
    reset() {
      clearTimeout(timer);
      access = undefined;
      turn = {};
    },
  };
}
