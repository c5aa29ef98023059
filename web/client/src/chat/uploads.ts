import type { Chat, Message, SendMessageOptions } from "@parley-im/chat";
import type { Attachment } from "./attachment";
import type { Entry } from "./entry";
import { codeOf } from "./failures";
import { isTooLarge, type Limits } from "./limits";
import type { Timeline } from "./timeline";

/** Sends files. How far each has come is told by its entry in the timeline. */
export class Uploads {
  /** What cancels each upload that is under way, by message. */
  readonly #running = new Map<string, AbortController>();
  #batches = 0;

  constructor(
    private readonly chat: Chat,
    private readonly limits: Limits,
  ) {}

  /** Whether leaving the page now would lose a file. */
  get isBusy(): boolean {
    return this.#batches > 0;
  }

  /**
   * Sends files that were chosen together: all are in the timeline at once, and they are stored in this order, one after
   * the other, since a message gets its place when its file has arrived. What is chosen later does not wait for them.
   */
  async send(timeline: Timeline, attachments: readonly Attachment[]): Promise<void> {
    const messages = attachments.map((attachment) => this.#toMessage(timeline, attachment));
    timeline.announce(messages);
    this.#batches++;
    for (const message of messages) {
      // It may have been cancelled while it waited for its turn.
      if (timeline.isSending(message)) {
        await this.#upload(timeline, message, (options) => this.chat.sendMessage(message, options));
      }
    }
    this.#batches--;
  }

  /** Tries once more to send a file; it goes on where it stopped. */
  async retry(timeline: Timeline, { message }: Entry): Promise<void> {
    this.#batches++;
    await this.#upload(timeline, message, (options) => this.chat.resendMessage(message, options));
    this.#batches--;
  }

  /** Gives an upload up. Its message is gone, unless the server has stored it meanwhile: then it comes back. */
  cancel(timeline: Timeline, id: string): void {
    this.#running.get(id)?.abort();
    timeline.remove(new Set([id]));
  }

  async #upload(
    timeline: Timeline,
    message: Message,
    send: (options: SendMessageOptions) => Promise<unknown>,
  ): Promise<void> {
    const controller = new AbortController();
    const { signal } = controller;
    this.#running.set(message.ID, controller);
    const attempt = async (): Promise<void> => {
      try {
        await send({ signal });
      } catch (error) {
        // The limit was lowered after the page had asked for it: the words about the refusal name the new one.
        if (isTooLarge(codeOf(error))) await this.limits.refresh();
        throw error;
      }
    };
    await timeline.upload(message, attempt, signal);
    this.#running.delete(message.ID);
  }

  #toMessage(timeline: Timeline, { kind, file }: Attachment): Message {
    const options = {
      ...timeline.address,
      payload: { file },
      onProgress: (uploaded: number): void => timeline.progress(message, uploaded),
    };
    const message = this.#create(kind, options);
    return message;
  }

  #create(kind: Attachment["kind"], options: Parameters<Chat["createFileMessage"]>[0]): Message {
    switch (kind) {
      case "image":
        return this.chat.createImageMessage(options);
      case "video":
        return this.chat.createVideoMessage(options);
      case "audio":
        return this.chat.createAudioMessage(options);
      case "file":
        return this.chat.createFileMessage(options);
    }
  }
}
