import { EVENT, Limits, type FollowListUpdated } from "../generated/protocol";
import type * as api from "../api";
import type { Emitter } from "./emitter";
import { checkEnabled } from "./errors";
import { copyOf } from "./profiles";
import { createRate } from "./rate";
import type { Session } from "./session";
import { ok, own } from "./ok";

/** Who follows whom. Nothing is kept here: lists may be of any length. */
export interface Follows {
  readonly api: api.FollowApi;
  /** A list changed, here or elsewhere. */
  updated(push: FollowListUpdated): void;
}

export const FOLLOW_GATE = "follow.enabled";

const EVENTS = {
  following: EVENT.MY_FOLLOWING_LIST_UPDATED,
  followers: EVENT.MY_FOLLOWERS_LIST_UPDATED,
  mutual: EVENT.MUTUAL_FOLLOWERS_LIST_UPDATED,
} as const;

export function createFollows(session: Pick<Session, "call" | "config" | "account">, emitter: Emitter): Follows {
  const admitCheck = createRate(
    "checkFollowType",
    Limits.FOLLOW_CHECKS_PER_5_SECONDS, // checkFollowType#2
    5000,
    session,
    FOLLOW_GATE,
  );

  function updated({ list, isAdd, userList }: FollowListUpdated): void {
    const userInfoList = isAdd ? userList.map((it) => ({ ...it })) : userList.map(({ userID }) => userID);
    emitter.emit(EVENTS[list], { isAdd, userInfoList });
  }

  async function change(op: "follow.add" | "follow.remove", userIDList: string[]): Promise<api.FollowOutcome[]> {
    checkEnabled(session, FOLLOW_GATE);
    const { resultList, changeList } = await session.call(op, { userIDList });
    changeList.forEach(updated);
    return own(resultList);
  }

  async function page(list: keyof typeof EVENTS, nextCursor = ""): Promise<api.Response<api.FollowPage>> {
    checkEnabled(session, FOLLOW_GATE);
    const { followList, cursor = "" } = await session.call("follow.list", { list, cursor: nextCursor || undefined });
    const resultList = followList.map(({ profile, followTime }) => ({ ...copyOf(profile), followTime }));
    return ok({ resultList, nextCursor: cursor });
  }

  return {
    updated,
    api: {
      followUser: (userIDList) => change("follow.add", userIDList).then((data) => ok(data)),
      unfollowUser: (userIDList) => change("follow.remove", userIDList).then((data) => ok(data)),
      getMyFollowersList: (nextCursor) => page("followers", nextCursor),
      getMyFollowingList: (nextCursor) => page("following", nextCursor),
      getMutualFollowersList: (nextCursor) => page("mutual", nextCursor),
      async getUserFollowInfo(userIDList) {
        checkEnabled(session, FOLLOW_GATE);
        const wanted = userIDList ?? [session.account?.userID ?? ""];
        const { followInfoList } = await session.call("follow.counts", { userIDList: wanted });
        return ok(own(followInfoList));
      },
      async checkFollowType(userIDList) {
        admitCheck();
        const { followTypeList } = await session.call("follow.check", { userIDList });
        return ok(own(followTypeList));
      },
    },
  };
}
