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
