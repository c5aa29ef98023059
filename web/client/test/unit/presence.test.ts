import TencentCloudChat from "@parley-im/chat";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Presence } from "../../src/chat/presence";
import { FakeChat } from "./fakeChat";

const { EVENT, TYPES } = TencentCloudChat;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("who comes on screen is asked about, all in one call, and watched from then on", async () => {
  const fake = new FakeChat();
  const presence = new Presence(fake.chat);
  const status = (userID: string, statusType: number): object => ({ userID, statusType, customStatus: "" });
  fake.answers.set("getUserStatus", {
    successUserList: [status("ann", TYPES.USER_STATUS_ONLINE), status("ben", TYPES.USER_STATUS_OFFLINE)],
  });
  const look = (): boolean[] => ["ann", "ben"].map((userID) => presence.isOnline(userID));
  expect(look()).toEqual([false, false]);
  await vi.runAllTimersAsync();
  expect(look()).toEqual([true, false]);
  expect(fake.calls).toEqual([
    ["subscribeUserStatus", { userIDList: ["ann", "ben"] }],
    ["getUserStatus", { userIDList: ["ann", "ben"] }],
  ]);
  fake.raise(EVENT.USER_STATUS_UPDATED, [status("ben", TYPES.USER_STATUS_ONLINE)]);
  expect(look()).toEqual([true, true]);

  fake.answers.set("getUserStatus", { successUserList: [status("ann", TYPES.USER_STATUS_OFFLINE)] });
  fake.raise(EVENT.NET_STATE_CHANGE, { state: "connected" });
  await vi.runAllTimersAsync();
  expect(look()).toEqual([false, true]);
});

test("where it is switched off nobody is asked about again", async () => {
  const fake = new FakeChat();
  const presence = new Presence(fake.chat);
  fake.answers.set("subscribeUserStatus", Object.assign(new Error("off"), { code: 3122 }));
  presence.isOnline("ann");
  await vi.runAllTimersAsync();
  presence.isOnline("ben");
  await vi.runAllTimersAsync();
  expect([presence.isOff.value, fake.calls.length]).toEqual([true, 1]);
});

test("what failed is tried again the next time, and no more than 200 are watched", async () => {
  const fake = new FakeChat();
  const presence = new Presence(fake.chat);
  fake.answers.set("getUserStatus", { successUserList: [] });
  fake.answers.set("subscribeUserStatus", Object.assign(new Error("too fast"), { code: 2996 }));
  presence.isOnline("ann");
  await vi.runAllTimersAsync();
  fake.answers.delete("subscribeUserStatus");
  for (let user = 0; user < 300; user++) presence.isOnline(`user${user}`);
  await vi.runAllTimersAsync();
  const sizes = fake.calls
    .filter((call) => (call as [string])[0] === "subscribeUserStatus")
    .map((call) => (call as [string, { userIDList: string[] }])[1].userIDList.length);
  expect(sizes).toEqual([1, 100, 100]);
});
