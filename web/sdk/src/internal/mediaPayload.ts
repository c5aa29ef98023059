import { TYPES, type ImageInfo, type Media, type MessageElement } from "../generated/protocol";
import type * as api from "../api";

/** The address of a file, or of one of an image's smaller ones; '' while it is not known. */
export type AddressOf = (uuid: string, size?: string) => string;

/** A payload as the server takes it. */
export type ToWire = (type: string, payload: api.Payload) => api.Payload;
/** A payload as apps read it. */
export type ToView = (type: string, payload: api.Payload, addressOf: AddressOf) => api.Payload;

type View = (payload: api.Payload, addressOf: AddressOf) => api.Payload;

/** The original, the thumbnail, the large one: where each is, and what apps know it by. */
const SIZES = [
  { path: "", sizeType: 1 },
  { path: "/thumbnail", sizeType: 3 },
  { path: "/large", sizeType: 2 },
] as const;

/** `imageFormat` of what is not listed is 255. */
const FORMATS: Readonly<Record<string, number>> = { jpg: 1, jpeg: 1, gif: 2, png: 3, bmp: 4 };
export const imageFormat = (format: string): number => FORMATS[format] ?? 255;

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const number = (value: unknown): number => (typeof value === "number" ? value : 0);
const infosOf = (payload: api.Payload): readonly ImageInfo[] => {
  const infos = payload["imageInfoArray"];
  return Array.isArray(infos) ? (infos as ImageInfo[]) : [];
};

/** The three sizes of an image as apps read them. */
export const imageInfos = (uuid: string, of: (type: number) => Partial<ImageInfo>, addressOf: AddressOf): object[] =>
  SIZES.map(({ path, sizeType }, type) => {
    const { size = 0, width = 0, height = 0 } = of(type);
    const url = addressOf(uuid, path);
    return { instanceID: uuid, type, sizeType, size, width, height, imageUrl: url, url };
  });

/** The fields that a picture of a video has, under their newer and their older names. */
export function snapshotFields(url: string, uuid = "", format = "", width = 0, height = 0, size = 0): api.Payload {
  return {
    snapshotUrl: url,
    remoteSnapshotUrl: uuid && url,
    snapshotWidth: width,
    snapshotHeight: height,
    snapshotSize: size,
    thumbUrl: url,
    remoteThumbUrl: uuid && url,
    thumbUUID: uuid,
    thumbFormat: format,
    thumbWidth: width,
    thumbHeight: height,
    thumbSize: size,
    thumbDownloadFlag: 2,
  };
}

const VIEWS: Readonly<Record<string, View>> = {
  [TYPES.MSG_IMAGE](payload, addressOf) {
    const uuid = text(payload["uuid"]);
    const infos = infosOf(payload);
    return {
      uuid,
      imageFormat: number(payload["imageFormat"]),
      imageInfoArray: imageInfos(uuid, (type) => infos[type] ?? {}, addressOf),
    };
  },
  [TYPES.MSG_AUDIO](payload, addressOf) {
    const uuid = text(payload["uuid"]);
    const url = addressOf(uuid);
    const { second, size } = payload;
    return { url, remoteAudioUrl: url, uuid, second: number(second), size: number(size), downloadFlag: 2 };
  },
  [TYPES.MSG_VIDEO](payload, addressOf) {
    const videoUUID = text(payload["videoUUID"]);
    const url = addressOf(videoUUID);
    const thumb = text(payload["thumbUUID"]);
    return {
      videoUrl: url,
      remoteVideoUrl: url,
      videoUUID,
      videoFormat: text(payload["videoFormat"]),
      videoSecond: number(payload["videoSecond"]),
      videoSize: number(payload["videoSize"]),
      videoDownloadFlag: 2,
      ...snapshotFields(
        thumb && addressOf(thumb),
        thumb,
        text(payload["thumbFormat"]),
        number(payload["thumbWidth"]),
        number(payload["thumbHeight"]),
        number(payload["thumbSize"]),
      ),
    };
  },
  [TYPES.MSG_FILE](payload, addressOf) {
    const uuid = text(payload["uuid"]);
    const url = addressOf(uuid);
    const { fileName, fileSize } = payload;
    return {
      fileUrl: url,
      remoteFileUrl: url,
      uuid,
      fileName: text(fileName),
      fileSize: number(fileSize),
      downloadFlag: 2,
    };
  },
};

/** What goes on the wire of each kind: no addresses, nothing that an app has added. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  [TYPES.MSG_IMAGE]: ["uuid", "imageFormat", "imageInfoArray"],
  [TYPES.MSG_AUDIO]: ["uuid", "second", "size"],
  [TYPES.MSG_VIDEO]: [
    ...["videoUUID", "videoFormat", "videoSecond", "videoSize"],
    ...["thumbUUID", "thumbFormat", "thumbWidth", "thumbHeight", "thumbSize"],
  ],
  [TYPES.MSG_FILE]: ["uuid", "fileName", "fileSize"],
};

/** Whether messages of a type have a file. */
export const isMedia = (type: string): boolean => type in FIELDS;

/** What names the file of a payload; '' before it is uploaded. */
export const uuidOf = (payload: api.Payload): string => text(payload["uuid"]) || text(payload["videoUUID"]);

/** The messages inside a merged one, with each payload made anew. */
function inside(payload: api.Payload, change: (element: MessageElement) => api.Payload): api.Payload {
  const { messageList } = payload as Partial<api.MergerPayload>;
  if (!messageList) return payload; // nothing is left of one that was revoked
  return {
    ...payload,
    messageList: messageList.map((message) => ({
      ...message,
      messageBody: message.messageBody.map((element) => ({ ...element, payload: change(element) })),
    })),
  };
}

/** A payload as the server takes it. */
export function toWire(type: string, payload: api.Payload): api.Payload {
  if (type === TYPES.MSG_MERGER) return inside(payload, (it) => toWire(it.type, it.payload as api.Payload));
  const fields = FIELDS[type];
  if (!fields) return payload;
  const wire: api.Payload = {};
  for (const field of fields) if (payload[field] !== "") wire[field] = payload[field];
  if (type === TYPES.MSG_IMAGE) {
    wire["imageInfoArray"] = infosOf(payload).map(({ type: index, size, width, height }) => ({
      type: index,
      size,
      width,
      height,
    }));
  }
  return wire;
}

/** A payload as apps read it, with addresses made here; those that came with it do not count. */
export function toView(type: string, payload: api.Payload, addressOf: AddressOf): api.Payload {
  if (type === TYPES.MSG_MERGER) {
    return inside(payload, (it) => toView(it.type, it.payload as api.Payload, addressOf));
  }
  const view = VIEWS[type];
  if (!view) return payload;
  return uuidOf(payload) ? view(payload, addressOf) : {}; // nothing is left of one that was revoked
}

/** What the server found in an uploaded file, as the payload of the message. */
export function uploadedPayload(type: string, payload: api.Payload, media: Media): api.Payload {
  const { uuid, format, size, second, snapshot } = media;
  switch (type) {
    case TYPES.MSG_IMAGE:
      return { uuid, imageFormat: imageFormat(format), imageInfoArray: media.imageInfoArray };
    case TYPES.MSG_AUDIO:
      return { uuid, second: number(payload["second"]) === 0 ? second : payload["second"], size };
    case TYPES.MSG_VIDEO:
      return {
        videoUUID: uuid,
        videoFormat: format,
        videoSecond: second === 0 ? payload["videoSecond"] : second,
        videoSize: size,
        thumbUUID: snapshot?.uuid,
        thumbFormat: snapshot?.format,
        thumbWidth: snapshot?.width,
        thumbHeight: snapshot?.height,
        thumbSize: snapshot?.size,
      };
    default:
      return { uuid, fileName: media.name, fileSize: size };
  }
}
