import type { Response } from "./common";

/** Whom I do not want to have to do with. */
export interface BlacklistApi {
  /** All userIDs on my blacklist, newest first; does not ask the server. */
  getBlacklist(): Promise<Response<string[]>>;
  /**
   * Blocks 1 to 1000 users: neither can write to the other (20007) or add them as a friend, and friendships end at both
   * sides unless the operator keeps them. Rejects, and changes nothing, with 2742 (my own ID), 30003 (no such user), 30013
   * (more than 1000).
   */
  addToBlacklist(options: { userIDList: string[] }): Promise<Response<string[]>>;
  /** Blocks users no longer; friendships do not come back. Resolves with all that are left. */
  removeFromBlacklist(options: { userIDList: string[] }): Promise<Response<string[]>>;
}
