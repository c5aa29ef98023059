import type { FileKind, Largest } from "./server";

/** A file that is about to be sent. */
export interface Attachment {
  /** Unique on this page. */
  readonly id: number;
  readonly kind: FileKind;
  /** With its `width`, `height` and `duration` where they are known: the SDK reads them. */
  readonly file: File;
  /** Shows the file on this page until it is revoked; '' where there is nothing to show. */
  readonly preview: string;
}

/** Why a file cannot be sent. */
export type Problem = "empty" | "tooLarge";

/** Images and videos that can be sent as such (`createImageMessage#3`, `createVideoMessage#3`); others go as files. */
const shown: readonly (readonly ["image" | "video", RegExp])[] = [
  ["image", /^image\/(?:jpeg|png|gif|webp|bmp|x-ms-bmp)$/u],
  ["video", /^video\/(?:mp4|quicktime)$/u],
];
/** How long the browser may take to open a file before it is sent as it is. */
const PATIENCE_MS = 4_000;

let lastID = 0;

/** What a file can be sent as, by what it says it is. */
export function kindOf({ type }: Pick<File, "type">): FileKind {
  return shown.find(([, types]) => types.test(type))?.[0] ?? "file";
}

/** Why a file cannot be sent, `null` where it can. */
export function problemOf({ kind, file }: Pick<Attachment, "kind" | "file">, largest: Largest): Problem | null {
  if (file.size === 0) return "empty";
  return file.size > largest[kind] ? "tooLarge" : null;
}

/** A recording of so many milliseconds. */
export function toRecording(file: File, milliseconds: number): Attachment {
  return { id: ++lastID, kind: "audio", file: Object.assign(file, { duration: milliseconds }), preview: "" };
}

/**
 * Looks at a file that somebody chose. A picture that this browser cannot open becomes a file: the other side could not
 * see it either.
 *
 * @param asFile - send it as a file whatever it is
 */
export async function toAttachment(file: File, asFile = false): Promise<Attachment> {
  const kind = asFile ? "file" : kindOf(file);
  const id = ++lastID;
  if (kind === "file" || kind === "audio" || file.size === 0) return { id, kind, file, preview: "" };
  const preview = URL.createObjectURL(file);
  try {
    const facts = await (kind === "image" ? openImage(preview) : openVideo(preview));
    return { id, kind, file: Object.assign(file, facts), preview };
  } catch {
    // A video of a kind that only others can play is one all the same.
    if (kind === "video") return { id, kind, file, preview: "" };
    URL.revokeObjectURL(preview);
    return { id, kind: "file", file, preview: "" };
  }
}

interface Facts {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Of a video, in seconds. */
  readonly duration?: number;
}

async function openImage(url: string): Promise<Facts> {
  const image = new Image();
  const opened = ending(image, "load");
  image.src = url;
  await opened;
  return { width: image.naturalWidth, height: image.naturalHeight };
}

async function openVideo(url: string): Promise<Facts> {
  const video = document.createElement("video");
  video.preload = "metadata";
  video.muted = true;
  const opened = ending(video, "loadedmetadata");
  video.src = url;
  await opened;
  const { videoWidth: width, videoHeight: height, duration } = video;
  return { width, height, duration: Number.isFinite(duration) ? duration : 0 };
}

function ending(element: HTMLElement, event: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (): void => reject(new Error("The browser does not open this file"));
    setTimeout(fail, PATIENCE_MS);
    element.addEventListener("error", fail, { once: true });
    element.addEventListener(event, () => resolve(), { once: true });
  });
}
