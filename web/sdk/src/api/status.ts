import type { UserFailure } from "./friend";
import type { Response } from "./common";

/** Whether a user is there, on any of their instances. */
export interface UserStatus {
  userID: string;
  /** A `USER_STATUS_…` value: online, offline (gone without signing out) or unlogined (signed out, or never in). */
  statusType: number;
  /** What they say of it, at most 256 bytes; '' for nothing. */
  customStatus: string;
}

/** Users for whom a call about statuses did nothing. */
export interface StatusFailures {
  failureUserList: UserFailure[];
}

/**
 * Who is online. Calls about others reject with 3122 while the feature is switched off, and each of them with 2996 after 20
 * calls in 5 seconds. `USER_STATUS_UPDATED` tells of changes: of friends, of users whom I subscribed to, and of my own custom
 * status.
 */
export interface StatusApi {
  /** Changes what my status says, '' clears it. The server clears it some time after my last instance is gone. */
  setSelfStatus(options: { customStatus: string }): Promise<Response<UserStatus>>;
  /** Statuses of the first 500 users, mine first; mine alone can always be asked for. */
  getUserStatus(options: {
    userIDList: string[];
  }): Promise<Response<StatusFailures & { successUserList: UserStatus[] }>>;
  /**
   * From now until I sign out, every change of the status of the first 100 users is raised. There is room for 200 users,
   * unless the operator says otherwise; beyond that the oldest subscriptions end.
   */
  subscribeUserStatus(options: { userIDList: string[] }): Promise<Response<StatusFailures>>;
  /** Ends the subscriptions to the first 100 users; without a list, or with an empty one, all subscriptions. */
  unsubscribeUserStatus(options?: { userIDList?: string[] }): Promise<Response<StatusFailures>>;
}
