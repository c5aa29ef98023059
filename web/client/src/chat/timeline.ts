import TencentCloudChat, { type Chat, type Message } from "@parley-im/chat";
import { ref, shallowRef, type Ref, type ShallowRef } from "vue";
import { merge, toEntry, toFailedEntry, type Entry } from "./entry";
import { codeOf } from "./failures";

/** The messages of one conversation that are in memory: the newest ones, growing into the past. */
export class Timeline {
  /** In the order of the conversation; a new array at every change. */
  readonly entries: ShallowRef<readonly Entry[]> = shallowRef([]);
  /** Whether the newest messages are here. */
  readonly isLoaded = ref(false);
  /** Whether `entries` begins with the first message of the conversation. */
  readonly isComplete = ref(false);
  /** Whether the last attempt to load messages failed. */
  readonly hasFailed = ref(false);
  /** Before this message the reader was when the conversation was opened; `null` when nothing was unread. */
  readonly firstUnread: Ref<string | null> = ref(null);

  #cursor = "";
  #loading: Promise<void> | null = null;
  /** Changes whenever everything is forgotten, so that an answer of before is not taken in. */
  #generation = 0;

  constructor(
    private readonly chat: Chat,
    readonly conversationID: string,
    private readonly peerID: string,
  ) {}

  /** Loads the newest messages, at least `atLeast` of them if there are so many; nothing if they are here. */
  async load(atLeast = 30): Promise<void> {
    while (!this.isComplete.value && this.entries.value.length < atLeast) {
      await this.loadOlder();
      if (this.hasFailed.value) return;
    }
  }

  /** Loads the page of messages before those that are here. Calls at the same time share one request. */
  loadOlder(): Promise<void> {
    if (this.isComplete.value) return Promise.resolve();
    this.#loading ??= this.#loadPage().finally(() => (this.#loading = null));
    return this.#loading;
  }

  async #loadPage(): Promise<void> {
    const generation = this.#generation;
    const { conversationID } = this;
    try {
      const options = this.#cursor === "" ? { conversationID } : { conversationID, nextReqMessageID: this.#cursor };
      const { data } = await this.chat.getMessageList(options);
      if (generation !== this.#generation) return;
      this.#cursor = data.nextReqMessageID;
      this.isComplete.value = data.isCompleted;
      this.#put(data.messageList.map(toEntry));
      this.isLoaded.value = true;
      this.hasFailed.value = false;
    } catch {
      this.hasFailed.value = generation === this.#generation;
    }
  }

  /** Takes in messages that came. Before anything was asked for there is no need: the newest page brings them. */
  receive(messages: readonly Message[]): void {
    if (this.isLoaded.value || this.#loading !== null) this.#put(messages.map(toEntry));
  }

  /** The peer has read these messages of mine. */
  readByPeer(messages: readonly Message[]): void {
    const read = new Set(messages.map((message) => message.ID));
    this.entries.value = this.entries.value.map((entry) =>
      read.has(entry.id) && entry.delivery.kind === "sent" ? { ...entry, delivery: { kind: "read" } } : entry,
    );
  }

  /** Writes to the peer: the message is in `entries` at once, its delivery follows. */
  async send(text: string): Promise<void> {
    const message = this.chat.createTextMessage({
      to: this.peerID,
      conversationType: TencentCloudChat.TYPES.CONV_C2C,
      payload: { text },
    });
    await this.#deliver(message, () => this.chat.sendMessage(message));
  }

  /** Tries once more to send a message that failed. */
  async retry(entry: Entry): Promise<void> {
    const { message } = entry;
    await this.#deliver(message, () => this.chat.resendMessage(message));
  }

  async #deliver(message: Message, send: () => Promise<unknown>): Promise<void> {
    this.#put([{ ...toEntry(message), position: Infinity, delivery: { kind: "sending" } }]);
    const generation = this.#generation;
    try {
      await send();
      if (generation === this.#generation) this.#put([toEntry(message)]);
    } catch (error) {
      if (generation === this.#generation) this.#put([toFailedEntry(message, this.#lastPosition(), codeOf(error))]);
    }
  }

  /** Remembers where the reader was, to draw a line there: before the last `count` messages of the peer. */
  markFirstUnread(count: number): void {
    const received = count > 0 ? this.entries.value.filter((entry) => !entry.isMine) : [];
    this.firstUnread.value = received.at(-Math.min(count, received.length))?.id ?? null;
  }

  /** Forgets everything: the conversation was deleted. */
  clear(): void {
    this.#generation++;
    this.#cursor = "";
    this.#loading = null;
    this.entries.value = [];
    this.isLoaded.value = false;
    this.isComplete.value = false;
    this.hasFailed.value = false;
    this.firstUnread.value = null;
  }

  #put(added: readonly Entry[]): void {
    // A message that the server has confirmed as read stays read, whichever answer comes last.
    const known = new Map(this.entries.value.map((entry) => [entry.id, entry]));
    const kept = added.map((entry) =>
      known.get(entry.id)?.delivery.kind === "read" ? { ...entry, delivery: { kind: "read" as const } } : entry,
    );
    this.entries.value = merge(this.entries.value, kept);
  }

  #lastPosition(): number {
    const stored = this.entries.value.filter((entry) => Number.isInteger(entry.position));
    return stored.at(-1)?.position ?? 0;
  }
}
