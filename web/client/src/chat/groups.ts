import TencentCloudChat, {
  type AddGroupMemberResult,
  type Chat,
  type Group,
  type GroupMember,
  type UpdateGroupOptions,
} from "@parley-im/chat";
import { byteLength } from "../text/bytes";
import { checkUserID } from "./conversation";
import { inTurn } from "./liveRooms";

const { TYPES } = TencentCloudChat;

/** The server's limits for a group's name and for its notification, in bytes. */
export const MAX_NAME_BYTES = 100;
export const MAX_NOTIFICATION_BYTES = 400;
/** For what somebody is called in a group, in bytes. */
export const MAX_CARD_BYTES = 50;
/** Most people who are added at once. */
export const MAX_ADDED = 500;
/** Members that are fetched together. */
const MEMBERS_PAGE = 50;

/** Types of groups that the page makes. */
export const groupTypes = ["work", "public", "meeting", "community", "live"] as const;
export type GroupTypeName = (typeof groupTypes)[number];

const types: Readonly<Record<GroupTypeName, string>> = {
  work: TYPES.GRP_WORK,
  public: TYPES.GRP_PUBLIC,
  meeting: TYPES.GRP_MEETING,
  community: TYPES.GRP_COMMUNITY,
  live: TYPES.GRP_AVCHATROOM,
};

/** A group that is about to be made. */
export interface GroupDraft {
  readonly type: GroupTypeName;
  readonly name: string;
  readonly userIDs: readonly string[];
  /** Whether its conversations are topics; communities only. */
  readonly hasTopics: boolean;
}

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
  async create(draft: GroupDraft): Promise<{ group: Group; leftOut: readonly string[] }> {
    const { data } = await this.chat.createGroup({
      type: types[draft.type],
      name: draft.name,
      memberList: draft.userIDs.map((userID) => ({ userID })),
      isSupportTopic: draft.hasTopics,
    });
    // Into a live room everybody goes by themselves.
    if (draft.type === "live") await this.chat.joinGroup({ groupID: data.group.groupID });
    return { group: data.group, leftOut: data.overLimitUserIDList };
  }

  /** Enters a group, or asks to be let in: `null` while others decide. */
  async join(groupID: string, applyMessage = ""): Promise<Group | null> {
    const { data } = await this.chat.joinGroup({ groupID, applyMessage });
    if (data.status === TYPES.JOIN_STATUS_WAIT_APPROVAL) return null;
    return data.group ?? (await this.chat.getGroupProfile({ groupID })).data.group; // in it already
  }

  /** The members who come after a place, in the order in which they joined. */
  async members(groupID: string, offset: number | string = 0): Promise<MembersPage> {
    const { data } = await inTurn(() => this.chat.getGroupMemberList({ groupID, count: MEMBERS_PAGE, offset }));
    return { members: data.memberList, next: data.offset === 0 || data.offset === "" ? null : data.offset };
  }

  /** Asks how a group is now: not every change of its members is told to all of them. */
  async refresh(groupID: string): Promise<void> {
    await this.chat.getGroupProfile({ groupID });
  }

  async update(groupID: string, change: Omit<UpdateGroupOptions, "groupID">): Promise<void> {
    await this.chat.updateGroupProfile({ groupID, ...change });
  }

  async add(groupID: string, userIDList: readonly string[]): Promise<AddGroupMemberResult> {
    const { data } = await this.chat.addGroupMember({ groupID, userIDList: [...userIDList] });
    return data;
  }

  async remove(groupID: string, userID: string): Promise<void> {
    await this.chat.deleteGroupMember({ groupID, userIDList: [userID] });
  }

  async setAdmin(groupID: string, userID: string, isAdmin: boolean): Promise<void> {
    const role = isAdmin ? TYPES.GRP_MBR_ROLE_ADMIN : TYPES.GRP_MBR_ROLE_MEMBER;
    await this.chat.setGroupMemberRole({ groupID, userID, role });
  }

  /** Keeps a member from writing for so many seconds; 0 lets them write again. */
  async mute(groupID: string, userID: string, seconds: number): Promise<void> {
    await this.chat.setGroupMemberMuteTime({ groupID, userID, muteTime: seconds });
  }

  /** What a member is called in the group; '' for what they are called everywhere. */
  async setNameCard(groupID: string, userID: string, nameCard: string): Promise<void> {
    await this.chat.setGroupMemberNameCard({ groupID, userID, nameCard });
  }

  /** Makes another member the owner. */
  async transfer(groupID: string, newOwnerID: string): Promise<void> {
    await this.chat.changeGroupOwner({ groupID, newOwnerID });
  }

  async quit(groupID: string): Promise<void> {
    await this.chat.quitGroup(groupID);
  }

  async dismiss(groupID: string): Promise<void> {
    await this.chat.dismissGroup(groupID);
  }
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
