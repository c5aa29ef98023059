import TencentCloudChat, { type AllReceiveMessageOpt, type Chat } from "@parley-im/chat";
import { ref, shallowRef, type Ref, type ShallowRef } from "vue";
import type { ChatLine } from "./conversation";
import { codeOf } from "./failures";

const { EVENT, TYPES } = TencentCloudChat;

const SWITCHED_OFF = 3122;
/** The server's limit for the name of a tab, in bytes. */
export const MAX_TAB_BYTES = 32;

/** When no chat disturbs me: minutes after midnight, each day. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
}

/** How a chat disturbs me: with each message, with none, or with those alone that call me by name. */
export type Mute = "none" | "quiet" | "calls";

const remindTypes: Readonly<Record<Mute, string>> = {
  none: TYPES.MSG_REMIND_ACPT_AND_NOTE,
  quiet: TYPES.MSG_REMIND_ACPT_NOT_NOTE,
  calls: TYPES.NOT_RECEIVE_MSG_EXCEPT_AT,
};

/** Other apps know more ways to be quiet. */
export function muteOf(messageRemindType: string): Mute {
  if (messageRemindType === "" || messageRemindType === remindTypes.none) return "none";
  return messageRemindType === remindTypes.calls ? "calls" : "quiet";
}

/** How I arrange my chats, the same wherever I am signed in. Calls throw what the SDK rejects with. */
export class Arrangement {
  /** Names of the tabs that I made. */
  readonly tabs: ShallowRef<readonly string[]> = shallowRef([]);
  /** Whether this server has tabs. */
  readonly hasTabs: Ref<boolean> = ref(true);
  /** `null` while every time is as good. */
  readonly quietHours: ShallowRef<QuietHours | null> = shallowRef(null);

  constructor(private readonly chat: Chat) {
    chat.on(EVENT.SDK_READY, () => void this.#load());
    chat.on(EVENT.CONVERSATION_GROUP_LIST_UPDATED, ({ data }) => (this.tabs.value = data));
    chat.on(EVENT.ALL_RECEIVE_MESSAGE_OPT_UPDATED, ({ data }) => (this.quietHours.value = toQuietHours(data)));
  }

  async #load(): Promise<void> {
    const quiet = this.chat.getAllReceiveMessageOpt().then(
      ({ data }) => (this.quietHours.value = toQuietHours(data)),
      () => undefined, // it is shown as off; setting it anew is no harm
    );
    try {
      this.tabs.value = (await this.chat.getConversationGroupList()).data;
    } catch (error) {
      this.hasTabs.value = codeOf(error) !== SWITCHED_OFF;
    }
    await quiet;
  }

  async pin({ id: conversationID }: ChatLine, isPinned: boolean): Promise<void> {
    await this.chat.pinConversation({ conversationID, isPinned });
  }

  /** Whether a chat's messages come without a stir: they do not count, and nothing is pushed. */
  async setQuiet(chat: ChatLine, isQuiet: boolean): Promise<void> {
    await this.setMute(chat, isQuiet ? "quiet" : "none");
  }

  async setMute({ kind, peerID }: ChatLine, mute: Mute): Promise<void> {
    const messageRemindType = remindTypes[mute];
    const whose = kind === "group" ? { groupID: peerID } : { userIDList: [peerID] };
    await this.chat.setMessageRemindType({ ...whose, messageRemindType });
  }

  async markUnread(chat: ChatLine, isMarked: boolean): Promise<void> {
    await this.#mark(chat, TYPES.CONV_MARK_TYPE_UNREAD, isMarked);
  }

  /** Puts a chat aside, with the others that were. */
  async fold(chat: ChatLine, isFolded: boolean): Promise<void> {
    await this.#mark(chat, TYPES.CONV_MARK_TYPE_FOLD, isFolded);
  }

  async #mark({ id }: ChatLine, markType: number, enableMark: boolean): Promise<void> {
    const { data } = await this.chat.markConversation({ conversationIDList: [id], markType, enableMark });
    orThrow(data);
  }

  /** Puts a chat into a tab, or takes it out; a tab that is not there is made. */
  async setTab({ id }: ChatLine, groupName: string, isIn: boolean): Promise<void> {
    const options = { conversationIDList: [id], groupName };
    if (!isIn) orThrow((await this.chat.deleteConversationsFromGroup(options)).data);
    else if (this.tabs.value.includes(groupName)) orThrow((await this.chat.addConversationsToGroup(options)).data);
    else orThrow((await this.chat.createConversationGroup(options)).data);
  }

  async renameTab(oldName: string, newName: string): Promise<void> {
    await this.chat.renameConversationGroup({ oldName, newName });
  }

  /** Its chats stay. */
  async removeTab(name: string): Promise<void> {
    await this.chat.deleteConversationGroup(name);
  }

  async readAll(): Promise<void> {
    await this.chat.setAllMessageRead();
  }

  /** `null` ends it. */
  async setQuietHours(hours: QuietHours | null): Promise<void> {
    const { data } = await this.chat.setAllReceiveMessageOpt(
      hours === null
        ? { messageRemindType: TYPES.MSG_REMIND_ACPT_AND_NOTE }
        : {
            messageRemindType: TYPES.MSG_REMIND_ACPT_NOT_NOTE,
            startHour: Math.floor(hours.from / 60),
            startMinute: hours.from % 60,
            duration: lengthOf(hours) * 60,
            isRepeated: true,
          },
    );
    this.quietHours.value = toQuietHours(data);
  }
}

/** Minutes; the same time twice is a whole day. */
function lengthOf({ from, to }: QuietHours): number {
  return (to - from + 1_440) % 1_440 || 1_440;
}

/** The times of day that an option is about; `null` where it is none for every day. */
export function toQuietHours(option: AllReceiveMessageOpt): QuietHours | null {
  if (option.messageRemindType !== TYPES.MSG_REMIND_ACPT_NOT_NOTE || !option.isRepeated) return null;
  const minutesOf = (seconds: number): number => {
    const date = new Date(seconds * 1000);
    return date.getHours() * 60 + date.getMinutes();
  };
  return { from: minutesOf(option.startTime), to: minutesOf(option.endTime) };
}

function orThrow({ failureConversationIDList: failures }: { failureConversationIDList: { code: number }[] }): void {
  const [failure] = failures;
  if (failure) throw Object.assign(new Error("The server refused"), { code: failure.code });
}
