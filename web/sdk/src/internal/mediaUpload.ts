import type { UploadPlugin } from "../api";
import type { GivenFile } from "./mediaFile";

/** Ends an upload from outside. */
export interface Stop {
  isStopped: boolean;
  /** Ends what is under way at present. */
  cut: () => void;
}

/** The upload is not at the server any more: it must begin anew. */
export class UploadGone extends Error {}

/** The server does not take the file. */
export class UploadRefused extends Error {
  /** @param code - 0 where the server gave none */
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

interface Answer {
  readonly status: number;
  /** Where the next bytes belong. */
  readonly offset: number | undefined;
  readonly text: string;
}

/** Bytes of a request. It grows while requests take less than half a second, so that each tells of progress. */
const SMALLEST = 256 * 1024;
const LARGEST = 8 * 1024 * 1024;
/** How long it is tried without any bytes arriving. */
const PATIENCE_MS = 30_000;
const PAUSE_MS = 500;

async function request(url: string, stop: Stop, init: RequestInit): Promise<Answer | undefined> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), PATIENCE_MS);
  stop.cut = () => controller.abort();
  try {
    const response = await fetch(url, { ...init, signal: controller.signal });
    const offset = response.headers.get("Upload-Offset");
    const text = await response.text();
    return { status: response.status, offset: offset === null ? undefined : Number(offset), text };
  } catch {
    return undefined; // no network, or not any more: it is tried again
  } finally {
    clearTimeout(timer);
    stop.cut = () => undefined;
  }
}

function refusal({ status, text }: Answer): UploadRefused {
  try {
    const { code = 0, message = "" } = JSON.parse(text) as { code?: number; message?: string };
    return new UploadRefused(code, message);
  } catch {
    return new UploadRefused(0, `HTTP ${status}`); // a proxy between
  }
}

/**
 * Brings the bytes to where the upload wants them, in pieces; goes on where it stopped, now and after lost connections.
 * A stopped one just returns.
 *
 * @param isNew - false if some of the bytes may be there already
 * @param progress - is told how many bytes have arrived
 */
export async function sendBytes(
  url: string,
  blob: Blob,
  isNew: boolean,
  stop: Stop,
  progress: (bytes: number) => void,
): Promise<void> {
  let offset = isNew ? 0 : undefined;
  let piece = SMALLEST;
  let arrived = Date.now();
  while (!stop.isStopped && (offset === undefined || offset < blob.size)) {
    const began = Date.now();
    const answer = await request(
      url,
      stop,
      offset === undefined
        ? { method: "HEAD" }
        : {
            method: "PATCH",
            headers: { "Upload-Offset": String(offset) },
            body: blob.slice(offset, offset + piece),
          },
    );
    if (answer?.status === 404) throw new UploadGone();
    if (answer?.status === 409 && answer.offset === undefined) return; // it is complete
    if (answer?.offset !== undefined && (answer.status < 300 || answer.status === 409)) {
      const took = Date.now() - began;
      if (took < 500) piece = Math.min(piece * 2, LARGEST);
      else if (took > 4_000) piece = Math.max(piece / 2, SMALLEST);
      if (answer.offset !== offset) {
        arrived = Date.now();
        progress(answer.offset);
      }
      offset = answer.offset;
    } else if (answer && answer.status < 500) throw refusal(answer);
    else {
      if (Date.now() - arrived > PATIENCE_MS) throw new UploadRefused(0, "the connection was lost");
      offset = undefined;
      piece = SMALLEST;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, PAUSE_MS);
        stop.cut = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }
}

/** Leaves it to a plugin. What the plugin says about progress is told as a part of 1. */
export function sendByPlugin(
  plugin: UploadPlugin,
  url: string,
  { blob, resource }: GivenFile,
  stop: Stop,
  progress: (part: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    stop.cut = resolve;
    plugin.uploadFile(
      {
        url,
        method: blob ? "PUT" : "POST",
        headers: {},
        resources: resource,
        downloadUrl: url,
        onProgress: (event) => progress(partOf(event)),
      },
      (error) => {
        if (error) reject(new UploadRefused(0, error instanceof Error ? error.message : JSON.stringify(error)));
        else resolve();
      },
    );
  });
}

function partOf(event: unknown): number {
  if (typeof event === "number") return event;
  const { percent, loaded = 0, total = 0 } = { ...(event as { percent?: number; loaded?: number; total?: number }) };
  return percent ?? (total > 0 ? loaded / total : 0);
}
