import type { Conversation } from "@parley-im/chat";
import { contentOf, type Content } from "./content";

/** A line of the list of chats. Made anew at every change, so that Vue sees it. */
export interface ChatLine {
  readonly id: string;
  /** The peer's. */
  readonly userID: string;
  /** The peer's nick, or their ID when they have none. */
  readonly name: string;
  readonly avatar: string;
  readonly unread: number;
  /** `null` when there is no message to show. */
  readonly last: LastLine | null;
}

/** The newest message of a chat. */
export interface LastLine {
  readonly content: Content;
  readonly time: number;
  readonly isMine: boolean;
  readonly isPeerRead: boolean;
  readonly isRevoked: boolean;
}

const prefix = "C2C";

/** The ID of my conversation with somebody. */
export function conversationIDOf(userID: string): string {
  return prefix + userID;
}

/** The other side of a conversation of two; `null` for every other kind. */
export function peerOf(conversationID: string): string | null {
  return conversationID.startsWith(prefix) ? conversationID.slice(prefix.length) || null : null;
}

/** What somebody is called: by their nick, or by their ID when they have none. */
export function nameOf(userID: string, nick: string | undefined): string {
  return nick === undefined || nick === "" ? userID : nick;
}

/** Shows a conversation of two; `null` for kinds that the page does not show. */
export function toChatLine(conversation: Conversation, me: string): ChatLine | null {
  const userID = peerOf(conversation.conversationID);
  if (userID === null) return null;
  const { lastMessage, userProfile } = conversation;
  return {
    id: conversation.conversationID,
    userID,
    name: nameOf(userID, userProfile?.nick),
    avatar: userProfile?.avatar ?? "",
    unread: conversation.unreadCount,
    last:
      lastMessage.lastTime === 0
        ? null
        : {
            content: contentOf(lastMessage.type, lastMessage.payload),
            time: lastMessage.lastTime,
            isMine: lastMessage.fromAccount === me,
            isPeerRead: lastMessage.isPeerRead,
            isRevoked: lastMessage.isRevoked,
          },
  };
}

/** Why a user ID cannot be written to, before anybody is asked; `null` when it can. */
export function checkUserID(userID: string, me: string): "invalid" | "self" | null {
  if (!/^[\x21-\x7e]{1,32}$/u.test(userID)) return "invalid";
  return userID === me ? "self" : null;
}
