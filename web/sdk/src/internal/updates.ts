import { EVENT, type Message as WireMessage } from "../generated/protocol";
import type { Changes, Missed } from "./changes";
import type { Conversations } from "./conversations";
import type { Emitter } from "./emitter";
import { conversationOf, type Message } from "./message";
import type { MessageStore } from "./messageStore";
import type { Account } from "./session";

export type Cause = "revoked" | "modified";

/** What changes in messages after they were sent: those held are brought up to date, the app is told once. */
export interface Updates {
  /** A push. */
  push(messages: readonly WireMessage[], cause: Cause): void;
  /** What users attached to messages was changed; `run` makes it known. */
  attached(conversationID: string, changes: readonly number[], run: () => void): void;
  /** Changed while this instance was away. */
  pulled(missed: Missed): void;
  /** The newest of what is known of a message that is delivered now. */
  newest(delivered: WireMessage): WireMessage;
  /** A message of this instance turns out to be stored, and may have been changed by now. */
  sent(message: Message): void;
  /** Runs a call that revokes a message: what it does comes back as an answer, not as an event. */
  whileRevoking<T>(id: string, call: () => Promise<T>): Promise<T>;
  /** The answer to a change that this instance made; `message` is the app's object, held or not. */
  answered(message: Message, wire: WireMessage): void;
  reset(): void;
}

export function createUpdates(
  emitter: Emitter,
  me: () => Account,
  store: MessageStore,
  conversations: Pick<Conversations, "changed">,
  changes: Changes,
  /** Whether a message is yet to be delivered; then it is asked for, unless it comes soon. */
  isAhead: (conversationID: string, sequence: number) => boolean,
  /** Makes known what was attached meanwhile to the messages given. */
  attachments: (missed: Missed) => void,
): Updates {
  const ahead = new Map<string, WireMessage>();
  /** What is to be made known of messages once they are delivered. */
  const waiting = new Map<string, () => void>();
  const revoking = new Set<string>();

  const conversation = (wire: WireMessage): string => conversationOf(wire, me().userID);

  function apply(messages: readonly WireMessage[], cause?: Cause, onlyHeld = false, isHere = false): void {
    const revoked: Message[] = [];
    const modified: Message[] = [];
    for (const wire of messages) {
      if (!isHere && isAhead(conversation(wire), wire.sequence)) {
        if ((ahead.get(wire.ID)?.change ?? 0) < (wire.change ?? 0)) ahead.set(wire.ID, wire);
        continue;
      }
      const held = store.find(wire.ID);
      if (!held && onlyHeld) continue;
      const message = store.adopt(wire);
      conversations.changed(message, wire);
      const news = store.tells(message);
      const isRevoked = held ? news.revoked : cause !== "modified" && message.isRevoked;
      const isModified = held ? news.modified : cause !== "revoked" && message.version > 0;
      if (isRevoked) {
        if (!revoking.has(wire.ID)) revoked.push(message);
      } else if (isModified && !message.isRevoked) modified.push(message);
    }
    if (revoked.length) emitter.emit(EVENT.MESSAGE_REVOKED, revoked);
    if (modified.length) emitter.emit(EVENT.MESSAGE_MODIFIED, modified);
  }

  function push(messages: readonly WireMessage[], cause?: Cause): void {
    apply(messages, cause);
    for (const wire of messages) changes.know(conversation(wire), wire.change ?? 0);
  }

  function attached(id: string, numbers: readonly number[], run: () => void): void {
    run();
    for (const change of numbers) changes.know(id, change);
  }

  /** A message is there now. Returns what is known of it that is newer. */
  function arrived(id: string): WireMessage | undefined {
    const newer = ahead.get(id);
    const run = waiting.get(id);
    ahead.delete(id);
    waiting.delete(id);
    if (run) void Promise.resolve().then(run); // after the event that brings the message
    return newer;
  }

  return {
    push,
    attached,
    pulled(missed) {
      const { messageList, conversationID, onlyHeld } = missed;
      const here = messageList.filter((wire) => {
        if (!isAhead(conversationID, wire.sequence)) return !onlyHeld || store.find(wire.ID);
        waiting.set(wire.ID, () => attachments({ ...missed, messageList: [wire] }));
        return false;
      });
      attachments({ ...missed, messageList: here }); // while the messages say what was known before
      apply(messageList, undefined, onlyHeld);
    },
    newest(delivered) {
      const newer = arrived(delivered.ID);
      return newer && (newer.change ?? 0) > (delivered.change ?? 0) ? newer : delivered;
    },
    sent(message) {
      const newer = arrived(message.ID);
      if (newer) apply([newer], undefined, false, true);
    },
    async whileRevoking(id, call) {
      revoking.add(id);
      try {
        return await call();
      } finally {
        revoking.delete(id);
      }
    },
    answered(message, wire) {
      if (store.find(wire.ID) !== message) store.update(message, wire);
      push([wire]);
    },
    reset() {
      ahead.clear();
      waiting.clear();
      revoking.clear();
    },
  };
}
