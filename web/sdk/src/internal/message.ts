import { TYPES, type Message as WireMessage } from "../generated/protocol";
import type * as api from "../api";
import type { Draft } from "./media";
import type { Account } from "./session";

/** What a message's send needs besides its fields. */
export interface Extras extends Pick<
  api.CreateMessageOptions<unknown>,
  "onProgress" | "customModerationConfigurationID"
> {
  draft?: Draft;
}

/** A message as apps hold it: every field of its own and enumerable, so that copies by `Object.keys` are complete. */
export class Message implements api.Message {
  ID = "";
  type: string = TYPES.MSG_TEXT;
  payload: api.Payload = {};
  conversationID = "";
  conversationType: string = TYPES.CONV_C2C;
  conversationSubType = "";
  from = "";
  to = "";
  flow: "in" | "out" = "out";
  time = 0;
  clientTime = 0;
  sequence = 0;
  clientSequence = 0;
  random = 0;
  status: "unSend" | "success" | "fail" = "unSend";
  priority: string = TYPES.MSG_PRIORITY_NORMAL;
  nick = "";
  avatar = "";
  nameCard = "";
  atUserList: string[] = [];
  cloudCustomData = "";
  isPeerRead = false;
  isRead = false;
  needReadReceipt = false;
  readReceiptInfo: api.ReadReceiptInfo = {};
  isRevoked = false;
  revoker = "";
  revokerInfo: api.UserInfo = { userID: "", nick: "", avatar: "" };
  revokeReason = "";
  isDeleted = false;
  isModified = false;
  version = 0;
  hasRiskContent = false;
  isBroadcastMessage = false;
  isSupportExtension = false;
  isSystemMessage = false;
  isPlaceMessage = 0;
  isResend = false;
  pinnerInfo: api.UserInfo | null = null;
  level = 0;
  protocol = "JSON" as const;
  receiverList: string[] = [];
  _isExcludedFromUnreadCount = false;
  _isExcludedFromLastMessage = false;
  /** The server made it to carry what happened to an invitation. */
  _isSignal = false;
  /** It was not stored: only those who were online got it. */
  _onlineOnlyFlag = false;
  /** What of the conversation's changes this message's newest was. */
  _change = 0;
  /**
   * Of messages made here, and not enumerable: copies are without it. Apps may hand in a Proxy of a message, such as
   * Vue makes; Proxies of objects have more Proxies in them, but functions as they are.
   */
  declare readonly _extras: (() => Extras) | undefined;
}

/** What the user `me` calls the conversation that a message belongs to. */
export function conversationOf(message: WireMessage, me: string): string {
  if (message.conversationType === TYPES.CONV_SYSTEM) return TYPES.CONV_SYSTEM;
  if (message.conversationType !== TYPES.CONV_C2C) return message.conversationType + message.to;
  return TYPES.CONV_C2C + (message.from === me ? message.to : message.from);
}

/** What of a message may change after it was sent. */
export interface Content {
  readonly type: string;
  readonly payload: api.Payload;
  readonly cloudCustomData: string;
}

/** What is known of who has read a message; `unread`: groups, how many have not. */
export const receiptInfo = (
  conversationType: string,
  { count, time, unread = 0 }: { readonly count: number; readonly time: number; readonly unread?: number },
): api.ReadReceiptInfo =>
  conversationType === TYPES.CONV_GROUP
    ? { readCount: count, unreadCount: unread }
    : { isPeerRead: true, timestamp: time };

/**
 * Fills a message of the app from what the server says about it; of `isKnown` ones, what it says stays, and all that
 * may change after sending unless the server knows something newer.
 */
export function fill(target: Message, wire: WireMessage, me: Account, isKnown: boolean): Message {
  const {
    unreadCounter: _unreadCounter,
    type,
    payload,
    cloudCustomData = "",
    version = 0,
    change = 0,
    revocation,
    receipts,
    isExcludedFromUnreadCount = false,
    isExcludedFromLastMessage = false,
    isSignal = false,
    hasRiskContent = false,
    atUserList,
    ...fields
  } = wire;
  if (!isKnown) Object.assign(target, { type, payload, cloudCustomData }); // by type, as the sender's SDK made it
  if (!isKnown || change > target._change) {
    const isModified = version > (hasRiskContent ? 1 : 0); // the verdict raised it, too
    Object.assign(target, { version, isModified, hasRiskContent, _change: change });
    if (revocation) {
      const { revoker, nick = "", avatar = "", reason = "" } = revocation;
      const revokerInfo = { userID: revoker, nick, avatar };
      Object.assign(target, { isRevoked: true, isPlaceMessage: 2, revoker, revokerInfo, revokeReason: reason });
    }
  }
  const [, clientTime = 0, random = 0] = wire.ID.split("-").map(Number);
  const isMine = wire.from === me.userID;
  return Object.assign(target, { needReadReceipt: false }, fields, {
    _isExcludedFromUnreadCount: isExcludedFromUnreadCount,
    _isExcludedFromLastMessage: isExcludedFromLastMessage,
    _isSignal: isSignal,
    conversationID: conversationOf(wire, me.userID),
    flow: isMine ? "out" : "in",
    isSystemMessage: type === TYPES.MSG_GRP_SYS_NOTICE,
    clientTime,
    random,
    clientSequence: random,
    atUserList: [...(atUserList ?? [])],
    _onlineOnlyFlag: wire.sequence === 0,
    status: "success",
    isRead: isMine || target.isRead,
    readReceiptInfo:
      receipts && receipts.count >= (target.readReceiptInfo.readCount ?? 0) // else a push was faster
        ? receiptInfo(wire.conversationType, receipts)
        : target.readReceiptInfo,
  } as const);
}

const PLACEHOLDERS: Readonly<Record<string, string>> = {
  [TYPES.MSG_IMAGE]: "[图片]",
  [TYPES.MSG_AUDIO]: "[语音]",
  [TYPES.MSG_VIDEO]: "[视频]",
  [TYPES.MSG_FILE]: "[文件]",
  [TYPES.MSG_LOCATION]: "[位置]",
  [TYPES.MSG_FACE]: "[动画表情]",
  [TYPES.MSG_CUSTOM]: "[自定义消息]",
  [TYPES.MSG_GRP_TIP]: "[群提示消息]",
  [TYPES.MSG_GRP_SYS_NOTICE]: "[群系统通知]",
  [TYPES.MSG_MERGER]: "[聊天记录]",
};

/** The newest message as a conversation list shows it; without it only the time may be known. */
export function toLastMessage(message: Message | undefined, lastTime = 0): api.LastMessage {
  const isOfGroup = message?.conversationType === TYPES.CONV_GROUP;
  return {
    lastTime: message?.time ?? lastTime,
    lastSequence: message?.sequence ?? 0,
    fromAccount: message?.from ?? "",
    messageForShow: message && !message.isRevoked ? (message.payload.text ?? PLACEHOLDERS[message.type] ?? "") : "",
    payload: message?.payload ?? null,
    type: message?.type ?? "",
    isRevoked: message?.isRevoked ?? false,
    revoker: message?.isRevoked ? message.revoker : null,
    cloudCustomData: message?.cloudCustomData ?? "",
    onlineOnlyFlag: false,
    nick: isOfGroup ? message.nick : "",
    avatar: isOfGroup ? message.avatar : "",
    nameCard: message?.nameCard ?? "", // groups only
    isPeerRead: message?.isPeerRead ?? false,
    version: message?.version ?? 0,
    hasRiskContent: message?.hasRiskContent ?? false,
  };
}
