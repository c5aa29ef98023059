import TencentCloudChat, { type SimplifiedMessage } from "@parley-im/chat";
import { signalOf, type SignalContent } from "./signals";
import { noticeOf, tipOf, type NoticeContent, type TipContent } from "./groupEvents";

const { TYPES } = TencentCloudChat;

/** A picture that can be loaded. Its size in pixels is 0 × 0 where nobody knows it. */
export interface Picture {
  /** '' for one that cannot be loaded. */
  readonly url: string;
  readonly width: number;
  readonly height: number;
}

export interface TextContent {
  readonly kind: "text";
  readonly text: string;
}

export interface ImageContent {
  readonly kind: "image";
  /** Small, for the chat itself. */
  readonly thumbnail: Picture;
  /** As large as a screen needs it. */
  readonly large: Picture;
  readonly original: Picture;
  /** Of the original, in bytes. */
  readonly size: number;
  /** Whether only the original moves. */
  readonly isGif: boolean;
}

export interface AudioContent {
  readonly kind: "audio";
  readonly url: string;
  readonly seconds: number;
}

export interface VideoContent {
  readonly kind: "video";
  readonly url: string;
  /** 0 where nobody knows. */
  readonly seconds: number;
  /** Bytes. */
  readonly size: number;
  /** The picture that stands for it; its `url` is '' when there is none. */
  readonly poster: Picture;
}

export interface FileContent {
  readonly kind: "file";
  readonly url: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

export interface FaceContent {
  readonly kind: "face";
  readonly index: number;
  /** What the sender's app calls it; this page sends the emoji itself. */
  readonly data: string;
}

export interface LocationContent {
  readonly kind: "location";
  readonly description: string;
  /** Degrees east, -180 to 180. */
  readonly longitude: number;
  /** Degrees north, -90 to 90. */
  readonly latitude: number;
}

export interface CustomContent {
  readonly kind: "custom";
  readonly description: string;
}

export interface MergerContent {
  readonly kind: "merger";
  readonly title: string;
  /** A line for each of the first messages. */
  readonly lines: readonly string[];
  /** Empty until they are fetched when `isStored`. */
  readonly records: readonly SimplifiedMessage[];
  /** Whether the server keeps the records apart from the message, so that they must be fetched. */
  readonly isStored: boolean;
  /** Merged messages inside of each other, too many to be opened. */
  readonly isTooDeep: boolean;
}

/** What this page does not know how to show. */
export interface UnknownContent {
  readonly kind: "unknown";
}

/** What a message says, as the page shows it. */
export type Content =
  | TextContent
  | ImageContent
  | AudioContent
  | VideoContent
  | FileContent
  | FaceContent
  | LocationContent
  | CustomContent
  | MergerContent
  | SignalContent
  | TipContent
  | NoticeContent
  | UnknownContent;

/** Whether it is something that happened, not something that somebody wrote: that is not answered, forwarded or reacted to. */
export function isOfTheSystem(content: Content): content is SignalContent | TipContent | NoticeContent {
  return content.kind === "signal" || content.kind === "tip" || content.kind === "notice";
}

/** Whether a message has a file, which was uploaded before it was sent. */
export function hasFile({ kind }: Content): boolean {
  return kind === "image" || kind === "audio" || kind === "video" || kind === "file";
}

/**
 * Reads the payload of a message. Whoever sent it may have put anything there: what does not fit is left empty, and
 * what makes no sense without it is `unknown`.
 */
export function contentOf(type: string, payload: unknown): Content {
  const fields: Fields = isFields(payload) ? payload : {};
  return readers.get(type)?.(fields) ?? { kind: "unknown" };
}

type Fields = Readonly<Record<string, unknown>>;

const readers = new Map(
  Object.entries<(fields: Fields) => Content | null>({
    [TYPES.MSG_TEXT]: (fields) => {
      const text = textIn(fields, "text");
      return text === "" ? null : { kind: "text", text };
    },
    [TYPES.MSG_IMAGE]: (fields) => {
      const sizes = Array.isArray(fields["imageInfoArray"]) ? fields["imageInfoArray"].filter(isFields) : [];
      const original = sizes.find((info) => info["type"] === 0) ?? sizes[0] ?? {};
      const pictureOf = (type: number): Picture => {
        const picture = toPicture(sizes.find((info) => info["type"] === type) ?? original);
        return picture.url === "" ? toPicture(original) : picture;
      };
      return {
        kind: "image",
        thumbnail: pictureOf(1),
        large: pictureOf(2),
        original: toPicture(original),
        size: countIn(original, "size"),
        isGif: fields["imageFormat"] === 2,
      };
    },
    [TYPES.MSG_AUDIO]: (fields) => ({
      kind: "audio",
      url: addressIn(fields, "url", "remoteAudioUrl"),
      seconds: countIn(fields, "second"),
    }),
    [TYPES.MSG_VIDEO]: (fields) => ({
      kind: "video",
      url: addressIn(fields, "videoUrl", "remoteVideoUrl"),
      seconds: countIn(fields, "videoSecond"),
      size: countIn(fields, "videoSize"),
      poster: {
        url: addressIn(fields, "thumbUrl", "snapshotUrl"),
        width: countIn(fields, "thumbWidth"),
        height: countIn(fields, "thumbHeight"),
      },
    }),
    [TYPES.MSG_FILE]: (fields) => ({
      kind: "file",
      url: addressIn(fields, "fileUrl", "remoteFileUrl"),
      name: textIn(fields, "fileName"),
      size: countIn(fields, "fileSize"),
    }),
    [TYPES.MSG_FACE]: (fields) => ({ kind: "face", index: countIn(fields, "index"), data: textIn(fields, "data") }),
    [TYPES.MSG_LOCATION]: (fields) => {
      const { longitude, latitude } = fields;
      if (!isDegrees(longitude, 180) || !isDegrees(latitude, 90)) return null;
      return { kind: "location", description: textIn(fields, "description"), longitude, latitude };
    },
    [TYPES.MSG_CUSTOM]: (fields) =>
      signalOf(fields["data"]) ?? { kind: "custom", description: textIn(fields, "description") },
    [TYPES.MSG_MERGER]: (fields) => ({
      kind: "merger",
      title: textIn(fields, "title"),
      lines: Array.isArray(fields["abstractList"])
        ? fields["abstractList"].filter((line) => typeof line === "string")
        : [],
      records: Array.isArray(fields["messageList"]) ? (fields["messageList"] as SimplifiedMessage[]) : [],
      isStored: textIn(fields, "downloadKey") !== "",
      isTooDeep: fields["layersOverLimit"] === true,
    }),
    [TYPES.MSG_GRP_TIP]: tipOf,
    [TYPES.MSG_GRP_SYS_NOTICE]: noticeOf,
  }),
);

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textIn(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === "string" ? value : "";
}

function countIn(fields: Fields, name: string): number {
  const value = fields[name];
  return typeof value === "number" && value > 0 ? value : 0;
}

function isDegrees(value: unknown, most: number): value is number {
  return typeof value === "number" && Math.abs(value) <= most;
}

/** The first of the fields that is an address of a file: never of a script. */
function addressIn(fields: Fields, ...names: readonly string[]): string {
  return names.map((name) => textIn(fields, name)).find((value) => /^(?:https?|blob):/iu.test(value)) ?? "";
}

function toPicture(info: Fields): Picture {
  return {
    url: addressIn(info, "url", "imageUrl"),
    width: countIn(info, "width"),
    height: countIn(info, "height"),
  };
}
