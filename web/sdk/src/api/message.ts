import type { UserInfo } from "./common";
import type { Payload } from "./payload";

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
