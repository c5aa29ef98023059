import {
  ErrorCode,
  EVENT,
  type ApplicationsUpdated,
  type BlacklistUpdated,
  type Friend as WireFriend,
  type FriendsUpdated,
  type Profile as WireProfile,
  type RelationChange,
} from "../generated/protocol";
import type * as api from "../api";
import type { Emitter } from "./emitter";
import { ChatError } from "./errors";
import type { Logger } from "./logger";
import { copyOf } from "./profiles";
import type { Session } from "./session";

/**
 * Friends, requests and blacklist as far as they are known here, each list at a version.
 *
 * The friends of version 0 are none, so somebody new knows all without asking. Each change of them is the step to the
 * next version: one that does not fit waits until those between have come, or all of them are asked for again. Requests
 * and blacklist come whole each time, the highest version counts.
 */
export interface Relations {
  /** Copies that the app may write to, oldest first. */
  friends(): api.Friend[];
  friend(userID: string): api.Friend | undefined;
  /** What I call somebody; '' for those who are no friends. */
  remark(userID: string): string;
  groups(): api.FriendGroup[];
  /** Who is in the group, whether or not there is one of that name. */
  group(name: string): api.FriendGroup;
  applications(): api.FriendApplicationList;
  blacklist(): string[];
  /** Takes over what a call of this instance changed; resolves when all of it shows. */
  changed(change: RelationChange): Promise<void>;
  friendsUpdated(step: FriendsUpdated): void;
  applicationsUpdated(update: ApplicationsUpdated): void;
  blacklistUpdated(update: BlacklistUpdated): void;
  /** Somebody's profile is not what it was; says whether that is news of a friend. */
  profileUpdated(profile: WireProfile): boolean;
  /** Asks for what has changed since. */
  sync(): Promise<void>;
  /** The same after a reconnect, again until it works. */
  catchUp(): void;
  /** From now on changes are raised. */
  announce(): void;
  reset(): void;
}

/** How long a step that is missing may be on its way before all is asked for. */
const GAP_MS = 200;
/** How long until it is asked again where asking failed. */
const RETRY_MS = 2_000;

type Known = WireFriend & Pick<api.Friend, "timestamp">;

const friendOf = (wire: Known): api.Friend => ({
  ...wire,
  groupList: [...wire.groupList],
  friendCustomField: wire.friendCustomField.map((field) => ({ ...field })),
  profile: copyOf(wire.profile),
});

/** @param remarks - is told when I may call somebody something else */
export function createRelations(
  session: Pick<Session, "call">,
  emitter: Emitter,
  log: Logger,
  remarks: () => void,
  profileSeen: (profile: WireProfile) => void,
): Relations {
  const friends = new Map<string, Known>();
  /** Steps whose turn has not come. */
  const early = new Map<number, FriendsUpdated>();
  let waiting: { version: number; resolve(): void; reject(failure: ChatError): void }[] = [];
  let groupNames: readonly string[] = [];
  let requests: api.FriendApplicationList = { friendApplicationList: [], unreadCount: 0 };
  let blocked: readonly string[] = [];
  let versions = { friends: 0, applications: 0, blacklist: 0 };
  let profilesSince = 0;
  let isAnnouncing = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Grows with every sign-out: answers to older questions are worth nothing. */
  let life = 0;
  let told: Record<string, string> = {};

  const put = (friend: WireFriend): unknown => friends.set(friend.userID, { ...friend, timestamp: Date.now() });

  const sorted = (): Known[] =>
    [...friends.values()].sort((a, b) => a.addTime - b.addTime || (a.userID < b.userID ? -1 : 1));

  function group(name: string): api.FriendGroup {
    const userIDList = sorted()
      .filter(({ groupList }) => groupList.includes(name))
      .map(({ userID }) => userID);
    return { name, userIDList, count: userIDList.length };
  }

  const views = {
    friends: () => sorted().map(friendOf),
    groups: () => groupNames.map(group),
    applications: (): api.FriendApplicationList => ({
      friendApplicationList: requests.friendApplicationList.map((it) => ({ ...it })),
      unreadCount: requests.unreadCount,
    }),
    blacklist: () => [...blocked],
  };

  function tell(): void {
    remarks();
    if (!isAnnouncing) return;
    raise(EVENT.FRIEND_LIST_UPDATED, views.friends());
    raise(EVENT.FRIEND_GROUP_LIST_UPDATED, views.groups());
    raise(EVENT.FRIEND_APPLICATION_LIST_UPDATED, views.applications());
    raise(EVENT.BLACKLIST_UPDATED, views.blacklist());
  }

  /** Raises an event unless the app knows already; nothing at all is known to everybody. */
  function raise(name: string, data: api.Friend[] | api.FriendGroup[] | api.FriendApplicationList | string[]): void {
    const text = JSON.stringify(data, (key, value: unknown) => (key === "timestamp" ? 0 : value)); // that is no news
    if (text === (told[name] ?? JSON.stringify(Array.isArray(data) ? [] : NO_APPLICATIONS))) return;
    told[name] = text;
    emitter.emit(name, data);
  }

  function friendsUpdated(step: FriendsUpdated): void {
    if (step.version <= versions.friends) return;
    early.set(step.version, step);
    takeSteps();
  }

  function takeSteps(): void {
    for (const version of early.keys()) if (version <= versions.friends) early.delete(version);
    for (let next; (next = early.get(versions.friends + 1))?.friendList;) {
      next.removedUserIDList.forEach((userID) => friends.delete(userID));
      next.friendList.forEach(put);
      groupNames = next.groupNameList;
      versions.friends = next.version;
      early.delete(next.version);
    }
    if (early.size) expect(GAP_MS);
    tell();
    const done = waiting.filter(({ version }) => version <= versions.friends);
    waiting = waiting.filter(({ version }) => version > versions.friends);
    done.forEach((it) => it.resolve());
  }

  /** A step is missing: unless it comes soon, all is asked for. */
  function expect(afterMs: number): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      if (early.size) catchUp();
    }, afterMs);
  }

  function catchUp(): void {
    const mine = life;
    sync().catch((failure: unknown) => {
      if (life !== mine) return;
      log.warn("Could not ask for friends", failure);
      setTimeout(() => life === mine && catchUp(), RETRY_MS);
    });
  }

  function applicationsUpdated({ version, friendApplicationList, unreadCount }: ApplicationsUpdated): void {
    if (version <= versions.applications) return;
    versions.applications = version;
    requests = { friendApplicationList: [...friendApplicationList], unreadCount };
    tell();
  }

  function blacklistUpdated({ version, userIDList }: BlacklistUpdated): void {
    if (version <= versions.blacklist) return;
    versions.blacklist = version;
    blocked = userIDList;
    tell();
  }

  async function sync(): Promise<void> {
    const mine = life;
    const result = await session.call("relation.sync", { ...versions, profilesSince });
    if (life !== mine) return;
    profilesSince = result.serverTime;
    if (result.applications) applicationsUpdated(result.applications);
    if (result.blacklist) blacklistUpdated(result.blacklist);
    result.profileList.forEach(profileSeen);
    if (!result.friends) return;
    // what changes while the pages are read is told with higher versions than the first page's
    const { version, groupNameList } = result.friends;
    const list = [...result.friends.friendList];
    for (let cursor = result.friends.cursor; cursor;) {
      const page = await session.call("relation.listFriends", { cursor });
      list.push(...page.friendList);
      ({ cursor } = page);
    }
    if (life !== mine) return;
    if (version >= versions.friends) {
      friends.clear();
      list.forEach(put);
      groupNames = groupNameList;
      versions.friends = version;
    }
    takeSteps();
  }

  return {
    ...views,
    friend(userID) {
      const found = friends.get(userID);
      return found && friendOf(found);
    },
    remark: (userID) => friends.get(userID)?.remark ?? "",
    group,
    async changed({ friends: step, applications, blacklist }) {
      if (applications) applicationsUpdated(applications);
      if (blacklist) blacklistUpdated(blacklist);
      if (!step) return;
      friendsUpdated(step);
      const { version } = step;
      if (versions.friends >= version) return;
      await new Promise<void>((resolve, reject) => waiting.push({ version, resolve, reject }));
    },
    friendsUpdated,
    applicationsUpdated,
    blacklistUpdated,
    profileUpdated(profile) {
      const friend = friends.get(profile.userID);
      if (!friend || friend.profile.lastUpdatedTime >= profile.lastUpdatedTime) return false;
      put({ ...friend, profile });
      tell();
      return true;
    },
    sync,
    catchUp,
    announce() {
      isAnnouncing = true;
      tell();
    },
    reset() {
      life++;
      clearTimeout(timer);
      timer = undefined;
      isAnnouncing = false;
      friends.clear();
      early.clear();
      groupNames = blocked = [];
      requests = NO_APPLICATIONS;
      versions = { friends: 0, applications: 0, blacklist: 0 };
      profilesSince = 0;
      told = {};
      waiting.splice(0).forEach((it) => it.reject(new ChatError(ErrorCode.LOGGED_OUT, "signed out")));
    },
  };
}

const NO_APPLICATIONS: api.FriendApplicationList = { friendApplicationList: [], unreadCount: 0 };
