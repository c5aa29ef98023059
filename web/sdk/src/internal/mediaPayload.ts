import { TYPES, type ImageInfo, type Media, type MessageElement, type VideoPayload } from "../generated/protocol";
import type * as api from "../api";

/** The address of a file, or of one of an image's smaller ones; '' while it is not known. */
export type AddressOf = (uuid: string, size?: string) => string;

/** A payload as the server takes it. */
export type ToWire = (type: string, payload: api.Payload) => api.Payload;
/** A payload as apps read it. */
export type ToView = (type: string, payload: api.Payload, addressOf: AddressOf) => api.Payload;

type View = (fields: api.Payload, url: string, addressOf: AddressOf) => api.Payload;

/** The original, the thumbnail, the large one: where each is, and what apps know it by. */
const SIZES = [
  { path: "", sizeType: 1 },
  { path: "/thumbnail", sizeType: 3 },
  { path: "/large", sizeType: 2 },
] as const;

/** `imageFormat` of what is not listed is 255. */
const FORMATS: Readonly<Record<string, number>> = { jpg: 1, jpeg: 1, gif: 2, png: 3, bmp: 4 };
export const imageFormat = (format: string): number => FORMATS[format] ?? 255;

/** What goes on the wire of each kind, and what stands for what is missing: no addresses, nothing that an app has added. */
const FIELDS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  [TYPES.MSG_IMAGE]: { uuid: "", imageFormat: 0, imageInfoArray: [] },
  [TYPES.MSG_AUDIO]: { uuid: "", second: 0, size: 0 },
  [TYPES.MSG_VIDEO]: {
    ...{ videoUUID: "", videoFormat: "", videoSecond: 0, videoSize: 0 },
    ...{ thumbUUID: "", thumbFormat: "", thumbWidth: 0, thumbHeight: 0, thumbSize: 0 },
  },
  [TYPES.MSG_FILE]: { uuid: "", fileName: "", fileSize: 0 },
};

const text = (value: unknown): string => (typeof value === "string" ? value : "");
const infosOf = ({ imageInfoArray: infos }: api.Payload): readonly ImageInfo[] =>
  Array.isArray(infos) ? (infos as ImageInfo[]) : [];

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
  [TYPES.MSG_IMAGE](fields, _url, addressOf) {
    const { uuid } = fields as { uuid: string };
    const infos = infosOf(fields);
    const imageInfoArray = SIZES.map(({ path, sizeType }, type) => {
      const { size = 0, width = 0, height = 0 }: Partial<ImageInfo> = infos[type] ?? {};
      const url = addressOf(uuid, path);
      return { instanceID: uuid, type, sizeType, size, width, height, imageUrl: url, url };
    });
    return { ...fields, imageInfoArray };
  },
  [TYPES.MSG_AUDIO]: (fields, url) => ({ ...fields, url, remoteAudioUrl: url, downloadFlag: 2 }),
  [TYPES.MSG_VIDEO](fields, url, addressOf) {
    const { thumbUUID: uuid, thumbFormat, thumbWidth, thumbHeight, thumbSize } = fields as unknown as VideoPayload;
    return {
      ...fields,
      videoUrl: url,
      remoteVideoUrl: url,
      videoDownloadFlag: 2,
      ...snapshotFields(uuid ? addressOf(uuid) : "", uuid, thumbFormat, thumbWidth, thumbHeight, thumbSize),
    };
  },
  [TYPES.MSG_FILE]: (fields, url) => ({ ...fields, fileUrl: url, remoteFileUrl: url, downloadFlag: 2 }),
};

/** The payload of a file as apps read it, whatever it was made of. */
export function mediaView(type: string, payload: api.Payload, addressOf: AddressOf): api.Payload {
  const fields: api.Payload = {};
  for (const [name, none] of Object.entries(FIELDS[type] ?? {})) {
    fields[name] = typeof payload[name] === typeof none ? payload[name] : none;
  }
  return VIEWS[type]?.(fields, addressOf(uuidOf(fields)), addressOf) ?? payload;
}

/** Whether messages of a type have a file. */
export const isMedia = (type: string): boolean => type in FIELDS;

/** What names the file of a payload; '' before it is uploaded. */
export const uuidOf = ({ uuid, videoUUID }: api.Payload): string => text(uuid) || text(videoUUID);

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
  if (!isMedia(type)) return payload;
  const wire: api.Payload = {};
  for (const field in FIELDS[type]) if (payload[field] !== "") wire[field] = payload[field];
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
  if (!isMedia(type)) return payload;
  return uuidOf(payload) ? mediaView(type, payload, addressOf) : {}; // nothing is left of one that was revoked
}

/** What the server found in an uploaded file, as the payload of the message. */
export function uploadedPayload(type: string, payload: api.Payload, media: Media): api.Payload {
  const { uuid, format, size, second, snapshot } = media;
  switch (type) {
    case TYPES.MSG_IMAGE:
      return { uuid, imageFormat: imageFormat(format), imageInfoArray: media.imageInfoArray };
    case TYPES.MSG_AUDIO:
      return { uuid, second: Number(payload["second"]) || second, size };
    case TYPES.MSG_VIDEO:
      return {
        videoUUID: uuid,
        videoFormat: format,
        videoSecond: second || payload["videoSecond"],
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
