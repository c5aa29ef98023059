import TencentCloudChat, { type Chat, type Message } from "@parley-im/chat";
import { batches, byConversation } from "./batches";

const { TYPES } = TencentCloudChat;

/** Most messages that one call may tell about. */
const BATCH = 30;
/** Messages that are seen together are told together. */
const GATHER_MS = 200;

/** Tells senders who asked for it that their messages were seen, and asks who has seen mine. */
export class Receipts {
  readonly #sent = new Set<string>();
  #counted = new Set<string>();
  #waiting = new Map<string, Message>();
  #uncounted = new Map<string, Message>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param onCounted - is given messages of mine of which it is known now how many have read them */
  constructor(
    private readonly chat: Chat,
    private readonly onCounted: (messages: readonly Message[]) => void = () => undefined,
  ) {}

  /** These messages were on screen. */
  seen(messages: readonly Message[]): void {
    for (const message of messages) {
      if (!message.needReadReceipt || message.isRevoked) continue;
      const { ID, flow, status, conversationType } = message;
      if (flow === "in") {
        if (!this.#sent.has(ID)) this.#waiting.set(ID, message);
      } else if (conversationType === TYPES.CONV_GROUP && status === "success" && !this.#counted.has(ID)) {
        this.#uncounted.set(ID, message);
      }
    }
    if (this.#waiting.size + this.#uncounted.size > 0 && this.#timer === undefined) {
      this.#timer = setTimeout(() => void this.#exchange(), GATHER_MS);
    }
  }

  /** What was counted may be more by now, after a time without connection: it is counted again when it is seen. */
  forget(): void {
    this.#counted = new Set();
  }

  /** Members who have read a message of mine, or have not, in pages. */
  async *members(message: Message, which: "read" | "unread"): AsyncGenerator<readonly string[]> {
    const filter = which === "read" ? 0 : 1;
    for (let cursor = "", isCompleted = false; !isCompleted;) {
      const { data } = await this.chat.getGroupMessageReadMemberList({ message, filter, cursor });
      yield which === "read" ? data.readUserIDList : data.unreadUserIDList;
      ({ cursor, isCompleted } = data);
    }
  }

  async #exchange(): Promise<void> {
    this.#timer = undefined;
    const [waiting, uncounted] = [inBatches(this.#waiting), inBatches(this.#uncounted)];
    this.#waiting = new Map();
    this.#uncounted = new Map();
    for (const batch of waiting) await this.#once(this.#sent, batch, () => this.chat.sendMessageReadReceipt(batch));
    for (const batch of uncounted) {
      await this.#once(this.#counted, batch, async () => {
        await this.chat.getMessageReadReceiptList(batch);
        this.onCounted(batch);
      });
    }
  }

  /** What fails is done the next time that the messages are seen. */
  async #once(done: Set<string>, batch: readonly Message[], act: () => Promise<unknown>): Promise<void> {
    for (const { ID } of batch) done.add(ID);
    await act().catch(() => batch.forEach(({ ID }) => done.delete(ID)));
  }
}

function inBatches(messages: ReadonlyMap<string, Message>): Message[][] {
  return [...byConversation(messages.values()).values()].flatMap((some) => batches(some, BATCH));
}
