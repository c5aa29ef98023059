import { TYPES, type Message as WireMessage } from "../generated/protocol";
import { isOfTheSystem, systemPayload } from "./groupView";
import { REWRITABLE } from "./kinds";
import type { AddressOf, ToView } from "./mediaPayload";
import { conversationOf, fill, Message, type Content } from "./message";
import type * as api from "../api";
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
  /** Brings a message up to date, held or not. */
  update(message: Message, wire: WireMessage): void;
  /** The version that the app's edits are of, where it has written into the message. */
  base(message: Message): number;
  /** Sent: what it says now is what the server has, unless that has told of something newer. */
  stored(message: Message): void;
  /** The app's edits were given to the server. */
  published(message: Message): void;
  /** What events have not told the app yet; from now on they have. */
  tells(message: Message): { revoked: boolean; modified: boolean };
  /** Lets go of messages. */
  drop(ids: readonly string[]): void;
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
  /** Of a group. */
  readonly subType: string;
}

/** Kinds of which a payload stays as it is here: what the app writes into it, and what was downloaded. */
const KEPT: readonly string[] = [...REWRITABLE, TYPES.MSG_MERGER];
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
  toView: ToView,
): MessageStore {
  const held = new Map<string, Message>();
  const sentHere = new WeakSet<Message>();
  /** What each message said when the server was last heard of; where it says something else, the app has edited it. */
  const heard = new WeakMap<Message, Content & { version: number; json: string }>();
  /** Edited by the app, and modified by somebody else meanwhile: the version that the edits were of. */
  const overtaken = new WeakMap<Message, number>();
  const told = new WeakMap<Message, { revoked: boolean; version: number }>();

  /** What of a message apps may write into. */
  const jsonOf = ({ type, payload, cloudCustomData }: Content): string =>
    JSON.stringify([type, cloudCustomData, REWRITABLE.includes(type) && payload]);

  function note(message: Message): void {
    const { type, payload, cloudCustomData, version } = message;
    heard.set(message, { type, payload, cloudCustomData, version, json: jsonOf(message) });
  }

  /** Takes over what the server says; the app's edits stay as long as nobody else has modified the message. */
  function update(message: Message, wire: WireMessage): void {
    const isKnown = heard.has(message);
    const isNewer = (wire.change ?? 0) > message._change;
    const isOlder = (wire.change ?? 0) < message._change;
    const before = heard.get(message);
    const isEdited = before !== undefined && before.json !== jsonOf(message);
    fill(message, wire, me(), isKnown);
    const said = wire.payload as api.Payload; // by type, as the sender's SDK made it; empty where it was revoked
    const payload = Object.keys(said).length ? viewOf(wire, said) : said;
    if (!isKnown) {
      message.payload = payload;
      told.set(message, { revoked: message.isRevoked, version: message.version });
      note(message);
    } else if (isNewer && (message.version !== before?.version || message.isRevoked || !isEdited)) {
      if (isEdited) overtaken.set(message, overtaken.get(message) ?? before.version);
      const { type, cloudCustomData = "" } = wire;
      Object.assign(message, { type, payload, cloudCustomData });
      note(message);
    } else if (!isOlder && !KEPT.includes(message.type)) message.payload = payload; // addresses of files expire
  }

  const viewOf = (wire: WireMessage, said: api.Payload): api.Payload =>
    isOfTheSystem(wire) ? systemPayload(wire) : toView(wire.type, said, addressOf);

  function keep(message: Message): void {
    held.set(message.ID, message);
    const [oldest] = held.keys();
    if (held.size > CAPACITY && oldest) held.delete(oldest);
  }

  function read(wire: WireMessage): Message {
    const account = me();
    const message = held.get(wire.ID) ?? new Message();
    update(message, wire);
    const isMine = message.flow === "out";
    const { peerReadSequence, readSequence, sender, subType } = around(conversationOf(wire, account.userID), isMine);
    const isUpTo = (sequence: number): boolean => wire.sequence > 0 && wire.sequence <= sequence;
    message.isRead = isMine || isUpTo(readSequence);
    message.conversationSubType = subType;
    if (message.conversationType === TYPES.CONV_C2C) {
      message.isPeerRead = isMine && isUpTo(peerReadSequence);
      if (sender) ({ nick: message.nick, avatar: message.avatar } = sender);
    }
    return message;
  }

  return {
    find: (id) => held.get(id),
    send(message) {
      sentHere.add(message);
      note(message);
      told.set(message, { revoked: false, version: 0 });
      keep(message);
    },
    isSentHere(id) {
      const message = held.get(id);
      return message !== undefined && sentHere.has(message);
    },
    read,
    update,
    base: (message) => overtaken.get(message) ?? message.version,
    stored(message) {
      if (!message._change) note(message); // uploads have filled its payload
    },
    published(message) {
      overtaken.delete(message);
      note(message);
    },
    tells(message) {
      const before = told.get(message);
      told.set(message, { revoked: message.isRevoked, version: message.version });
      return {
        revoked: message.isRevoked && !before?.revoked,
        modified: message.version > (before?.version ?? 0),
      };
    },
    drop(ids) {
      for (const id of ids) {
        const message = held.get(id);
        if (message) message.isDeleted = true;
        held.delete(id);
      }
    },
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
