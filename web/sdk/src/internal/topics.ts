import {
  ErrorCode,
  EVENT,
  Limits,
  TYPES,
  type Conversation as WireConversation,
  type ListTopicsResult,
  type Topic as WireTopic,
  type TopicFailure,
  type TopicSelf,
  type TopicState,
} from "../generated/protocol";
import type * as api from "../api";
import { createBurst } from "./burst";
import type { Conversation } from "./conversation";
import type { Emitter } from "./emitter";
import { ChatError } from "./errors";
import type { GroupList } from "./groupList";
import type { Logger } from "./logger";
import { toLastMessage } from "./message";
import { createRate, isRecent } from "./rate";
import type { Session } from "./session";
import { groupOfRoom } from "./topicIDs";
import { unreadCount } from "./unread";
import { ok, own } from "./ok";

/** The topics that are known, and what users do with them. */
export interface Topics {
  readonly api: api.TopicApi;
  /** Whether nobody wants what comes for this group or topic. */
  ignores?(groupID: string): boolean;
  created(groupID: string, topic: WireTopic): void;
  deleted(groupID: string, topicIDList: readonly string[]): void;
  changed(topic: WireTopic): void;
  self(topicID: string, selfInfo: TopicSelf): void;
  /** The user is out of a Community. */
  left(groupID: string): void;
  /** Something changed that apps may see of a topic. */
  touch(topicID: string): void;
  /** A topic as it is now; changes of it are told all the same. */
  view(topicID: string): api.Topic | undefined;
  /** Asks the server for one that is not known yet. */
  meet(topicID: string): void;
  /** The same, and how far its messages have come. */
  fetch(topicID: string): Promise<WireConversation>;
  /** Compares what is known with the server, where pushes may have been lost. */
  catchUp(): Promise<void>;
  announce(): void;
  reset(): void;
}

/** What topics ask of their messages. */
export interface TopicMessages {
  find(conversationID: string): Conversation | undefined;
  newest(conversationID: string): number;
  /** How the user wants to hear of them. */
  reminding(conversationID: string): string;
  /** The server says how far a topic has come. */
  learn(wire: WireConversation): void;
  /** A topic is new: all that comes is news. */
  begin(conversationID: string): void;
  /** Nothing was heard of a topic before a lost connection. */
  meet(wire: WireConversation, isNew: boolean): void;
  /** @param isOver - not only for the user; another topic may get its ID */
  forget(conversationID: string, isOver: boolean): void;
}

interface Known {
  topic: WireTopic;
  self: TopicSelf;
  /** What the app was told last. */
  told: string;
  isChanged: boolean;
}

/** `getTopicList#3` */
const KEPT_MS = 300_000;
const RETRY_MS = 2_000;
/** About one frame of the screen. */
const GATHER_MS = 16;
const conversationOf = (topicID: string): string => TYPES.CONV_GROUP + topicID;
const absent = (topicID: string): TopicFailure => ({
  topicID,
  code: ErrorCode.GROUP_NOT_FOUND,
  message: `no topic ${topicID}`,
});

export function createTopics(
  session: Pick<Session, "call">,
  emitter: Emitter,
  log: Logger,
  groups: Pick<GroupList, "communities">,
  messages: TopicMessages,
): Topics {
  const all = new Map<string, Known>();
  /** When all topics of a Community were listed. */
  const listed = new Map<string, number>();
  /** What Communities are about to be asked for. */
  const gathered = new Map<string, { readonly topicIDs: Set<string>; readonly answer: Promise<ListTopicsResult> }>();
  /** `general#9` */
  const admit = createRate("getTopicList", Limits.TOPIC_LISTS_PER_SECOND, 1000);
  /** For each list on its way, what was deleted since it was asked for: it may not know of that. */
  const deletions = new Set<Set<string>>();
  let again: ReturnType<typeof setTimeout> | undefined;
  const telling = createBurst(() => {
    for (const [topicID, known] of all) {
      if (!known.isChanged) continue;
      const { told } = known;
      const topic = tell(topicID, known);
      if (known.told !== told) emitter.emit(EVENT.TOPIC_UPDATED, { groupID: groupOfRoom(topicID), topic });
    }
  });

  function viewOf(topicID: string, { topic, self }: Known): api.Topic {
    const conversation = messages.find(conversationOf(topicID));
    return {
      topicID,
      topicName: topic.topicName,
      avatar: topic.avatar ?? "",
      introduction: topic.introduction ?? "",
      notification: topic.notification ?? "",
      customData: topic.customData ?? "",
      muteAllMembers: topic.muteAllMembers,
      unreadCount: conversation ? unreadCount(conversation) : 0,
      groupAtInfoList: (conversation?.calls ?? []).map((call) => ({ ...call, atTypeArray: [...call.atTypeArray] })),
      nextMessageSeq: Math.max(messages.newest(conversationOf(topicID)), conversation?.last?.sequence ?? 0) + 1,
      lastMessage: toLastMessage(conversation?.last),
      selfInfo: {
        muteTime: self.muteTime ?? 0,
        readedSequence: conversation?.readSequence ?? 0,
        messageRemindType: messages.reminding(conversationOf(topicID)),
      },
    };
  }

  /** What the app knows from now on. */
  function tell(topicID: string, known: Known): api.Topic {
    const shown = viewOf(topicID, known);
    known.isChanged = false;
    known.told = JSON.stringify(shown);
    return shown;
  }

  const shownOf = (topicID: string): api.Topic[] => {
    const known = all.get(topicID);
    return known ? [tell(topicID, known)] : [];
  };

  function touch(topicID: string): void {
    const known = all.get(topicID);
    if (!known) return;
    known.isChanged = true;
    telling.soon();
  }

  function put(topic: WireTopic, self?: TopicSelf): Known {
    const { topicID } = topic;
    const known = all.get(topicID) ?? { topic, self: {}, told: "", isChanged: true };
    all.set(topicID, known);
    if (topic.infoSequence >= known.topic.infoSequence) known.topic = topic;
    known.self = self ?? known.self;
    touch(topicID);
    return known;
  }

  function take({ topic, selfInfo, conversation }: TopicState): void {
    put(topic, selfInfo);
    messages.learn(conversation);
  }

  const of = (groupID: string): string[] => [...all.keys()].filter((topicID) => groupOfRoom(topicID) === groupID);

  function forget(topicIDs: readonly string[], isOver = true): string[] {
    topicIDs.forEach((topicID) => messages.forget(conversationOf(topicID), isOver));
    return topicIDs.filter((topicID) => all.delete(topicID));
  }

  function created(groupID: string, topic: WireTopic): void {
    const { topicID } = topic;
    deletions.forEach((since) => since.delete(topicID));
    messages.begin(conversationOf(topicID));
    tell(topicID, put(topic));
    emitter.emit(EVENT.TOPIC_CREATED, { groupID, topicID });
  }

  function deleted(groupID: string, topicIDList: readonly string[]): void {
    deletions.forEach((since) => topicIDList.forEach((topicID) => since.add(topicID)));
    forget(topicIDList);
    emitter.emit(EVENT.TOPIC_DELETED, { groupID, topicIDList: [...topicIDList] });
  }

  /** Takes over a list; without `wanted` it is that of all topics. Those not known before are `met` first. */
  async function pull(
    groupID: string,
    wanted?: readonly string[],
    met?: (state: TopicState) => void,
  ): Promise<{ gone: string[] } & ListTopicsResult> {
    const before = wanted ?? of(groupID); // what is made meanwhile may be missing
    const since = new Set<string>();
    deletions.add(since);
    const answer = session.call("topic.list", { groupID, topicIDList: wanted && [...wanted] });
    const result = await answer.finally(() => deletions.delete(since));
    const successTopicList = result.successTopicList.filter(({ topic }) => !since.has(topic.topicID));
    const replaced = forget(
      successTopicList
        .filter(
          ({ topic: { topicID, createTime } }) => (all.get(topicID)?.topic.createTime ?? createTime) !== createTime,
        )
        .map(({ topic }) => topic.topicID),
    );
    for (const state of successTopicList) {
      if (!all.has(state.topic.topicID)) met?.(state);
      take(state);
    }
    const there = new Set(successTopicList.map(({ topic }) => topic.topicID));
    if (!wanted) listed.set(groupID, Date.now());
    return {
      successTopicList,
      failureTopicList: [
        ...result.failureTopicList,
        ...[...since].filter((topicID) => wanted?.includes(topicID)).map(absent),
      ],
      gone: [...replaced, ...forget(before.filter((topicID) => !there.has(topicID)))],
    };
  }

  async function list(groupID: string, topicIDs?: readonly string[]) {
    const wanted = topicIDs?.length ? topicIDs : undefined;
    const at = listed.get(groupID);
    if (at !== undefined && isRecent(at, KEPT_MS)) {
      return {
        successTopicList: (wanted ?? of(groupID)).flatMap(shownOf),
        failureTopicList: (wanted ?? []).filter((topicID) => !all.has(topicID)).map(absent),
      };
    }
    admit();
    const { successTopicList, failureTopicList } = own(await pull(groupID, wanted));
    return {
      successTopicList: successTopicList.flatMap(({ topic }) => shownOf(topic.topicID)),
      failureTopicList,
    };
  }

  /** Topics of a Community that are missed at about the same time are asked for together. */
  async function fetch(topicID: string): Promise<WireConversation> {
    const groupID = groupOfRoom(topicID);
    let batch = gathered.get(groupID);
    if (!batch) {
      const topicIDs = new Set<string>();
      const answer = new Promise((resolve) => setTimeout(resolve, GATHER_MS)).then(() => {
        if (gathered.get(groupID)?.topicIDs !== topicIDs) throw new ChatError(ErrorCode.LOGGED_OUT, "signed out");
        gathered.delete(groupID);
        return pull(groupID, [...topicIDs]);
      });
      batch = { topicIDs, answer };
      gathered.set(groupID, batch);
    }
    batch.topicIDs.add(topicID);
    const { successTopicList } = await batch.answer;
    const state = successTopicList.find(({ topic }) => topic.topicID === topicID);
    if (!state) throw new ChatError(ErrorCode.GROUP_NOT_FOUND, `no topic ${topicID}`);
    return state.conversation;
  }

  async function compare(groupID: string): Promise<void> {
    const isListed = listed.has(groupID); // then what is new was made since
    const met: TopicState[] = [];
    const { gone } = await pull(groupID, undefined, (state) => {
      met.push(state);
      messages.meet(state.conversation, isListed);
    });
    if (gone.length) emitter.emit(EVENT.TOPIC_DELETED, { groupID, topicIDList: gone });
    for (const { topic, conversation } of met) {
      if (isListed) created(groupID, topic);
      else if (messages.newest(conversation.conversationID) === conversation.lastSequence) shownOf(topic.topicID);
    }
  }

  async function catchUp(groupIDs = groups.communities().map(({ groupID }) => groupID)): Promise<void> {
    clearTimeout(again);
    for (const [i, groupID] of groupIDs.entries()) {
      try {
        await compare(groupID);
      } catch (failure) {
        log.warn(`Could not ask for topics of ${groupID}`, failure);
        if (failure instanceof ChatError && failure.code === ErrorCode.OVER_FREQUENCY_LIMIT) {
          if (telling.isStarted) again = setTimeout(() => void catchUp(groupIDs.slice(i)), RETRY_MS);
          return;
        }
      }
    }
  }

  function left(groupID: string): void {
    listed.delete(groupID);
    forget(of(groupID), false);
  }

  return {
    api: {
      getJoinedCommunityList: () => Promise.resolve(ok({ groupList: groups.communities() })),
      async createTopicInCommunity(options) {
        const { topic } = await session.call("topic.create", { ...options, topicID: options.topicID ?? undefined });
        created(options.groupID, topic);
        return ok({ topicID: topic.topicID });
      },
      async deleteTopicFromCommunity(options) {
        const { successTopicIDList: gone, failureTopicList } = own(await session.call("topic.delete", options));
        if (gone.length) deleted(options.groupID, gone);
        return ok({
          successTopicList: gone.map((topicID) => ({ topicID })),
          failureTopicList,
        });
      },
      async updateTopicProfile(options) {
        const { topic } = await session.call("topic.update", options);
        return ok({ topic: tell(options.topicID, put(topic)) });
      },
      getTopicList: ({ groupID, topicIDList }) => list(groupID, topicIDList).then(ok),
    },
    created,
    deleted,
    changed(topic) {
      if (all.has(topic.topicID) || listed.has(groupOfRoom(topic.topicID))) put(topic);
      else void fetch(topic.topicID).catch(() => undefined); // gone by now
    },
    self(topicID, selfInfo) {
      const known = all.get(topicID);
      if (!known) return;
      known.self = selfInfo;
      touch(topicID);
    },
    left,
    touch,
    view(topicID) {
      const known = all.get(topicID);
      return known && viewOf(topicID, known);
    },
    meet(topicID) {
      if (!all.has(topicID)) fetch(topicID).catch((failure: unknown) => log.warn(`${topicID} is not known`, failure));
    },
    fetch,
    catchUp: () => catchUp(),
    announce: () => telling.start(),
    reset() {
      clearTimeout(again);
      telling.reset();
      all.clear();
      listed.clear();
      gathered.clear();
    },
  };
}
