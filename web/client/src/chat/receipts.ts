import type { Chat, Message } from "@parley-im/chat";
import { batches, byConversation } from "./batches";

/** Most messages that one call may tell about. */
const BATCH = 30;
/** Messages that are seen together are told together. */
const GATHER_MS = 200;

/** Tells senders who asked for it that their messages were seen. */
export class Receipts {
  readonly #sent = new Set<string>();
  #waiting = new Map<string, Message>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly chat: Chat) {}

  /** These messages were on screen. */
  seen(messages: readonly Message[]): void {
    for (const message of messages) {
      const isAsked = message.flow === "in" && message.needReadReceipt && !message.isRevoked;
      if (isAsked && !this.#sent.has(message.ID)) this.#waiting.set(message.ID, message);
    }
    if (this.#waiting.size > 0 && this.#timer === undefined) {
      this.#timer = setTimeout(() => void this.#send(), GATHER_MS);
    }
  }

  async #send(): Promise<void> {
    this.#timer = undefined;
    const waiting = byConversation(this.#waiting.values());
    this.#waiting = new Map();
    for (const batch of [...waiting.values()].flatMap((messages) => batches(messages, BATCH))) {
      for (const { ID } of batch) this.#sent.add(ID);
      // What fails is told the next time it is seen.
      await this.chat.sendMessageReadReceipt(batch).catch(() => batch.forEach(({ ID }) => this.#sent.delete(ID)));
    }
  }
}
