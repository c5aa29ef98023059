import TencentCloudChat, { type Conversation, type Group, type Message, type Topic } from "@parley-im/chat";
import type { Dictionary } from "../i18n";
import { wordsFor } from "./communityWords";
import { contentOf, isOfTheSystem, type Content } from "./content";

const { TYPES } = TencentCloudChat;

/** Who is on the other side: one user, the members of a group, or the system with its notices. */
export type ChatKind = "person" | "group" | "system";

/** A line of the list of chats. Made anew at every change, so that Vue sees it. */
export interface ChatLine {
  readonly id: string;
  readonly kind: ChatKind;
  /** The ID of the user or group on the other side. */
  readonly peerID: string;
  /** What I call the peer, their nick or the group's name, or their ID when there is nothing else. */
  readonly name: string;
  readonly avatar: string;
  readonly unread: number;
  /** What I have not read calls me by name, or everybody; `null` for neither. */
  readonly call: "me" | "everybody" | null;
  /** The place of the first such message in the conversation; 0 for none. */
  readonly callSequence: number;
  readonly isPinned: boolean;
  /** Whether its messages come without a stir. */
  readonly isQuiet: boolean;
  readonly isMarkedUnread: boolean;
  /** Whether it was put aside. */
  readonly isFolded: boolean;
  /** Names of the tabs that it is in. */
  readonly tabs: readonly string[];
  /** `null` when there is no message to show. */
  readonly last: LastLine | null;
  /** The group, of a topic its community; `null` where it is neither. */
  readonly group: Group | null;
  readonly topic: Topic | null;
  /** Whether I am a member of the group, and the topic is there; `false` where it is neither. */
  readonly isIn: boolean;
}

/** The newest message of a chat. */
export interface LastLine {
  readonly content: Content;
  readonly time: number;
  readonly isMine: boolean;
  /** What its sender is called in a group; '' everywhere else, and for what the system says. */
  readonly sender: string;
  readonly isPeerRead: boolean;
  readonly isRevoked: boolean;
  /** Moderation objects to it, since it is out. */
  readonly isRisky: boolean;
}

const prefixes: readonly (readonly [ChatKind, string])[] = [
  ["person", TYPES.CONV_C2C],
  ["group", TYPES.CONV_GROUP],
];

/** The ID of my conversation with somebody. */
export function conversationIDOf(userID: string): string {
  return TYPES.CONV_C2C + userID;
}

/** The ID of a group's conversation. */
export function groupConversationID(groupID: string): string {
  return TYPES.CONV_GROUP + groupID;
}

/** Which kind of conversation an ID names, and with whom; `null` for what the page does not show. */
export function partyOf(conversationID: string): { readonly kind: ChatKind; readonly peerID: string } | null {
  if (conversationID === TYPES.CONV_SYSTEM) return { kind: "system", peerID: conversationID };
  for (const [kind, prefix] of prefixes) {
    const peerID = conversationID.slice(prefix.length);
    if (conversationID.startsWith(prefix) && peerID !== "") return { kind, peerID };
  }
  return null;
}

/** The other side of a conversation of two; `null` for every other kind. */
export function peerOf(conversationID: string): string | null {
  const party = partyOf(conversationID);
  return party?.kind === "person" ? party.peerID : null;
}

/** Where messages are sent to, and whether who reads them is to be told. */
export interface Address {
  readonly to: string;
  readonly conversationType: string;
  readonly needReadReceipt: boolean;
}

/** Where messages of a conversation are sent to. */
export function addressOf(conversationID: string): Omit<Address, "needReadReceipt"> {
  const party = partyOf(conversationID);
  return {
    to: party?.peerID ?? "",
    conversationType: party?.kind === "group" ? TYPES.CONV_GROUP : TYPES.CONV_C2C,
  };
}

/** What somebody is called: by their nick, or by their ID when they have none. */
export function nameOf(userID: string, nick: string | undefined): string {
  return nick === undefined || nick === "" ? userID : nick;
}

/** What somebody is called in a group: by their name card if they have one there. */
export function memberName({ userID, nick, nameCard }: { userID: string; nick: string; nameCard: string }): string {
  return nameCard || nameOf(userID, nick);
}

/** What the sender of somebody else's message is called in a chat. */
export function writerOf({ from, nick, nameCard }: Message, { kind, name }: Pick<ChatLine, "kind" | "name">): string {
  return kind === "group" ? memberName({ userID: from, nick, nameCard }) : name;
}

/** Whether it is a live room: what is said there is for those who are in, and kept nowhere. */
export function isLive({ group }: Pick<ChatLine, "group">): boolean {
  return group?.type === TYPES.GRP_AVCHATROOM;
}

/** What leads to more about the other side. */
export function infoLabel({ kind, topic, group }: Pick<ChatLine, "kind" | "topic" | "group">, t: Dictionary): string {
  if (topic) return t.topics.info;
  if (isLive({ group })) return t.live.info;
  return kind === "group" ? wordsFor(group, t).group.info : t.chats.info;
}

/** Whether I can write in a chat: to notices there is no answer, and in a group I must be a member. */
export function canWrite({ kind, isIn }: Pick<ChatLine, "kind" | "isIn">): boolean {
  return kind === "person" || isIn;
}

/** In groups of more members than this nobody is asked to tell that they have read. */
const MAX_RECEIPTS = 200;
const typesWithReceipts: readonly string[] = [TYPES.GRP_WORK, TYPES.GRP_PUBLIC, TYPES.GRP_MEETING];

/** Whether who writes in a chat is told who has read it. */
export function asksForReceipts({ kind, group }: Pick<ChatLine, "kind" | "group">): boolean {
  if (group === null) return kind === "person";
  return typesWithReceipts.includes(group.type) && group.memberCount <= MAX_RECEIPTS;
}

/** Live rooms and communities with topics are in no list of groups. */
function isUnlisted({ type, isSupportTopic, selfInfo }: Group): boolean {
  return (type === TYPES.GRP_AVCHATROOM || isSupportTopic) && selfInfo.userID !== "";
}

/**
 * Shows a conversation; `null` for kinds that the page does not show.
 *
 * @param systemName - what the conversation with the system's notices is called
 * @param groups - those that I am in, by ID: a conversation may know one of which I was a member once
 */
export function toChatLine(
  conversation: Conversation,
  me: string,
  systemName: string,
  groups: ReadonlyMap<string, Group>,
): ChatLine | null {
  const party = partyOf(conversation.conversationID);
  if (party === null) return null;
  const { lastMessage, userProfile } = conversation;
  const { kind, peerID } = party;
  const joined = kind === "group" ? groups.get(peerID) : undefined;
  const group = kind === "group" ? (joined ?? conversation.groupProfile ?? null) : null;
  return {
    id: conversation.conversationID,
    kind,
    peerID,
    name: kind === "system" ? systemName : conversation.remark || nameOf(peerID, group?.name ?? userProfile?.nick),
    avatar: (group ?? userProfile)?.avatar ?? "",
    unread: conversation.unreadCount,
    call: callOf(conversation),
    callSequence: conversation.groupAtInfoList[0]?.messageSequence ?? 0,
    isPinned: conversation.isPinned,
    isQuiet: isQuiet(conversation.messageRemindType),
    isMarkedUnread: conversation.markList.includes(TYPES.CONV_MARK_TYPE_UNREAD),
    isFolded: conversation.markList.includes(TYPES.CONV_MARK_TYPE_FOLD),
    tabs: conversation.conversationGroupList,
    group,
    topic: null,
    isIn: joined !== undefined || (group !== null && isUnlisted(group)),
    last: lastMessage.lastTime === 0 ? null : toLastLine(lastMessage, kind, me),
  };
}

/** Shows a topic of a community that I am in. */
export function toTopicLine(topic: Topic, group: Group, me: string): ChatLine {
  const { topicID, topicName, avatar, unreadCount, groupAtInfoList, lastMessage, selfInfo } = topic;
  return {
    id: groupConversationID(topicID),
    kind: "group",
    peerID: topicID,
    name: nameOf(topicID, topicName),
    avatar,
    unread: unreadCount,
    call: callOf(topic),
    callSequence: groupAtInfoList[0]?.messageSequence ?? 0,
    isPinned: false,
    isQuiet: isQuiet(selfInfo.messageRemindType),
    isMarkedUnread: false,
    isFolded: false,
    tabs: [],
    group,
    topic,
    isIn: true,
    last: lastMessage.lastTime === 0 ? null : toLastLine(lastMessage, "group", me),
  };
}

/** Whether messages come without a stir, or not at all. */
function isQuiet(messageRemindType: string): boolean {
  return ![TYPES.MSG_REMIND_ACPT_AND_NOTE, ""].includes(messageRemindType);
}

function callOf({ groupAtInfoList: calls }: Pick<Conversation, "groupAtInfoList">): ChatLine["call"] {
  if (calls.length === 0) return null;
  const isMe = calls.some(({ atTypeArray }) => atTypeArray.some((type) => type !== TYPES.CONV_AT_ALL));
  return isMe ? "me" : "everybody";
}

function toLastLine(last: Conversation["lastMessage"], kind: ChatKind, me: string): LastLine {
  const { fromAccount: userID, nick, nameCard } = last;
  const content = contentOf(last.type, last.payload);
  const isWritten = last.type !== TYPES.MSG_GRP_TIP && !isOfTheSystem(content);
  return {
    content,
    time: last.lastTime,
    isMine: userID === me,
    sender: kind === "group" && isWritten ? memberName({ userID, nick, nameCard }) : "",
    isPeerRead: last.isPeerRead,
    isRevoked: last.isRevoked,
    isRisky: last.hasRiskContent,
  };
}

/** Why a user ID cannot be written to, before anybody is asked; `null` when it can. */
export function checkUserID(userID: string, me: string): "invalid" | "self" | null {
  if (!/^[\x21-\x7e]{1,32}$/u.test(userID)) return "invalid";
  return userID === me ? "self" : null;
}
