import { expect, test } from "vitest";
import type { UserStatus } from "../../src/index";
import { device, EVENT, newUserID, person, TYPES, until, userSig, type Person } from "./person";
import { proxy } from "./proxy";
import { setting } from "./rest";

const { USER_STATUS_ONLINE: online, USER_STATUS_UNLOGINED: unlogined } = TYPES;

/** Waits until the app has been told of this status, and says how often any was told of that user. */
async function told({ event, of }: Person, userID: string, statusType: number, customStatus = ""): Promise<number> {
  await event(EVENT.USER_STATUS_UPDATED, (list) =>
    list.some((it) => it.userID === userID && it.statusType === statusType && it.customStatus === customStatus),
  );
  return of(EVENT.USER_STATUS_UPDATED)
    .flat()
    .filter((it) => it.userID === userID).length;
}

const statuses = async ({ chat }: Person, ...userIDList: string[]): Promise<UserStatus[]> =>
  (await chat.getUserStatus({ userIDList })).data.successUserList;

test("who subscribed hears of each change once [setSelfStatus#1] [setSelfStatus#3] [setSelfStatus#5] [subscribeUserStatus#6] [unsubscribeUserStatus#3] [logout#6]", async ({
  onTestFinished,
}) => {
  onTestFinished(await setting("login.maxWebInstances", 2));
  const ann = await person();
  const annToo = await person(ann.userID);
  const bob = await person();
  const userIDList = [ann.userID];
  expect((await bob.chat.subscribeUserStatus({ userIDList })).data).toEqual({ failureUserList: [] });

  const busy = { userID: ann.userID, statusType: online, customStatus: "busy" };
  for (let i = 0; i < 30; i++) expect((await ann.chat.setSelfStatus({ customStatus: "busy" })).data).toEqual(busy);
  for (const one of [ann, annToo, bob]) {
    expect(await told(one, ann.userID, online, "busy")).toBe(1);
    one.forget();
  }
  await ann.chat.setSelfStatus({ customStatus: "" });
  for (const one of [ann, annToo, bob]) expect(await told(one, ann.userID, online)).toBe(1);
  await ann.chat.logout();
  await annToo.chat.logout();
  expect(await told(bob, ann.userID, unlogined)).toBe(2);

  await bob.chat.unsubscribeUserStatus({ userIDList });
  const back = await person(ann.userID);
  await back.chat.setSelfStatus({ customStatus: "back" });
  expect(await statuses(bob, ann.userID)).toEqual([{ ...busy, customStatus: "back" }]);
  await bob.chat.setSelfStatus({ customStatus: "mine" });
  await told(bob, bob.userID, online, "mine");
  expect(await told(bob, ann.userID, unlogined)).toBe(2); // as before
  expect(() => bob.chat.setSelfStatus({} as never)).toThrow("Params validate failed.");
});

test("a custom status is cleared after a while [setSelfStatus#4]", async ({ onTestFinished }) => {
  const ann = await person();
  const bob = await person();
  await ann.chat.setSelfStatus({ customStatus: "busy" });
  await bob.chat.subscribeUserStatus({ userIDList: [ann.userID] });
  onTestFinished(await setting("status.clearCustomAfterLogout", 1));
  await ann.chat.logout();
  await told(bob, ann.userID, unlogined, "busy");
  expect(await told(bob, ann.userID, unlogined)).toBe(2);
});

test("statuses are asked for as often as the rate allows [getUserStatus#1] [getUserStatus#2] [getUserStatus#3] [getUserStatus#4] [getUserStatus#5]", async () => {
  const ann = await person();
  const bob = await person();
  const { data } = await ann.chat.getUserStatus({ userIDList: ["nobody", bob.userID, ann.userID] });
  expect(data.successUserList.map(({ userID }) => userID)).toEqual([ann.userID, bob.userID]);
  expect(data.failureUserList).toMatchObject([{ userID: "nobody", code: 70107 }]);
  expect(() => ann.chat.getUserStatus({ userIDList: [] })).toThrow("Params validate failed.");
  const many = Array.from({ length: 500 }, (_, i) => `stranger-${i}`);
  expect(await statuses(ann, ...many, bob.userID)).toEqual([]);
  for (let i = 2; i < 20; i++) await statuses(ann, bob.userID);
  await expect(statuses(ann, bob.userID)).rejects.toMatchObject({ code: 2996 });
  expect(await statuses(ann, ann.userID)).toMatchObject([{ statusType: online }]);
});

test("subscribing has a rate and leaves me out [subscribeUserStatus#1] [subscribeUserStatus#4] [unsubscribeUserStatus#1]", async () => {
  const { chat, userID } = await person();
  const { data } = await chat.subscribeUserStatus({ userIDList: [userID, "nobody"] });
  expect(data.failureUserList.map(({ code }) => code).sort()).toEqual([40001, 70107]);
  for (let i = 1; i < 20; i++) await chat.subscribeUserStatus({ userIDList: ["nobody"] });
  await expect(chat.subscribeUserStatus({ userIDList: ["nobody"] })).rejects.toMatchObject({ code: 2996 });
  for (let i = 0; i < 20; i++) await chat.unsubscribeUserStatus();
  await expect(chat.unsubscribeUserStatus()).rejects.toMatchObject({ code: 2996 });
});

test("the oldest subscriptions make room [subscribeUserStatus#3] [unsubscribeUserStatus#2]", async () => {
  const ann = await person();
  const bob = await person();
  const cid = await person();
  const restore = await setting("status.maxSubscriptions", 1);
  await cid.chat.subscribeUserStatus({ userIDList: [ann.userID] });
  await cid.chat.subscribeUserStatus({ userIDList: [bob.userID] });
  await restore();
  await ann.chat.setSelfStatus({ customStatus: "unheard" });
  await bob.chat.setSelfStatus({ customStatus: "heard" });
  await told(cid, bob.userID, online, "heard");
  await cid.chat.unsubscribeUserStatus({ userIDList: [] });
  await bob.chat.setSelfStatus({ customStatus: "unheard" });
  await cid.chat.subscribeUserStatus({ userIDList: [ann.userID] });
  await ann.chat.setSelfStatus({ customStatus: "heard" });
  expect(await told(cid, ann.userID, online, "heard")).toBe(1);
  expect(await told(cid, bob.userID, online, "heard")).toBe(1);
});

test("subscriptions outlast a lost connection, and what was missed is told [subscribeUserStatus#5] [subscribeUserStatus#6]", async () => {
  const ann = await person();
  const net = await proxy();
  const bob = await person(newUserID("bob"), device(net.address));
  await bob.chat.subscribeUserStatus({ userIDList: [ann.userID] });
  net.refuse();
  net.cut();
  await bob.event(EVENT.NET_STATE_CHANGE, ({ state }) => state === "disconnected");
  await ann.chat.setSelfStatus({ customStatus: "missed" });
  net.accept();
  await told(bob, ann.userID, online, "missed");
  await ann.chat.setSelfStatus({ customStatus: "heard" });
  expect(await told(bob, ann.userID, online, "heard")).toBe(2);
});

test("what friends and my other instances did meanwhile is told, and nothing of others [subscribeUserStatus#2] [unsubscribeUserStatus#3] [setSelfStatus#1]", async ({
  onTestFinished,
}) => {
  onTestFinished(await setting("login.maxWebInstances", 2));
  const ann = await person();
  const eve = await person();
  const net = await proxy();
  const cid = await person(newUserID("cid"), device(net.address));
  const cidToo = await person(cid.userID);
  await cid.chat.addFriend({ to: ann.userID, source: "AddSource_Type_Test" });
  await cid.chat.subscribeUserStatus({ userIDList: [eve.userID] });
  await cid.chat.unsubscribeUserStatus({ userIDList: [eve.userID] });
  await statuses(cid, ann.userID);
  net.refuse();
  net.cut();
  await cid.event(EVENT.NET_STATE_CHANGE, ({ state }) => state === "disconnected");
  await ann.chat.setSelfStatus({ customStatus: "missed" });
  await eve.chat.setSelfStatus({ customStatus: "unheard" });
  await cidToo.chat.setSelfStatus({ customStatus: "mine" });
  net.accept();
  await told(cid, ann.userID, online, "missed");
  await told(cid, cid.userID, online, "mine");
  await cid.chat.setSelfStatus({ customStatus: "later" });
  await told(cid, cid.userID, online, "later");
  expect(
    cid
      .of(EVENT.USER_STATUS_UPDATED)
      .flat()
      .map(({ userID }) => userID),
  ).not.toContain(eve.userID);
});

test("friends hear without asking, unless it is switched off [subscribeUserStatus#2] [subscribeUserStatus#1] [unsubscribeUserStatus#1] [getUserStatus#1] [getUserStatus#2] [setSelfStatus#2] [general#5]", async () => {
  const ann = await person();
  const bob = await person();
  await bob.chat.addFriend({ to: ann.userID, source: "AddSource_Type_Test" });
  // That ann came is told a moment later, with what her status is by then: here it must be over.
  await ann.chat.logout();
  await told(bob, ann.userID, unlogined);
  bob.forget();
  await ann.chat.login({ userID: ann.userID, userSig: userSig(ann.userID) });
  await told(bob, ann.userID, online);
  await until(() => ann.chat.isReady(), "readiness");
  await ann.chat.setSelfStatus({ customStatus: "busy" });
  await told(bob, ann.userID, online, "busy");
  const userIDList = [ann.userID];
  const restore = await setting("status.queryAndNotify", false);
  try {
    await bob.event(EVENT.SERVER_CONFIG_UPDATED, ({ config }) => config.disabled.includes("status.queryAndNotify"));
    await expect(bob.chat.getUserStatus({ userIDList })).rejects.toMatchObject({ code: 3122 });
    await expect(bob.chat.subscribeUserStatus({ userIDList })).rejects.toMatchObject({ code: 3122 });
    await expect(bob.chat.unsubscribeUserStatus()).rejects.toMatchObject({ code: 3122 });
    expect(await statuses(bob, bob.userID)).toMatchObject([{ statusType: online }]);
    await ann.chat.setSelfStatus({ customStatus: "quiet" });
  } finally {
    await restore();
  }
  bob.forget();
  await ann.chat.logout();
  expect(await told(bob, ann.userID, unlogined, "quiet")).toBe(1);
});
