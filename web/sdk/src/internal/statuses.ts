import {
  ErrorCode,
  EVENT,
  Limits,
  TYPES,
  type StatusesChanged,
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
  restore(): void;
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
): Statuses {
  /** Oldest first. */
  const subscribed = new Set<string>();
  /** As the app knows them, longest unchanged first. */
  const known = new Map<string, WireStatus>();
  /** Grows with every sign-out. */
  let life = 0;

  /** Says whether it is another status than the app knows of. */
  function know(status: WireStatus): boolean {
    const before = known.get(status.userID);
    if (before && before.version >= status.version) return false;
    known.delete(status.userID);
    known.set(status.userID, status);
    return before?.statusType !== status.statusType || before.customStatus !== status.customStatus;
  }

  function tell(statuses: readonly WireStatus[]): void {
    const news = statuses.filter(know).map(statusOf);
    if (news.length) emitter.emit(EVENT.USER_STATUS_UPDATED, news);
  }

  const forget = (userIDs: readonly string[]): void => userIDs.forEach((userID) => subscribed.delete(userID));

  /** `general#5`, `general#9` */
  const guard = (method: string): (() => void) =>
    createRate(method, Limits.STATUS_CALLS_PER_5_SECONDS, WINDOW_MS, session, STATUS_GATE);
  const mayQuery = guard("getUserStatus");
  const maySubscribe = guard("subscribeUserStatus");
  const mayUnsubscribe = guard("unsubscribeUserStatus");

  async function subscribeAgain(userIDList: readonly string[]): Promise<void> {
    const mine = life;
    try {
      const result = await session.callNow("presence.subscribe", { userIDList }, TIMEOUT_MS);
      if (mine !== life) return;
      forget(result.evictedUserIDList);
      forget(result.failureUserIDList.map(({ userID }) => userID));
      tell(result.userStatusList);
    } catch (failure) {
      const { code, retryable } = toChatError(failure, ErrorCode.UNCAUGHT_ERROR);
      if (code === ErrorCode.NETWORK_ERROR || mine !== life) return; // the next sign-in tries again
      log.warn("Could not ask for statuses", failure);
      if (!retryable) return;
      setTimeout(() => {
        const still = userIDList.filter((userID) => subscribed.has(userID));
        if (mine === life && still.length) void subscribeAgain(still);
      }, RETRY_MS);
    }
  }

  return {
    updated: ({ userStatusList }) => tell(userStatusList),
    restore() {
      const again = [...subscribed];
      while (again.length) void subscribeAgain(again.splice(0, Limits.STATUS_SUBSCRIPTIONS_PER_CALL));
      const userID = session.account?.userID ?? "";
      if (!known.has(userID)) know({ userID, statusType: TYPES.USER_STATUS_ONLINE, customStatus: "", version: 0 });
      const others = [...known.keys()].filter((it) => !subscribed.has(it));
      while (others.length) {
        const request = { userIDList: others.splice(0, Limits.STATUSES_PER_QUERY), friendsOnly: true };
        session.callNow("presence.get", request, TIMEOUT_MS).then(
          ({ userStatusList }) => tell(userStatusList),
          (failure: unknown) => log.warn("Could not ask for statuses", failure),
        );
      }
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
        for (const status of result.userStatusList) if (!known.has(status.userID)) know(status);
        return ok({
          successUserList: result.userStatusList.map(statusOf),
          failureUserList: own(result.failureUserIDList),
        });
      },
      async subscribeUserStatus({ userIDList }) {
        maySubscribe();
        const result = await session.call("presence.subscribe", { userIDList });
        for (const status of result.userStatusList) {
          forget([status.userID]);
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
        if (wanted.length) forget(wanted);
        else subscribed.clear();
        return ok({ failureUserList: own(result.failureUserIDList) });
      },
    },
  };
}
