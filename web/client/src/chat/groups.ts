import TencentCloudChat, { type AddGroupMemberResult, type Chat, type Group, type GroupMember } from "@parley-im/chat";
import { byteLength } from "../text/bytes";
import { checkUserID, groupConversationID } from "./conversation";

const { TYPES } = TencentCloudChat;

/** The server's limits for a group's name and for its notification, in bytes. */
export const MAX_NAME_BYTES = 100;
export const MAX_NOTIFICATION_BYTES = 400;
/** Most people who are added at once. */
export const MAX_ADDED = 500;
/** Members that are fetched together. */
const MEMBERS_PAGE = 50;

/** Types of groups that the page makes. */
export const groupTypes = ["work", "public", "meeting"] as const;
export type GroupTypeName = (typeof groupTypes)[number];

const types: Readonly<Record<GroupTypeName, string>> = {
  work: TYPES.GRP_WORK,
  public: TYPES.GRP_PUBLIC,
  meeting: TYPES.GRP_MEETING,
};

/** A group that is about to be made. */
export interface GroupDraft {
  readonly type: GroupTypeName;
  readonly name: string;
  readonly userIDs: readonly string[];
}

/** What came of asking to be let in: the group's conversation, or `null` while others decide. */
export type Joined = string | null;

/** A page of members. */
export interface MembersPage {
  readonly members: readonly GroupMember[];
  /** Asks for the next page; `null` at the end. */
  readonly next: number | string | null;
}

/** What people do with groups. Every call throws what the SDK rejects with. */
export class Groups {
  constructor(private readonly chat: Chat) {}

  /** Makes a group. `leftOut` are in too many groups already. */
  async create(draft: GroupDraft): Promise<{ conversationID: string; leftOut: readonly string[] }> {
    const { data } = await this.chat.createGroup({
      type: types[draft.type],
      name: draft.name,
      memberList: draft.userIDs.map((userID) => ({ userID })),
    });
    return { conversationID: groupConversationID(data.group.groupID), leftOut: data.overLimitUserIDList };
  }

  /** Enters a group, or asks to be let in. */
  async join(groupID: string): Promise<Joined> {
    const { data } = await this.chat.joinGroup({ groupID });
    return data.status === TYPES.JOIN_STATUS_WAIT_APPROVAL ? null : groupConversationID(groupID);
  }

  /** The members who come after a place, in the order in which they joined. */
  async members(groupID: string, offset: number | string = 0): Promise<MembersPage> {
    const { data } = await this.chat.getGroupMemberList({ groupID, count: MEMBERS_PAGE, offset });
    return { members: data.memberList, next: data.offset === 0 || data.offset === "" ? null : data.offset };
  }

  /** Asks how a group is now: not every change of its members is told to all of them. */
  async refresh(groupID: string): Promise<void> {
    await this.chat.getGroupProfile({ groupID });
  }

  async update(groupID: string, change: { name?: string; notification?: string }): Promise<void> {
    await this.chat.updateGroupProfile({ groupID, ...change });
  }

  async add(groupID: string, userIDList: readonly string[]): Promise<AddGroupMemberResult> {
    const { data } = await this.chat.addGroupMember({ groupID, userIDList: [...userIDList] });
    return data;
  }

  async remove(groupID: string, userID: string): Promise<void> {
    await this.chat.deleteGroupMember({ groupID, userIDList: [userID] });
  }

  async quit(groupID: string): Promise<void> {
    await this.chat.quitGroup(groupID);
  }

  async dismiss(groupID: string): Promise<void> {
    await this.chat.dismissGroup(groupID);
  }
}

/** What I may do in a group, as far as its type and my role tell. The server has the last word. */
export interface Rights {
  readonly edit: boolean;
  readonly add: boolean;
  readonly quit: boolean;
  readonly dismiss: boolean;
  readonly remove: (member: Pick<GroupMember, "userID" | "role">) => boolean;
}

export function rightsIn(group: Group): Rights {
  const { role, userID } = group.selfInfo;
  const isIn = userID !== "";
  const isOwner = role === TYPES.GRP_MBR_ROLE_OWNER;
  const isAdmin = role === TYPES.GRP_MBR_ROLE_ADMIN;
  const isWork = group.type === TYPES.GRP_WORK;
  const isLive = group.type === TYPES.GRP_AVCHATROOM;
  const isOpenToInvite = group.inviteOption !== TYPES.INVITE_OPTIONS_DISABLE_INVITE;
  return {
    edit: isIn && (isWork || isOwner || isAdmin),
    add: isIn && !isLive && isOpenToInvite,
    quit: isIn && (isWork || !isOwner),
    dismiss: isOwner && !isWork,
    remove: (member) =>
      isIn &&
      !isLive &&
      member.userID !== userID &&
      (isOwner || (isAdmin && !isWork && member.role === TYPES.GRP_MBR_ROLE_MEMBER)),
  };
}

/** The user IDs in a list that somebody typed, once each. */
export function userIDsIn(text: string): string[] {
  return [...new Set(text.split(/[\s,;，；、]+/u).filter((userID) => userID !== ""))];
}

/** What is wrong with a list of people before anybody is asked; `null` for nothing. */
export type PeopleProblem = { readonly kind: "invalid"; readonly userID: string } | { readonly kind: "tooMany" } | null;

export function checkPeople(userIDs: readonly string[], me: string): PeopleProblem {
  const invalid = userIDs.find((userID) => checkUserID(userID, me) === "invalid");
  if (invalid !== undefined) return { kind: "invalid", userID: invalid };
  return userIDs.length > MAX_ADDED ? { kind: "tooMany" } : null;
}

/** What is wrong with a group's name; `null` for nothing. */
export function checkGroupName(name: string): "missing" | "tooLong" | null {
  if (name.trim() === "") return "missing";
  return byteLength(name.trim()) > MAX_NAME_BYTES ? "tooLong" : null;
}
