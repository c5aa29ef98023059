import TencentCloudChat, { type Chat, type Message, type Reaction, type UserInfo } from "@parley-im/chat";
import { ref, shallowReactive, type Ref } from "vue";
import { batches, byConversation } from "./batches";
import { codeOf } from "./failures";

/** Most messages that one call may ask about. */
const BATCH = 20;
/** Messages that come into view together are asked about together. */
const GATHER_MS = 60;
/** Reactions are switched off on this server. */
const SWITCHED_OFF = 3122;
const PAGE = 100;

/** Who reacted to messages, for those that were looked at. */
export class Reactions {
  /** By message ID; a new list at every change. Messages without reactions are not in it. */
  readonly of = shallowReactive(new Map<string, readonly Reaction[]>());
  /** Whether this server has reactions at all. */
  readonly isOff: Ref<boolean> = ref(false);

  readonly #asked = new Set<string>();
  #waiting: Message[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly chat: Chat) {
    chat.on(TencentCloudChat.EVENT.MESSAGE_REACTIONS_UPDATED, ({ data }) =>
      this.#merge(data.messageID, data.reactionList),
    );
  }

  /** Loads the reactions of messages that are on screen, once each. */
  watch(messages: readonly Message[]): void {
    if (this.isOff.value) return;
    const fresh = messages.filter(({ ID, status }) => status === "success" && !this.#asked.has(ID));
    for (const { ID } of fresh) this.#asked.add(ID);
    this.#waiting.push(...fresh);
    if (this.#waiting.length > 0 && this.#timer === undefined) {
      this.#timer = setTimeout(() => void this.#load(), GATHER_MS);
    }
  }

  /** What was loaded may be old, after a time without connection: it is asked for again when it is looked at. */
  forget(): void {
    this.#asked.clear();
  }

  async #load(): Promise<void> {
    this.#timer = undefined;
    const waiting = this.#waiting;
    this.#waiting = [];
    const lists = [...byConversation(waiting).values()].flatMap((messages) => batches(messages, BATCH));
    await Promise.all(lists.map((list) => this.#loadBatch(list)));
  }

  async #loadBatch(messageList: Message[]): Promise<void> {
    try {
      const { data } = await this.chat.getMessageReactions({ messageList });
      for (const { messageID, reactionList } of data.resultList) this.#put(messageID, reactionList);
    } catch (error) {
      if (codeOf(error) === SWITCHED_OFF) this.isOff.value = true;
      for (const { ID } of messageList) this.#asked.delete(ID);
    }
  }

  /** Adds my reaction, or takes it back. What changes comes as an event. */
  async toggle(message: Message, reactionID: string): Promise<void> {
    const mine = this.of.get(message.ID)?.find((reaction) => reaction.reactionID === reactionID)?.reactedByMyself;
    if (mine === true) await this.chat.removeMessageReaction(message, reactionID);
    else await this.chat.addMessageReaction(message, reactionID);
  }

  /** Everybody who reacted in this way, in pages. */
  async *users(message: Message, reactionID: string): AsyncGenerator<readonly UserInfo[]> {
    for (let nextSeq = 0, isCompleted = false; !isCompleted;) {
      const { data } = await this.chat.getAllUserListOfMessageReaction({ message, reactionID, nextSeq, count: PAGE });
      yield data.userList;
      ({ nextSeq, isCompleted } = data);
    }
  }

  /** An event tells only of the reactions that changed; without users they are gone. */
  #merge(messageID: string, changed: readonly Reaction[]): void {
    const byID = new Map((this.of.get(messageID) ?? []).map((reaction) => [reaction.reactionID, reaction]));
    for (const reaction of changed) byID.set(reaction.reactionID, reaction);
    this.#put(messageID, [...byID.values()]);
  }

  #put(messageID: string, reactions: readonly Reaction[]): void {
    const alive = reactions.filter(({ totalUserCount }) => totalUserCount > 0);
    if (alive.length > 0) this.of.set(messageID, alive);
    else this.of.delete(messageID);
  }
}
