import TencentCloudChat, {
  type Chat,
  type Friend,
  type FriendApplication,
  type FriendApplicationList,
  type FriendGroup,
} from "@parley-im/chat";
import { ref, shallowRef, type Ref, type ShallowRef } from "vue";
import { nameOf } from "./conversation";
import { loadWhenReady } from "./persistence";

const { EVENT, TYPES } = TencentCloudChat;

/** How friends are said to have come together; the API wants to be told. */
const SOURCE = "AddSource_Type_Web";
/** What `addFriend` resolves with where the other side decides. */
const WAITS = 30539;

/** The server's limits, in bytes. */
export const MAX_REMARK_BYTES = 96;
export const MAX_WORDING_BYTES = 256;
export const MAX_LABEL_BYTES = 30;

/** My friends, who wants to be one, and whom I do not want to hear of. Calls throw what the SDK rejects with. */
export class Contacts {
  readonly friends: ShallowRef<readonly Friend[]> = shallowRef([]);
  /** Requests that nobody has decided, newest first. */
  readonly requests: ShallowRef<readonly FriendApplication[]> = shallowRef([]);
  /** How many of those that others sent are new. */
  readonly newRequests: Ref<number> = ref(0);
  /** My groups of friends. */
  readonly labels: ShallowRef<readonly FriendGroup[]> = shallowRef([]);
  /** User IDs. */
  readonly blocked: ShallowRef<readonly string[]> = shallowRef([]);
  /** Whether all of this is known. */
  readonly isLoaded = ref(false);

  constructor(private readonly chat: Chat) {
    loadWhenReady(chat, () => this.#load());
    chat.on(EVENT.FRIEND_LIST_UPDATED, ({ data }) => (this.friends.value = data));
    chat.on(EVENT.FRIEND_APPLICATION_LIST_UPDATED, ({ data }) => this.#keepRequests(data));
    chat.on(EVENT.FRIEND_GROUP_LIST_UPDATED, ({ data }) => (this.labels.value = data));
    chat.on(EVENT.BLACKLIST_UPDATED, ({ data }) => (this.blocked.value = data));
  }

  async #load(): Promise<void> {
    const [friends, requests, labels, blocked] = await Promise.all([
      this.chat.getFriendList(),
      this.chat.getFriendApplicationList(),
      this.chat.getFriendGroupList(),
      this.chat.getBlacklist(),
    ]);
    this.friends.value = friends.data;
    this.#keepRequests(requests.data);
    this.labels.value = labels.data;
    this.blocked.value = blocked.data;
    this.isLoaded.value = true;
  }

  #keepRequests({ friendApplicationList, unreadCount }: FriendApplicationList): void {
    this.requests.value = friendApplicationList;
    this.newRequests.value = unreadCount;
  }

  /** `null` for somebody who is no friend. */
  friend(userID: string): Friend | null {
    return this.friends.value.find((friend) => friend.userID === userID) ?? null;
  }

  isBlocked(userID: string): boolean {
    return this.blocked.value.includes(userID);
  }

  /** Adds somebody, or asks them; tells whether they are a friend now. */
  async add(userID: string, wording: string): Promise<boolean> {
    const { data } = await this.chat.addFriend({ to: userID, source: SOURCE, wording });
    return data.code !== WAITS;
  }

  async accept(userID: string): Promise<void> {
    await this.chat.acceptFriendApplication({ userID });
  }

  async refuse(userID: string): Promise<void> {
    await this.chat.refuseFriendApplication({ userID });
  }

  /** Takes my own request back. */
  async withdraw(userID: string): Promise<void> {
    await this.chat.deleteFriendApplication({ userID, type: TYPES.SNS_APPLICATION_SENT_BY_ME });
  }

  async requestsSeen(): Promise<void> {
    if (this.newRequests.value > 0) await this.chat.setFriendApplicationRead();
  }

  /** Ends a friendship, on both sides. */
  async remove(userID: string): Promise<void> {
    await this.chat.deleteFriend({ userIDList: [userID] });
  }

  /** What I call a friend; '' for what they call themselves. */
  async setRemark(userID: string, remark: string): Promise<void> {
    await this.chat.updateFriend({ userID, remark });
  }

  async block(userID: string): Promise<void> {
    await this.chat.addToBlacklist({ userIDList: [userID] });
  }

  async unblock(userID: string): Promise<void> {
    await this.chat.removeFromBlacklist({ userIDList: [userID] });
  }

  /** Puts a friend into a group of friends, or takes them out; a group that is not there is made. */
  async setLabel(userID: string, name: string, isIn: boolean): Promise<void> {
    const userIDList = [userID];
    const isKnown = this.labels.value.some((label) => label.name === name);
    if (!isIn) await this.chat.removeFromFriendGroup({ name, userIDList });
    else if (isKnown) await this.chat.addToFriendGroup({ name, userIDList });
    else await this.chat.createFriendGroup({ name, userIDList });
  }

  async renameLabel(oldName: string, newName: string): Promise<void> {
    await this.chat.renameFriendGroup({ oldName, newName });
  }

  async removeLabel(name: string): Promise<void> {
    await this.chat.deleteFriendGroup({ name });
  }
}

/** What I call a friend: my own name for them, or theirs. */
export function friendName({ userID, remark, profile }: Friend): string {
  return remark || nameOf(userID, profile.nick);
}
