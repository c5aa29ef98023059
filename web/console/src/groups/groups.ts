import { Refusal } from "../api/call";
import { ask } from "../api/session";
import type { ListPage } from "../ui/usePages";

/** The types of groups, by the names that the server has for them. */
export const TYPES = ["Private", "Public", "ChatRoom", "AVChatRoom", "Community"] as const;
export type GroupType = (typeof TYPES)[number];
export type Role = "Owner" | "Admin" | "Member" | "Custom";

/** A group as lists show it. */
export interface ListedGroup {
  readonly GroupId: string;
  readonly Type: GroupType;
  readonly Name: string;
  readonly FaceUrl: string;
  readonly Owner_Account: string;
  /** Absent: a live room. */
  readonly MemberNum?: number;
  readonly CreateTime: number;
  /** What the user is there whose groups these are. */
  readonly Role?: Role;
}

/** A group as its page shows it. */
export interface Group {
  readonly GroupId: string;
  readonly Type: GroupType;
  readonly Name: string;
  readonly Introduction: string;
  readonly Notification: string;
  readonly FaceUrl: string;
  readonly Owner_Account: string;
  readonly CreateTime: number;
  readonly MemberNum: number;
  readonly MaxMemberNum: number;
  readonly ApplyJoinOption: string;
  readonly InviteJoinOption: string;
  readonly MuteAllMember: "On" | "Off";
  readonly NextMsgSeq: number;
}

export interface Member {
  readonly Member_Account: string;
  readonly Role: Role;
  readonly NameCard: string;
  readonly JoinTime: number;
}

interface GroupPage {
  readonly Groups: readonly ListedGroup[];
  readonly Next?: string;
}

/** What to look for; `null`: everything. */
export interface Wanted {
  readonly keyword: string | null;
  readonly type: GroupType | null;
}

export async function findGroups({ keyword, type }: Wanted, After: string | null): Promise<ListPage<ListedGroup>> {
  const page = await ask<GroupPage>("console/list_groups", { Keyword: keyword, Type: type, After });
  return { items: page.Groups, next: page.Next ?? null };
}

export async function findJoinedGroups(UserID: string, After: string | null): Promise<ListPage<ListedGroup>> {
  const page = await ask<GroupPage>("console/list_joined_groups", { UserID, After });
  return { items: page.Groups, next: page.Next ?? null };
}

/** @throws Refusal where there is no such group */
export async function loadGroup(groupID: string): Promise<Group> {
  const { GroupInfo } = await ask<{
    readonly GroupInfo: readonly [Group & { readonly ErrorCode: number; readonly ErrorInfo: string }];
  }>("group_open_http_svc/get_group_info", { GroupIdList: [groupID] });
  const [group] = GroupInfo;
  if (group.ErrorCode !== 0) throw new Refusal(group.ErrorCode, group.ErrorInfo);
  return group;
}

const MEMBERS = 50;

export async function loadMembers(GroupId: string, after: string | null): Promise<ListPage<Member>> {
  const Offset = Number(after ?? 0);
  const { MemberList } = await ask<{ readonly MemberList: readonly Member[] }>(
    "group_open_http_svc/get_group_member_info",
    { GroupId, Limit: MEMBERS, Offset },
  );
  return { items: MemberList, next: MemberList.length < MEMBERS ? null : String(Offset + MEMBERS) };
}

/** What makes a group. */
export interface NewGroup {
  readonly Type: GroupType;
  readonly Name: string;
  /** Empty: nobody. */
  readonly Owner_Account: string;
  /** Empty: the server makes one. */
  readonly GroupId: string;
}

/** @returns its ID */
export async function makeGroup(group: NewGroup): Promise<string> {
  const given = Object.fromEntries(Object.entries(group).filter(([, value]) => value !== ""));
  return (await ask<{ readonly GroupId: string }>("group_open_http_svc/create_group", given)).GroupId;
}

/** What of a group an operator may change. */
export type GroupChange = Partial<
  Pick<Group, "Name" | "Introduction" | "Notification" | "FaceUrl" | "MaxMemberNum" | "MuteAllMember">
>;

export async function changeGroup(GroupId: string, change: GroupChange): Promise<void> {
  await ask("group_open_http_svc/modify_group_base_info", { GroupId, ...change });
}

export async function dismissGroup(GroupId: string): Promise<void> {
  await ask("group_open_http_svc/destroy_group", { GroupId });
}

/** @returns those who could not be taken in: nobody by this ID, or no room for them */
export async function addMembers(GroupId: string, userIDs: readonly string[]): Promise<readonly string[]> {
  const { MemberList } = await ask<{
    readonly MemberList: readonly { readonly Member_Account: string; readonly Result: number }[];
  }>("group_open_http_svc/add_group_member", {
    GroupId,
    MemberList: userIDs.map((Member_Account) => ({ Member_Account })),
  });
  return MemberList.filter((one) => one.Result === 0).map((one) => one.Member_Account);
}

export async function putOut(GroupId: string, userID: string): Promise<void> {
  await ask("group_open_http_svc/delete_group_member", { GroupId, MemberToDel_Account: [userID] });
}

/** Tells all members something in their system conversation. */
export async function sendNotice(GroupId: string, Content: string): Promise<void> {
  await ask("group_open_http_svc/send_group_system_notification", { GroupId, Content });
}
