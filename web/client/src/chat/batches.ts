import type { Message } from "@parley-im/chat";

/** Cuts a list into pieces of at most `size`. */
export function batches<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}

/** Messages sorted into their conversations, in the order in which they come. */
export function byConversation(messages: Iterable<Message>): Map<string, Message[]> {
  const sorted = new Map<string, Message[]>();
  for (const message of messages) {
    const ofOne = sorted.get(message.conversationID);
    if (ofOne) ofOne.push(message);
    else sorted.set(message.conversationID, [message]);
  }
  return sorted;
}
