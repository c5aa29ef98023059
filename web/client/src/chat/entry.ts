import type { Message } from "@parley-im/chat";
import { contentOf, type Content } from "./content";
import { codeOf, saidByApp } from "./failures";
import { quoteOf, type Quote } from "./quote";

/** How far a message has come: of mine, from the clock to the double check; of others, that it is here. */
export type Delivery =
  | { kind: "received" }
  /** `uploaded`: how much of its file the server has, 0 to 1; only where there is a file. */
  | { kind: "sending"; uploaded?: number }
  | { kind: "sent" }
  | { kind: "read" }
  /** `said`: in the words of the app's back end, where it did not let it go. */
  | { kind: "failed"; code: number; said?: string };

/** A message as the page shows it. Made anew whenever something about it changes, so that Vue sees the change. */
export interface Entry {
  readonly id: string;
  readonly content: Content;
  readonly isMine: boolean;
  /** Unix seconds. */
  readonly time: number;
  /** Its place in the conversation; messages that are not stored yet come after all others. */
  readonly position: number;
  readonly delivery: Delivery;
  /** Of mine in a group, how many members have read it and have not; `null` where that is not counted. */
  readonly readers: { readonly read: number; readonly unread: number } | null;
  /** Taken back by its sender: only its place is left, and for its sender its text. */
  readonly isRevoked: boolean;
  /** Changed after it was sent. */
  readonly isEdited: boolean;
  /** Moderation objects to it, since it is out. */
  readonly isRisky: boolean;
  /** The message that it answers. */
  readonly quote: Quote | null;
  /** The SDK's message, to send it again. */
  readonly message: Message;
}

/** Shows a message that the server has stored, or one that is on its way there. */
export function toEntry(message: Message): Entry {
  const isStored = message.status === "success";
  return {
    id: message.ID,
    content: contentOf(message.type, message.payload),
    isMine: message.flow === "out",
    time: message.time,
    position: isStored ? message.sequence : Infinity,
    delivery: deliveryOf(message),
    readers: readersOf(message),
    isRevoked: message.isRevoked,
    isEdited: message.isModified,
    isRisky: isStored && message.hasRiskContent,
    quote: quoteOf(message.cloudCustomData),
    message,
  };
}

/** A message on its way stands after all that are stored. */
export function toSendingEntry(message: Message, uploaded?: number): Entry {
  const delivery = { kind: "sending" as const, ...(uploaded !== undefined && { uploaded }) };
  return { ...toEntry(message), position: Infinity, delivery };
}

/** A message that could not be sent stays where it was tried: at `position`, before what comes later. */
export function toFailedEntry(message: Message, position: number, error: unknown): Entry {
  return { ...toEntry(message), position, delivery: failureOf(error) };
}

function failureOf(error: unknown): Delivery {
  const said = saidByApp(error);
  return { kind: "failed", code: codeOf(error), ...(said !== null && { said }) };
}

/** The same message of mine, read by whom it is for. */
export function asRead(entry: Entry): Entry {
  return { ...entry, delivery: { kind: "read" } };
}

/** The same message as the SDK has it now: it renews the addresses of files, which end. */
export function renewed(entry: Entry): Entry {
  const content = contentOf(entry.message.type, entry.message.payload);
  return JSON.stringify(content) === JSON.stringify(entry.content) ? entry : { ...entry, content };
}

function deliveryOf(message: Message): Delivery {
  if (message.flow === "in") return { kind: "received" };
  if (message.status !== "success") return { kind: "sending" };
  const readers = readersOf(message);
  const isReadByAll = readers !== null && readers.read > 0 && readers.unread === 0;
  const isRead = message.isPeerRead || message.readReceiptInfo.isPeerRead === true || isReadByAll;
  return isRead ? { kind: "read" } : { kind: "sent" };
}

function readersOf({ flow, readReceiptInfo }: Message): Entry["readers"] {
  const { readCount, unreadCount = 0 } = readReceiptInfo;
  return flow === "in" || readCount === undefined ? null : { read: readCount, unread: unreadCount };
}

/** The text of a text message, `null` for every other kind. */
export function textOf({ content }: Pick<Entry, "content">): string | null {
  return content.kind === "text" ? content.text : null;
}

/** Puts entries among others: one of each ID (the newer one wins), in the order of the conversation. */
export function merge(entries: readonly Entry[], added: readonly Entry[]): Entry[] {
  const byID = new Map(entries.map((entry) => [entry.id, entry]));
  for (const entry of added) byID.set(entry.id, entry);
  return [...byID.values()].sort(inOrder);
}

function inOrder(one: Entry, other: Entry): number {
  // Infinity - Infinity is NaN: two that are on their way keep the order in which they were written.
  return one.position === other.position ? 0 : one.position - other.position;
}
