import type { EventMap } from "../generated/protocol";

/** What goes to the server and comes back. */
export interface Request {
  readonly id: number;
  readonly op: string;
  readonly body: unknown;
}

/** A response of the server. */
export interface Response {
  readonly id: number;
  readonly code: number;
  readonly message?: string;
  readonly body?: unknown;
}

/** What the server sends unasked. */
export interface Push {
  readonly event: keyof EventMap;
  readonly body: unknown;
}

/** What is used of React Native's NetInfo. */
export interface NetworkMonitor {
  addEventListener(listener: (state: { readonly isConnected?: boolean | null }) => void): () => void;
}

/** One, or several that the server has joined (`joined=1`). That they have this form is checked on the server's side. */
export const framesIn = (text: string): (Response | Push)[] =>
  [JSON.parse(text) as Response | Push | (Response | Push)[]].flat();
