import { TYPES, type Message as WireMessage } from "../generated/protocol";
import { toView, type AddressOf } from "./mediaPayload";
import { conversationOf, fill, Message } from "./message";
import type { Account } from "./session";

/** The messages that this instance holds, each ID as one object, whatever way it came. */
export interface MessageStore {
  find(id: string): Message | undefined;
  /** Keeps a message that this instance sends. */
  send(message: Message): void;
  /** Whether this instance has sent it. */
  isSentHere(id: string): boolean;
  /** The app's message for what the server sent: the one held already, brought up to date, or a new one, held. */
  adopt(wire: WireMessage): Message;
  /** The same, but a new one is not held. */
  read(wire: WireMessage): Message;
  /** Those of a conversation. */
  of(conversationID: string): Message[];
  /** All. */
  all(): Iterable<Message>;
  forget(conversationID: string): void;
  clear(): void;
}

/** What messages take over from the conversation that they are in. */
export interface Surroundings {
  readonly peerReadSequence: number;
  readonly readSequence: number;
  readonly sender: { readonly nick: string; readonly avatar: string } | undefined;
}

/** Most messages held; beyond, the oldest are let go. A page of history is 15. */
const CAPACITY = 10_000;

/**
 * @param me - the account signed in
 * @param around - what is known of a conversation, and of the sender in it
 * @param addressOf - of the files that messages have
 */
export function createMessageStore(
  me: () => Account,
  around: (conversationID: string, isMine: boolean) => Surroundings,
  addressOf: AddressOf,
): MessageStore {
  const held = new Map<string, Message>();
  const sentHere = new WeakSet<Message>();

  function keep(message: Message): void {
    held.set(message.ID, message);
    const [oldest] = held.keys();
    if (held.size > CAPACITY && oldest) held.delete(oldest);
  }

  function read(wire: WireMessage): Message {
    const account = me();
    const message = fill(held.get(wire.ID) ?? new Message(), wire, account);
    message.payload = toView(message.type, message.payload, addressOf);
    if (message.conversationType === TYPES.CONV_C2C) {
      const isMine = message.flow === "out";
      const { peerReadSequence, readSequence, sender } = around(conversationOf(wire, account.userID), isMine);
      message.isPeerRead = isMine && wire.sequence <= peerReadSequence;
      message.isRead = isMine || wire.sequence <= readSequence;
      if (sender) ({ nick: message.nick, avatar: message.avatar } = sender);
    }
    return message;
  }

  return {
    find: (id) => held.get(id),
    send(message) {
      sentHere.add(message);
      keep(message);
    },
    isSentHere(id) {
      const message = held.get(id);
      return message !== undefined && sentHere.has(message);
    },
    read,
    adopt(wire) {
      const message = read(wire);
      keep(message);
      return message;
    },
    of: (conversationID) => [...held.values()].filter((message) => message.conversationID === conversationID),
    all: () => held.values(),
    forget(conversationID) {
      for (const [id, message] of held) if (message.conversationID === conversationID) held.delete(id);
    },
    clear: () => held.clear(),
  };
}
