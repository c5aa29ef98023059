import type { ClientConfig, EVENT, OfflinePushInfo, Profile as WireProfile } from "./generated/protocol";
import type { NetState } from "./internal/connection";
import type { SocketConstructor } from "./internal/platform";

export type { ClientConfig, NetState, OfflinePushInfo, SocketConstructor };

/** What a successful call resolves with. */
export interface Response<T> {
  code: number;
  data: T;
}

/** Why a call failed: what its promise rejects with. */
export interface ChatError extends Error {
  /** The number that the documentation lists, such as 2801. */
  readonly code: number;
  /** What belongs to the failure: `{message}` for a failed send, else an empty object. */
  readonly data: Record<string, unknown>;
  /** Whether the same call, made again a little later, may succeed. */
  readonly retryable: boolean;
}

/** Options of `create`. Other keys are ignored. */
export interface CreateOptions {
  /** The app's number; a string of digits is taken too. */
  SDKAppID: number | string;
  /** The server, such as `ws://chat.example.com:8080`. Without it: where the page came from. */
  proxyServer?: string;
  /** Used instead of the platform's WebSocket. */
  WebSocket?: SocketConstructor;
  [other: string]: unknown;
}

/** What users tell about themselves. Unset texts are empty, unset numbers 0. */
export type Profile = { -readonly [K in keyof WireProfile]: WireProfile[K] };

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

/** A user as messages name them. */
export interface UserInfo {
  userID: string;
  nick: string;
  avatar: string;
}

export interface ReadReceiptInfo {
  readCount?: number;
  unreadCount?: number;
  isPeerRead?: boolean;
  /** Seconds since 1970. */
  timestamp?: number;
}

/** A message. Fields whose names begin with `_` are private. */
export interface Message {
  /** The same from creation on, and at every receiver. */
  ID: string;
  /** A `MSG_…` value of TYPES. */
  type: string;
  payload: Payload;
  /** `C2C<userID>` or `GROUP<groupID>`. */
  conversationID: string;
  conversationType: string;
  conversationSubType: string;
  from: string;
  to: string;
  /** `out` if it is from the user signed in here. */
  flow: "in" | "out";
  /** Seconds since 1970: of creation, and once it is sent the server's. */
  time: number;
  clientTime: number;
  /** Place in the conversation, from 1; 0 until it is sent. */
  sequence: number;
  clientSequence: number;
  random: number;
  status: "unSend" | "success" | "fail";
  priority: string;
  nick: string;
  avatar: string;
  nameCard: string;
  atUserList: string[];
  cloudCustomData: string;
  /** The peer has read it; messages from others keep `false`. */
  isPeerRead: boolean;
  isRead: boolean;
  needReadReceipt: boolean;
  readReceiptInfo: ReadReceiptInfo;
  isRevoked: boolean;
  revoker: string;
  revokerInfo: UserInfo;
  revokeReason: string;
  isDeleted: boolean;
  isModified: boolean;
  version: number;
  hasRiskContent: boolean;
  isBroadcastMessage: boolean;
  isSupportExtension: boolean;
  isSystemMessage: boolean;
  isPlaceMessage: number;
  isResend: boolean;
  pinnerInfo: UserInfo | null;
  level: number;
  protocol: "JSON";
  receiverList: string[];
}

/** The newest message of a conversation; without one `lastTime` is 0 and `payload` null. */
export interface LastMessage {
  /** Seconds since 1970. */
  lastTime: number;
  lastSequence: number;
  fromAccount: string;
  /** The text, or a placeholder for other types. */
  messageForShow: string;
  payload: Payload | null;
  type: string;
  isRevoked: boolean;
  revoker: string | null;
  cloudCustomData: string;
  onlineOnlyFlag: boolean;
  nick: string;
  nameCard: string;
  isPeerRead: boolean;
  version: number;
}

/** A conversation as it was when it was handed out; a newer one is in the next `CONVERSATION_LIST_UPDATED`. */
export interface Conversation {
  /** `C2C<userID>`, `GROUP<groupID>` or `@TIM#SYSTEM`. */
  conversationID: string;
  type: string;
  subType: string;
  unreadCount: number;
  lastMessage: LastMessage;
  /** C2C: the peer's; in lists only userID, nick and avatar are sure to be filled. */
  userProfile?: Profile;
  groupProfile?: Record<string, unknown>;
  groupAtInfoList: unknown[];
  remark: string;
  isPinned: boolean;
  messageRemindType: string;
  /** C2C: the time of the last message that the peer has read, seconds since 1970. */
  peerReadTime: number;
  markList: number[];
  customData: string;
  conversationGroupList: string[];
  draftText: string;
  /** The peer's or the group's ID. */
  toAccount: string;
}

export interface LoginOptions {
  userID: string;
  userSig: string;
}

export interface LoginResult {
  actionStatus: "OK";
  errorCode: 0;
  errorInfo: string;
  /** Present when this instance was logged in already. */
  repeatLogin?: true;
}

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

/** How a message is sent. */
export interface SendMessageOptions {
  /** To those who are online now: not stored, counted, listed or pushed. */
  onlineUserOnly?: boolean;
  /** What it is left out of; without effect beside `onlineUserOnly`. */
  messageControlInfo?: {
    /** Stored, but not counted as unread. */
    excludedFromUnreadCount?: boolean;
    /** Stored, but not shown as the last message. */
    excludedFromLastMessage?: boolean;
    excludedFromContentModeration?: boolean;
  };
  /** How phones show it to those who are not online; web clients take no notice. */
  offlinePushInfo?: OfflinePushInfo;
  /**
   * Cancels the upload of the message's file: the send rejects as one whose upload failed. `resendMessage` goes on where
   * it stopped. Without effect once the file is uploaded.
   */
  signal?: AbortSignal;
}

/** What `downloadMergerMessage` resolves with: the message itself, which has these two besides. */
export type DownloadedMerger = Message & { readonly code: number; readonly data: Message };

export interface GetMessageListOptions {
  conversationID: string;
  /** From the page before; without it the newest page. */
  nextReqMessageID?: string;
  /** At most 15, which is the default. */
  count?: number;
}

/** Oldest message first. */
export interface MessagePage {
  messageList: Message[];
  /** Asks for the next older page; '' at the end. */
  nextReqMessageID: string;
  isCompleted: boolean;
}

export interface HopOptions {
  conversationID: string;
  /** Groups: where to start, itself included. */
  sequence?: number;
  /** C2C: where to start, itself included, seconds since 1970. */
  time?: number;
  /** 0 towards older messages, which is the default; 1 towards newer ones. */
  direction?: 0 | 1;
  /** At most 15, which is the default. */
  count?: number;
}

/** Oldest message first. */
export interface HopPage {
  messageList: Message[];
  isCompleted: boolean;
  /** Groups: where to go on; '' at the end. */
  nextMessageSeq?: number | "";
  /** C2C: where to go on; '' at the end. */
  nextMessageTime?: number | "";
}

/** What messages to find: those for which everything given fits; keywords, senders or types must be given. */
export interface SearchMessagesOptions {
  /**
   * Parts of texts, custom descriptions, file names, location descriptions, merger titles and abstracts, without
   * regard to case and width. The first 5 count.
   */
  keywordList?: string[];
  /** `or`, the default: one keyword must fit; `and`: all. */
  keywordListMatchType?: "or" | "and";
  /** The first 5 count. */
  senderUserIDList?: string[];
  /** `MSG_…` values of TYPES other than face, tips and notices. */
  messageTypeList?: string[];
  /** Without it: all conversations. */
  conversationID?: string;
  /** Where the time searched ends, seconds since 1970; now by default. */
  timePosition?: number;
  /** How long before that it begins, seconds; as far back as there is by default. */
  timePeriod?: number;
  /** Results of a page, at most 100; 20 by default. */
  count?: number;
  /** From the page before; '' for the first. */
  cursor?: string;
}

export interface SearchMessagesResult {
  /** Of all pages: with a conversationID messages, without one conversations. */
  totalCount: number;
  /** Asks for the next page; '' at the end. */
  cursor: string;
  /** The conversation with the newest hit first. */
  searchResultList: {
    conversationID: string;
    /** Hits in it, on all pages. */
    messageCount: number;
    /** With a conversationID the page of hits, newest first; without one the hit if there is just one, else nothing. */
    messageList: Message[];
  }[];
}

export interface TranslateOptions {
  /** 1 to 50 texts, together at most 24,576 bytes of UTF-8. */
  sourceTextList: string[];
  /** Such as `en`; without it, empty or `auto`: found out. */
  sourceLanguage?: string;
  /** Such as `es` or `zh-TW`. */
  targetLanguage: string;
}

export interface VoiceToTextOptions {
  /** An audio message with status `success`. */
  message: Message;
  /** Such as `en-US`, `ja-JP`, `yue-Hant-HK` or `zh (cmn-Hans-CN)`; without it the server's choice. */
  language?: string;
}

/** All that are given must hold. */
export interface ConversationFilter {
  type?: string;
  /** 0: those without marks. */
  markType?: number;
  /** '': those in no group. */
  groupName?: string;
  hasUnreadCount?: boolean;
  hasGroupAtInfo?: boolean;
}

export interface DeleteConversationOptions {
  /** At most 100. */
  conversationIDList: string[];
  /** Whether the history goes too, for this user; true by default. */
  clearHistoryMessage?: boolean;
}

/** Fields to change, at least one. */
export interface UpdateProfileOptions {
  /** At most 500 bytes. */
  nick?: string;
  /** At most 500 bytes. */
  avatar?: string;
  gender?: string;
  /** At most 500 bytes. */
  selfSignature?: string;
  allowType?: string;
  /** `yyyymmdd` as a number. */
  birthday?: number;
  /** At most 16 bytes. */
  location?: string;
  language?: number;
  messageSettings?: number;
  adminForbidType?: string;
  level?: number;
  role?: number;
}

/** A key and a value on a message. */
export interface Extension {
  /** At most 100 bytes. */
  key: string;
  /** At most 1 KB. */
  value: string;
}

/** What became of one key. */
export interface ExtensionResult extends Extension {
  /** 0; 23001: somebody else was first, and `value` is what it is now. */
  code: number;
}

/** One of the reactions to a message. */
export interface Reaction {
  /** The app's, such as the name of an emoji. */
  reactionID: string;
  /** 0: it is gone. */
  totalUserCount: number;
  reactedByMyself: boolean;
  /** The first 10 of its users. */
  partialUserList: UserInfo[];
}

export interface GetReactionsOptions {
  /** At most 20 of one conversation, that of the first one. */
  messageList: Message[];
  /** 0 to 10, which is the default. */
  maxUserCountPerReaction?: number;
}

export interface GetReactionUsersOptions {
  message: Message;
  reactionID: string;
  /** From the page before; 0 for the first. */
  nextSeq: number;
  /** At most 100, which is the default. */
  count?: number;
}

export interface ReactionUserPage {
  userList: UserInfo[];
  /** Asks for the next page; 0 at the end. */
  nextSeq: number;
  isCompleted: boolean;
}

/** A message of mine was read. */
export interface ReadReceipt {
  /** C2C: who has read it. */
  userID: string;
  messageID: string;
  isPeerRead: boolean;
  /** Seconds since 1970. */
  timestamp: number;
}

/** What each event carries. */
export interface ChatEvents {
  /** Signed in and synced: every method may be called. */
  [EVENT.SDK_READY]: undefined;
  /** Logged out, kicked out or expired: the app must log in again. */
  [EVENT.SDK_NOT_READY]: undefined;
  [EVENT.SDK_DESTROY]: { SDKAppID: number };
  /** A call was refused, or the SDK met a problem. */
  [EVENT.ERROR]: { code: number; message: string };
  /** Signed out by the server; `type` is a `KICKED_OUT_…` value. */
  [EVENT.KICKED_OUT]: { type: string };
  [EVENT.NET_STATE_CHANGE]: { state: NetState };
  [EVENT.SERVER_CONFIG_UPDATED]: { config: ClientConfig };
  /** Messages of others and of my other instances, in the order of each conversation. */
  [EVENT.MESSAGE_RECEIVED]: Message[];
  /** Taken back by somebody else, or by another instance of mine. */
  [EVENT.MESSAGE_REVOKED]: Message[];
  /** Modified by anyone, this instance included. */
  [EVENT.MESSAGE_MODIFIED]: Message[];
  /** Messages of mine that the peer has just read. */
  [EVENT.MESSAGE_READ_BY_PEER]: Message[];
  /** Others have sent read receipts for messages of mine. */
  [EVENT.MESSAGE_READ_RECEIPT_RECEIVED]: ReadReceipt[];
  /** Extensions of a message were set, here or elsewhere. */
  [EVENT.MESSAGE_EXTENSIONS_UPDATED]: { messageID: string; extensions: Extension[] };
  [EVENT.MESSAGE_EXTENSIONS_DELETED]: { messageID: string; keyList: string[] };
  /** Somebody, here or elsewhere, went into a reaction or out of it; only what changed, without users it is gone. */
  [EVENT.MESSAGE_REACTIONS_UPDATED]: { messageID: string; reactionList: Reaction[] };
  /** The whole list, sorted; raised only when something of it has changed. */
  [EVENT.CONVERSATION_LIST_UPDATED]: Conversation[];
  [EVENT.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED]: number;
  [EVENT.PROFILE_UPDATED]: Profile[];
}

export interface ChatEvent<N extends string, T> {
  name: N;
  data: T;
}

/** Adds a handler. Handlers of unknown events are never called. */
export interface Subscribe {
  <K extends keyof ChatEvents>(
    eventName: K,
    handler: (event: ChatEvent<K, ChatEvents[K]>) => void,
    context?: unknown,
  ): () => void;
  (eventName: string, handler: (event: ChatEvent<string, never>) => void, context?: unknown): () => void;
}

/**
 * One app's connection to its server, for one user at a time. Made by `create`.
 *
 * Methods that need a login reject until `SDK_READY`, whatever they return otherwise, with a {@link ChatError} whose
 * code tells why. Ill-typed parameters throw `Error("Params validate failed.")` at once.
 */
export interface Chat {
  /**
   * Signs in. Wait for `SDK_READY` before calling other methods.
   *
   * Rejects with 2025 while a login is running, 2801 without an answer in 15 s, 60020, 70001, 70003, 70009, 70013,
   * 70014, 70016, 70020, 70051 or 70052 as the server says.
   */
  login(options: LoginOptions): Promise<Response<LoginResult>>;
  /** Signs out and forgets all data of the user; handlers stay. Rejects with 2024 if nobody is logged in. */
  logout(): Promise<Response<object>>;
  /** The userID, or '' when nobody is logged in. */
  getLoginUser(): string;
  /** The server's clock, milliseconds since 1970. */
  getServerTime(): number;
  /** True from `SDK_READY` to `SDK_NOT_READY`. */
  isReady(): boolean;
  /** Logs out and lets go of everything; `create` then makes a new instance. */
  destroy(): Promise<Response<object>>;
  /** Adds a handler, called with `{name, data}` and `context` as its `this`. Returns its undo. */
  on: Subscribe;
  /** Like `on`, for the next event only. */
  once: Subscribe;
  /**
   * Takes off handlers added with the same name, handler and context.
   *
   * @param once - take off only those added with `once`
   */
  off(eventName: string, handler: (event: never) => void, context?: unknown, once?: boolean): void;
  /**
   * Takes plugins by name, before the login. `tim-upload-plugin`, a class whose instances have `uploadFile`, brings files
   * to the server where the SDK cannot by itself, as in mini programs. Others are not needed.
   */
  registerPlugin(plugins: Record<string, unknown>): void;
  /** 0 all logs, 1 what a release shows, 2 warnings and errors, 3 errors, 4 nothing. */
  setLogLevel(level: number): void;
  /** For the vendor's user interface kits; unknown names resolve. */
  callExperimentalAPI(name: "canIUseModule", parameter?: unknown): true;
  callExperimentalAPI(name: "isCommercialAbilityEnabled", ability: number): Promise<Response<{ enabled: boolean }>>;
  callExperimentalAPI(name: string, parameter?: unknown): unknown;

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
   * An image: jpg, jpeg, gif, png, bmp or webp, at most 20 MiB unless the server's settings say otherwise. It is uploaded
   * by `sendMessage`, which tells `onProgress`; until then its payload has the address of the file here.
   */
  createImageMessage(options: CreateMessageOptions<MediaContent>): Message;
  /** A recording, at most 20 MiB; `file.duration` is its length in milliseconds. */
  createAudioMessage(options: CreateMessageOptions<MediaContent>): Message;
  /** A video: mp4 or mov, at most 100 MiB. Browsers make its picture; otherwise the server does, if it can. */
  createVideoMessage(options: CreateMessageOptions<MediaContent>): Message;
  /** Any file, at most 100 MiB. */
  createFileMessage(options: CreateMessageOptions<MediaContent>): Message;
  /** Several messages as one. Throws if one of them failed, or is a tip or notice of the system. */
  createMergerMessage(options: CreateMessageOptions<MergerContent>): Message;
  /**
   * A message that says what another one says; files are not uploaded again.
   *
   * Gives a rejected promise with code 2453 for tips and notices of the system, 2454 for what is no message.
   */
  createForwardMessage(options: CreateMessageOptions<Message>): Message;
  /**
   * Sends a message; resolves when the server has stored it. Over a lost connection it is sent again by itself, for
   * 30 s, and stored once. A file is uploaded first, and goes on where it stopped for as long as bytes arrive every 30 s.
   *
   * Rejects, with the message at `error.data.message`: 2105, 2106, 2801, 2805, 3122, 20003, 60022, 80002. With a file
   * also: 2040 (nothing here can upload), 2041 (the server does not take it now), 2108 (empty), 2403 (no file); images
   * 2251 (none given), 2252 (type), 2253 (size), 2100 (upload failed); recordings 2300, 2301 (size); videos 2350, 2351
   * (size), 2352 (type); files 2400, 2401 (none given), 2402 (size).
   */
  sendMessage(message: Message, options?: SendMessageOptions): Promise<Response<{ message: Message }>>;
  /** Sends a failed message again, under the same ID: it is never stored twice. */
  resendMessage(message: Message, options?: SendMessageOptions): Promise<Response<{ message: Message }>>;
  /**
   * Fetches the messages of a merged message whose `payload.downloadKey` is not empty, and fills its payload in place.
   *
   * Rejects with 2450 (no merged message), 2451 (it has its messages) or 2452 (they could not be fetched).
   */
  downloadMergerMessage(message: Message): Promise<DownloadedMerger>;
  /**
   * Takes a message of mine back, for everybody, within the time that the server allows; it stays as a placeholder.
   * Throws for one that is revoked already.
   *
   * Rejects, with the message at `error.data.message`: 2801, 10007 (of somebody else), 20016 (too late), 20022 (no
   * such message), 20023.
   */
  revokeMessage(message: Message): Promise<Response<{ message: Message }>>;
  /**
   * Publishes what the app wrote into a message: of text, custom, location and face messages `type` and `payload`, of
   * all kinds `cloudCustomData`. In C2C both sides may.
   *
   * Rejects, with the message at `error.data.message`: 2480 (somebody else was first; the message now is the newest),
   * 20006, 20026 (no such message), 80002.
   */
  modifyMessage(message: Message): Promise<Response<{ message: Message }>>;
  /**
   * Deletes messages for me, wherever I sign in; nobody else notices. The first 30 of the first one's conversation
   * that were sent. Rejects with 2116 for notices of the system, 2996 more than once a second.
   */
  deleteMessage(messageList: Message[]): Promise<Response<{ messageList: Message[] }>>;
  /** A page of history, the newest first. At most 20 calls a second (2996). */
  getMessageList(options: GetMessageListOptions): Promise<Response<MessagePage>>;
  /** A page of history from any point in either direction. At most 20 calls a second (2996). */
  getMessageListHopping(options: HopOptions): Promise<Response<HopPage>>;
  /**
   * Finds messages that the server has, of all conversations or of one. At most 2 calls a second (2996).
   *
   * Rejects with 2503, 3122 (switched off), 3153 (no options), 20001 (a cursor of another search) or 60022 (it took
   * too long).
   */
  searchCloudMessages(options?: SearchMessagesOptions): Promise<Response<SearchMessagesResult>>;
  /** The message, if this instance holds it. */
  findMessage(messageID: string): Message | null;
  /**
   * Sets extensions of a message that was sent with `isSupportExtension`, each key only if nobody changed it since this
   * instance heard of it last: else its result has code 23001 and the newest value, and the same call again sets it.
   *
   * Rejects with 3122, 20023 (revoked), 20026 (no such message), 23002 (more than 20 in a call or 300 on a message, a
   * key over 100 bytes, a value over 1 KB; nothing is set).
   */
  setMessageExtensions(message: Message, extensions: Extension[]): Promise<Response<{ extensions: ExtensionResult[] }>>;
  /** All extensions of a message, whatever the `keyList`. Rejects with 3122, 20023, 20026. */
  getMessageExtensions(message: Message, keyList?: string[]): Promise<Response<{ extensions: Extension[] }>>;
  /** Deletes extensions: those named, in the way of `setMessageExtensions`, or all. */
  deleteMessageExtensions(message: Message, keyList?: string[]): Promise<Response<{ extensions: ExtensionResult[] }>>;
  /**
   * Puts me into a reaction. Rejects with 3122, 20023, 20026, 23005 (10 other reactions), 23006 (100 users in it),
   * 23007 (I am in it).
   */
  addMessageReaction(message: Message, reactionID: string): Promise<Response<object>>;
  /** Takes me out of a reaction. Rejects with 3122, 20023, 20026, 23008 (no such reaction), 23009 (I am not in it). */
  removeMessageReaction(message: Message, reactionID: string): Promise<Response<object>>;
  /** The reactions to messages; revoked ones have none. Rejects with 3122. */
  getMessageReactions(
    options: GetReactionsOptions,
  ): Promise<Response<{ resultList: { messageID: string; reactionList: Reaction[] }[] }>>;
  /** A page of the users in a reaction, in the order in which they came. Rejects with 3122, 20023, 20026. */
  getAllUserListOfMessageReaction(options: GetReactionUsersOptions): Promise<Response<ReactionUserPage>>;
  /**
   * Tells the senders of at most 30 messages of one conversation that I have read them; my unread count stays. Only
   * messages of others with `needReadReceipt` count. Rejects with 2114 (none of them), 3122, 10059.
   */
  sendMessageReadReceipt(messageList: Message[]): Promise<Response<object>>;
  /** The messages with the newest `readReceiptInfo`; in C2C they have it already. */
  getMessageReadReceiptList(messageList: Message[]): Promise<Response<{ messageList: Message[] }>>;
  /**
   * Translates texts; the translations keep their order. At most 20 calls in 5 seconds (2996). Rejects with 2117 where
   * the server does not translate, for languages it does not know, for too much text, and when it failed.
   */
  translateText(options: TranslateOptions): Promise<Response<{ translatedTextList: string[] }>>;
  /**
   * The words of an audio message; '' where none were understood. At most 10 calls in 5 seconds (2996). Rejects with
   * 2118 where the server does not understand speech, for languages it does not know, and when it failed; with 2119
   * for a format other than wav, pcm, ogg-opus, speex, mp3, m4a, aac and amr (silk is of the contract, but servers have
   * no decoder of it).
   */
  convertVoiceToText(options: VoiceToTextOptions): Promise<Response<{ result: string }>>;
  /** Marks all of a conversation as read. */
  setMessageRead(options: { conversationID: string }): Promise<Response<object>>;

  /** The conversations, sorted: all, those with the IDs given, or those that a filter lets through. */
  getConversationList(
    options?: string[] | ConversationFilter,
  ): Promise<Response<{ conversationList: Conversation[]; isSyncCompleted: boolean }>>;
  /** One conversation with its full profile, also with a user never talked to. Rejects with 2501 or 2503. */
  getConversationProfile(conversationID: string): Promise<Response<{ conversation: Conversation }>>;
  /** Takes conversations off the list. Rejects with 2500 if they are not in it. */
  deleteConversation(conversationID: string): Promise<Response<{ conversationID: string }>>;
  deleteConversation(options: DeleteConversationOptions): Promise<Response<{ conversationIDList: string[] }>>;
  /** Hides the history so far from me and counts it as read; the conversation stays. Rejects with 2500 or 2503. */
  clearHistoryMessage(conversationID: string): Promise<Response<{ conversationID: string }>>;
  getTotalUnreadMessageCount(): number;

  /** My profile, complete. */
  getMyProfile(): Promise<Response<Profile>>;
  /** Profiles of at most 100 users, in the order asked; unknown users are left out. */
  getUserProfile(options: { userIDList: string[] }): Promise<Response<Profile[]>>;
  /** Changes my profile. Rejects with 2721 for a field or value that does not fit, 2722 for none. */
  updateMyProfile(options: UpdateProfileOptions): Promise<Response<Profile>>;
}
