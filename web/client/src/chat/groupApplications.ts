import TencentCloudChat, { type Chat, type GroupApplication, type Message } from "@parley-im/chat";
import { shallowRef, type ShallowRef } from "vue";
import { noticeOf } from "./groupEvents";

const { EVENT, TYPES } = TencentCloudChat;

/** Notices after which others may be waiting: somebody applies, I manage a group or do so no more, somebody was invited. */
const CHANGES: readonly number[] = [1, 5, 9, 10, 23];

/** Who waits to be let into the groups that I manage. */
export class GroupApplications {
  /** The newest first. */
  readonly waiting: ShallowRef<readonly GroupApplication[]> = shallowRef([]);

  constructor(private readonly chat: Chat) {
    chat.on(EVENT.SDK_READY, () => this.#reload());
    chat.on(EVENT.NET_STATE_CHANGE, ({ data }) => data.state === "connected" && chat.isReady() && this.#reload());
    chat.on(EVENT.MESSAGE_RECEIVED, ({ data }) => data.some(isChange) && this.#reload());
  }

  /** Asks the server who waits. What cannot be asked now is asked with the next change or connection. */
  #reload(): void {
    this.load().catch(() => undefined);
  }

  /** Asks the server who waits. */
  async load(): Promise<void> {
    const { data } = await this.chat.getGroupApplicationList();
    this.waiting.value = data.applicationList;
  }

  /**
   * Lets somebody in, or not.
   *
   * @throws what the SDK rejects with: 10024 where another manager was faster
   */
  async decide(application: GroupApplication, isWelcome: boolean): Promise<void> {
    try {
      await this.chat.handleGroupApplication({ handleAction: isWelcome ? "Agree" : "Reject", application });
    } finally {
      this.#reload();
    }
  }
}

function isChange({ type, payload }: Message): boolean {
  return type === TYPES.MSG_GRP_SYS_NOTICE && CHANGES.includes(noticeOf(payload)?.operation ?? 0);
}
