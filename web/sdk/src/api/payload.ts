import type { Message } from "./message";

/** The content of a message. Text messages have `text`, other types have fields of their own. */
export interface Payload {
  text?: string;
  [field: string]: unknown;
}

export interface TextPayload {
  /** Not empty. */
  text: string;
}

/** A text that calls members of a group by name. */
export interface TextAtPayload extends TextPayload {
  /** userIDs, and `MSG_AT_ALL` for everybody. */
  atUserList: string[];
}

/** Texts that mean what the app says; at least one must not be empty to be sent. */
export interface CustomPayload {
  data?: string;
  description?: string;
  extension?: string;
}

/** An emoji or sticker that the app knows by number and text. */
export interface FacePayload {
  index: number;
  data: string;
}

export interface LocationPayload {
  description: string;
  /** Degrees east, -180 to 180. */
  longitude: number;
  /** Degrees north, -90 to 90. */
  latitude: number;
}

/** A file to be sent. */
export interface MediaContent {
  /**
   * An input element, of which the first file counts; a File, Blob or bytes; what a mini program or uni-app has chosen or
   * recorded, or one of its `tempFiles`; a `{uri}` of React Native. Bytes and objects may have a `name`. Recordings say
   * how long they are as `duration`, milliseconds.
   */
  file: object;
}

/** Payload of `MSG_IMAGE`. */
export interface ImagePayload extends Payload {
  /** '' until it is uploaded. */
  uuid: string;
  /** 1 JPG, 2 GIF, 3 PNG, 4 BMP, 255 another. */
  imageFormat: number;
  /** The original, the thumbnail (at most 198 pixels on the shorter side), the large one (720). */
  imageInfoArray: ImageInfo[];
}

export interface ImageInfo {
  instanceID: string;
  /** 0 the original, 1 the thumbnail, 2 the large one. */
  type: number;
  /** 1 the original, 3 the thumbnail, 2 the large one. */
  sizeType: number;
  /** Bytes. */
  size: number;
  /** Pixels; 0 until it is uploaded, unless the platform says. */
  width: number;
  height: number;
  /** At the server; '' until it is uploaded. */
  imageUrl: string;
  /** To be shown: until it is uploaded, of the file here. */
  url: string;
}

/** Payload of `MSG_AUDIO`. */
export interface AudioPayload extends Payload {
  /** To be played: until it is uploaded, of the file here. */
  url: string;
  remoteAudioUrl: string;
  uuid: string;
  /** Its length. */
  second: number;
  /** Bytes. */
  size: number;
  downloadFlag: 2;
}

/** Payload of `MSG_VIDEO`. */
export interface VideoPayload extends Payload {
  /** To be played: until it is uploaded, of the file here. */
  videoUrl: string;
  remoteVideoUrl: string;
  videoUUID: string;
  /** Such as `mp4`. */
  videoFormat: string;
  /** 0 where nobody knows. */
  videoSecond: number;
  /** Bytes. */
  videoSize: number;
  videoDownloadFlag: 2;
  /** Of its picture; '' where there is none. */
  snapshotUrl: string;
  remoteSnapshotUrl: string;
  snapshotWidth: number;
  snapshotHeight: number;
  snapshotSize: number;
  /** The same as the snapshot, by an older name. */
  thumbUrl: string;
  remoteThumbUrl: string;
  thumbUUID: string;
  thumbFormat: string;
  thumbWidth: number;
  thumbHeight: number;
  thumbSize: number;
  thumbDownloadFlag: 2;
}

/** Payload of `MSG_FILE`. */
export interface FilePayload extends Payload {
  /** To be opened: until it is uploaded, of the file here. */
  fileUrl: string;
  remoteFileUrl: string;
  uuid: string;
  fileName: string;
  /** Bytes. */
  fileSize: number;
  downloadFlag: 2;
}

/** What a merged message is made of. */
export interface MergerContent {
  /** 1 to 300 messages of any conversations; none that failed. */
  messageList: Message[];
  title?: string;
  abstractList?: string[];
  /** Shown by clients that do not know merged messages; not empty. */
  compatibleText: string;
}

/** Messages forwarded as one. */
export interface MergerPayload {
  title: string;
  abstractList: string[];
  compatibleText: string;
  /** Empty until `downloadMergerMessage` where `downloadKey` is not. */
  messageList: SimplifiedMessage[];
  /** '': the messages are here. */
  downloadKey: string;
  pbDownloadKey: string;
  version: number;
  /** Merged messages inside of each other, too many to be opened. */
  layersOverLimit: boolean;
}

/** A message inside a merged one, as it was when it was merged. */
export interface SimplifiedMessage {
  ID: string;
  from: string;
  nick: string;
  avatar: string;
  /** Seconds since 1970. */
  time: number;
  cloudCustomData: string;
  messageBody: { type: string; payload: Payload }[];
  messageSender: string;
  messageReceiver: string;
  receiverUserID?: string;
  receiverGroupID?: string;
  messageSequence: number;
  clientSequence: number;
  messageRandom: number;
  clientTime: number;
}
