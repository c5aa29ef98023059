import { EVENT } from "../generated/protocol";
import type { Conversation } from "./conversation";
import type { Reading } from "./conversations";
import type { Emitter } from "./emitter";
import type { MessageStore } from "./messageStore";

/** Keeps `isRead` and `isPeerRead` of the messages held in step with the read positions of their conversations. */
export function createReading(
  emitter: Emitter,
  store: MessageStore,
  isReady: () => boolean,
): Omit<Reading, "newest" | "meetTopic" | "fetchTopic"> {
  return {
    toMessage: (wire) => store.read(wire),
    forget: (id) => store.forget(id),
    drop: (ids) => store.drop(ids),
    dropUpTo(id, sequence) {
      store.drop(
        store
          .of(id)
          .filter((it) => it.sequence > 0 && it.sequence <= sequence)
          .map(({ ID }) => ID),
      );
    },
    moved({ id, last, readSequence, peerReadSequence }: Conversation) {
      const readByPeer = [];
      for (const message of new Set([...store.of(id), ...(last ? [last] : [])])) {
        if (message.status !== "success" || !message.sequence) continue; // only stored ones have a place in the order
        if (message.flow === "in") message.isRead ||= message.sequence <= readSequence;
        else if (!message.isPeerRead && message.sequence <= peerReadSequence) {
          message.isPeerRead = true;
          readByPeer.push(message);
        }
      }
      if (readByPeer.length && isReady()) emitter.emit(EVENT.MESSAGE_READ_BY_PEER, readByPeer);
    },
  };
}
