import {
  ErrorCode,
  EVENT,
  Limits,
  TYPES,
  type StatusesChanged,
  type SubscribeStatusesResult,
  type UserStatus as WireStatus,
} from "../generated/protocol";
import type * as api from "../api";
import type { Emitter } from "./emitter";
import { toChatError } from "./errors";
import { first } from "./first";
import type { Logger } from "./logger";
import { createRate } from "./rate";
import type { Session } from "./session";
import { ok, own } from "./ok";

/** Statuses of users: subscribes again after each lost connection, and tells the app of each change once. */
export interface Statuses {
  readonly api: api.StatusApi;
  updated(push: StatusesChanged): void;
  /** After a reconnect: subscribes again, and asks for what was missed of me and my friends. */
  restore(): Promise<void>;
  reset(): void;
}

export const STATUS_GATE = "status.queryAndNotify";
const WINDOW_MS = 5_000;
const TIMEOUT_MS = 15_000;
const RETRY_MS = 2_000;

const statusOf = ({ userID, statusType, customStatus }: WireStatus): api.UserStatus => ({
  userID,
  statusType,
  customStatus,
});

export function createStatuses(
  session: Pick<Session, "call" | "callNow" | "config" | "account">,
  emitter: Emitter,
  log: Logger,
  isFriend: (userID: string) => boolean,
): Statuses {
  /** Oldest first. */
  const subscribed = new Set<string>();
  /** As the app knows them, of those whose changes are told. */
  const known = new Map<string, WireStatus>();
  /** Grows with every reconnect and sign-out. */
  let life = 0;

  /** Says whether it is another status than the app knows of. */
  function know(status: WireStatus): boolean {
    const before = known.get(status.userID);
    if (before && before.version >= status.version) return false;
    known.set(status.userID, status);
    return before?.statusType !== status.statusType || before.customStatus !== status.customStatus;
  }

  function tell(statuses: readonly WireStatus[]): void {
    const news = statuses.filter(know).map(statusOf);
    if (news.length) emitter.emit(EVENT.USER_STATUS_UPDATED, news);
  }

  /** Whether the server tells of somebody without a subscription. */
  const isNear = (userID: string): boolean => userID === session.account?.userID || isFriend(userID);

  const forget = (userIDs: Iterable<string>): void => {
    for (const userID of userIDs) {
      subscribed.delete(userID);
      if (!isNear(userID)) known.delete(userID);
    }
  };

  /** `general#5`, `general#9` */
  const guard = (method: string): (() => void) =>
    createRate(method, Limits.STATUS_CALLS_PER_5_SECONDS, WINDOW_MS, session, STATUS_GATE);
  const mayQuery = guard("getUserStatus");
  const maySubscribe = guard("subscribeUserStatus");
  const mayUnsubscribe = guard("unsubscribeUserStatus");

  /**
   * Tells what was missed of users: one page after another, as the server takes so many requests at once, and each again
   * until it is answered.
   */
  async function missed(
    userIDs: Iterable<string>,
    isWanted: (userID: string) => boolean,
    most: number,
    ask: (userIDList: readonly string[]) => Promise<{ readonly userStatusList: readonly WireStatus[] }>,
  ): Promise<void> {
    const mine = life;
    for (let left = [...userIDs]; mine === life && (left = left.filter(isWanted)).length;) {
      try {
        const { userStatusList } = await ask(left.slice(0, most));
        if (mine === life) tell(userStatusList);
      } catch (failure) {
        const { code, retryable } = toChatError(failure, ErrorCode.UNCAUGHT_ERROR);
        if (code === ErrorCode.NETWORK_ERROR || mine !== life) return; // the next sign-in tries again
        log.warn("Could not ask for statuses", failure);
        if (retryable) {
          await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
          continue;
        }
      }
      left = left.slice(most);
    }
  }

  async function subscribeAgain(userIDList: readonly string[]): Promise<SubscribeStatusesResult> {
    const result = await session.callNow("presence.subscribe", { userIDList }, TIMEOUT_MS);
    forget(result.evictedUserIDList);
    forget(result.failureUserIDList.map(({ userID }) => userID));
    return result;
  }

  return {
    updated: ({ userStatusList }) => tell(userStatusList),
    async restore() {
      const mine = ++life;
      const userID = session.account?.userID ?? "";
      if (!known.has(userID)) know({ userID, statusType: TYPES.USER_STATUS_ONLINE, customStatus: "", version: 0 });
      const isSubscribed = (it: string): boolean => subscribed.has(it);
      const isOther = (it: string): boolean => !isSubscribed(it) && isNear(it);
      await missed(subscribed, isSubscribed, Limits.STATUS_SUBSCRIPTIONS_PER_CALL, subscribeAgain);
      if (mine !== life) return;
      await missed(known.keys(), isOther, Limits.STATUSES_PER_QUERY, (userIDList) =>
        session.callNow("presence.get", { userIDList, friendsOnly: true }, TIMEOUT_MS),
      );
    },
    reset() {
      life++;
      subscribed.clear();
      known.clear();
    },
    api: {
      async setSelfStatus({ customStatus }) {
        const { status } = await session.call("presence.set", { customStatus });
        tell([status]);
        return ok(statusOf(status));
      },
      async getUserStatus({ userIDList }) {
        if (userIDList.some((userID) => userID !== session.account?.userID)) mayQuery();
        const result = await session.call("presence.get", { userIDList });
        for (const status of result.userStatusList)
          if (isNear(status.userID) && !known.has(status.userID)) know(status);
        return ok({
          successUserList: result.userStatusList.map(statusOf),
          failureUserList: own(result.failureUserIDList),
        });
      },
      async subscribeUserStatus({ userIDList }) {
        maySubscribe();
        const result = await session.call("presence.subscribe", { userIDList });
        for (const status of result.userStatusList) {
          subscribed.delete(status.userID);
          subscribed.add(status.userID);
          know(status);
        }
        forget(result.evictedUserIDList);
        return ok({ failureUserList: own(result.failureUserIDList) });
      },
      async unsubscribeUserStatus({ userIDList = [] } = {}) {
        mayUnsubscribe();
        const wanted = first(log, "unsubscribeUserStatus", userIDList, Limits.STATUS_SUBSCRIPTIONS_PER_CALL);
        const result = await session.call("presence.unsubscribe", { userIDList: wanted });
        forget(wanted.length ? wanted : [...subscribed]);
        return ok({ failureUserList: own(result.failureUserIDList) });
      },
    },
  };
}
