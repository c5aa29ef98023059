import TencentCloudChat, { type Group, type GroupMember, type Topic } from "@parley-im/chat";

const { TYPES } = TencentCloudChat;

/** Somebody in a group, as far as it matters for what may be done to them. */
export type Ranked = Pick<GroupMember, "userID" | "role">;

/** What I may do to one member. */
export interface MemberRights {
  readonly remove: boolean;
  /** Put them out of a live room for a while, or distinguish them there. */
  readonly ban: boolean;
  readonly mark: boolean;
  readonly mute: boolean;
  /** Make them an administrator, or take that from them. */
  readonly setRole: boolean;
  /** Make them the owner in my place. */
  readonly transfer: boolean;
  readonly rename: boolean;
}

/** What I may do in a group, as far as its type and my role tell. The server has the last word. */
export interface Rights {
  readonly edit: boolean;
  readonly add: boolean;
  readonly quit: boolean;
  readonly dismiss: boolean;
  /** Keep everybody from writing. */
  readonly muteAll: boolean;
  /** Choose how people join. */
  readonly setJoining: boolean;
  /** Choose who adds people. */
  readonly setInviting: boolean;
  /** Make, change and delete topics. */
  readonly manageTopics: boolean;
  /** Have a name of my own here. */
  readonly nameMyself: boolean;
  readonly over: (member: Ranked) => MemberRights;
}

export function rightsIn(group: Group): Rights {
  const { role, userID } = group.selfInfo;
  const isIn = userID !== "";
  const isOwner = role === TYPES.GRP_MBR_ROLE_OWNER;
  const isAdmin = role === TYPES.GRP_MBR_ROLE_ADMIN;
  const isWork = group.type === TYPES.GRP_WORK;
  const isLive = group.type === TYPES.GRP_AVCHATROOM;
  const isOpenToInvite = group.inviteOption !== TYPES.INVITE_OPTIONS_DISABLE_INVITE;
  const edit = isIn && (isWork || isOwner || isAdmin);
  const choosesJoining = group.type === TYPES.GRP_PUBLIC || group.type === TYPES.GRP_COMMUNITY;
  return {
    edit,
    add: isIn && !isLive && isOpenToInvite,
    quit: isIn && (isWork || !isOwner),
    dismiss: isOwner && !isWork,
    muteAll: isOwner || (isAdmin && !isWork),
    setJoining: edit && choosesJoining,
    setInviting: edit && !isLive,
    manageTopics: group.isSupportTopic && (isOwner || isAdmin),
    nameMyself: isIn && !isLive,
    over: (member) => {
      const isOther = isIn && member.userID !== userID && member.role !== TYPES.GRP_MBR_ROLE_OWNER;
      const outranks = isOther && (isOwner || (isAdmin && member.role !== TYPES.GRP_MBR_ROLE_ADMIN));
      return {
        remove: outranks && !isLive && (isOwner || !isWork),
        ban: outranks && isLive,
        mark: isOther && isLive && isOwner,
        mute: outranks && !isWork,
        setRole: isOther && isOwner && !isWork && !isLive,
        transfer: isOther && isOwner && !isLive,
        rename: outranks && !isLive,
      };
    },
  };
}

/** Why I cannot write in a group that I am in; `null` where I can. `until`: Unix seconds. */
export type Silence = { readonly kind: "all" } | { readonly kind: "me"; readonly until: number } | null;

/**
 * @param now - milliseconds since 1970
 * @param topic - of the group, where it is one that I want to write in
 */
export function silenceIn(group: Group, now: number, topic: Topic | null = null): Silence {
  const { role, muteUntil } = group.selfInfo;
  const until = Math.max(muteUntil, topic?.selfInfo.muteTime ?? 0);
  if (until * 1000 > now) return { kind: "me", until };
  const speaks =
    role === TYPES.GRP_MBR_ROLE_OWNER || (role === TYPES.GRP_MBR_ROLE_ADMIN && group.type !== TYPES.GRP_WORK);
  return (group.muteAllMembers || topic?.muteAllMembers === true) && !speaks ? { kind: "all" } : null;
}
