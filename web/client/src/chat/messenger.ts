import TencentCloudChat, {
  type Chat,
  type Conversation,
  type Group,
  type Message,
  type NetState,
  type Profile,
  type UpdateProfileOptions,
} from "@parley-im/chat";
import { computed, reactive, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from "vue";
import { t } from "../i18n";
import { MessageActions } from "./actions";
import { Arrangement } from "./arrangement";
import { Limits } from "./limits";
import { Communities, isTopic } from "./communities";
import { Contacts } from "./contacts";
import {
  asksForReceipts,
  conversationIDOf,
  groupConversationID,
  partyOf,
  peerOf,
  toChatLine,
  type ChatLine,
} from "./conversation";
import { Follows } from "./follows";
import { GroupApplications } from "./groupApplications";
import { Groups } from "./groups";
import type { Reader } from "./groupWords";
import { LiveRooms } from "./liveRooms";
import { calledIn } from "./mentions";
import { Outgoing } from "./outgoing";
import { People } from "./people";
import { Presence } from "./presence";
import { Search } from "./search";
import type { Largest } from "./server";
import { Timeline } from "./timeline";
import { Uploads } from "./uploads";

const { EVENT, TYPES } = TencentCloudChat;

/** Everything of one signed-in user that the page shows: a thin reactive layer over the SDK. */
export class Messenger {
  /** Whether the list of conversations is here. */
  readonly isReady = ref(false);
  readonly connection: Ref<NetState> = ref("connected");
  readonly me: ShallowRef<Profile | null> = shallowRef(null);
  /** Messages that I have not read and that are not quiet, those of topics among them. */
  readonly totalUnread: ComputedRef<number>;
  /** What was written and not sent, by conversation. */
  readonly drafts = reactive(new Map<string, string>());
  /** Who was called by name in a draft: user IDs by name, by conversation. */
  readonly #mentions = new Map<string, Map<string, string>>();
  readonly outgoing: Outgoing;
  /** Files on their way. */
  readonly uploads: Uploads;
  readonly limits: Limits;
  /** Chats in the order of the list. */
  readonly chats: ComputedRef<readonly ChatLine[]>;
  /** What can be done with messages that are there. */
  readonly actions: MessageActions;
  readonly search: Search;
  readonly groups: Groups;
  readonly groupApplications: GroupApplications;
  readonly communities: Communities;
  readonly liveRooms: LiveRooms;
  readonly contacts: Contacts;
  readonly follows: Follows;
  readonly presence: Presence;
  readonly arrangement: Arrangement;
  readonly people: People;
  /** For whom tips and notices are put into words. */
  readonly reader: Reader;
  /** The groups that I am in, by ID. */
  readonly joined: ShallowRef<ReadonlyMap<string, Group>> = shallowRef(new Map());
  /** A message that the chat it is in is about to jump to. */
  readonly target: ShallowRef<Message | null> = shallowRef(null);

  readonly #listed: ShallowRef<readonly Conversation[]> = shallowRef([]);
  /** Chats that were opened before anybody wrote in them. */
  readonly #opened: ShallowRef<ReadonlyMap<string, Conversation>> = shallowRef(new Map());
  readonly #unread = ref(0);
  readonly #timelines = new Map<string, Timeline>();

  /**
   * Must be made before `chat.login`, or events are missed (`on#1`).
   *
   * @param chat - one that is patient: the page is there before the SDK is ready
   */
  constructor(
    private readonly chat: Chat,
    readonly userID: string,
    largest: Largest,
  ) {
    this.limits = new Limits(largest);
    this.uploads = new Uploads(chat, this.limits);
    this.outgoing = new Outgoing(chat);
    this.actions = new MessageActions(chat, (id) => this.timeline(id));
    this.search = new Search(chat, userID);
    this.groups = new Groups(chat);
    this.communities = new Communities(chat, userID);
    this.liveRooms = new LiveRooms(chat);
    this.contacts = new Contacts(chat);
    this.arrangement = new Arrangement(chat);
    this.presence = new Presence(chat);
    this.follows = new Follows(chat);
    this.groupApplications = new GroupApplications(chat);
    this.people = new People(chat);
    this.reader = { userID, nameOf: (id) => this.people.nameOf(id) };
    this.chats = computed(() => this.#listed.value.map((it) => this.#line(it)).filter((line) => line !== null));
    this.totalUnread = computed(() => this.#unread.value + this.communities.unread.value);
    chat.on(EVENT.SDK_READY, () => void this.#load());
    chat.on(EVENT.NET_STATE_CHANGE, ({ data }) => (this.connection.value = data.state));
    chat.on(EVENT.CONVERSATION_LIST_UPDATED, ({ data }) => (this.#listed.value = data));
    chat.on(EVENT.GROUP_LIST_UPDATED, ({ data }) => this.#keepGroups(data));
    chat.on(EVENT.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, ({ data }) => (this.#unread.value = data));
    chat.on(EVENT.MESSAGE_RECEIVED, ({ data }) => {
      // What live rooms say is nowhere to be had later.
      for (const { conversationID, conversationSubType } of data) {
        if (conversationSubType === TYPES.GRP_AVCHATROOM) this.timeline(conversationID);
      }
      this.#each(data, (timeline, messages) => timeline.receive(messages));
    });
    chat.on(EVENT.MESSAGE_READ_BY_PEER, ({ data }) =>
      this.#each(data, (timeline, messages) => timeline.readByPeer(messages)),
    );
    chat.on(EVENT.PROFILE_UPDATED, ({ data }) => {
      this.people.keep(data.map((profile) => ({ ...profile })));
      const mine = data.find((profile) => profile.userID === userID);
      if (mine) this.me.value = { ...mine };
    });
  }

  async #load(): Promise<void> {
    const [{ data: profile }, { data: groups }, { data: list }] = await Promise.all([
      this.chat.getMyProfile(),
      this.chat.getGroupList(),
      this.chat.getConversationList(),
    ]);
    this.me.value = { ...profile };
    this.#keepGroups(groups.groupList);
    this.#listed.value = list.conversationList;
    this.#unread.value = this.chat.getTotalUnreadMessageCount();
    this.isReady.value = true;
  }

  #keepGroups(groups: readonly Group[]): void {
    this.joined.value = new Map(groups.map((group) => [group.groupID, group]));
  }

  #line(conversation: Conversation): ChatLine | null {
    return toChatLine(conversation, this.userID, t.value.notices.title, this.joined.value);
  }

  #each(messages: readonly Message[], take: (timeline: Timeline, messages: readonly Message[]) => void): void {
    for (const [id, timeline] of this.#timelines) {
      const ofOne = messages.filter((message) => message.conversationID === id);
      if (ofOne.length > 0) take(timeline, ofOne);
    }
  }

  /** The chat of an ID, `null` while it is neither in the list nor opened. */
  find(conversationID: string): ChatLine | null {
    const listed = this.chats.value.find((line) => line.id === conversationID);
    const opened = this.#opened.value.get(conversationID);
    if (listed) return listed;
    const left = this.liveRooms.left.value.get(conversationID);
    const line = left ? this.#line(left) : null;
    if (line) return { ...line, isIn: false };
    return opened ? this.#line(opened) : this.communities.find(conversationID);
  }

  /**
   * Makes a chat with somebody available, whether anybody has written in it or not.
   *
   * @returns its conversation ID
   * @throws what the SDK rejects with: 2501 for an unknown user
   */
  async open(userID: string): Promise<string> {
    const id = conversationIDOf(userID);
    await this.openConversation(id);
    return id;
  }

  /**
   * Makes the chat of an ID available, whether it is in the list or not.
   *
   * @throws what the SDK rejects with: 2501 for an unknown user or group
   */
  async openConversation(id: string): Promise<void> {
    if (this.find(id)) return;
    if (isTopic(id)) return this.communities.meet(id);
    const party = partyOf(id);
    if (party?.kind === "group" && !this.joined.value.has(party.peerID)) {
      // The address of a live room leads into it.
      if (await this.liveRooms.isRoom(party.peerID)) return this.liveRooms.enter(party.peerID);
    }
    const { data } = await this.chat.getConversationProfile(id);
    this.#opened.value = new Map(this.#opened.value).set(id, data.conversation);
  }

  /**
   * The conversation to show of a group that I have just made or joined: of a community its first topic.
   *
   * @returns `null` for a community without topics
   */
  async enter({ groupID, isSupportTopic }: Pick<Group, "groupID" | "isSupportTopic">): Promise<string | null> {
    return isSupportTopic ? this.communities.enter(groupID) : groupConversationID(groupID);
  }

  /** The messages of a chat. */
  timeline(conversationID: string): Timeline {
    let timeline = this.#timelines.get(conversationID);
    if (!timeline) {
      timeline = new Timeline(this.chat, conversationID, () => {
        const chat = this.find(conversationID);
        return chat === null ? peerOf(conversationID) !== null : asksForReceipts(chat);
      });
      this.#timelines.set(conversationID, timeline);
    }
    return timeline;
  }

  /** Somebody's name was put into the draft of a conversation. */
  keepMention(conversationID: string, name: string, userID: string): void {
    this.#mentions.set(conversationID, new Map(this.#mentions.get(conversationID)).set(name, userID));
  }

  /** Whom a text calls that is about to be sent; what was kept for it is forgotten. */
  takeMentions(conversationID: string, text: string): string[] {
    const called = calledIn(text, this.#mentions.get(conversationID) ?? new Map<string, string>());
    this.#mentions.delete(conversationID);
    return called;
  }

  /** Has the chat that a message is in show it, as soon as that chat is on screen. */
  jumpTo(message: Message): void {
    this.target.value = message;
  }

  /**
   * Fetches the messages of a merged one that the server keeps apart, and fills its payload.
   *
   * @param merged - a message, or what is inside of another merged one: the SDK reads these two fields
   * @throws what the SDK rejects with: 2452 when they cannot be had
   */
  async download(merged: Pick<Message, "type" | "payload">): Promise<void> {
    await this.chat.downloadMergerMessage(merged as Message);
  }

  /** Tells the server that everything in a chat has been seen. */
  async markRead(conversationID: string): Promise<void> {
    await this.chat.setMessageRead({ conversationID });
  }

  /** Removes a chat and its messages, for this user only. */
  async remove(conversationID: string): Promise<void> {
    if (this.chats.value.some((line) => line.id === conversationID)) await this.chat.deleteConversation(conversationID);
    const opened = new Map(this.#opened.value);
    opened.delete(conversationID);
    this.#opened.value = opened;
    this.drafts.delete(conversationID);
    this.#timelines.get(conversationID)?.clear();
  }

  /** Changes my profile, here and for everybody. */
  async updateMe(change: UpdateProfileOptions): Promise<void> {
    const { data } = await this.chat.updateMyProfile(change);
    this.me.value = { ...data };
  }

  /** Somebody's whole profile, `null` when there is no such user. */
  async profileOf(userID: string): Promise<Profile | null> {
    const { data } = await this.chat.getUserProfile({ userIDList: [userID] });
    return data[0] ?? null;
  }
}
