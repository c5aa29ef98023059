import TencentCloudChat, { type Chat, type Group, type Topic, type UpdateTopicOptions } from "@parley-im/chat";
import { computed, shallowRef, type ComputedRef, type ShallowRef } from "vue";
import { groupConversationID, toTopicLine, type ChatLine } from "./conversation";
import { codeOf } from "./failures";
import { checkGroupName } from "./groups";
import { loadWhenReady, persist } from "./persistence";

const { EVENT, TYPES } = TencentCloudChat;

/** What stands between the ID of a community and what tells its topics apart. */
const MARK = "@TOPIC#_";
/** As many lists of topics may be asked for in a second; when there are more communities, they take turns. */
const LISTS_AT_ONCE = 8;
const TURN_MS = 1_050;
const UNKNOWN_GROUP = 10010;

/** A community with its topics, as the list of chats shows it. */
export interface CommunityLine {
  readonly group: Group;
  /** In the order in which they were made. */
  readonly topics: readonly ChatLine[];
  /** The topic in which something was said last; `null` where nothing was. */
  readonly newest: ChatLine | null;
  /** Of the topics that are not quiet. */
  readonly unread: number;
  /** What I have not read in any of its topics calls me by name. */
  readonly isCalled: boolean;
  /** Unix seconds of what was said last, or of its making. */
  readonly time: number;
}

/** A topic that is about to be made, or changed. */
export interface TopicDraft {
  readonly topicName: string;
  readonly notification: string;
}

interface Known {
  readonly topic: Topic;
  readonly group: Group;
}

/** The communities with topics that I am in. Calls throw what the SDK rejects with. */
export class Communities {
  /** By ID. */
  readonly joined: ShallowRef<ReadonlyMap<string, Group>> = shallowRef(new Map());
  readonly lines: ComputedRef<readonly CommunityLine[]>;
  /** Unread messages of all topics that are not quiet. */
  readonly unread: ComputedRef<number>;

  /** Topics by community. */
  readonly #topics: ShallowRef<ReadonlyMap<string, readonly Topic[]>> = shallowRef(new Map());
  /** Topics that were deleted, or whose community I have left, for whoever still has one of them open. */
  readonly #gone: ShallowRef<ReadonlyMap<string, Known>> = shallowRef(new Map());
  readonly #byID: ComputedRef<ReadonlyMap<string, ChatLine>>;
  #loading: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly chat: Chat,
    private readonly userID: string,
  ) {
    this.lines = computed(() => [...this.joined.value.values()].map((group) => this.#line(group)));
    this.unread = computed(() => this.lines.value.reduce((sum, { unread }) => sum + unread, 0));
    this.#byID = computed(
      () => new Map(this.lines.value.flatMap(({ topics }) => topics).map((topic) => [topic.id, topic])),
    );
    loadWhenReady(chat, () => this.#refresh());
    chat.on(EVENT.GROUP_LIST_UPDATED, () => void persist(chat, () => this.#refresh()));
    chat.on(EVENT.TOPIC_CREATED, ({ data }) => void this.#load([data.groupID]));
    chat.on(EVENT.TOPIC_UPDATED, ({ data }) => this.#put(data.groupID, data.topic));
    chat.on(EVENT.TOPIC_DELETED, ({ data }) => this.#drop(data.groupID, data.topicIDList));
  }

  /** Which communities there are now. */
  async #refresh(): Promise<void> {
    const { data } = await this.chat.getJoinedCommunityList();
    const before = this.joined.value;
    const joined = new Map(data.groupList.map((group) => [group.groupID, group]));
    for (const [groupID, group] of before) if (!joined.has(groupID)) this.#leave(group);
    this.joined.value = joined;
    await this.#load([...joined.keys()].filter((groupID) => !before.has(groupID)));
  }

  /** Asks for the topics of communities; one that cannot be had now is asked for again when it is opened. */
  #load(groupIDs: readonly string[]): Promise<unknown> {
    const loading = Promise.allSettled([this.#loading, this.#loadInTurns(groupIDs)]);
    return (this.#loading = loading);
  }

  async #loadInTurns(groupIDs: readonly string[]): Promise<void> {
    for (let first = 0; first < groupIDs.length; first += LISTS_AT_ONCE) {
      if (first > 0) await new Promise((resolve) => setTimeout(resolve, TURN_MS));
      await Promise.allSettled(groupIDs.slice(first, first + LISTS_AT_ONCE).map((groupID) => this.list(groupID)));
    }
  }

  /** Asks for the topics of a community. */
  async list(groupID: string): Promise<readonly Topic[]> {
    const { data } = await this.chat.getTopicList({ groupID });
    this.#set(groupID, data.successTopicList);
    return data.successTopicList;
  }

  #set(groupID: string, topics: readonly Topic[]): void {
    this.#topics.value = new Map(this.#topics.value).set(groupID, topics);
  }

  #put(groupID: string, topic: Topic): void {
    const topics = this.#topics.value.get(groupID) ?? [];
    const isThere = topics.some(({ topicID }) => topicID === topic.topicID);
    this.#set(groupID, isThere ? topics.map((it) => (it.topicID === topic.topicID ? topic : it)) : [...topics, topic]);
  }

  #drop(groupID: string, topicIDs: readonly string[]): void {
    const group = this.joined.value.get(groupID);
    const topics = this.#topics.value.get(groupID) ?? [];
    if (group) {
      this.#bury(
        group,
        topics.filter(({ topicID }) => topicIDs.includes(topicID)),
      );
    }
    this.#set(
      groupID,
      topics.filter(({ topicID }) => !topicIDs.includes(topicID)),
    );
  }

  #leave(group: Group): void {
    this.#bury(group, this.#topics.value.get(group.groupID) ?? []);
    const topics = new Map(this.#topics.value);
    topics.delete(group.groupID);
    this.#topics.value = topics;
  }

  #bury(group: Group, topics: readonly Topic[]): void {
    this.#gone.value = new Map([
      ...this.#gone.value,
      ...topics.map((topic) => [groupConversationID(topic.topicID), { topic, group }] as const),
    ]);
  }

  #line(group: Group): CommunityLine {
    const topics = (this.#topics.value.get(group.groupID) ?? []).map((topic) => toTopicLine(topic, group, this.userID));
    const newest = topics.reduce<ChatLine | null>(
      (best, topic) => ((topic.last?.time ?? 0) > (best?.last?.time ?? 0) ? topic : best),
      null,
    );
    return {
      group,
      topics,
      newest,
      unread: topics.reduce((sum, { unread, isQuiet }) => sum + (isQuiet ? 0 : unread), 0),
      isCalled: topics.some(({ call }) => call !== null),
      time: newest?.last?.time ?? group.createTime,
    };
  }

  /** The topic of a conversation, also one that is gone since it was known; `null` for every other conversation. */
  find(conversationID: string): ChatLine | null {
    const line = this.#byID.value.get(conversationID);
    if (line) return line;
    const gone = this.#gone.value.get(conversationID);
    return gone ? { ...toTopicLine(gone.topic, gone.group, this.userID), isIn: false } : null;
  }

  /**
   * Makes sure that a topic is known, if there is such a one.
   *
   * @throws also 10010 where there is none
   */
  async meet(conversationID: string): Promise<void> {
    await this.#loading;
    if (this.find(conversationID)) return;
    await this.list(groupOfTopic(conversationID.slice(TYPES.CONV_GROUP.length)));
    if (!this.find(conversationID)) throw Object.assign(new Error("There is no such topic"), { code: UNKNOWN_GROUP });
  }

  /** Takes in a community that I have just made or joined, and tells which topic to begin with; `null`: it has none. */
  async enter(groupID: string): Promise<string | null> {
    await this.#refresh();
    const [first] = await this.list(groupID);
    return first ? groupConversationID(first.topicID) : null;
  }

  /** @returns the conversation of the new topic */
  async create(groupID: string, { topicName, notification }: TopicDraft): Promise<string> {
    const said = notification === "" ? {} : { notification };
    const { data } = await this.chat.createTopicInCommunity({ groupID, topicName, ...said });
    await this.list(groupID);
    return groupConversationID(data.topicID);
  }

  async update(
    groupID: string,
    topicID: string,
    change: Omit<UpdateTopicOptions, "groupID" | "topicID">,
  ): Promise<void> {
    const { data } = await this.chat.updateTopicProfile({ groupID, topicID, ...change });
    this.#put(groupID, data.topic);
  }

  /** Deletes a topic with its messages, for everybody. */
  async remove(groupID: string, topicID: string): Promise<void> {
    const { data } = await this.chat.deleteTopicFromCommunity({ groupID, topicIDList: [topicID] });
    const [failure] = data.failureTopicList;
    // It is gone: somebody else was faster.
    if (failure && codeOf(failure) !== UNKNOWN_GROUP) throw Object.assign(new Error(failure.message), failure);
  }
}

/** Whether a conversation is that of a topic. */
export function isTopic(conversationID: string): boolean {
  return conversationID.startsWith(TYPES.CONV_GROUP) && conversationID.includes(MARK);
}

/** The community of a topic. */
export function groupOfTopic(topicID: string): string {
  return topicID.split(MARK, 1)[0] ?? topicID;
}

/** Chats and communities in one order: pinned chats first, then by what was said last. */
export function inOneList(
  chats: readonly ChatLine[],
  communities: readonly CommunityLine[],
): readonly (ChatLine | CommunityLine)[] {
  const list: (ChatLine | CommunityLine)[] = [...chats];
  for (const community of [...communities].sort((one, other) => other.time - one.time)) {
    const isBefore = (line: ChatLine | CommunityLine): boolean =>
      "topics" in line ? line.time < community.time : !line.isPinned && (line.last?.time ?? 0) < community.time;
    const place = list.findIndex(isBefore);
    list.splice(place < 0 ? list.length : place, 0, community);
  }
  return list;
}

/** What is wrong with the name of a topic: the same as with a group's. */
export const checkTopicName = checkGroupName;
