import type {
  FollowCounts as WireFollowCounts,
  FollowOutcome as WireFollowOutcome,
  FollowRelation as WireFollowRelation,
} from "../generated/protocol";
import type { Response, UserInfo } from "./common";
import type { Profile } from "./profile";

/** Whether following one user worked: 0, 30001 (it is me) or 30003 (no such user). */
export type FollowOutcome = { -readonly [K in keyof WireFollowOutcome]: WireFollowOutcome[K] };

/** Somebody on one of my lists. */
export type FollowUser = Profile & {
  /** Seconds since 1970; on the mutual list when I followed. */
  followTime: number;
};

/** A page, newest first. */
export interface FollowPage {
  /** At most 500. */
  resultList: FollowUser[];
  /** Asks for the next page; '' at the end. */
  nextCursor: string;
}

export type FollowCounts = { -readonly [K in keyof WireFollowCounts]: WireFollowCounts[K] };
export type FollowRelation = { -readonly [K in keyof WireFollowRelation]: WireFollowRelation[K] };

/** Users came on a list (as objects), or are off it (as userIDs). */
export type FollowListChange = { isAdd: true; userInfoList: UserInfo[] } | { isAdd: false; userInfoList: string[] };

/** Who follows whom. All reject with 3122 while the feature is switched off. */
export interface FollowApi {
  /** Follows at most 20 users, and 5000 in all; beyond that it rejects, with 30001 and 30010, and changes nothing. */
  followUser(userIDList: string[]): Promise<Response<FollowOutcome[]>>;
  /** Follows at most 20 users no longer. */
  unfollowUser(userIDList: string[]): Promise<Response<FollowOutcome[]>>;
  /** Those who follow me. */
  getMyFollowersList(nextCursor?: string): Promise<Response<FollowPage>>;
  /** Those whom I follow. */
  getMyFollowingList(nextCursor?: string): Promise<Response<FollowPage>>;
  /** Those whom I follow and who follow me. */
  getMutualFollowersList(nextCursor?: string): Promise<Response<FollowPage>>;
  /** Counts of the first 100 users, or mine. */
  getUserFollowInfo(userIDList?: string[]): Promise<Response<FollowCounts[]>>;
  /**
   * Of the first 100 users: 0 neither follows the other, 1 they follow me, 2 I follow them, 3 both. Rejects with 2996 for
   * more than 20 calls in 5 seconds.
   */
  checkFollowType(userIDList: string[]): Promise<Response<FollowRelation[]>>;
}
