import type { UserInfo } from "./common";
import type { Payload } from "./payload";

/** Who has read a message that asks for it; empty where nothing is known. */
export interface ReadReceiptInfo {
  /** Groups: how many members have sent a receipt. */
  readCount?: number;
  /** Groups: how many have not. */
  unreadCount?: number;
  /** C2C: whether the peer has sent one. */
  isPeerRead?: boolean;
  /** C2C: when, seconds since 1970. */
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
  /**
   * Moderation objects to it: it failed with 80001 or 80004, or the verdict came when it was out already, with
   * `MESSAGE_MODIFIED`.
   */
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
