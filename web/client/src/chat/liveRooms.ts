import TencentCloudChat, { type Chat, type Conversation, type GroupMember } from "@parley-im/chat";
import { shallowRef, type ShallowRef } from "vue";
import { contentOf } from "./content";
import { codeOf } from "./failures";
import type { NoticeContent } from "./groupEvents";

const { EVENT, TYPES } = TencentCloudChat;

/** Notices that somebody is out of a group: put out, it has ended, banned. */
const OUT: readonly number[] = [4, 5, 21];
const TOO_FAST = 2996;
/** So often the members of a live room may be asked for. */
export const LIST_MS = 3_050;

/** A mark of the apps' own: this page gives one, and shows it as a star. */
export const STAR = 1000;

/** Live rooms: who is in one, one at a time, hears what is said there. Calls throw what the SDK rejects with. */
export class LiveRooms {
  /** Why I am not in a room any more, by group ID, where somebody has said so. */
  readonly endings: ShallowRef<ReadonlyMap<string, NoticeContent>> = shallowRef(new Map());
  /** Rooms that I was in since I signed in, and am not any more, by conversation. */
  readonly left: ShallowRef<ReadonlyMap<string, Conversation>> = shallowRef(new Map());
  #in: readonly Conversation[] = [];

  constructor(private readonly chat: Chat) {
    chat.on(EVENT.MESSAGE_RECEIVED, ({ data }) => {
      for (const { type, payload } of data) {
        if (type === TYPES.MSG_GRP_SYS_NOTICE) this.#heed(payload);
      }
    });
    chat.on(EVENT.CONVERSATION_LIST_UPDATED, ({ data }) => this.#follow(data));
  }

  #heed(payload: Readonly<Record<string, unknown>>): void {
    const notice = contentOf(TYPES.MSG_GRP_SYS_NOTICE, payload);
    const { groupID } = payload["groupProfile"] as { groupID?: unknown };
    if (notice.kind !== "notice" || !OUT.includes(notice.operation) || typeof groupID !== "string") return;
    this.endings.value = new Map(this.endings.value).set(groupID, notice);
  }

  /** A room that I am out of is on no list: it is kept for whoever still looks at it. */
  #follow(listed: readonly Conversation[]): void {
    const now = listed.filter(({ subType }) => subType === TYPES.GRP_AVCHATROOM);
    const ids = new Set(now.map(({ conversationID }) => conversationID));
    const gone = this.#in.filter(({ conversationID }) => !ids.has(conversationID));
    this.#in = now;
    if (gone.length > 0) {
      this.left.value = new Map([...this.left.value, ...gone.map((it) => [it.conversationID, it] as const)]);
    }
  }

  /** Goes into a room, and out of the one before. */
  async enter(groupID: string): Promise<void> {
    await this.chat.joinGroup({ groupID });
    const endings = new Map(this.endings.value);
    endings.delete(groupID);
    this.endings.value = endings;
  }

  /** Whether an ID is a live room's; nobody needs to be in it to know. */
  async isRoom(groupID: string): Promise<boolean> {
    try {
      return (await this.chat.searchGroupByID(groupID)).data.group.type === TYPES.GRP_AVCHATROOM;
    } catch {
      return false;
    }
  }

  /** How many are in now. */
  async count(groupID: string): Promise<number> {
    return (await this.chat.getGroupOnlineMemberCount(groupID)).data.memberCount;
  }

  /** Puts somebody out, who cannot come back for so many seconds. */
  async ban(groupID: string, userID: string, seconds: number): Promise<void> {
    await this.chat.deleteGroupMember({ groupID, userIDList: [userID], duration: seconds });
  }

  async star(groupID: string, userID: string, enableMark: boolean): Promise<void> {
    await this.chat.markGroupMemberList({ groupID, userIDList: [userID], markType: STAR, enableMark });
  }
}

/** Asks again, once, what was asked for too soon. */
export async function inTurn<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (codeOf(error) !== TOO_FAST) throw error;
    await new Promise((resolve) => setTimeout(resolve, LIST_MS));
    return ask();
  }
}

export function isStarred({ markType }: GroupMember): boolean {
  return markType.includes(STAR);
}
