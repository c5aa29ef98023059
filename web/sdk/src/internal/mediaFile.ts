import { isObject, isText } from "./kinds";

/** A file that an app has given, whatever its platform calls it. */
export interface GivenFile {
  /** Without folders; '' where it has none. */
  readonly name: string;
  /** MIME type; '' where unknown. */
  readonly type: string;
  /** Bytes; undefined where only reading it tells. */
  readonly size: number | undefined;
  /** As the platform gives it: milliseconds of recordings, seconds of videos in mini programs. */
  readonly duration: number;
  readonly width: number;
  readonly height: number;
  readonly blob: Blob | undefined;
  /** Where the platform keeps it. */
  readonly path: string;
  /** What an upload plugin is given. */
  readonly resource: unknown;
}

const number = (value: unknown): number | undefined => (typeof value === "number" && value >= 0 ? value : undefined);
const firstText = (...values: unknown[]): string => values.find(isText) ?? "";
const first = (value: unknown): unknown =>
  typeof value === "object" && value !== null ? (value as ArrayLike<unknown>)[0] : undefined;

/**
 * Looks for the file in what `payload.file` may be: an input element, a File or Blob, bytes, what a mini program or
 * uni-app has chosen or recorded, or a `{uri}` of React Native. Undefined where there is none.
 */
export function openFile(given: unknown): GivenFile | undefined {
  // mini programs have no Blobs
  const hasBlobs = typeof Blob === "function";
  if (hasBlobs && given instanceof Blob) return opened(given as unknown as Record<string, unknown>, given);
  if (given instanceof ArrayBuffer) return openFile(new Uint8Array(given));
  if (hasBlobs && ArrayBuffer.isView(given)) {
    return opened(given as unknown as Record<string, unknown>, new Blob([given as ArrayBufferView<ArrayBuffer>]));
  }
  if (isText(given)) return opened({ path: given }, undefined);
  if (!isObject(given)) return undefined;
  for (const list of ["files", "tempFiles", "assets", "tempFilePaths"]) {
    const chosen = list in given ? first(given[list]) : undefined;
    if (chosen !== undefined) return openFile(chosen);
  }
  return opened(given, undefined);
}

function opened(given: Readonly<Record<string, unknown>>, blob: Blob | undefined): GivenFile | undefined {
  const path = blob ? "" : firstText(given["uri"], given["tempFilePath"], given["path"]);
  if (!blob && !path) return undefined;
  const name = firstText(given["name"], given["fileName"], path.replace(/[?#].*/, ""));
  const type = firstText(given["mimeType"], given["type"]);
  return {
    name: name.replace(/^.*[\\/]/, ""),
    type: type.includes("/") ? type : "",
    size: blob?.size ?? number(given["size"]) ?? number(given["fileSize"]),
    duration: number(given["duration"]) ?? 0,
    width: number(given["width"]) ?? 0,
    height: number(given["height"]) ?? 0,
    blob,
    path,
    resource: blob ?? (given["uri"] ? given : path),
  };
}

/** What kind of file its name and type say it is, in small letters, such as `["png"]`; nothing where they say nothing. */
export function extensionsOf({ name, type }: Pick<GivenFile, "name" | "type">): string[] {
  const suffix = name.includes(".") ? name.slice(name.lastIndexOf(".") + 1) : "";
  return [suffix, type.slice(type.indexOf("/") + 1)].map((it) => it.toLowerCase()).filter((it) => it !== "");
}

/** Its bytes, read from where the platform keeps them if need be. */
export async function blobOf({ blob, path }: GivenFile): Promise<Blob> {
  return blob ?? (await fetch(path)).blob();
}
