import type { Response } from "./common";
import type { Group } from "./groups";
import type { Payload } from "./payload";
import type { Profile } from "./profile";

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
  /** Groups: the sender's when it was sent; empty elsewhere, and so is the name card. */
  nick: string;
  avatar: string;
  nameCard: string;
  isPeerRead: boolean;
  version: number;
  /** Moderation objects to it, since it was stored. */
  hasRiskContent: boolean;
}

/** A message in a group that calls me by name. */
export interface GroupAtInfo {
  /** The sender's userID. */
  from: string;
  /** The group's, or that of the topic's Community. */
  groupID: string;
  topicID?: string;
  messageSequence: number;
  /** `CONV_AT_ME`, `CONV_AT_ALL` or, for both, `CONV_AT_ALL_AT_ME`. */
  atTypeArray: number[];
}

/** A conversation as it was when it was handed out; a newer one is in the next `CONVERSATION_LIST_UPDATED`. */
export interface Conversation {
  /** `C2C<userID>`, `GROUP<groupID>` or `@TIM#SYSTEM`. */
  conversationID: string;
  type: string;
  /** GROUP: the group's type, a `GRP_…` value; else ''. */
  subType: string;
  /** Always 0 in Meeting groups and live rooms, and where messages are discarded. */
  unreadCount: number;
  lastMessage: LastMessage;
  /** C2C: the peer's; in lists only userID, nick and avatar are sure to be filled. */
  userProfile?: Profile;
  /** GROUP: also after I have left it. */
  groupProfile?: Group;
  /** GROUP: messages that call me by name since I have read, oldest first. */
  groupAtInfoList: GroupAtInfo[];
  remark: string;
  isPinned: boolean;
  /** How I want to hear of its messages, a `MSG_REMIND_…` or `NOT_RECEIVE_…` value. */
  messageRemindType: string;
  /** C2C: the time of the last message that the peer has read, seconds since 1970. */
  peerReadTime: number;
  /** Powers of two, ascending. */
  markList: number[];
  customData: string;
  /** Names of the conversation groups that it is in. */
  conversationGroupList: string[];
  /** Of this instance only. */
  draftText: string;
  /** The peer's or the group's ID. */
  toAccount: string;
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

/** The list of conversations. */
export interface ConversationApi {
  /** Marks all of a conversation as read; nobody calls me by name in it any more. */
  setMessageRead(options: { conversationID: string }): Promise<Response<object>>;
  /** The conversations, sorted: all, those with the IDs given, or those that a filter lets through. */
  getConversationList(
    options?: string[] | ConversationFilter,
  ): Promise<Response<{ conversationList: Conversation[]; isSyncCompleted: boolean }>>;
  /** One conversation with its full profile, also with a user or group never talked to. Rejects with 2501 or 2503. */
  getConversationProfile(conversationID: string): Promise<Response<{ conversation: Conversation }>>;
  /** Takes conversations off the list. Rejects with 2500 if they are not in it. */
  deleteConversation(conversationID: string): Promise<Response<{ conversationID: string }>>;
  deleteConversation(options: DeleteConversationOptions): Promise<Response<{ conversationIDList: string[] }>>;
  /**
   * Hides the history so far from me and counts it as read; the conversation stays. Rejects with 2500, 2502 (a topic) or
   * 2503.
   */
  clearHistoryMessage(conversationID: string): Promise<Response<{ conversationID: string }>>;
  /** Marks all as read, but in Communities: all, or as a `READ_ALL_…` value says. At most once a second (2996). */
  setAllMessageRead(options?: { scope?: string }): Promise<Response<object>>;
  /** Unread messages in all conversations but `@TIM#SYSTEM` and those with another reminder than `MSG_REMIND_ACPT_AND_NOTE`. */
  getTotalUnreadMessageCount(): number;
}
