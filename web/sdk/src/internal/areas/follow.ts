import { Limits } from "../../generated/protocol";
import type * as api from "../../api";
import type { Area } from "../area";
import { createFollows } from "../follows";
import { OPTIONAL_USERS, USERS } from "../areaKinds";
import { STRING, upTo } from "../kinds";
import type { Parameters } from "../validate";

const PARAMETERS: Parameters = {
  followUser: USERS,
  unfollowUser: USERS,
  getMyFollowersList: STRING,
  getMyFollowingList: STRING,
  getMutualFollowersList: STRING,
  getUserFollowInfo: upTo(Limits.FOLLOW_CHECKS_PER_CALL, OPTIONAL_USERS),
  checkFollowType: upTo(Limits.FOLLOW_CHECKS_PER_CALL, USERS),
};

/** Following users. */
export const follow: Area<api.FollowApi> = {
  parameters: PARAMETERS,
  part({ session, emitter }) {
    const follows = createFollows(session, emitter);
    return { api: follows.api, pushes: { "follow.listUpdated": (body) => follows.updated(body) } };
  },
};
