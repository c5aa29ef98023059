import type { Message } from "./message";
import type { CustomPayload, FacePayload, LocationPayload, MediaContent, TextAtPayload, TextPayload } from "./payload";

export interface CreateMessageOptions<P> {
  /** The receiver's userID, or a groupID. */
  to: string;
  /** `CONV_C2C` or `CONV_GROUP`. */
  conversationType: string;
  payload: P;
  /** A `MSG_PRIORITY_…` value; counts in groups. */
  priority?: string;
  /** The app's own data; stored and delivered with the message. */
  cloudCustomData?: string;
  needReadReceipt?: boolean;
  /** Groups: who alone gets it, at most 50 userIDs; without effect in C2C. */
  receiverList?: string[];
  /** Allows extensions to be set on the message. */
  isSupportExtension?: boolean;
  /** Hears how much of the file is uploaded, 0 to 1. */
  onProgress?: (progress: number) => void;
  /** A rule set of the operator's; effective with moderation, not stored. */
  customModerationConfigurationID?: string;
}

/** Making messages; nothing is sent yet. */
export interface CreatingApi {
  /** A text message, not sent yet. `payload.text` must not be empty. */
  createTextMessage(options: CreateMessageOptions<TextPayload>): Message;
  /** A text message to a group that calls members by name; without `receiverList`. */
  createTextAtMessage(options: CreateMessageOptions<TextAtPayload>): Message;
  /** A message whose meaning is the app's. */
  createCustomMessage(options: CreateMessageOptions<CustomPayload>): Message;
  /** An emoji or sticker. */
  createFaceMessage(options: CreateMessageOptions<FacePayload>): Message;
  /** A place. */
  createLocationMessage(options: CreateMessageOptions<LocationPayload>): Message;
  /**
   * A message that says what another one says; files are not uploaded again.
   *
   * Gives a rejected promise with code 2453 for tips and notices of the system, 2454 for what is no message.
   */
  createForwardMessage(options: CreateMessageOptions<Message>): Message;
}

/** Making messages with a file, which is uploaded when they are sent. */
export interface MediaApi {
  /**
   * An image: jpg, jpeg, gif, png, bmp or webp, at most 20 MiB unless the server's settings say otherwise. It is uploaded
   * by `sendMessage`, which tells `onProgress`; until then its payload has the address of the file here.
   */
  createImageMessage(options: CreateMessageOptions<MediaContent>): Message;
  /** A recording, at most 20 MiB; `file.duration` is its length in milliseconds. */
  createAudioMessage(options: CreateMessageOptions<MediaContent>): Message;
  /**
   * A video: mp4 or mov, at most 100 MiB. Browsers make its picture; otherwise the server does, if it can. Where the file has
   * `width` and `height` (pixels) and `duration` (seconds), its payload has them before it is uploaded.
   */
  createVideoMessage(options: CreateMessageOptions<MediaContent>): Message;
  /** Any file, at most 100 MiB. */
  createFileMessage(options: CreateMessageOptions<MediaContent>): Message;
}
