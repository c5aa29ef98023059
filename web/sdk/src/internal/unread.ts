import { TYPES } from "../generated/protocol";
import type { GroupAtInfo } from "../api";
import type { Conversation } from "./conversation";
import type { Message } from "./message";
import { placeOf } from "./topicIDs";

/** What of a conversation the user has not read. */
export const unreadCount = ({ unreadCounter, readCounter, uncounted }: Conversation): number => {
  let count = unreadCounter - readCounter;
  for (const counter of uncounted) if (counter > readCounter && counter <= unreadCounter) count--;
  return Math.max(0, count);
};

/** A message has its counter. */
export function count(conversation: Conversation, message: Message, unreadCounter: number): void {
  const isMine = message.flow === "out";
  if (isMine && conversation.type !== TYPES.CONV_GROUP) return; // each side of a C2C conversation has its own counter
  conversation.unreadCounter = Math.max(conversation.unreadCounter, unreadCounter);
  if (!isMine || message._isExcludedFromUnreadCount) return;
  conversation.uncounted.add(unreadCounter);
  if (!unreadCount(conversation)) countAsRead(conversation, conversation.unreadCounter); // or they would pile up
}

/** Messages up to a counter are read. */
export function countAsRead(conversation: Conversation, upTo: number): void {
  conversation.readCounter = Math.max(conversation.readCounter, upTo);
  for (const counter of conversation.uncounted) {
    if (counter <= conversation.readCounter) conversation.uncounted.delete(counter);
  }
}

/** How a message of somebody else in a group calls the user by name (`createTextAtMessage#4`). */
export function callsOf(message: Message, me: string): GroupAtInfo[] {
  const { atUserList, flow, conversationType, isRevoked, from, to, sequence: messageSequence } = message;
  if (conversationType !== TYPES.CONV_GROUP || flow !== "in" || isRevoked) return [];
  const isMine = atUserList.includes(me);
  const isForAll = atUserList.includes(TYPES.MSG_AT_ALL);
  if (!isMine && !isForAll) return [];
  const kind = isMine && isForAll ? TYPES.CONV_AT_ALL_AT_ME : isMine ? TYPES.CONV_AT_ME : TYPES.CONV_AT_ALL;
  return [{ from, ...placeOf(to), messageSequence, atTypeArray: [kind] }];
}

/** Keeps these too, each message's once and in order, as far as they are not read. */
export function addCalls(conversation: Conversation, calls: readonly GroupAtInfo[]): void {
  if (!calls.length) return;
  const byMessage = new Map([...conversation.calls, ...calls].map((call) => [call.messageSequence, call]));
  conversation.calls = [...byMessage.values()].sort((a, b) => a.messageSequence - b.messageSequence);
  dropCalls(conversation, (sequence) => sequence <= Math.max(conversation.readSequence, conversation.cleared));
}

/** Lets go of the calls by messages with certain sequences. */
export function dropCalls(conversation: Conversation, isOver: (sequence: number) => boolean): void {
  conversation.calls = conversation.calls.filter(({ messageSequence }) => !isOver(messageSequence));
}
