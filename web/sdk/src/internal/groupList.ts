import { EVENT, Limits, TYPES, type Group as WireGroup, type SelfInfo } from "../generated/protocol";
import type * as api from "../api";
import { createBurst } from "./burst";
import type { Conversation } from "./conversation";
import { byNewest } from "./conversationList";
import type { Emitter } from "./emitter";
import { groupView } from "./groupView";
import type { Logger } from "./logger";
import type { Account, Session } from "./session";
import { groupOfRoom } from "./topicIDs";

/** The groups that the user is in, and those left since the login, which conversations still name. */
export interface GroupList {
  /** Also one that the user has left. */
  find(groupID: string): WireGroup | undefined;
  /** The one whose conversation it is, or that of one of its topics. */
  of(conversationID: string): WireGroup | undefined;
  isIn(groupID: string): boolean;
  /** Whether it is the conversation of a group that the user is in no more. */
  isLeft(conversationID: string): boolean;
  /** Takes over what the server says of a group that the user is in. */
  take(group: WireGroup): void;
  joined(group: WireGroup): void;
  /** @param isOver - nobody is in it any more, and its ID is free */
  left(groupID: string, isOver?: boolean): void;
  /** What the user is in a group has changed. */
  self(groupID: string, selfInfo: SelfInfo): void;
  /** A message of the group has told how many are in. */
  counted(groupID: string, memberCount: number, sequence: number): void;
  /** Something changed that apps may see of a group. */
  touch(groupID: string): void;
  view(groupID: string): api.Group | undefined;
  /** What `getGroupList` gives: without live rooms and communities with topics (`getGroupList#1`). */
  listed(): api.Group[];
  /** Those with topics (`getJoinedCommunityList#1`). */
  communities(): api.Group[];
  /** Loads the list. */
  load(): Promise<void>;
  /** Compares the list with the server's, where pushes may have been lost; done when that has worked. */
  catchUp(): Promise<void>;
  /** From now on changes are announced. */
  announce(): void;
  reset(): void;
}

/** What follows where the user comes into a group or out of it, the first list aside. */
export interface Membership {
  entered(group: WireGroup): void;
  left(group: WireGroup): void;
  /** Another group has the ID of one that is over: nothing that is known of that one is true any more. */
  replaced(groupID: string): void;
  /** Apps may see something else of it. */
  changed(groupID: string): void;
}

interface Known {
  group: WireGroup;
  isIn: boolean;
  isOver: boolean;
  view: api.Group | undefined;
  isChanged: boolean;
}

const RETRY_MS = 2_000;

/**
 * @param conversation - of a group, if there is one
 * @param newest - sequence of a conversation
 */
export function createGroupList(
  session: Pick<Session, "call">,
  emitter: Emitter,
  log: Logger,
  me: () => Account,
  conversation: (groupID: string) => Conversation | undefined,
  newest: (conversationID: string) => number,
  membership: Membership,
  remindType: (conversationID: string) => string,
): GroupList {
  const all = new Map<string, Known>();
  /** Groups that the user came into or left while the list was asked for: that is newer than the list. */
  let moved = new Set<string>();
  let shown: readonly api.Group[] = [];
  let again: ReturnType<typeof setTimeout> | undefined;
  const telling = createBurst(() => {
    const list = listed();
    const now = [...list, ...communities()]; // those have no other event
    if (now.length === shown.length && now.every((it, i) => it === shown[i])) return;
    shown = now;
    emitter.emit(EVENT.GROUP_LIST_UPDATED, list);
  });

  function touch(groupID: string): void {
    const known = all.get(groupID);
    if (!known) return;
    known.isChanged = true;
    telling.soon();
  }

  function changed(groupID: string): void {
    touch(groupID);
    membership.changed(groupID);
  }

  /** IDs of groups that are over may be used again. Who comes into such a group may do so in the same second. */
  function renew({ groupID, createTime }: WireGroup, isEntered = false): void {
    const known = all.get(groupID);
    if (!known || (known.group.createTime === createTime && !(known.isOver && isEntered))) return;
    left(groupID);
    all.delete(groupID);
    membership.replaced(groupID);
  }

  function take(group: WireGroup): Known {
    renew(group);
    let known = all.get(group.groupID);
    if (!known) {
      // into a live room each instance goes by itself
      known = { group, isIn: group.type !== TYPES.GRP_AVCHATROOM, isOver: false, view: undefined, isChanged: true };
      all.set(group.groupID, known);
    } else {
      const old = known.group;
      const isOld = group.infoSequence < old.infoSequence;
      known.group = {
        ...(isOld ? old : group),
        selfInfo: group.selfInfo ?? old.selfInfo,
        // members come and go without a new profile
        memberCount: group.nextMessageSeq < old.nextMessageSeq ? old.memberCount : group.memberCount,
        nextMessageSeq: Math.max(group.nextMessageSeq, old.nextMessageSeq),
      };
    }
    changed(group.groupID);
    return known;
  }

  function joined(group: WireGroup): void {
    moved.add(group.groupID);
    renew(group, true);
    const isNew = !all.get(group.groupID)?.isIn;
    take(group).isIn = true;
    if (isNew) membership.entered(group);
  }

  function left(groupID: string, isOver = false): void {
    moved.add(groupID);
    const known = all.get(groupID);
    if (!known) return;
    known.isOver ||= isOver;
    if (!known.isIn) return;
    known.isIn = false;
    changed(groupID);
    membership.left(known.group);
  }

  function view(groupID: string): api.Group | undefined {
    const known = all.get(groupID);
    if (!known || (known.view && !known.isChanged)) return known?.view;
    known.isChanged = false;
    const id = TYPES.CONV_GROUP + groupID;
    const group = { ...known.group, nextMessageSeq: Math.max(known.group.nextMessageSeq, newest(id) + 1) };
    const fresh = groupView(group, me().userID, conversation(groupID), remindType(id));
    if (JSON.stringify(fresh) !== JSON.stringify(known.view)) known.view = fresh;
    return known.view;
  }

  function listed(): api.Group[] {
    return [...all.values()]
      .filter(({ isIn, group }) => isIn && group.type !== TYPES.GRP_AVCHATROOM && !group.isSupportTopic)
      .sort((a, b) => byNewest(conversation(a.group.groupID), conversation(b.group.groupID)))
      .flatMap(({ group }) => view(group.groupID) ?? [])
      .sort((a, b) => b.lastMessage.lastTime - a.lastMessage.lastTime); // also of those without a conversation
  }

  const communities = (): api.Group[] =>
    [...all.values()]
      .filter(({ isIn, group }) => isIn && group.isSupportTopic)
      .flatMap(({ group }) => view(group.groupID) ?? []);

  /** The groups as the server has them, but for those that the user came into or left `since`. */
  async function pull(): Promise<{ groups: WireGroup[]; since: ReadonlySet<string> }> {
    const since = (moved = new Set<string>());
    const groups: WireGroup[] = [];
    for (let isCompleted = false; !isCompleted;) {
      const page = await session.call("group.list", { after: groups.at(-1)?.groupID, count: Limits.GROUP_PAGE });
      groups.push(...page.groupList);
      ({ isCompleted } = page);
    }
    return { groups: groups.filter(({ groupID }) => !since.has(groupID)), since };
  }

  async function catchUp(): Promise<void> {
    clearTimeout(again);
    const before = [...all.values()].filter(({ isIn, group }) => isIn && group.type !== TYPES.GRP_AVCHATROOM);
    try {
      const { groups, since } = await pull();
      if (!telling.isStarted) return; // signed out
      const there = new Set([...since, ...groups.map(({ groupID }) => groupID)]);
      groups.forEach(joined);
      for (const { group } of before) if (!there.has(group.groupID)) left(group.groupID);
    } catch (failure) {
      log.warn("Could not ask for groups", failure);
      if (!telling.isStarted) return;
      await new Promise((resolve) => (again = setTimeout(resolve, RETRY_MS)));
      await catchUp();
    }
  }

  const knownOf = (conversationID: string): Known | undefined =>
    conversationID.startsWith(TYPES.CONV_GROUP)
      ? all.get(groupOfRoom(conversationID.slice(TYPES.CONV_GROUP.length)))
      : undefined;

  return {
    find: (groupID) => all.get(groupID)?.group,
    of: (id) => knownOf(id)?.group,
    isIn: (groupID) => all.get(groupID)?.isIn === true,
    isLeft: (id) => knownOf(id)?.isIn === false,
    take,
    joined,
    left,
    self(groupID, selfInfo) {
      const known = all.get(groupID);
      if (!known) return;
      known.group = { ...known.group, selfInfo };
      changed(groupID);
    },
    counted(groupID, memberCount, sequence) {
      const known = all.get(groupID);
      if (!known || sequence + 1 < known.group.nextMessageSeq) return;
      known.group = { ...known.group, memberCount, nextMessageSeq: sequence + 1 };
      changed(groupID);
    },
    touch,
    view,
    listed,
    communities: () => communities().map((group) => ({ ...group })),
    async load() {
      for (const group of (await pull()).groups) take(group).isIn = true;
    },
    catchUp,
    announce: () => telling.start(),
    reset() {
      clearTimeout(again);
      telling.reset();
      all.clear();
      moved = new Set();
      shown = [];
    },
  };
}
