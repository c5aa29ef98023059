import type { Chat } from "@parley-im/chat";
import { shallowReactive } from "vue";
import { nameOf } from "./conversation";

/** Most users that one call asks about. */
const BATCH = 100;

/** What users are called of whom the page knows nothing but the ID. */
export class People {
  readonly #names = shallowReactive(new Map<string, string>());
  readonly #asked = new Set<string>();
  #waiting: string[] = [];

  constructor(private readonly chat: Pick<Chat, "getUserProfile">) {}

  /** A user's name: their ID until it is known. */
  nameOf(userID: string): string {
    const name = this.#names.get(userID);
    if (name === undefined && userID !== "" && !this.#asked.has(userID)) this.#ask(userID);
    return name ?? userID;
  }

  #ask(userID: string): void {
    this.#asked.add(userID);
    if (this.#waiting.length === 0) queueMicrotask(() => void this.#load());
    this.#waiting.push(userID);
  }

  async #load(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (let first = 0; first < waiting.length; first += BATCH) {
      const userIDList = waiting.slice(first, first + BATCH);
      try {
        const { data } = await this.chat.getUserProfile({ userIDList });
        for (const { userID, nick } of data) this.#names.set(userID, nameOf(userID, nick));
      } catch {
        // They are asked about again the next time that they are shown.
        for (const userID of userIDList) this.#asked.delete(userID);
      }
    }
  }
}
