import type { Platform, SocketConstructor } from "./platform";

/** What a successful call resolves with. */
export interface Response<T> {
  code: number;
  data: T;
}

/** Why a call failed: what its promise rejects with. */
export interface ChatError extends Error {
  /** The number that the documentation lists, such as 2801. */
  readonly code: number;
  /** What belongs to the failure: `{message}` for a failed send, else an empty object. */
  readonly data: Record<string, unknown>;
  /** Whether the same call, made again a little later, may succeed. */
  readonly retryable: boolean;
}

/** Options of `create`. Other keys are ignored. */
export interface CreateOptions {
  /** The app's number; a string of digits is taken too. */
  SDKAppID: number | string;
  /** The server, such as `ws://chat.example.com:8080`. Without it: where the page came from. */
  proxyServer?: string;
  /** Used instead of the platform's WebSocket. */
  WebSocket?: SocketConstructor;
  /** The place the SDK runs in, where it is none of those that are found by themselves. */
  platform?: Platform;
  [other: string]: unknown;
}

/** A user as messages name them. */
export interface UserInfo {
  userID: string;
  nick: string;
  avatar: string;
}
