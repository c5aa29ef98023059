import type { Platform as PlatformName } from "../generated/protocol";
import { openNodeSocket } from "./nodeSocket";

/** A WebSocket, as far as the SDK uses it. */
export interface Socket {
  onopen: (() => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: ((event: { readonly code: number; readonly reason: string }) => void) | null;
  onerror: ((event: unknown) => void) | null;
  send(text: string): void;
  close(): void;
}

/** The constructor of a WebSocket, such as the browser's or that of the package `ws`. */
export type SocketConstructor = new (url: string) => Socket;

/** What the SDK needs of the place it runs in. */
export interface Platform {
  /** The kind of terminal, for the server's login policy. */
  readonly name: PlatformName;
  openSocket(url: string): Socket;
  /** False only where the platform is sure. */
  isOnline(): boolean;
  /** Tells when the network came or went and when the page is looked at again; returns its own undo. */
  watch(events: Readonly<Record<"online" | "offline" | "visible", () => void>>): () => void;
}

/**
 * Browsers and Node.
 *
 * @param Given - used instead of the platform's WebSocket
 */
export function createPlatform(Given?: SocketConstructor): Platform {
  const page = globalThis as Partial<typeof globalThis>; // in Node these may be missing
  return {
    name: "Web",
    openSocket(url) {
      const Constructor = Given ?? (page.WebSocket as SocketConstructor | undefined);
      return Constructor ? new Constructor(url) : openNodeSocket(url);
    },
    isOnline: () => page.navigator?.onLine !== false,
    watch({ online, offline, visible }) {
      if (!page.document) return () => undefined;
      const seen = (): void => {
        if (!document.hidden) visible();
      };
      addEventListener("online", online);
      addEventListener("offline", offline);
      document.addEventListener("visibilitychange", seen);
      return () => {
        removeEventListener("online", online);
        removeEventListener("offline", offline);
        document.removeEventListener("visibilitychange", seen);
      };
    },
  };
}

/** A random number of 32 bits. */
export const random32 = (): number => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
