import TencentCloudChat, { type Chat, type UserStatus } from "@parley-im/chat";
import { ref, shallowReactive } from "vue";
import { codeOf } from "./failures";

const { EVENT, TYPES } = TencentCloudChat;

/** As many as a user can be told of at once, and as one call takes. */
const MAX_WATCHED = 200;
const BATCH = 100;
/** Those who come on screen together are asked about together. */
const GATHER_MS = 250;
const SWITCHED_OFF = 3122;

/** Who is there. */
export class Presence {
  /** Whether this server tells. */
  readonly isOff = ref(false);
  readonly #statuses = shallowReactive(new Map<string, UserStatus>());
  readonly #watched = new Set<string>();
  #waiting: string[] = [];

  constructor(private readonly chat: Chat) {
    chat.on(EVENT.USER_STATUS_UPDATED, ({ data }) => this.#keep(data));
    chat.on(EVENT.NET_STATE_CHANGE, ({ data }) => {
      // Who came or left meanwhile is asked about, and not subscribed to again: that outlasts a lost connection.
      if (data.state === "connected" && this.#watched.size > 0) this.#ask([...this.#watched]).catch(() => undefined);
    });
  }

  /** Whether somebody is online; from the first question on, changes are told. */
  isOnline(userID: string): boolean {
    this.#watch(userID);
    return this.#statuses.get(userID)?.statusType === TYPES.USER_STATUS_ONLINE;
  }

  #watch(userID: string): void {
    if (this.isOff.value || userID === "" || this.#watched.has(userID) || this.#watched.size >= MAX_WATCHED) return;
    this.#watched.add(userID);
    if (this.#waiting.length === 0) setTimeout(() => void this.#subscribe(), GATHER_MS);
    this.#waiting.push(userID);
  }

  async #subscribe(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (let first = 0; first < waiting.length && !this.isOff.value; first += BATCH) {
      const userIDList = waiting.slice(first, first + BATCH);
      try {
        await this.chat.subscribeUserStatus({ userIDList });
        await this.#ask(userIDList);
      } catch (error) {
        if (codeOf(error) === SWITCHED_OFF) this.isOff.value = true;
        else for (const userID of userIDList) this.#watched.delete(userID);
      }
    }
  }

  async #ask(userIDList: string[]): Promise<void> {
    const { data } = await this.chat.getUserStatus({ userIDList });
    this.#keep(data.successUserList);
  }

  #keep(statuses: readonly UserStatus[]): void {
    for (const status of statuses) this.#statuses.set(status.userID, status);
  }
}
