import type { ClientConfig, EVENT } from "../generated/protocol";
import type { Extension, Reaction, ReadReceipt } from "./attachments";
import type { Conversation } from "./conversation";
import type { AllReceiveMessageOpt } from "./conversationOptions";
import type { FollowListChange } from "./follow";
import type { PinnedMessageEvent } from "./found";
import type { Friend, FriendApplicationList, FriendGroup } from "./friend";
import type { Group } from "./groups";
import type { GroupAttributes, GroupCounter } from "./groupShared";
import type { Message } from "./message";
import type { NetState } from "./platform";
import type { Profile } from "./profile";
import type { UserStatus } from "./status";
import type { Topic } from "./topic";

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
  /** Modified by anyone, this instance included, or changed on their way by the app's back end, those I sent too. */
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
  /** Names of all conversation groups, oldest first. */
  [EVENT.CONVERSATION_GROUP_LIST_UPDATED]: string[];
  /** Conversations came into a group or out of it, here or elsewhere; all that are in it now and on the list. */
  [EVENT.CONVERSATION_IN_GROUP_UPDATED]: { groupName: string; conversationList: Conversation[] };
  /** Set here or on another instance. */
  [EVENT.ALL_RECEIVE_MESSAGE_OPT_UPDATED]: AllReceiveMessageOpt;
  /** The list of `getGroupList`; raised only when something of it, or of a Community with topics, has changed. */
  [EVENT.GROUP_LIST_UPDATED]: Group[];
  /** Attributes of a group changed, here or elsewhere; all that there are now, and which are different. */
  [EVENT.GROUP_ATTRIBUTES_UPDATED]: {
    groupID: string;
    groupAttributes: GroupAttributes;
    updatedKeyList: string[];
    deletedKeyList: string[];
  };
  /** A counter of a group changed, here or elsewhere; an event for each. */
  [EVENT.GROUP_COUNTER_UPDATED]: GroupCounter;
  /** A Community that I am in has a topic more, made here or elsewhere. */
  [EVENT.TOPIC_CREATED]: { groupID: string; topicID: string };
  /** A Community that I am in has lost topics; not when it ends itself. */
  [EVENT.TOPIC_DELETED]: { groupID: string; topicIDList: string[] };
  /** A topic's profile, last message, unread count or what I am in it changed. */
  [EVENT.TOPIC_UPDATED]: { groupID: string; topic: Topic };
  /** A message was pinned in one of my groups, or taken off, here or elsewhere. */
  [EVENT.PINNED_GROUP_MESSAGE_UPDATED]: PinnedMessageEvent;
  /** Mine, here or on another instance, or a friend's. */
  [EVENT.PROFILE_UPDATED]: Profile[];
  /** Those of friends, of users whom I subscribed to, and what my own says, set here or on another instance. */
  [EVENT.USER_STATUS_UPDATED]: UserStatus[];
  /** All friends, oldest first. */
  [EVENT.FRIEND_LIST_UPDATED]: Friend[];
  /** A request was sent, received, decided, taken off the list or read; the whole list. */
  [EVENT.FRIEND_APPLICATION_LIST_UPDATED]: FriendApplicationList;
  /** All friend groups. */
  [EVENT.FRIEND_GROUP_LIST_UPDATED]: FriendGroup[];
  /** The whole blacklist: it has changed, here or on another instance, or is there for the first time. */
  [EVENT.BLACKLIST_UPDATED]: string[];
  [EVENT.MY_FOLLOWERS_LIST_UPDATED]: FollowListChange;
  [EVENT.MY_FOLLOWING_LIST_UPDATED]: FollowListChange;
  [EVENT.MUTUAL_FOLLOWERS_LIST_UPDATED]: FollowListChange;
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

/** Hearing of what happens. */
export interface EventApi {
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
}
