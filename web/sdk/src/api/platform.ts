/** A WebSocket, as far as the SDK uses it. */
export interface Socket {
  onopen: (() => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: ((event: { readonly code: number; readonly reason: string }) => void) | null;
  onerror: ((event: unknown) => void) | null;
  send(text: string): void;
  close(): void;
}

/** `connected`, `connecting` (an attempt runs) or `disconnected` (waiting for the next attempt, or closed). */
export type NetState = "connected" | "connecting" | "disconnected";

/** The constructor of a WebSocket, such as the browser's or that of the package `ws`. */
export type SocketConstructor = new (url: string) => Socket;

/** What is brought to the server, and where. */
export interface UploadRequest {
  url: string;
  /** `PUT`: the bytes are the body; `POST`: the file is the first one of a form. */
  method: "PUT" | "POST";
  headers: Record<string, string>;
  /** A Blob, a path or a `{uri}`. */
  resources: unknown;
  downloadUrl: string;
  /** Hears how much is there: a part of 1, or an event with `percent` (0 to 1), or `loaded` and `total`. */
  onProgress: (event: unknown) => void;
}

/** What `registerPlugin` takes as `tim-upload-plugin` (`compat#8`): used instead of the SDK's own upload. */
export interface UploadPlugin {
  uploadFile(request: UploadRequest, done: (error: unknown, result?: unknown) => void): unknown;
}

/** What the SDK is told of the network and the app. */
export interface NetworkEvents {
  /** The network is back. */
  readonly online: () => void;
  /** The network is gone. */
  readonly offline: () => void;
  /** The user looks at the app again. */
  readonly visible: () => void;
}

/**
 * What the SDK needs of the place it runs in. Those for browsers and their workers, Node, mini programs, uni-app and
 * React Native are found by themselves; another one is given to `create` as `platform`.
 */
export interface Platform {
  /** The kind of terminal, for the server's login policy (`login#4`). */
  readonly name: "Web";
  /** Throws if there is no way to. */
  openSocket(url: string): Socket;
  /** Tells of changes from now on; returns its own undo. */
  watch(events: NetworkEvents): () => void;
  /** Brings files to the server that are no Blobs; without it they are read with `fetch`. A plugin goes before it. */
  readonly uploader?: UploadPlugin;
  /** Bytes of a file that the platform keeps; rejects if there is none. Without it the file is read with `fetch`. */
  readonly sizeOf?: (path: string) => Promise<number>;
}

/** Finds out where the SDK runs; the constructor, if given, is used instead of the platform's WebSocket. */
export type PlatformFinder = (Given?: SocketConstructor) => Platform;
