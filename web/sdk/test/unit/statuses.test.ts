import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { EVENT, type UserStatus } from "../../src/generated/protocol";
import { createEmitter } from "../../src/internal/emitter";
import { ChatError } from "../../src/internal/errors";
import { createLogger } from "../../src/internal/logger";
import { createStatuses, type Statuses } from "../../src/internal/statuses";
import { createCheck } from "../../src/internal/validate";

type Ask = (operation: string, body: { userIDList: string[] }) => Promise<object>;

let asked: [operation: string, userIDList: string[]][];
let atOnce: number;
let mostAtOnce: number;
let refused: number;
let told: string[];
let said: string;
let statuses: Statuses;

const people = (name: string, count: number): string[] => Array.from({ length: count }, (_, i) => `${name}-${i}`);
let version: number;
const status = (userID: string): UserStatus => ({ userID, statusType: 1, customStatus: said, version });

beforeEach(() => {
  vi.useFakeTimers();
  [asked, told, said, atOnce, mostAtOnce, refused, version] = [[], [], "", 0, 0, 0, 1];
  const log = createLogger();
  log.level = 4;
  const ask: Ask = async (operation, { userIDList }) => {
    asked.push([operation, userIDList]);
    mostAtOnce = Math.max(mostAtOnce, ++atOnce);
    await new Promise((resolve) => setTimeout(resolve, 10));
    atOnce--;
    if (refused-- > 0) throw new ChatError(60022, "overloaded");
    return { userStatusList: userIDList.map(status), failureUserIDList: [], evictedUserIDList: [] };
  };
  const session = { call: ask, callNow: ask, config: { disabled: [] }, account: { userID: "ann", tinyID: "1" } };
  const emitter = createEmitter(log, createCheck(log));
  emitter.watch(EVENT.USER_STATUS_UPDATED, ({ data }) =>
    told.push(...(data as UserStatus[]).map(({ userID }) => userID)),
  );
  // a cast: answers have the fields that statuses read, whatever is asked
  statuses = createStatuses(session as never, emitter, log, (userID) => userID.startsWith("friend"));
});
afterEach(() => void vi.useRealTimers());

const done = async <T>(call: Promise<T>): Promise<T> => {
  await vi.advanceTimersByTimeAsync(60_000);
  return call;
};

test("after a reconnect it is asked page by page, and of nobody whose changes are not told", async () => {
  await done(statuses.api.getUserStatus({ userIDList: people("stranger", 500) }));
  await done(statuses.api.getUserStatus({ userIDList: people("friend", 500) }));
  await done(statuses.api.getUserStatus({ userIDList: people("friend", 510).slice(500) }));
  await done(statuses.api.subscribeUserStatus({ userIDList: people("star", 100) }));
  await done(statuses.api.subscribeUserStatus({ userIDList: people("star", 110).slice(100) }));
  await done(statuses.api.unsubscribeUserStatus({ userIDList: ["star-0"] }));
  asked = [];
  [mostAtOnce, version] = [0, 2];

  await done(statuses.restore());

  expect(asked.map(([operation, { length }]) => [operation, length])).toEqual([
    ["presence.subscribe", 100],
    ["presence.subscribe", 9],
    ["presence.get", 500],
    ["presence.get", 11], // with ann
  ]);
  expect(mostAtOnce).toBe(1);
  expect(asked.flatMap(([, userIDList]) => userIDList)).not.toContain("star-0");
});

test("what an overloaded server refuses is asked for again, until the next reconnect asks for all", async () => {
  await done(statuses.api.getUserStatus({ userIDList: ["friend-1"] }));
  asked = [];
  refused = 1;
  [said, version] = ["back", 2];
  await done(statuses.restore());
  expect(asked.map(([operation]) => operation)).toEqual(["presence.get", "presence.get"]);
  expect(told).toEqual(["friend-1", "ann"]);
  refused = Infinity;
  const before = statuses.restore();
  await vi.advanceTimersByTimeAsync(1_000);
  refused = 0;
  asked = [];
  const after = statuses.restore();
  await done(Promise.all([before, after]));
  expect(asked).toHaveLength(1);
});
