import { TYPES, type Message as WireMessage } from "../generated/protocol";
import type * as api from "../api";
import type { Account } from "./session";

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
  /** It was not stored: only those who were online got it. */
  _onlineOnlyFlag = false;
}

/** What the user `me` calls the conversation that a message belongs to. */
export function conversationOf(message: WireMessage, me: string): string {
  if (message.conversationType !== TYPES.CONV_C2C) return message.conversationType + message.to;
  return TYPES.CONV_C2C + (message.from === me ? message.to : message.from);
}

/** Fills a message of the app from what the server says about it. */
export function fill(target: Message, wire: WireMessage, me: Account): Message {
  const {
    unreadCounter: _unreadCounter,
    isExcludedFromUnreadCount: _isExcludedFromUnreadCount = false,
    isExcludedFromLastMessage: _isExcludedFromLastMessage = false,
    change: _change,
    revocation: _revocation,
    receipts,
    payload,
    atUserList,
    ...fields
  } = wire;
  const [, clientTime = 0, random = 0] = wire.ID.split("-").map(Number);
  const isMine = wire.from === me.userID;
  return Object.assign(target, fields, {
    payload: payload as api.Payload, // by type, as the sender's SDK made it
    conversationID: conversationOf(wire, me.userID),
    flow: isMine ? "out" : "in",
    clientTime,
    random,
    clientSequence: random,
    atUserList: [...(atUserList ?? [])],
    _isExcludedFromUnreadCount,
    _isExcludedFromLastMessage,
    _onlineOnlyFlag: wire.sequence === 0,
    status: "success",
    isRead: isMine || target.isRead,
    readReceiptInfo: receipts ? { isPeerRead: true, timestamp: receipts.time } : target.readReceiptInfo,
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
  [TYPES.MSG_MERGER]: "[聊天记录]",
};

/** The newest message as a conversation list shows it. */
export function toLastMessage(message: Message | undefined): api.LastMessage {
  return {
    lastTime: message?.time ?? 0,
    lastSequence: message?.sequence ?? 0,
    fromAccount: message?.from ?? "",
    messageForShow: message ? (message.payload.text ?? PLACEHOLDERS[message.type] ?? "") : "",
    payload: message?.payload ?? null,
    type: message?.type ?? "",
    isRevoked: message?.isRevoked ?? false,
    revoker: message?.revoker ?? null,
    cloudCustomData: message?.cloudCustomData ?? "",
    onlineOnlyFlag: false,
    nick: "", // groups only
    nameCard: "",
    isPeerRead: message?.isPeerRead ?? false,
    version: message?.version ?? 0,
  };
}
