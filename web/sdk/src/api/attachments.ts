import type { Response, UserInfo } from "./common";
import type { Message, ReadReceiptInfo } from "./message";

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
export interface ReadReceipt extends ReadReceiptInfo {
  messageID: string;
  /** C2C: who has read it. */
  userID?: string;
  /** Groups: where. */
  groupID?: string;
}

export interface GetReadMembersOptions {
  /** Mine, in a group, with `needReadReceipt`. */
  message: Message;
  /** 0: who has read it, which is the default; 1: who has not. */
  filter?: 0 | 1;
  /** From the page before; '' for the first, which is the default. */
  cursor?: string;
  /** At most 100, which is the default. */
  count?: number;
}

export interface ReadMembers {
  isCompleted: boolean;
  /** Asks for the next page; '' at the end. */
  cursor: string;
  messageID: string;
  /** Filled where it was asked for. */
  readUserIDList: string[];
  unreadUserIDList: string[];
}

/** What others put on a message: extensions, reactions, read receipts. */
export interface AttachmentApi {
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
   * messages of others with `needReadReceipt` count. Rejects with 2114 (none of them), 3122, 10059, 10060 (groups of
   * this type have no receipts).
   */
  sendMessageReadReceipt(messageList: Message[]): Promise<Response<object>>;
  /**
   * The messages, of one conversation, with the newest `readReceiptInfo`; in C2C they have it already, and in groups
   * only those of mine with `needReadReceipt` have any. Rejects with 10059, 10060.
   */
  getMessageReadReceiptList(messageList: Message[]): Promise<Response<{ messageList: Message[] }>>;
  /**
   * A page of the members who have read a message of mine, or have not: of those who were in when it was sent and still
   * are. Rejects with 10007 (not mine), 10062 (it asks for no receipt), 10059, 10060.
   */
  getGroupMessageReadMemberList(options: GetReadMembersOptions): Promise<Response<ReadMembers>>;
}
