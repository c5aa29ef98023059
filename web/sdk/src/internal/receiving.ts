import {
  EVENT,
  Limits,
  TYPES,
  type Conversation as WireConversation,
  type ListConversationsResult,
  type Message as WireMessage,
} from "../generated/protocol";
import type { Changes } from "./changes";
import type { ConversationList } from "./conversationList";
import type { Conversations } from "./conversations";
import type { Emitter } from "./emitter";
import type { LiveRoom } from "./liveRoom";
import type { Logger } from "./logger";
import { conversationOf, type Message } from "./message";
import type { MessageStore } from "./messageStore";
import type { Account, Session } from "./session";
import { createTimeline, type Timeline } from "./timeline";
import { isOf } from "./topicIDs";

/** Messages coming in: in order, each once, nothing left out, whatever the network does. */
export interface Receiving {
  /** A message was pushed. */
  push(wire: WireMessage): void;
  /** Messages came up to this one, and were kept back (`setMessageRemindType#7`). */
  keptBack(newest: WireMessage): void;
  /** Messages without a place in an order, such as those of live rooms. */
  online(wires: readonly WireMessage[]): void;
  /** Loads the conversation list; what it holds is history. */
  sync(first?: ListConversationsResult): Promise<void>;
  /** Fetches what was missed since; resolves with the list, where it could be read. */
  catchUp(first?: ListConversationsResult): Promise<ListConversationsResult | undefined>;
  /** A message of this instance has its place: nothing to raise, but no hole either. */
  own(message: Message, sequence: number): void;
  /** Whether this message is yet to arrive; then it is asked for, unless it comes soon. */
  isAhead(conversationID: string, sequence: number): boolean;
  /** The user is in this group now: what was written before is history. */
  joined(conversationID: string): void;
  /** The user is in this group no more: nothing comes. */
  left(conversationID: string): void;
  /** Another group has its ID now: that one, and its topics, begin anew. */
  drop(conversationID: string): void;
  /** Messages up to this sequence exist, as the server has said. */
  expect(conversationID: string, sequence: number): void;
  /** The server says how far a topic has come. Where nothing was heard of it before, that is history. */
  learn(wire: WireConversation): void;
  /** A topic was made: from its first message on everything is news. */
  begin(conversationID: string): void;
  /**
   * Nothing was heard of a topic before a lost connection: what came in it since the login, or since it was made, was
   * missed.
   */
  meet(wire: WireConversation, isNew: boolean): void;
  /** Messages that were kept back are over: what is missing before the next one is no news. */
  skipNext(conversationID: string): void;
  /** The newest sequence that has arrived. */
  newest(conversationID: string): number;
  reset(): void;
}

/** One conversation's messages on their way in. */
interface Inbox {
  readonly id: string;
  timeline: Timeline<WireMessage>;
  /** Whether it is known what was history before this login. */
  hasBaseline: boolean;
  /** The user was in this group or topic. */
  isLeft: boolean;
  /** The user has come into the group: what was written before is history, wherever the timeline was. */
  isJoining: boolean;
  /** What is missing before the next message was kept back. */
  skipsNext: boolean;
  isFilling: boolean;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** How long a hole may wait for the missing push or acknowledgement before the server is asked. */
const HOLE_MS = 200;
/** How long until the server is asked again where asking failed. */
const RETRY_MS = 2_000;

export function createReceiving(
  session: Pick<Session, "call" | "isReady">,
  emitter: Emitter,
  log: Logger,
  me: () => Account,
  store: MessageStore,
  list: ConversationList,
  conversations: Pick<Conversations, "apply" | "advance" | "changed" | "fetch" | "meet" | "profiles">,
  changes: Changes,
  live: Pick<LiveRoom, "concerns">,
  newest: (wire: WireMessage) => WireMessage,
  isKeptBack: (id: string) => boolean,
): Receiving {
  const inboxes = new Map<string, Inbox>();
  /** When the list was read, in seconds: what is older is history, also in conversations that it lacks. */
  let listTime = 0;
  let again: ReturnType<typeof setTimeout> | undefined;

  function inboxOf(id: string): Inbox {
    let inbox = inboxes.get(id);
    if (!inbox) {
      inbox = {
        id,
        timeline: createTimeline(),
        hasBaseline: false,
        isLeft: false,
        isJoining: false,
        skipsNext: false,
        isFilling: false,
        timer: undefined,
      };
      inboxes.set(id, inbox);
    }
    return inbox;
  }

  function push(wire: WireMessage): void {
    if (!wire.sequence) {
      online([wire]);
      return;
    }
    const inbox = inboxOf(conversationOf(wire, me().userID));
    skipKeptBack(inbox, wire.sequence - 1);
    deliver(inbox.timeline.offer(wire.sequence, ours(wire)));
    watchHole(inbox, HOLE_MS);
  }

  /** Whether messages are missing because the user wants it so; until when, they are no news. */
  const isMissing = (inbox: Inbox): boolean => inbox.skipsNext || isKeptBack(inbox.id);

  function skipKeptBack(inbox: Inbox, upTo: number): void {
    if (!isMissing(inbox)) return;
    inbox.skipsNext = false;
    inbox.hasBaseline = true;
    deliver(inbox.timeline.skipTo(upTo));
  }

  /**
   * For those online only: without a place in the order and, but in live rooms, without a trace in conversations
   * (`compat#13`).
   */
  function online(wires: readonly WireMessage[]): void {
    const messages = wires
      .filter((wire) => !store.find(wire.ID) && live.concerns(wire)) // may be sent again over a lost connection
      .map((wire) => {
        const message = store.adopt(wire);
        if (message.conversationSubType === TYPES.GRP_AVCHATROOM) conversations.advance(message, 0);
        return message;
      });
    if (messages.length) emitter.emit(EVENT.MESSAGE_RECEIVED, messages);
  }

  const isBehind = ({ isJoining, timeline }: Inbox): boolean => isJoining || timeline.hole() !== undefined;
  /** False once the user has signed out or left the group: then what comes for it is of no use. */
  const isCurrent = (inbox: Inbox): boolean => inboxes.get(inbox.id) === inbox;

  function watchHole(inbox: Inbox, afterMs: number): void {
    if (!isBehind(inbox))
      inbox.hasBaseline = true; // began at 1, or as the list said
    else if (!inbox.isFilling) inbox.timer ??= setTimeout(() => void fill(inbox), afterMs);
  }

  async function fill(inbox: Inbox): Promise<void> {
    clearTimeout(inbox.timer);
    inbox.timer = undefined;
    if (inbox.isFilling || !isBehind(inbox)) return;
    inbox.isFilling = true;
    try {
      if (inbox.isJoining || !inbox.hasBaseline) await findBaseline(inbox);
      for (let hole; isCurrent(inbox) && (hole = inbox.timeline.hole());) {
        const request = { conversationID: inbox.id, after: hole.after, upTo: hole.upTo, count: Limits.CATCH_UP_PAGE };
        const { messageList, isCompleted } = await session.call("message.catchUp", request);
        const inTurn = messageList.flatMap((wire) => inbox.timeline.offer(wire.sequence, ours(wire)));
        const end = isCompleted ? hole.upTo : (messageList.at(-1)?.sequence ?? hole.upTo);
        deliver([...inTurn, ...inbox.timeline.skipTo(end)]);
      }
    } catch (failure) {
      log.warn(`Could not fill a hole in ${inbox.id}`, failure);
    }
    inbox.isFilling = false;
    if (isCurrent(inbox)) watchHole(inbox, RETRY_MS);
  }

  /** Finds where what is new begins, in a conversation that the list did not hold or a group that the user came into. */
  async function findBaseline(inbox: Inbox): Promise<void> {
    const conversation = await conversations.fetch(inbox.id);
    if (!isCurrent(inbox)) return;
    conversations.apply(conversation);
    const read = conversation.type === TYPES.CONV_GROUP ? conversation.readSequence : 0; // who joins has read so far
    deliver(inbox.timeline.skipTo(read));
    if (inbox.isJoining) {
      changes.begin(inbox.id, conversation.lastChange);
      inbox.timeline.expect(conversation.lastSequence);
    } else await goBack(inbox, read);
    inbox.isJoining = false;
    inbox.hasBaseline = true;
  }

  /**
   * The conversation was too old for the list, or deleted from it. Goes back from the newest message to the last one
   * that was there before this login, or was read.
   */
  async function goBack(inbox: Inbox, read: number): Promise<void> {
    for (let upTo = inbox.timeline.hole()?.upTo ?? 0; upTo > read;) {
      const after = Math.max(read, upTo - Limits.CATCH_UP_PAGE);
      const request = { conversationID: inbox.id, after, upTo, count: Limits.CATCH_UP_PAGE };
      const { messageList } = await session.call("message.catchUp", request);
      const history = [...messageList].reverse().find(({ time }) => time < listTime);
      if (history || !messageList.length) {
        deliver(inbox.timeline.skipTo(history?.sequence ?? upTo));
        return;
      }
      upTo = after;
    }
  }

  /** Nothing to raise for a message that this instance has sent: it is only told its place. */
  function ours(wire: WireMessage): WireMessage | null {
    if (!store.isSentHere(wire.ID)) return wire;
    conversations.advance(store.adopt(wire), wire.unreadCounter);
    return null;
  }

  function deliver(wires: readonly WireMessage[]): void {
    if (!wires.length) return;
    emitter.emit(EVENT.MESSAGE_RECEIVED, wires.map(take));
  }

  /** Conversations know of it from now on. */
  function take(wire: WireMessage): Message {
    list.of(conversationOf(wire, me().userID));
    if (wire.from !== me().userID) {
      conversations.profiles([{ userID: wire.from, nick: wire.nick ?? "", avatar: wire.avatar ?? "" }]);
    }
    const now = newest(wire);
    const message = store.adopt(now);
    store.tells(message);
    conversations.advance(message, wire.unreadCounter);
    if (now.change) conversations.changed(message, now);
    conversations.meet(message.conversationID);
    return message;
  }

  function keptBack(wire: WireMessage): void {
    const inbox = inboxOf(conversationOf(wire, me().userID));
    if (wire.sequence <= inbox.timeline.known) return;
    inbox.hasBaseline = true;
    deliver(inbox.timeline.skipTo(wire.sequence));
    take(wire);
  }

  /** The whole list as the server has it now, newest first. */
  async function pull(first: ListConversationsResult | undefined): Promise<ListConversationsResult> {
    const ask = (cursor?: string): Promise<ListConversationsResult> =>
      session.call("conversation.list", { cursor, count: Limits.CONVERSATION_PAGE });
    let page = first ?? (await ask());
    const { serverTime } = page;
    const conversationList = [...page.conversationList];
    while (page.cursor) {
      page = await ask(page.cursor);
      conversationList.push(...page.conversationList);
    }
    return { conversationList, serverTime };
  }

  function drop(inbox: Inbox): void {
    clearTimeout(inbox.timer);
    inboxes.delete(inbox.id);
    changes.forget(inbox.id);
  }

  /** A topic is there: if there was one of that ID before, this is another, or what was said meanwhile is history. */
  function comeBack(id: string): void {
    const inbox = inboxes.get(id);
    if (inbox?.isLeft) drop(inbox);
  }

  function joined(id: string): void {
    const inbox = inboxOf(id);
    inbox.isJoining = true;
    void fill(inbox);
  }

  async function catchUp(first?: ListConversationsResult): Promise<ListConversationsResult | undefined> {
    clearTimeout(again);
    try {
      const now = await pull(first);
      for (const wire of [...now.conversationList].reverse()) {
        conversations.apply(wire); // which may say that it is another group
        const inbox = inboxOf(wire.conversationID);
        changes.expect(wire.conversationID, wire.lastChange);
        skipKeptBack(inbox, wire.lastSequence);
        inbox.timeline.expect(wire.lastSequence);
        void fill(inbox);
      }
      return now;
    } catch (failure) {
      log.warn("Could not ask for conversations", failure);
      if (session.isReady()) again = setTimeout(() => void catchUp(), RETRY_MS); // unless signed out
      return undefined;
    }
  }

  return {
    push,
    keptBack,
    online,
    async sync(first) {
      const { conversationList, serverTime } = await pull(first);
      listTime = Math.floor(serverTime / 1000);
      for (const wire of [...conversationList].reverse()) {
        const inbox = inboxOf(wire.conversationID);
        inbox.timeline = createTimeline(wire.lastSequence);
        inbox.hasBaseline = true;
        changes.begin(wire.conversationID, wire.lastChange);
        const conversation = conversations.apply(wire);
        conversation.isOnlyPinned = !wire.lastSequence;
        list.show(conversation);
      }
    },
    catchUp,
    joined,
    left(id) {
      const inbox = inboxes.get(id);
      if (!inbox) return;
      drop(inbox);
      Object.assign(inboxOf(id), { timeline: createTimeline(inbox.timeline.known), isLeft: true });
    },
    drop(id) {
      for (const inbox of inboxes.values()) if (isOf(inbox.id, id)) drop(inbox);
    },
    expect(id, sequence) {
      const inbox = inboxOf(id);
      if (isMissing(inbox)) return;
      inbox.timeline.expect(sequence);
      watchHole(inbox, HOLE_MS);
    },
    skipNext: (id) => void (inboxOf(id).skipsNext = true),
    learn(wire) {
      const { conversationID, lastSequence, lastChange } = wire;
      conversations.apply(wire);
      comeBack(conversationID);
      if (inboxes.has(conversationID)) {
        const inbox = inboxOf(conversationID);
        changes.expect(conversationID, lastChange);
        skipKeptBack(inbox, lastSequence);
        inbox.timeline.expect(lastSequence);
        watchHole(inbox, HOLE_MS);
        return;
      }
      Object.assign(inboxOf(conversationID), { timeline: createTimeline(lastSequence), hasBaseline: true });
      changes.begin(conversationID, lastChange);
    },
    begin(id) {
      comeBack(id);
      inboxOf(id).hasBaseline = true;
    },
    meet({ conversationID: id, lastMessage, lastSequence, readSequence }, isNew) {
      const isNews = lastSequence > readSequence && (lastMessage?.time ?? 0) >= listTime && !isKeptBack(id);
      comeBack(id);
      if (isNew || isNews) inboxOf(id).hasBaseline ||= isNew;
    },
    own(message, sequence) {
      const inbox = inboxOf(message.conversationID);
      skipKeptBack(inbox, sequence - 1);
      deliver(inbox.timeline.offer(sequence, null));
      watchHole(inbox, HOLE_MS);
    },
    isAhead(id, sequence) {
      const inbox = inboxes.get(id);
      if (!inbox || sequence <= inbox.timeline.known || isMissing(inbox)) return false;
      inbox.timeline.expect(sequence);
      watchHole(inbox, HOLE_MS);
      return true;
    },
    newest: (id) => inboxes.get(id)?.timeline.known ?? 0,
    reset() {
      clearTimeout(again);
      for (const { timer } of inboxes.values()) clearTimeout(timer);
      inboxes.clear();
      changes.reset();
    },
  };
}
