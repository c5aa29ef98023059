import {
  ErrorCode,
  Limits,
  TYPES,
  type Conversation as WireConversation,
  type ConversationRead,
  type HistoryCleared,
  type ListConversationsResult,
  type Message as WireMessage,
  type MessageReadByPeer,
  type MessagesRemoved,
  type Profile as WireProfile,
} from "../generated/protocol";
import type * as api from "../api";
import type { Conversation } from "./conversation";
import { typeOf, type ConversationList } from "./conversationList";
import { ChatError } from "./errors";
import { first } from "./first";
import type { GroupList } from "./groupList";
import type { Logger } from "./logger";
import type { Message } from "./message";
import type { Options } from "./options";
import { briefProfile, copyOf } from "./profiles";
import { createRate } from "./rate";
import type { Account, Session } from "./session";
import { isTopic, placeOf } from "./topicIDs";
import { addCalls, callsOf, count, countAsRead, dropCalls, unreadCount } from "./unread";
import { ok } from "./ok";

type SomeOfProfile = Partial<WireProfile> & Pick<WireProfile, "userID">;

type Methods =
  | "getConversationList"
  | "getConversationProfile"
  | "setMessageRead"
  | "deleteConversation"
  | "clearHistoryMessage"
  | "setAllMessageRead"
  | "getTotalUnreadMessageCount";

/** What happens to conversations: messages, reading, deleting; and what apps ask about them. */
export interface Conversations {
  readonly api: Pick<api.Chat, Methods>;
  /** Takes over what the server says about a conversation. */
  apply(wire: WireConversation): Conversation;
  /** A message has arrived or was sent: it may be the newest. */
  advance(message: Message, unreadCounter: number): void;
  /** The user has read, here or elsewhere. */
  readByMe(read: ConversationRead): void;
  readByPeer(read: MessageReadByPeer): void;
  /** A message is not what it was. */
  changed(message: Message, wire: WireMessage): void;
  /** The user deleted messages; `last` is what the conversation shows now. */
  forget(id: string, messageIDs: readonly string[], last: WireMessage | undefined): void;
  /** Messages are gone from one of the user's conversations. */
  removed(what: MessagesRemoved): void;
  /** The user cleared the history, here or elsewhere. */
  cleared(what: HistoryCleared): void;
  /** Deleted by another instance of the user. */
  deleted(ids: readonly string[]): void;
  /** From here on the list is compared with the server's: other instances may have deleted what that lacks. */
  comparing(): (list: ListConversationsResult) => void;
  /** What the server says about a conversation or topic now. */
  fetch(id: string): Promise<WireConversation>;
  /** Looks up the peer or group, where nothing has told of them yet. */
  meet(id: string): void;
  /** A conversation that is not on the list is pinned. */
  bringUp(id: string): void;
  /** A conversation is not pinned any more. */
  unpinned(id: string): void;
  /** Peers' profiles may be newer, as far as they are given. */
  profiles(profiles: readonly SomeOfProfile[]): void;
}

/** What conversations ask of the messages. */
export interface Reading {
  /** The newest sequence that has arrived. */
  newest(id: string): number;
  toMessage(wire: WireMessage): Message;
  drop(messageIDs: readonly string[]): void;
  /** Lets go of messages up to a sequence. */
  dropUpTo(id: string, sequence: number): void;
  /** The read positions have moved. */
  moved(conversation: Conversation): void;
  forget(id: string): void;
  fetchTopic(topicID: string): Promise<WireConversation>;
  /** Looks up a topic, where nothing has told of it yet. */
  meetTopic(topicID: string): void;
}

export function createConversations(
  session: Pick<Session, "call" | "config">,
  list: ConversationList,
  groups: Pick<GroupList, "of" | "isLeft" | "take" | "counted">,
  options: Pick<Options, "of" | "unpinned">,
  log: Logger,
  me: () => Account,
  reading: Reading,
): Conversations {
  const admitAllRead = createRate("setAllMessageRead", 1, 1_000);

  function advance(message: Message, unreadCounter: number): void {
    const conversation = list.of(message.conversationID);
    count(conversation, message, unreadCounter);
    addCalls(conversation, callsOf(message, me().userID));
    const { memberCount } = message.payload;
    if (message.type === TYPES.MSG_GRP_TIP && typeof memberCount === "number") {
      groups.counted(message.to, memberCount, message.sequence);
    }
    // live rooms have the order of arrival
    const isNewest = !message.sequence || message.sequence > (conversation.last?.sequence ?? 0);
    if (!message._isExcludedFromLastMessage) {
      if (isNewest) conversation.last = message;
      list.show(conversation, isNewest);
    }
    list.touch(conversation);
  }

  function readByMe(read: ConversationRead): void {
    const conversation = list.find(read.conversationID);
    if (!conversation || read.readSequence < conversation.readSequence) return;
    conversation.readSequence = read.readSequence;
    dropCalls(conversation, (sequence) => sequence <= read.readSequence); // `setMessageRead#5`
    countAsRead(conversation, read.readCounter);
    reading.moved(conversation);
    list.touch(conversation);
  }

  function readByPeer({ conversationID, peerReadSequence, peerReadTime }: MessageReadByPeer): void {
    const conversation = list.find(conversationID);
    if (!conversation || peerReadSequence <= conversation.peerReadSequence) return;
    Object.assign(conversation, { peerReadSequence, peerReadTime });
    reading.moved(conversation);
    list.touch(conversation);
  }

  function apply(wire: WireConversation): Conversation {
    if (wire.group) groups.take(wire.group); // first, as it may be another group than the one known
    const conversation = list.of(wire.conversationID);
    conversation.unreadCounter = Math.max(conversation.unreadCounter, wire.unreadCounter);
    if (wire.userProfile) {
      const { userID, nick, avatar } = wire.userProfile; // the others may be left out (`getConversationList#1`)
      profiles([{ userID, nick, avatar }]);
    }
    wire.uncounted?.forEach((counter) => conversation.uncounted.add(counter));
    takeLast(conversation, wire);
    const place = placeOf(wire.conversationID.slice(wire.type.length));
    addCalls(
      conversation,
      (wire.groupAtInfoList ?? []).map((it) => ({ ...it, ...place, atTypeArray: [...it.atTypeArray] })),
    );
    readByMe(wire);
    readByPeer(wire);
    list.touch(conversation);
    return conversation;
  }

  function takeLast(conversation: Conversation, { lastSequence, lastMessage }: WireConversation): void {
    const known = newest(conversation);
    const last = lastMessage && reading.toMessage(lastMessage);
    if (last && last.sequence > conversation.cleared && !last.isDeleted) advance(last, 0);
    if (lastSequence < known || last?.isDeleted) return;
    conversation.last = last && last.sequence > conversation.cleared ? last : undefined; // some may be deleted by now
  }

  function changed(message: Message, wire: WireMessage): void {
    const conversation = list.find(message.conversationID);
    if (!conversation) return;
    if (message.isRevoked && message.flow === "in" && !message._isExcludedFromUnreadCount) {
      conversation.uncounted.add(wire.unreadCounter); // `revokeMessage#7`
    }
    if (message.isRevoked) dropCalls(conversation, (sequence) => sequence === message.sequence);
    if (conversation.last?.ID === message.ID) conversation.last = message;
    list.touch(conversation);
  }

  function forget(id: string, messageIDs: readonly string[], last: WireMessage | undefined): void {
    reading.drop(messageIDs);
    const conversation = list.find(id);
    if (!conversation?.last || !messageIDs.includes(conversation.last.ID)) return;
    conversation.last = last && reading.toMessage(last);
    list.touch(conversation);
  }

  function removed({ conversationID, idList }: MessagesRemoved): void {
    forget(conversationID, idList, undefined);
    void tryLook(conversationID);
  }

  function cleared({ conversationID, clearedSequence, readCounter }: HistoryCleared): void {
    reading.dropUpTo(conversationID, clearedSequence);
    const conversation = list.find(conversationID);
    if (!conversation) return;
    conversation.cleared = Math.max(conversation.cleared, clearedSequence);
    dropCalls(conversation, (sequence) => sequence <= conversation.cleared);
    countAsRead(conversation, readCounter);
    if (conversation.last && conversation.last.sequence <= conversation.cleared) conversation.last = undefined;
    list.touch(conversation);
  }

  function checkID(id: string): void {
    if (!typeOf(id)) throw new ChatError(ErrorCode.INVALID_CONV_ID, `${id} is no conversation ID`);
  }
  const notFound = (id: string): ChatError => new ChatError(ErrorCode.CONV_NOT_FOUND, `no such conversation: ${id}`);

  async function clear(id: string): Promise<void> {
    checkID(id);
    if (isTopic(id)) throw new ChatError(ErrorCode.CONV_UN_RECORDED_TYPE, `${id} is a topic`); // `clearHistoryMessage#2`
    const conversation = list.find(id);
    if (!conversation?.isListed) {
      if (id === TYPES.CONV_SYSTEM) return; // there are no notices
      throw notFound(id);
    }
    const upTo = newest(conversation);
    if (!upTo) {
      conversation.last = undefined; // it exists on this side only
      list.touch(conversation);
      return;
    }
    const result = groups.isLeft(id)
      ? { clearedSequence: upTo, readCounter: conversation.unreadCounter }
      : await session.call("conversation.clearHistory", { conversationID: id, upTo });
    cleared({ conversationID: id, ...result });
  }

  const newest = ({ id, last }: Conversation): number => Math.max(reading.newest(id), last?.sequence ?? 0);

  async function fetch(id: string): Promise<WireConversation> {
    if (isTopic(id)) return reading.fetchTopic(id.slice(TYPES.CONV_GROUP.length));
    return (await session.call("conversation.get", { conversationID: id })).conversation;
  }

  /** Asks the server for one conversation; its profile is complete. */
  async function look(id: string): Promise<Conversation> {
    const wire = await fetch(id);
    const conversation = apply(wire);
    if (wire.userProfile) profiles([wire.userProfile]);
    return conversation;
  }

  const tryLook = (id: string): Promise<Conversation | undefined> =>
    look(id).catch((failure: unknown) => {
      log.warn(`Could not ask for ${id}`, failure);
      return undefined;
    });

  async function profile(id: string): Promise<api.Conversation> {
    checkID(id);
    const isHereOnly = groups.isLeft(id) || groups.of(id)?.type === TYPES.GRP_AVCHATROOM;
    const conversation = isHereOnly ? list.of(id) : await look(id);
    Object.assign(conversation, { isOpened: true, isOnlyPinned: false });
    list.show(conversation);
    return list.view(conversation);
  }

  function bringUp(id: string): void {
    if (list.find(id)?.isListed) return;
    void tryLook(id).then((conversation) => {
      if (!conversation || conversation.isListed || !options.of(id).isPinned) return;
      conversation.isOnlyPinned = !newest(conversation);
      list.show(conversation);
    });
  }

  function unpinned(id: string): void {
    const conversation = list.find(id);
    if (conversation?.isOnlyPinned && !newest(conversation)) list.hide(conversation);
  }

  async function markRead(id: string): Promise<void> {
    const conversation = list.find(id);
    if (!conversation || (!unreadCount(conversation) && !conversation.calls.length)) return; // `setMessageRead#6`
    const sequence = newest(conversation);
    const result = groups.isLeft(id)
      ? { readSequence: sequence, readCounter: conversation.unreadCounter }
      : await session.call("conversation.read", { conversationID: id, sequence });
    readByMe({ conversationID: id, ...result });
  }

  /** Marks what the scope means, but Communities (`setAllMessageRead#1`). */
  async function markAllRead(scope: string): Promise<void> {
    const isMeant = ({ id, type }: Conversation): boolean =>
      type === TYPES.CONV_GROUP
        ? scope !== TYPES.READ_ALL_C2C_MSG && groups.of(id)?.type !== TYPES.GRP_COMMUNITY
        : type === TYPES.CONV_C2C && scope !== TYPES.READ_ALL_GROUP_MSG;
    const unread = list.all().filter((it) => isMeant(it) && (unreadCount(it) || it.calls.length));
    for (const { id } of unread) if (groups.isLeft(id)) await markRead(id);
    const positionList = unread
      .filter(({ id }) => !groups.isLeft(id))
      .map((it) => ({ conversationID: it.id, sequence: newest(it) }))
      .slice(0, Limits.READ_CONVERSATIONS); // more are not on a list
    if (!positionList.length) return; // `setAllMessageRead#3`
    admitAllRead();
    const { readList } = await session.call("conversation.readAll", { positionList });
    readList.forEach(readByMe);
  }

  async function remove(ids: readonly string[], clearHistoryMessage: boolean): Promise<string[]> {
    const known = ids.filter((id) => list.find(id)?.isListed);
    if (!known.length) throw notFound(ids.join());
    // the others are on this side only
    const isStored = (id: string): boolean =>
      newest(list.of(id)) > 0 || (id !== TYPES.CONV_SYSTEM && options.of(id).isPinned);
    const stored = known.filter((id) => isStored(id) && !groups.isLeft(id));
    if (stored.length) {
      await session.call("conversation.delete", { conversationIDList: stored, clearHistoryMessage });
    }
    for (const id of known) {
      options.unpinned(id);
      unlist(id);
      if (clearHistoryMessage) reading.forget(id);
    }
    return known;
  }

  function comparing(): (list: ListConversationsResult) => void {
    const before = list.all().map((it) => [it, newest(it)] as const);
    return ({ conversationList }) => {
      if (session.config.disabled.includes("conversation.deleteSync")) return;
      const ids = conversationList.map(({ conversationID }) => conversationID);
      for (const [it, sequence] of before) {
        const isThere = ids.includes(it.id) || newest(it) > sequence || it.isOpened || groups.isLeft(it.id);
        if (sequence && !isThere && list.find(it.id) === it) unlist(it.id);
      }
    };
  }

  function unlist(id: string): void {
    const conversation = list.find(id);
    if (!conversation) return;
    countAsRead(conversation, conversation.unreadCounter);
    dropCalls(conversation, () => true);
    conversation.lastTime = conversation.last?.time ?? conversation.lastTime;
    conversation.last = undefined;
    list.hide(conversation);
  }

  function selected(options: string[] | api.ConversationFilter | undefined): api.Conversation[] {
    const all = list.sorted();
    if (!options) return all;
    if (Array.isArray(options)) return all.filter((it) => options.includes(it.conversationID));
    const { type, markType, groupName, hasUnreadCount, hasGroupAtInfo } = options;
    return all.filter(
      (it) =>
        (type === undefined || it.type === type) &&
        (markType === undefined || (markType ? it.markList.includes(markType) : !it.markList.length)) &&
        (groupName === undefined ||
          (groupName ? it.conversationGroupList.includes(groupName) : !it.conversationGroupList.length)) &&
        (hasUnreadCount === undefined || it.unreadCount > 0 === hasUnreadCount) &&
        (hasGroupAtInfo === undefined || it.groupAtInfoList.length > 0 === hasGroupAtInfo),
    );
  }

  function profiles(profiles: readonly SomeOfProfile[]): void {
    for (const profile of profiles) {
      const conversation = list.find(TYPES.CONV_C2C + profile.userID);
      if (!conversation) continue;
      conversation.profile = copyOf({ ...briefProfile(profile.userID), ...conversation.profile, ...profile });
      list.touch(conversation);
    }
  }

  function meet(id: string): void {
    if (isTopic(id)) reading.meetTopic(id.slice(TYPES.CONV_GROUP.length));
    else if (id !== TYPES.CONV_SYSTEM && !groups.of(id) && !list.find(id)?.profile) void tryLook(id);
  }

  const methods: Conversations["api"] = {
    // nobody is ready before the first sync has completed
    getConversationList: (options) =>
      Promise.resolve(ok({ conversationList: selected(options), isSyncCompleted: true })),
    getConversationProfile: (id) => profile(id).then((conversation) => ok({ conversation })),
    clearHistoryMessage: (conversationID) => clear(conversationID).then(() => ok({ conversationID })),
    setAllMessageRead: ({ scope = TYPES.READ_ALL_MSG } = {}) => markAllRead(scope).then(() => ok({})),
    setMessageRead: ({ conversationID }) => markRead(conversationID).then(() => ok({})),
    // the cast joins the two forms of the call, which differ in what they resolve with
    deleteConversation: ((options: string | api.DeleteConversationOptions) => {
      const isOne = typeof options === "string";
      const { conversationIDList, clearHistoryMessage = true } = isOne ? { conversationIDList: [options] } : options;
      const wanted = first(log, "deleteConversation", conversationIDList, Limits.DELETE_CONVERSATIONS);
      return remove(wanted, clearHistoryMessage).then((deleted) =>
        ok(isOne ? { conversationID: options } : { conversationIDList: deleted }),
      );
    }) as api.Chat["deleteConversation"],
    getTotalUnreadMessageCount: () => list.total(),
  };
  return {
    api: methods,
    apply,
    advance,
    readByMe,
    readByPeer,
    changed,
    forget,
    removed,
    cleared,
    deleted: (ids) => ids.forEach(unlist),
    comparing,
    fetch,
    meet,
    bringUp,
    unpinned,
    profiles,
  };
}
