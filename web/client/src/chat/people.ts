import type { Chat, Profile } from "@parley-im/chat";
import { shallowReactive } from "vue";
import { nameOf } from "./conversation";

/** Most users that one call asks about. */
const BATCH = 100;

/** Who users are of whom the page knows nothing but the ID. */
export class People {
  readonly #known = shallowReactive(new Map<string, Profile>());
  readonly #asked = new Set<string>();
  #waiting: string[] = [];

  constructor(private readonly chat: Pick<Chat, "getUserProfile">) {}

  /** A user's profile; `null` until it is known, which it soon is if there is such a user. */
  find(userID: string): Profile | null {
    const profile = this.#known.get(userID);
    if (profile === undefined && userID !== "" && !this.#asked.has(userID)) this.#ask(userID);
    return profile ?? null;
  }

  /** A user's name: their ID until it is known. */
  nameOf(userID: string): string {
    return nameOf(userID, this.find(userID)?.nick);
  }

  /** Profiles that came another way. */
  keep(profiles: readonly Profile[]): void {
    for (const profile of profiles) this.#known.set(profile.userID, profile);
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
        this.keep(data);
      } catch {
        // They are asked about again the next time that they are shown.
        for (const userID of userIDList) this.#asked.delete(userID);
      }
    }
  }
}
