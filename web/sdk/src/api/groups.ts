import type { Response } from "./common";
import type { LastMessage } from "./conversation";
import type { Message } from "./message";

/** A custom field of a group or of a member; which keys there are, the server's settings say. */
export interface GroupField {
  /** At most 16 bytes. */
  key: string;
  /** At most 512 bytes; '': not set. */
  value: string;
}

/** What I am in a group. Empty where I am no member. */
export interface GroupSelfInfo {
  userID: string;
  /** A `GRP_MBR_ROLE_…` value. */
  role: string;
  /** Seconds since 1970. */
  joinTime: number;
  nameCard: string;
  /** Seconds since 1970; 0: not muted. */
  muteUntil: number;
  memberCustomField: GroupField[];
  messageRemindType: string;
  /** The sequence up to which I have read. */
  readedSequence: number;
}

/** A group as it was when it was handed out; a newer one is in the next `GROUP_LIST_UPDATED`. */
export interface Group {
  groupID: string;
  /** A `GRP_…` value. */
  type: string;
  name: string;
  introduction: string;
  notification: string;
  avatar: string;
  /** '' for a Work group whose owner quit. */
  ownerID: string;
  /** Seconds since 1970. */
  createTime: number;
  /** Seconds since 1970 of the last change of the profile. */
  lastInfoTime: number;
  /** Grows by one with each change of the profile. */
  infoSequence: number;
  selfInfo: GroupSelfInfo;
  lastMessage: LastMessage;
  /** The sequence that the next message gets. */
  nextMessageSeq: number;
  memberCount: number;
  /** 0: no limit. */
  maxMemberCount: number;
  /** An older name of `memberCount`. */
  memberNum: number;
  /** An older name of `maxMemberCount`. */
  maxMemberNum: number;
  muteAllMembers: boolean;
  /** A `JOIN_OPTIONS_…` value. */
  joinOption: string;
  /** An `INVITE_OPTIONS_…` value. */
  inviteOption: string;
  groupCustomField: GroupField[];
  isSupportTopic: boolean;
}

/** A member of a group. */
export interface GroupMember {
  userID: string;
  nick: string;
  avatar: string;
  /** A `GRP_MBR_ROLE_…` value. */
  role: string;
  /** Seconds since 1970. */
  joinTime: number;
  nameCard: string;
  /** Seconds since 1970; 0: not muted. */
  muteUntil: number;
  memberCustomField: GroupField[];
  /** Seconds since 1970; 0: none is known. */
  lastSendMsgTime: number;
  isOnline: boolean;
  /** Live rooms: the marks that the owner gave. */
  markType: number[];
}

/** What a profile may be set to. */
interface GroupProfileOptions {
  /** 1 to 100 bytes. */
  name?: string;
  /** At most 400 bytes. */
  introduction?: string;
  /** At most 400 bytes. */
  notification?: string;
  /** At most 500 bytes. */
  avatar?: string;
  /** A `JOIN_OPTIONS_…` value; without effect unless the group is Public or a Community. */
  joinOption?: string;
  /** An `INVITE_OPTIONS_…` value; not for live rooms. */
  inviteOption?: string;
  groupCustomField?: GroupField[];
}

export interface CreateGroupOptions extends GroupProfileOptions {
  name: string;
  /** A `GRP_…` value; Work by default. */
  type?: string;
  /** Made by the server if none is given: at most 48 printable ASCII characters, for Communities after `@TGS#_`. */
  groupID?: string;
  /** Cut to what the type allows, which is the default. */
  maxMemberNum?: number;
  /**
   * Who is in from the start, at most 500; not for live rooms. `role` is `Member`, if none is given, or `Admin`, in
   * Communities also `Custom`.
   */
  memberList?: { userID: string; role?: string; memberCustomField?: GroupField[] }[];
  /** Communities: conversations are topics. */
  isSupportTopic?: boolean;
}

export interface UpdateGroupOptions extends GroupProfileOptions {
  groupID: string;
  muteAllMembers?: boolean;
}

export interface GetGroupProfileOptions {
  groupID: string;
  /** Keys of the custom fields wanted; all by default. */
  groupCustomFieldFilter?: string[];
}

export interface JoinGroupOptions {
  groupID: string;
  /** Shown to those who decide, at most 400 bytes. */
  applyMessage?: string;
  type?: string;
}

export interface GetGroupMemberListOptions {
  groupID: string;
  /** At most 100; 15 by default. */
  count?: number;
  /** From the page before; 0 for the first, which is the default. */
  offset?: number | string;
  /** Only members with this role. */
  role?: string;
  /** Live rooms: only members with this mark. */
  filter?: number;
}

export interface AddGroupMemberResult {
  /** Who is in now. */
  successUserIDList: string[];
  /** Who did not fit in. */
  failureUserIDList: string[];
  /** Who was in before. */
  existedUserIDList: string[];
  /** Who is in too many groups already. */
  overLimitUserIDList: string[];
  group: Group;
}

export type GroupMemberChange = Response<{ group: Group; member: GroupMember }>;

/** Somebody who waits to be let into a group that I manage. */
export interface GroupApplication {
  /** Who asked: the user, or the member who invited them. */
  applicant: string;
  applicantNick: string;
  groupID: string;
  groupName: string;
  /** 0: the applicant wants in; 2: the applicant invited somebody. */
  applicationType: number;
  /** 2: who was invited; '' otherwise. */
  userID: string;
  /** 0: the applicant's words. */
  note: string;
  authentication: string;
  messageKey: string;
}

/** What the notice of an application says. */
export interface ApplicationNoticePayload {
  operationType: number;
  operatorID: string;
  handleMessage: string;
  groupProfile: { groupID: string; name?: string; groupType?: string };
  messageKey: string;
  authentication: string;
}

export interface HandleGroupApplicationOptions {
  /** `Agree` or `Reject`. */
  handleAction: string;
  /** Told to the applicant, at most 400 bytes. */
  handleMessage?: string;
  /** The notice of an application; invitations are decided by the list only. */
  message?: Message;
  /** One of `getGroupApplicationList`, where no message is given. */
  application?: GroupApplication;
}

/** Groups. All calls reject with 10010 where there is no such group, with 10007 where I may not do that. */
export interface GroupApi {
  /** The groups that I am in, without live rooms and Communities with topics; the one with the newest message first. */
  getGroupList(): Promise<Response<{ groupList: Group[]; isSyncCompleted: boolean }>>;
  /** A group's profile as the server has it now. At most 8 calls a second (2996). Also rejects with 10015. */
  getGroupProfile(options: GetGroupProfileOptions): Promise<Response<{ group: Group }>>;
  /**
   * Makes a group that I own. Rejects with 2600 (type), 2602 (ID), 10016, 10019 (no such member), 10021 and 10025 (the ID
   * is in use), 10036, 10037, 10038 (too many members), 3122.
   */
  createGroup(options: CreateGroupOptions): Promise<Response<{ group: Group; overLimitUserIDList: string[] }>>;
  /** Ends a group that I own; not a Work group. Its conversation stays until it is deleted or I sign out. */
  dismissGroup(groupID: string): Promise<Response<{ groupID: string }>>;
  /** Changes fields of a group's profile. At most 8 calls a second (2996). */
  updateGroupProfile(options: UpdateGroupOptions): Promise<Response<{ group: Group }>>;
  /**
   * Enters a group, or applies to. I am in one live room at a time: the next one takes me out of the first. What a live
   * room shows newcomers comes as `MESSAGE_RECEIVED`; its conversation is in the list while I am in. `status` is a
   * `JOIN_STATUS_…` value. Also rejects with 10014 (full), 10037.
   *
   * Before a login, a live room can be joined to hear what is said from now on, as `MESSAGE_RECEIVED` and
   * `MESSAGE_REVOKED`, and nothing else; a login ends that. Other groups are refused with 2662 then, and a server that
   * has as many guests as it lets in says 60022.
   */
  joinGroup(options: JoinGroupOptions): Promise<Response<{ status: string; group?: Group }>>;
  /** Leaves a group. Its conversation stays until it is deleted or I sign out. Rejects with 10009 for its owner. */
  quitGroup(groupID: string): Promise<Response<{ groupID: string }>>;
  /** A group to join; Work groups are not found (10007). */
  searchGroupByID(groupID: string): Promise<Response<{ group: Group }>>;
  /** Makes another member the owner. Also rejects with 2620 (live rooms), 2621 (that is me). */
  changeGroupOwner(options: { groupID: string; newOwnerID: string }): Promise<Response<{ group: Group }>>;
  /** A page of members in the order in which they joined; `offset` asks for the next one and is 0 at the end. */
  getGroupMemberList(
    options: GetGroupMemberListOptions,
  ): Promise<Response<{ memberList: GroupMember[]; offset: number | string }>>;
  /**
   * Takes at most 500 users into a group. Also rejects with 2661 (live rooms), 10014 (full), 10019 (no such user), 10038.
   */
  addGroupMember(options: { groupID: string; userIDList: string[] }): Promise<Response<AddGroupMemberResult>>;
  /** Puts at most 100 members out of a group; in a live room for `duration` seconds. Also rejects with 2686. */
  deleteGroupMember(options: {
    groupID: string;
    userIDList: string[];
    reason?: string;
    duration?: number;
  }): Promise<Response<{ group: Group; userIDList: string[] }>>;
  /**
   * Marks at most 500 members of a live room that I own, or takes a mark off them: `markType` is 1000 or more, a room has
   * at most 10 different ones. `getGroupMemberList` asks for those with a mark as `filter`. Also rejects with 10004 (an
   * eleventh mark), 3122.
   */
  markGroupMemberList(options: {
    groupID: string;
    userIDList: string[];
    markType: number;
    enableMark: boolean;
  }): Promise<Response<{ successUserIDList: string[]; failureUserIDList: string[] }>>;
  /** Some members, at most 50, in the order asked; who is none is left out. Also rejects with 2687 (live rooms). */
  getGroupMemberProfile(options: {
    groupID: string;
    userIDList: string[];
    /** Keys of the custom fields wanted; all by default. */
    memberCustomFieldFilter?: string[];
  }): Promise<Response<{ memberList: GroupMember[] }>>;
  /**
   * Keeps a member from writing for so many seconds, or with 0 lets them write again. Owners mute everybody else, admins
   * plain members, in Work groups nobody anybody. Also rejects with 2623 (no member), 2685 (that is me).
   */
  setGroupMemberMuteTime(options: { groupID: string; userID: string; muteTime: number }): Promise<GroupMemberChange>;
  /**
   * Makes a member an admin or a plain member; only the owner does. Also rejects with 2623 (no member), 2681 (not the
   * owner), 2682 (Work groups and live rooms), 2683 (no such role), 2684 (that is me).
   */
  setGroupMemberRole(options: { groupID: string; userID: string; role: string }): Promise<GroupMemberChange>;
  /**
   * Sets a member's name in the group, mine by default, at most 50 bytes. Owners name everybody, admins plain members. Also
   * rejects with 2623 (no member), 2687 (live rooms).
   */
  setGroupMemberNameCard(options: { groupID: string; userID?: string; nameCard: string }): Promise<GroupMemberChange>;
  /**
   * Sets custom fields of a member, mine by default, with keys that the server is configured for; '' takes one away. Who
   * may, as with name cards. Also rejects with 2623 (no member), 2687 (live rooms), 10004 (no such key).
   */
  setGroupMemberCustomField(options: {
    groupID: string;
    userID?: string;
    memberCustomField: { key: string; value?: string }[];
  }): Promise<GroupMemberChange>;
  /**
   * How many members are signed in; 0 where I am none. The server is asked once in 60 seconds, about a live room once in 5;
   * in between the last number is given. Nobody needs to be logged in: who listens in a live room then gets its number.
   */
  getGroupOnlineMemberCount(groupID: string): Promise<Response<{ memberCount: number }>>;
  /** What waits for a decision in all groups that I manage, the newest first. At most 15 calls a second (2996). */
  getGroupApplicationList(): Promise<Response<{ applicationList: GroupApplication[] }>>;
  /** Decides an application. Also rejects with 10024 (decided already), 10014 (full), 10037. */
  handleGroupApplication(options: HandleGroupApplicationOptions): Promise<Response<{ group: Group }>>;
}
