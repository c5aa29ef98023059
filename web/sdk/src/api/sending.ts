import type { OfflinePushInfo } from "../generated/protocol";
import type { Response } from "./common";
import type { CreateMessageOptions } from "./creating";
import type { Message } from "./message";
import type { MergerContent } from "./payload";

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

/** Sending messages. */
export interface SendingApi {
  /**
   * Sends a message; resolves when the server has stored it. Over a lost connection it is sent again by itself, for
   * 30 s, and stored once. A file is uploaded first, and goes on where it stopped for as long as bytes arrive every 30 s.
   *
   * Rejects, with the message at `error.data.message`: 2105, 2106, 2801 (no answer in 30 s), 2805 (no connection for so
   * long), 3122, 20003, 60022, 80002; 80001, 80004 (not allowed: the message then has `hasRiskContent`) and 3123 (a word
   * that nobody may write). To a user: 20006 (a callback of the back end refused it), 20007 (blacklisted, by either),
   * 20009 (no friend of mine), 20012 (the operator has muted me). To a group: 2101 (a live room that I am not in), 2115 (a
   * Community with topics: send to one of them), 10007 (I am not in it), 10010 (there is none), 10015 (no group's ID),
   * 10016 (a callback of the back end refused it), 10017 (I am muted), 10023 (too many messages in it). With a file also: 2040 (nothing here can upload), 2041 (the server does not take it now), 2108 (empty), 2403 (no file); images
   * 2251 (none given), 2252 (type), 2253 (size), 2100 (upload failed); recordings 2300, 2301 (size); videos 2350, 2351
   * (size), 2352 (type); files 2400, 2401 (none given), 2402 (size).
   */
  sendMessage(message: Message, options?: SendMessageOptions): Promise<Response<{ message: Message }>>;
  /** Sends a failed message again, under the same ID: it is never stored twice. */
  resendMessage(message: Message, options?: SendMessageOptions): Promise<Response<{ message: Message }>>;
}

/** What can be done with messages afterwards. */
export interface EditingApi {
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
   * 2481 (in live rooms), 20006, 20026 (no such message), 80002, 80001 and 3123 (not allowed).
   */
  modifyMessage(message: Message): Promise<Response<{ message: Message }>>;
  /**
   * Deletes messages for me, wherever I sign in; nobody else notices. The first 30 of the first one's conversation
   * that were sent. Rejects with 2116 for notices of the system, 10035 in live rooms, 2996 more than once a second.
   */
  deleteMessage(messageList: Message[]): Promise<Response<{ messageList: Message[] }>>;
}

/** Messages that have others in them. */
export interface MergerApi {
  /** Several messages as one. Throws if one of them failed, or is a tip or notice of the system. */
  createMergerMessage(options: CreateMessageOptions<MergerContent>): Message;
  /**
   * Fetches the messages of a merged message whose `payload.downloadKey` is not empty, and fills its payload in place.
   *
   * Rejects with 2450 (no merged message), 2451 (it has its messages) or 2452 (they could not be fetched).
   */
  downloadMergerMessage(message: Message): Promise<DownloadedMerger>;
}
