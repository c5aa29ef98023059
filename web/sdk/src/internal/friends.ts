import { ErrorCode } from "../generated/protocol";
import type * as api from "../api";
import { ChatError } from "./errors";
import type { Relations } from "./relations";
import type { Session } from "./session";
import { ok, own } from "./ok";

/** What apps do with friends, requests, groups of friends and the blacklist. */
export type Friends = api.FriendApi & api.BlacklistApi;

export function createFriends(session: Pick<Session, "call">, relations: Relations): Friends {
  async function grouped(
    name: string,
    result: ReturnType<typeof session.call<"friendGroup.add">>,
  ): Promise<api.Response<api.FriendGroupChange>> {
    const { change, failureUserIDList } = await result;
    await relations.changed(change);
    return ok({ friendGroup: relations.group(name), failureUserIDList: own(failureUserIDList) });
  }

  const changed = (change: ReturnType<typeof session.call<"blacklist.add">>): Promise<void> =>
    change.then((it) => relations.changed(it));

  return {
    getFriendList: () => Promise.resolve(ok(relations.friends())),
    async addFriend({ to, ...options }) {
      const { code, change } = await session.call("friend.add", { ...options, userID: to });
      await relations.changed(change);
      return ok({ userID: to, code, ...(code !== 0 && { message: `"${to}" must confirm` }) });
    },
    async deleteFriend({ userIDList, type }) {
      const request = { userIDList, type };
      const { successUserIDList, failureUserIDList, change } = await session.call("friend.delete", request);
      await relations.changed(change);
      return ok({
        successUserIDList: successUserIDList.map((userID) => ({ userID })),
        failureUserIDList: own(failureUserIDList),
      });
    },
    async checkFriend({ userIDList, type }) {
      const request = { userIDList, type };
      const { successUserIDList, failureUserIDList } = await session.call("friend.check", request);
      return ok({
        successUserIDList: successUserIDList.map((it) => ({ ...it, code: 0 })),
        failureUserIDList: own(failureUserIDList),
      });
    },
    getFriendProfile({ userIDList }) {
      const friendList: api.Friend[] = [];
      const failureUserIDList: api.UserFailure[] = [];
      for (const userID of new Set(userIDList)) {
        const friend = relations.friend(userID);
        if (friend) friendList.push(friend);
        else failureUserIDList.push({ userID, code: ErrorCode.NOT_MY_FRIEND, message: `${userID} is no friend` });
      }
      return Promise.resolve(ok({ friendList, failureUserIDList }));
    },
    async updateFriend(options) {
      const { userID } = options;
      await changed(session.call("friend.update", options));
      const friend = relations.friend(userID);
      if (!friend) throw new ChatError(ErrorCode.NOT_MY_FRIEND, `${userID} is no friend`); // they ended it in between
      return ok(friend);
    },
    getFriendApplicationList: () => Promise.resolve(ok(relations.applications())),
    acceptFriendApplication: (options) => changed(session.call("friend.accept", options)).then(() => ok({})),
    refuseFriendApplication: (options) => changed(session.call("friend.refuse", options)).then(() => ok({})),
    deleteFriendApplication: (options) => changed(session.call("friend.deleteApplication", options)).then(() => ok({})),
    setFriendApplicationRead: () => changed(session.call("friend.readApplications", {})).then(() => ok({})),
    getFriendGroupList: () => Promise.resolve(ok(relations.groups())),
    createFriendGroup: ({ name, userIDList = [] }) =>
      grouped(name, session.call("friendGroup.create", { name, userIDList })),
    async deleteFriendGroup({ name }) {
      const group = relations.group(name);
      await changed(session.call("friendGroup.delete", { name }));
      return ok(group);
    },
    addToFriendGroup: ({ name, userIDList }) => grouped(name, session.call("friendGroup.add", { name, userIDList })),
    removeFromFriendGroup: ({ name, userIDList }) =>
      grouped(name, session.call("friendGroup.remove", { name, userIDList })),
    async renameFriendGroup(options) {
      await changed(session.call("friendGroup.rename", options));
      return ok(relations.group(options.newName));
    },
    getBlacklist: () => Promise.resolve(ok(relations.blacklist())),
    async addToBlacklist({ userIDList }) {
      await changed(session.call("blacklist.add", { userIDList }));
      return ok(relations.blacklist());
    },
    async removeFromBlacklist({ userIDList }) {
      await changed(session.call("blacklist.remove", { userIDList }));
      return ok(relations.blacklist());
    },
  };
}
