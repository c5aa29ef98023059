import type { Response } from "./common";
import type { Conversation } from "./conversation";
import type { Group } from "./groups";
import type { Topic } from "./topic";

/** What a call about several conversations did; all may have failed. */
export interface ConversationResults {
  successConversationIDList: string[];
  /** 2500: no such conversation; 2503: no conversation ID. */
  failureConversationIDList: { conversationID: string; code: number; message: string }[];
}

/** Conversations to do something with, at most 100, and a conversation group's name of 1 to 32 bytes. */
export interface ConversationsAndGroup {
  conversationIDList: string[];
  groupName: string;
}

export interface RemindTypeOptions {
  /** Of a group that I am in; or users are given. */
  groupID?: string;
  /** At most 30; of them `MSG_REMIND_…` values only. */
  userIDList?: string[];
  /** A `MSG_REMIND_…` or `NOT_RECEIVE_…` value. */
  messageRemindType: string;
}

/** What `setMessageRemindType` did: for users the lists, for a group or topic that. */
export interface RemindTypeResult {
  successUserIDList?: { userID: string }[];
  failureUserIDList?: { userID: string; code: number; message: string }[];
  group?: Group;
  topic?: Topic;
}

/** Whether, or when, I get no offline push for any conversation. */
export interface AllReceiveMessageOpt {
  /** `MSG_REMIND_ACPT_NOT_NOTE` within the time that follows; or `MSG_REMIND_ACPT_AND_NOTE`, and there is none. */
  messageRemindType: string;
  /** Seconds since 1970. */
  startTime: number;
  /** Seconds since 1970. */
  endTime: number;
  /** Each day. */
  isRepeated: boolean;
}

export interface AllReceiveMessageOptions {
  /** `MSG_REMIND_ACPT_NOT_NOTE` by default; `MSG_REMIND_ACPT_AND_NOTE` ends it. */
  messageRemindType?: string;
  /** 0 to 23, 0 by default, on this machine's clock. */
  startHour?: number;
  startMinute?: number;
  startSecond?: number;
  /** Seconds, 0 by default. */
  duration?: number;
  /**
   * True by default: each day from that time for that long; from 24 hours on, for ever from today's time on. False:
   * once, from today's time on.
   */
  isRepeated?: boolean;
}

/** What I keep about conversations; the same on all my instances but for drafts and the system conversation's pin. */
export interface ConversationOptionApi {
  /**
   * Keeps a conversation at the top of the list, or no longer; one that is not on the list comes onto it. Rejects with
   * 2500 if there is no such user or group, 2503 if the ID is none or 50 are pinned.
   */
  pinConversation(options: {
    conversationID: string;
    isPinned: boolean;
  }): Promise<Response<{ conversationID: string }>>;
  /** How I want to hear of messages. In the total only conversations with `MSG_REMIND_ACPT_AND_NOTE` count. */
  setMessageRemindType(options: RemindTypeOptions): Promise<Response<RemindTypeResult>>;
  /**
   * Sets or takes off a mark: `CONV_MARK_TYPE_…` or the app's own, 2ⁿ with 32 ≤ n < 64. At most 100 conversations.
   * Rejects with 3122 where the server is set so.
   */
  markConversation(options: {
    conversationIDList: string[];
    markType: number;
    enableMark: boolean;
  }): Promise<Response<ConversationResults>>;
  /** Keeps data of at most 256 bytes with at most 100 conversations; '' for none. */
  setConversationCustomData(options: {
    conversationIDList: string[];
    customData: string;
  }): Promise<Response<ConversationResults>>;
  /** Keeps a text that is not sent yet, in memory; '' for none. Rejects with 2500. */
  setConversationDraft(options: {
    conversationID: string;
    draftText: string;
  }): Promise<Response<{ conversation: Conversation }> & { conversation: Conversation }>;
  /** When I want no offline push for any conversation, whatever is set for each. */
  setAllReceiveMessageOpt(options: AllReceiveMessageOptions): Promise<Response<AllReceiveMessageOpt>>;
  /** What is set. */
  getAllReceiveMessageOpt(): Promise<Response<AllReceiveMessageOpt>>;
  /** Names, oldest first. Like the following it rejects with 3122 where the server is set so. */
  getConversationGroupList(): Promise<Response<string[]>>;
  /** Makes a group; where there is one of that name the conversations come into it. Rejects with 2503: 20 at most. */
  createConversationGroup(options: ConversationsAndGroup): Promise<Response<ConversationResults>>;
  /** Ends a group; its conversations stay. */
  deleteConversationGroup(groupName: string): Promise<Response<object>>;
  /** Rejects with 2503 if there is none of either name, or one of each. */
  renameConversationGroup(options: { oldName: string; newName: string }): Promise<Response<object>>;
  /** Rejects with 2503 if there is none of that name. */
  addConversationsToGroup(options: ConversationsAndGroup): Promise<Response<ConversationResults>>;
  /** They stay on the list. Rejects with 2503 if there is no group of that name. */
  deleteConversationsFromGroup(options: ConversationsAndGroup): Promise<Response<ConversationResults>>;
}
