import TencentCloudChat, { type Chat, type Message } from "@parley-im/chat";
import { ref, type Ref } from "vue";
import { batches, byConversation } from "./batches";
import { addressOf } from "./conversation";
import { codeOf } from "./failures";
import { Reactions } from "./reactions";
import { Receipts } from "./receipts";
import type { Timeline } from "./timeline";

const { EVENT } = TencentCloudChat;

/** Most messages that one call deletes, and how often it may be made. */
const DELETE_BATCH = 30;
const DELETE_MS = 1_050;
/** Recalled too late: the first by the code of C2C, the others by those of groups; the last: never in time. */
const TOO_LATE: readonly number[] = [20016, 10031, 10041];
/** What a server without the ability answers, but also one that failed this time. */
const NOT_TRANSLATED = 2117;
const NOT_TRANSCRIBED = 2118;

/** How messages are forwarded: as they are, one after the other, or as one record. */
export type ForwardMode = "each" | "merged";

/** The words that go with a merged message. */
export interface RecordWords {
  readonly title: string;
  readonly abstractList: readonly string[];
  readonly compatibleText: string;
}

/** What can be done with messages that are already there. */
export class MessageActions {
  readonly reactions: Reactions;
  readonly receipts: Receipts;
  /** Messages that are older than this, in seconds, cannot be recalled; unknown until one was refused. */
  readonly recallSeconds: Ref<number> = ref(Infinity);
  /** Whether this server translates; taken to be so until its first answer is a failure. */
  readonly canTranslate = ref(true);
  /** Whether this server turns speech into text. */
  readonly canTranscribe = ref(true);

  #lastDelete = 0;
  #hasTranslated = false;
  #hasTranscribed = false;

  constructor(
    private readonly chat: Chat,
    private readonly timeline: (conversationID: string) => Timeline,
  ) {
    this.reactions = new Reactions(chat);
    this.receipts = new Receipts(chat, (messages) => this.#show(messages));
    chat.on(EVENT.MESSAGE_REVOKED, ({ data }) => this.#show(data));
    chat.on(EVENT.MESSAGE_MODIFIED, ({ data }) => this.#show(data));
    chat.on(EVENT.MESSAGE_READ_RECEIPT_RECEIVED, ({ data }) =>
      this.#show(data.map(({ messageID }) => chat.findMessage(messageID)).filter((message) => message !== null)),
    );
    chat.on(EVENT.NET_STATE_CHANGE, ({ data }) => {
      if (data.state !== "connected") return;
      this.reactions.forget();
      this.receipts.forget();
    });
  }

  #show(messages: readonly Message[]): void {
    for (const [id, changed] of byConversation(messages)) {
      this.timeline(id).update(changed);
    }
  }

  /** Takes a message back from everybody. */
  async recall(message: Message): Promise<void> {
    try {
      await this.chat.revokeMessage(message);
    } catch (error) {
      const age = this.chat.getServerTime() / 1000 - message.time;
      if (TOO_LATE.includes(codeOf(error))) this.recallSeconds.value = Math.min(this.recallSeconds.value, age);
      throw error;
    }
    this.#show([message]);
  }

  /** Whether it makes sense to try to take a message back. */
  canRecall(message: Message): boolean {
    const age = this.chat.getServerTime() / 1000 - message.time;
    return message.flow === "out" && message.status === "success" && age < this.recallSeconds.value;
  }

  /** Changes the text of a message, for everybody. Somebody else's change in between wins, and is shown. */
  async edit(message: Message, text: string): Promise<void> {
    try {
      await this.chat.modifyMessage({ ...message, payload: { ...message.payload, text } });
    } finally {
      this.#show([this.chat.findMessage(message.ID) ?? message]);
    }
  }

  /** Deletes messages of one conversation for this user. Many take a while: the server allows 30 a second. */
  async remove(messages: readonly Message[]): Promise<void> {
    for (const batch of batches(messages, DELETE_BATCH)) {
      await this.#awaitTurnToDelete();
      await this.chat.deleteMessage(batch);
      this.timeline(batch[0]?.conversationID ?? "").remove(new Set(batch.map(({ ID }) => ID)));
    }
  }

  async #awaitTurnToDelete(): Promise<void> {
    const turn = Math.max(Date.now(), this.#lastDelete + DELETE_MS);
    this.#lastDelete = turn;
    await new Promise((resolve) => setTimeout(resolve, turn - Date.now()));
  }

  /** Deletes everything in a conversation for this user; the conversation stays. */
  async clearHistory(conversationID: string): Promise<void> {
    await this.chat.clearHistoryMessage(conversationID);
    const timeline = this.timeline(conversationID);
    timeline.clear();
    await timeline.load();
  }

  /** A text in another language. */
  async translate(text: string, targetLanguage: string): Promise<string> {
    try {
      const options = { sourceTextList: [text], sourceLanguage: "auto", targetLanguage };
      const { data } = await this.chat.translateText(options);
      this.#hasTranslated = true;
      return data.translatedTextList[0] ?? "";
    } catch (error) {
      if (codeOf(error) === NOT_TRANSLATED) this.canTranslate.value = this.#hasTranslated;
      throw error;
    }
  }

  /** What is said in a voice note. */
  async transcribe(message: Message): Promise<string> {
    try {
      const { data } = await this.chat.convertVoiceToText({ message });
      this.#hasTranscribed = true;
      return data.result;
    } catch (error) {
      if (codeOf(error) === NOT_TRANSCRIBED) this.canTranscribe.value = this.#hasTranscribed;
      throw error;
    }
  }

  /**
   * Sends messages on to other conversations, with a note after them if there is one. Whether they arrive is told by
   * the timelines.
   */
  forward(
    messages: readonly Message[],
    mode: ForwardMode,
    record: RecordWords,
    conversationIDs: readonly string[],
    note: string,
  ): void {
    for (const id of conversationIDs) {
      const to = addressOf(id);
      const copies =
        mode === "each"
          ? messages.map((payload) => this.chat.createForwardMessage({ ...to, payload }))
          : [this.#merge(messages, record, to)];
      const timeline = this.timeline(id);
      for (const copy of copies) void timeline.post(copy);
      if (note !== "") void timeline.send(note);
    }
  }

  #merge(messages: readonly Message[], record: RecordWords, to: { to: string; conversationType: string }): Message {
    const payload = { ...record, abstractList: [...record.abstractList], messageList: [...messages] };
    return this.chat.createMergerMessage({ ...to, payload });
  }
}
