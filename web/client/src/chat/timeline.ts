import type { Chat, Message } from "@parley-im/chat";
import { ref, shallowRef, type Ref, type ShallowRef } from "vue";
import { addressOf, peerOf, type Address } from "./conversation";
import { asRead, renewed, toEntry, toFailedEntry, toSendingEntry, type Entry } from "./entry";
import { Stretch } from "./stretch";

/** Pages after a message's place that are searched for it. A page of C2C never splits a second. */
const MAX_PAGES_TO_FIND = 3;

/**
 * The messages of one conversation that are in memory. Usually these are the newest ones, growing into the past; after
 * a jump to an old message they are those around it, growing both ways until they reach the newest ones again.
 */
export class Timeline {
  /** In the order of the conversation; a new array at every change. */
  readonly entries: ShallowRef<readonly Entry[]> = shallowRef([]);
  /** Whether the newest messages are here. */
  readonly isLoaded = ref(false);
  /** Whether `entries` begins with the first message of the conversation. */
  readonly isComplete = ref(false);
  /** Whether `entries` ends with the newest message. */
  readonly isAtNewest = ref(true);
  /** Whether the last attempt to load messages failed. */
  readonly hasFailed = ref(false);
  /** Before this message the reader was when the conversation was opened; `null` when nothing was unread. */
  readonly firstUnread: Ref<string | null> = ref(null);

  /** The newest messages. Another one when everything was forgotten, so that an answer of before is not taken in. */
  #live = new Stretch();
  /** What `entries` shows. */
  #shown = this.#live;
  /** Up to this sequence the newest page was here without a hole when it was fetched. */
  #whole = 0;

  /** @param asksForReceipts - whether who wrote a message wants to know who has read it */
  constructor(
    private readonly chat: Chat,
    readonly conversationID: string,
    private readonly asksForReceipts: () => boolean = () => peerOf(conversationID) !== null,
  ) {}

  /** What every message that is made for this conversation has in common. */
  get address(): Address {
    return { ...addressOf(this.conversationID), needReadReceipt: this.asksForReceipts() };
  }

  /** Loads the newest messages, at least `atLeast` of them if there are so many; nothing if they are here. */
  async load(atLeast = 30): Promise<void> {
    while (!this.isComplete.value && this.entries.value.length < atLeast) {
      await this.loadOlder();
      if (this.hasFailed.value) return;
    }
  }

  /** Loads the page of messages before those that are here. Calls at the same time share one request. */
  loadOlder(): Promise<void> {
    const stretch = this.#shown;
    if (stretch.isComplete) return Promise.resolve();
    stretch.loadingOlder ??= this.#loadOlder(stretch).finally(() => (stretch.loadingOlder = null));
    return stretch.loadingOlder;
  }

  async #loadOlder(stretch: Stretch): Promise<void> {
    const { conversationID } = this;
    try {
      const { cursor } = stretch;
      const options = cursor === "" ? { conversationID } : { conversationID, nextReqMessageID: cursor };
      const { data } = await this.chat.getMessageList(options);
      if (cursor === "") this.#whole = data.messageList.at(-1)?.sequence ?? 0;
      stretch.takePage(data);
      this.#answered(stretch);
    } catch {
      this.#refused(stretch);
    }
  }

  /** Loads the page of messages after those that are here, unless the newest ones are. */
  loadNewer(): Promise<void> {
    const stretch = this.#shown;
    if (stretch === this.#live) return Promise.resolve();
    stretch.loadingNewer ??= this.#loadNewer(stretch)
      .then(
        () => this.#answered(stretch),
        () => this.#refused(stretch),
      )
      .finally(() => (stretch.loadingNewer = null));
    return stretch.loadingNewer;
  }

  /** @returns whether the newest messages are reached */
  async #loadNewer(stretch: Stretch): Promise<boolean> {
    const { conversationID } = this;
    const from = stretch.newerFrom ?? 1;
    const start = peerOf(conversationID) === null ? { sequence: from } : { time: from };
    const { data } = await this.chat.getMessageListHopping({ conversationID, ...start, direction: 1 });
    stretch.put(data.messageList.map(toEntry));
    const next = data.nextMessageTime ?? data.nextMessageSeq;
    stretch.newerFrom = typeof next === "number" ? next : null;
    const isConnected = stretch.newerFrom === null || data.messageList.some(({ ID }) => this.#live.has(ID));
    if (isConnected) {
      this.#live.takeOver(stretch);
      if (this.#shown === stretch) this.#show(this.#live);
    }
    return isConnected;
  }

  #answered(stretch: Stretch): void {
    if (stretch === this.#live) this.isLoaded.value = true;
    if (stretch !== this.#shown) return;
    this.hasFailed.value = false;
    this.#show(stretch);
  }

  #refused(stretch: Stretch): void {
    if (stretch === this.#shown) this.hasFailed.value = true;
  }

  #show(stretch: Stretch): void {
    this.#shown = stretch;
    this.entries.value = stretch.entries;
    this.isComplete.value = stretch.isComplete;
    this.isAtNewest.value = stretch === this.#live;
  }

  /**
   * Makes `entries` hold a message, by showing those around it.
   *
   * @returns whether the message is there: it may have been deleted
   * @throws what the SDK rejects with
   */
  async reveal(id: string): Promise<boolean> {
    if (this.#shown.has(id)) return true;
    if (this.#live.has(id)) {
      this.#show(this.#live);
      return true;
    }
    const around = new Stretch();
    const { conversationID } = this;
    const live = this.#live;
    const { data } = await this.chat.getMessageList({ conversationID, nextReqMessageID: id });
    around.takePage(data);
    const last = data.messageList.at(-1);
    around.newerFrom = (peerOf(conversationID) === null ? last?.sequence : last?.time) ?? null;
    for (let pages = 0; pages < MAX_PAGES_TO_FIND && !around.has(id); pages++) {
      if (await this.#loadNewer(around)) break;
    }
    if (live !== this.#live) return false;
    const home = [around, this.#live].find((stretch) => stretch.has(id));
    if (!home) return false;
    this.hasFailed.value = false;
    this.#show(this.#live.has(id) ? this.#live : home);
    return true;
  }

  /** Shows the newest messages again. */
  showNewest(): void {
    if (this.#shown !== this.#live) this.#show(this.#live);
  }

  /** Takes in messages that came. Before anything was asked for there is no need: the newest page brings them. */
  receive(messages: readonly Message[]): void {
    const isNowhereElse = messages.some(({ sequence }) => sequence === 0);
    if (this.isLoaded.value || this.#live.loadingOlder !== null || isNowhereElse) this.#put(messages.map(toEntry));
  }

  /**
   * Fetches messages that exist and did not come: those of a topic of which I want to hear only when I am called. The
   * calls that did come leave holes, so that what is here says nothing about what is missing.
   */
  async catchUp(): Promise<void> {
    const live = this.#live;
    if (!this.isLoaded.value) return;
    const { data } = await this.chat.getMessageList({ conversationID: this.conversationID });
    if (live !== this.#live) return;
    const [first] = data.messageList;
    if (first && first.sequence > this.#whole + 1 && !data.isCompleted) {
      this.clear();
      await this.load();
      return;
    }
    this.#whole = data.messageList.at(-1)?.sequence ?? this.#whole;
    this.#put(data.messageList.map(toEntry));
  }

  /** The peer has read these messages of mine. */
  readByPeer(messages: readonly Message[]): void {
    const read = new Set(messages.map(({ ID }) => ID));
    this.#change((entry) => (read.has(entry.id) && entry.delivery.kind === "sent" ? asRead(entry) : entry));
  }

  /** Shows what has become of these messages, where they are here. */
  update(messages: readonly Message[]): void {
    const changed = new Map(messages.map((message) => [message.ID, message]));
    this.#change((entry) => {
      const message = changed.get(entry.id);
      return message ? { ...toEntry(message), position: entry.position } : entry;
    });
  }

  /** Takes messages out: they were deleted for this user. */
  remove(ids: ReadonlySet<string>): void {
    this.#change((entry) => (ids.has(entry.id) ? null : entry));
  }

  /**
   * Writes to the other side: the message is in `entries` at once, its delivery follows.
   *
   * @param atUserList - members of the group whom the text calls by name
   */
  async send(text: string, cloudCustomData = "", atUserList: string[] = []): Promise<void> {
    const options = { ...this.address, cloudCustomData };
    const message =
      atUserList.length > 0
        ? this.chat.createTextAtMessage({ ...options, payload: { text, atUserList } })
        : this.chat.createTextMessage({ ...options, payload: { text } });
    await this.post(message);
  }

  /** Sends a message that was made for this conversation. Whether it arrives is told by its entry. */
  async post(message: Message, send: () => Promise<unknown> = () => this.chat.sendMessage(message)): Promise<void> {
    this.#put([toSendingEntry(message)]);
    await this.#deliver(message, send);
  }

  /** Shows messages with files, in this order, before they are sent one after the other. */
  announce(messages: readonly Message[]): void {
    this.#put(messages.map((message) => toSendingEntry(message, 0)));
  }

  /**
   * Sends a message with a file that was announced, or once more one that failed.
   *
   * @param signal - once aborted, the message is gone if it was not stored
   */
  async upload(message: Message, send: () => Promise<unknown>, signal: AbortSignal): Promise<void> {
    this.#put([toSendingEntry(message, 0)]);
    await this.#deliver(message, send, signal);
  }

  /** Tells how much of a message's file has been uploaded, 0 to 1. */
  progress(message: Message, uploaded: number): void {
    this.#change((entry) =>
      entry.id === message.ID && entry.delivery.kind === "sending" ? toSendingEntry(message, uploaded) : entry,
    );
  }

  /** Whether a message is on its way: it may have been taken out. */
  isSending({ ID }: Message): boolean {
    return this.#live.entries.some(({ id, delivery }) => id === ID && delivery.kind === "sending");
  }

  /** Reads the addresses of files anew, of one message or of all: they end, and the SDK renews those in its messages. */
  renew(id?: string): void {
    this.#change((entry) => (id === undefined || entry.id === id ? renewed(entry) : entry));
  }

  /** Tries once more to send a message that failed. */
  async retry(entry: Entry): Promise<void> {
    const { message } = entry;
    await this.post(message, () => this.chat.resendMessage(message));
  }

  async #deliver(message: Message, send: () => Promise<unknown>, signal?: AbortSignal): Promise<void> {
    const live = this.#live;
    try {
      await send();
      if (live === this.#live) this.#put([toEntry(message)]);
    } catch (error) {
      if (live !== this.#live) return;
      if (signal?.aborted) this.remove(new Set([message.ID]));
      else this.#put([toFailedEntry(message, this.#live.nextPlace, error)]);
    }
  }

  /** Remembers where the reader was, to draw a line there: before the last `count` messages of the peer. */
  markFirstUnread(count: number): void {
    this.firstUnread.value = this.#live.lastReceived(count)[0]?.id ?? null;
  }

  /** Forgets everything: the conversation was deleted, or its history was. */
  clear(): void {
    this.#live = new Stretch();
    this.#show(this.#live);
    this.isLoaded.value = false;
    this.hasFailed.value = false;
    this.firstUnread.value = null;
  }

  #put(added: readonly Entry[]): void {
    this.#live.putNewest(added);
    if (this.#shown === this.#live) this.entries.value = this.#live.entries;
  }

  #change(to: (entry: Entry) => Entry | null): void {
    for (const stretch of new Set([this.#live, this.#shown])) stretch.change(to);
    this.entries.value = this.#shown.entries;
  }
}
