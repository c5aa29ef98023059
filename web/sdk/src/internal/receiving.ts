import { EVENT, Limits, type ListConversationsResult, type Message as WireMessage } from "../generated/protocol";
import type { Changes } from "./changes";
import type { ConversationList } from "./conversationList";
import type { Conversations } from "./conversations";
import type { Emitter } from "./emitter";
import type { Logger } from "./logger";
import { conversationOf, type Message } from "./message";
import type { MessageStore } from "./messageStore";
import type { Account, Session } from "./session";
import { createTimeline, type Timeline } from "./timeline";

/** Messages coming in: in order, each once, nothing left out, whatever the network does. */
export interface Receiving {
  /** A message was pushed. */
  push(wire: WireMessage): void;
  /** Loads the conversation list; what it holds is history. */
  sync(first?: ListConversationsResult): Promise<void>;
  /** From now on what arrives is raised. */
  start(): void;
  /** Fetches what was missed since. */
  catchUp(first?: ListConversationsResult): Promise<void>;
  /** A message of this instance has its place: nothing to raise, but no hole either. */
  own(message: Message, sequence: number): void;
  /** Whether this message is yet to arrive; then it is asked for, unless it comes soon. */
  isAhead(conversationID: string, sequence: number): boolean;
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
  isFilling: boolean;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** How long a hole may wait for the missing push or acknowledgement before the server is asked. */
const HOLE_MS = 200;
/** How long until the server is asked again where asking failed. */
const RETRY_MS = 2_000;

export function createReceiving(
  session: Pick<Session, "call">,
  emitter: Emitter,
  log: Logger,
  me: () => Account,
  store: MessageStore,
  list: ConversationList,
  conversations: Pick<Conversations, "apply" | "advance" | "changed" | "profiles">,
  changes: Changes,
  newest: (wire: WireMessage) => WireMessage,
): Receiving {
  const inboxes = new Map<string, Inbox>();
  /** Pushes that came before the app was told that it is ready; what the list holds already is history. */
  let early: WireMessage[] | undefined = [];
  /** When the list was read, in seconds: what is older is history, also in conversations that it lacks. */
  let listTime = 0;
  let again: ReturnType<typeof setTimeout> | undefined;

  function inboxOf(id: string): Inbox {
    let inbox = inboxes.get(id);
    if (!inbox) {
      inbox = { id, timeline: createTimeline(), hasBaseline: false, isFilling: false, timer: undefined };
      inboxes.set(id, inbox);
    }
    return inbox;
  }

  function push(wire: WireMessage): void {
    if (early) {
      early.push(wire);
      return;
    }
    if (!wire.sequence) {
      online(wire);
      return;
    }
    const inbox = inboxOf(conversationOf(wire, me().userID));
    deliver(inbox.timeline.offer(wire.sequence, ours(wire)));
    watchHole(inbox, HOLE_MS);
  }

  /** For those online only: it has no place in the order and leaves no trace in conversations (`compat#13`). */
  function online(wire: WireMessage): void {
    if (store.find(wire.ID)) return; // sent again over a lost connection
    emitter.emit(EVENT.MESSAGE_RECEIVED, [store.adopt(wire)]);
  }

  function watchHole(inbox: Inbox, afterMs: number): void {
    if (!inbox.timeline.hole())
      inbox.hasBaseline = true; // began at 1, or as the list said
    else if (!inbox.isFilling) inbox.timer ??= setTimeout(() => void fill(inbox), afterMs);
  }

  async function fill(inbox: Inbox): Promise<void> {
    clearTimeout(inbox.timer);
    inbox.timer = undefined;
    if (inbox.isFilling || !inbox.timeline.hole()) return;
    inbox.isFilling = true;
    try {
      if (!inbox.hasBaseline) await findBaseline(inbox);
      for (let hole; (hole = inbox.timeline.hole());) {
        const request = { conversationID: inbox.id, after: hole.after, upTo: hole.upTo, count: Limits.CATCH_UP_PAGE };
        const { messageList, isCompleted } = await session.call("message.catchUp", request);
        const ready = messageList.flatMap((wire) => inbox.timeline.offer(wire.sequence, ours(wire)));
        const end = isCompleted ? hole.upTo : (messageList.at(-1)?.sequence ?? hole.upTo);
        deliver([...ready, ...inbox.timeline.skipTo(end)]);
      }
    } catch (failure) {
      log.warn(`Could not fill a hole in ${inbox.id}`, failure);
    }
    inbox.isFilling = false;
    if (inboxes.get(inbox.id) === inbox) watchHole(inbox, RETRY_MS);
  }

  /**
   * A conversation that the list did not hold turns out to have a past: too old for the list, or deleted from it. Goes
   * back from the newest message to the last one that was there before this login.
   */
  async function findBaseline(inbox: Inbox): Promise<void> {
    conversations.apply((await session.call("conversation.get", { conversationID: inbox.id })).conversation);
    for (let upTo = inbox.timeline.hole()?.upTo ?? 0; upTo > 0;) {
      const after = Math.max(0, upTo - Limits.CATCH_UP_PAGE);
      const request = { conversationID: inbox.id, after, upTo, count: Limits.CATCH_UP_PAGE };
      const { messageList } = await session.call("message.catchUp", request);
      const history = messageList.findLast(({ time }) => time < listTime);
      if (history || !messageList.length) {
        deliver(inbox.timeline.skipTo(history?.sequence ?? upTo));
        break;
      }
      upTo = after;
    }
    inbox.hasBaseline = true;
  }

  /** Nothing to raise for a message that this instance has sent: it is only told its place. */
  function ours(wire: WireMessage): WireMessage | null {
    if (!store.isSentHere(wire.ID)) return wire;
    conversations.advance(store.adopt(wire), wire.unreadCounter);
    return null;
  }

  function deliver(wires: readonly WireMessage[]): void {
    if (!wires.length) return;
    const messages = wires.map((wire) => {
      list.of(conversationOf(wire, me().userID));
      if (wire.from !== me().userID) {
        conversations.profiles([{ userID: wire.from, nick: wire.nick ?? "", avatar: wire.avatar ?? "" }]);
      }
      const now = newest(wire);
      const message = store.adopt(now);
      store.tells(message);
      conversations.advance(message, wire.unreadCounter);
      if (now.change) conversations.changed(message, now);
      return message;
    });
    emitter.emit(EVENT.MESSAGE_RECEIVED, messages);
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

  async function catchUp(first?: ListConversationsResult): Promise<void> {
    clearTimeout(again);
    try {
      const { conversationList } = await pull(first);
      for (const wire of [...conversationList].reverse()) {
        const inbox = inboxOf(wire.conversationID);
        changes.expect(wire.conversationID, wire.lastChange);
        conversations.apply(wire);
        inbox.timeline.expect(wire.lastSequence);
        void fill(inbox);
      }
    } catch (failure) {
      log.warn("Could not compare the conversations with the server's", failure);
      if (!early) again = setTimeout(() => void catchUp(), RETRY_MS); // unless signed out
    }
  }

  return {
    push,
    async sync(first) {
      const { conversationList, serverTime } = await pull(first);
      listTime = Math.floor(serverTime / 1000);
      for (const wire of [...conversationList].reverse()) {
        const inbox = inboxOf(wire.conversationID);
        inbox.timeline = createTimeline(wire.lastSequence);
        inbox.hasBaseline = true;
        changes.begin(wire.conversationID, wire.lastChange);
        list.show(conversations.apply(wire));
      }
    },
    start() {
      const pushed = early ?? [];
      early = undefined;
      pushed.forEach(push);
    },
    catchUp,
    own(message, sequence) {
      const inbox = inboxOf(message.conversationID);
      deliver(inbox.timeline.offer(sequence, null));
      watchHole(inbox, HOLE_MS);
    },
    isAhead(id, sequence) {
      const inbox = inboxes.get(id);
      if (!inbox || sequence <= inbox.timeline.known) return false;
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
      early = [];
    },
  };
}
