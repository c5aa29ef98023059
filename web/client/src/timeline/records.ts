import type { Payload, SimplifiedMessage } from "@parley-im/chat";
import { contentOf, type Content } from "../chat/content";
import { nameOf } from "../chat/conversation";

/** A message inside of a merged one. */
export interface MergedRecord {
  readonly key: string;
  readonly userID: string;
  readonly name: string;
  readonly avatar: string;
  readonly time: number;
  readonly contents: readonly {
    readonly key: string;
    readonly content: Content;
    /** What it was read from. */
    readonly source: { type: string; payload: Payload };
  }[];
}

/** Reads the messages of a merged one. Whoever merged them may have put anything there. */
export function toRecords(messages: readonly SimplifiedMessage[]): MergedRecord[] {
  return messages.map((message, index) => {
    const given: Partial<SimplifiedMessage> = message;
    const { from = "", nick, avatar = "", time = 0, messageBody = [] } = given;
    return {
      key: String(index),
      userID: from,
      name: nameOf(from, nick),
      avatar,
      time,
      contents: messageBody.map((source, part) => ({
        key: `${index}.${part}`,
        content: contentOf(source.type, source.payload),
        source,
      })),
    };
  });
}
