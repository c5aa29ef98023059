import type * as api from "../../api";
import type { Area } from "../area";
import { createFollows } from "../follows";
import { OPTIONAL_USERS, USERS } from "../areaKinds";
import { STRING } from "../kinds";
import type { Parameters } from "../validate";

const PARAMETERS: Parameters = {
  followUser: USERS,
  unfollowUser: USERS,
  getMyFollowersList: STRING,
  getMyFollowingList: STRING,
  getMutualFollowersList: STRING,
  getUserFollowInfo: OPTIONAL_USERS,
  checkFollowType: USERS,
};

/** Following users. */
export const follow: Area<api.FollowApi> = {
  parameters: PARAMETERS,
  part({ session, emitter, log }) {
    const follows = createFollows(session, emitter, log);
    return { api: follows.api, pushes: { "follow.listUpdated": (body) => follows.updated(body) } };
  },
};
