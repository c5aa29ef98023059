import { scope } from "./scope";

/** The longer side of a snapshot, pixels. */
const LARGEST = 1280;
/** How long a browser may take to show a picture of a video. */
const PATIENCE_MS = 5_000;

/** A picture of a video. */
export interface Snapshot {
  readonly blob: Blob;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/**
 * A picture of a video, made by the browser. Undefined where there is no browser or it cannot show the video: then the
 * server makes one, if it can.
 */
export async function snapshotOf(url: string): Promise<Snapshot | undefined> {
  const { document } = scope;
  if (!document) return undefined;
  const video = document.createElement("video");
  video.muted = true;
  video.playsInline = true;
  video.preload = "auto";
  const until = (event: string): Promise<unknown> =>
    new Promise((resolve, reject) => {
      setTimeout(reject, PATIENCE_MS);
      video.addEventListener(event, resolve, { once: true });
      video.addEventListener("error", reject, { once: true });
    });
  try {
    const loaded = until("loadeddata");
    video.src = url;
    await loaded;
    const sought = until("seeked");
    video.currentTime = Math.min(0.5, (video.duration || 0) / 2); // the very first picture is often black
    await sought;
    const scale = Math.min(1, LARGEST / Math.max(video.videoWidth, video.videoHeight));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    canvas.getContext("2d")?.drawImage(video, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.8));
    return blob ? { blob, width: canvas.width, height: canvas.height } : undefined;
  } catch {
    return undefined;
  } finally {
    video.removeAttribute("src");
    video.load();
  }
}
