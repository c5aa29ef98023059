import type { Response } from "./common";
import type { Message } from "./message";

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

/** Reading and finding the messages of the past. */
export interface HistoryApi {
  /** A page of history, the newest first. At most 20 calls a second (2996). */
  getMessageList(options: GetMessageListOptions): Promise<Response<MessagePage>>;
  /** A page of history from any point in either direction. At most 20 calls a second (2996). */
  getMessageListHopping(options: HopOptions): Promise<Response<HopPage>>;
  /** The message, if this instance holds it. */
  findMessage(messageID: string): Message | null;
}

/** Finding messages at the server. */
export interface MessageSearchApi {
  /**
   * Finds messages that the server has, of all conversations or of one. At most 2 calls a second (2996).
   *
   * Rejects with 2503, 3122 (switched off), 3153 (no options), 20001 (a cursor of another search) or 60022 (it took
   * too long).
   */
  searchCloudMessages(options?: SearchMessagesOptions): Promise<Response<SearchMessagesResult>>;
}
