import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Shown } from "../../../testing/hook";
import type { OfflinePushToken, SendMessageOptions } from "../../src/index";
import { groupOf } from "./group";
import { device, newUserID, person, TYPES, until, type Person } from "./person";
import { proxy, type Proxy } from "./proxy";
import { rest, setting } from "./rest";

let restore: () => Promise<void>;
beforeAll(async () => {
  restore = await setting("push.offline", "provider");
});
afterAll(() => restore());

/** Somebody with a phone, whose app can go away without a word. */
interface Holder extends Person {
  readonly token: string;
  readonly network: Proxy;
  leave(): Promise<void>;
}

const isOnline = async (userID: string): Promise<boolean> => {
  const answer = (await rest("openim/query_online_status", { To_Account: [userID] })) as unknown as {
    QueryResult: { Status: string }[];
  };
  return answer.QueryResult[0]?.Status === "Online";
};

async function holder(vendor: OfflinePushToken["vendor"], more: Partial<OfflinePushToken> = {}): Promise<Holder> {
  const network = await proxy();
  const who = await person(newUserID(), device(network.address));
  const token = Buffer.from(who.userID).toString("hex");
  await expect(who.chat.callExperimentalAPI("setOfflinePushToken", { vendor, token, ...more })).resolves.toEqual({
    code: 0,
    data: {},
  });
  const leave = async (): Promise<void> => {
    network.refuse();
    network.cut();
    await until(async () => !(await isOnline(who.userID)), `${who.userID} is gone`);
  };
  return { ...who, token, network, leave };
}

/** What a phone shows, once it is so many. */
const shownBy = (phone: Holder, count: number): Promise<Shown[]> =>
  until(
    async () => {
      const response = await fetch(`${inject("pushHook")}?token=${phone.token}`);
      const shown = (await response.json()) as Shown[];
      return shown.length >= count && shown;
    },
    () => `${count} notifications for ${phone.userID}`,
  );
const texts = async (phone: Holder, count: number): Promise<string[]> =>
  (await shownBy(phone, count)).map(({ text }) => text);

/** Waits until it is decided whose phones are told of what was sent so far. */
async function settled(sender: Person): Promise<void> {
  const late = await holder("fcm");
  await late.leave();
  await send(sender, late, "settled");
  await shownBy(late, 1);
}

const send = (from: Person, to: Person, text: string, options?: SendMessageOptions): Promise<unknown> =>
  from.chat.sendMessage(from.draft(text, to), options);

test("a phone is told of what its user misses, and nobody else is [sendMessage#4] [sendMessage#10] [sendMessage#27]", async () => {
  const ann = await person();
  const bob = await holder("huawei", { language: "zh-CN", badge: false });
  const cid = await person(); // has a page only
  await cid.chat.logout();
  await send(ann, bob, "while there");
  await settled(ann);
  await bob.leave();
  await send(ann, cid, "to a page");
  await send(ann, bob, "while away");

  const [shown] = await shownBy(bob, 1);
  expect(shown).toMatchObject({
    vendor: "huawei",
    token: bob.token,
    title: ann.userID,
    text: "while away",
    call: false,
    language: "zh-CN",
    longText: true,
    message: { userID: bob.userID, conversationID: ann.conversationID, from: ann.userID, sequence: 2 },
  });
  expect(shown).not.toHaveProperty("badge");
});

test("nothing is pushed that is not to be [sendMessage#11] [sendMessage#12] [setMessageRemindType#2]", async () => {
  const ann = await person();
  const bob = await holder("xiaomi");
  await bob.leave();
  await send(ann, bob, "live", { onlineUserOnly: true });
  await send(ann, bob, "silent", { offlinePushInfo: { disablePush: true } });
  await send(ann, bob, "silent call", { offlinePushInfo: { disablePush: true, disableVoipPush: false } });
  await send(ann, bob, "loud");
  await settled(ann);
  bob.network.accept();
  await until(() => bob.received().length === 3, "what was stored");
  expect(bob.received()).toEqual(["silent", "silent call", "loud"]);
  await bob.chat.setMessageRemindType({
    userIDList: [ann.userID],
    messageRemindType: TYPES.MSG_REMIND_ACPT_NOT_NOTE,
  });
  await bob.leave();
  await send(ann, bob, "unwanted");
  await send(await person(), bob, "wanted");

  expect(await texts(bob, 2)).toEqual(["loud", "wanted"]);
});

test("the sender says how it is shown, and calls ring [sendMessage#13] [sendMessage#14] [sendMessage#18]", async () => {
  const ann = await person();
  const bob = await holder("xiaomi");
  const cid = await holder("apns", { voipToken: "00ff" });
  const dan = await holder("oppo");
  await Promise.all([bob.leave(), cid.leave(), dan.leave()]);
  const offlinePushInfo = {
    title: "A title",
    description: "A description",
    extension: '{"a":1}',
    disableVoipPush: false,
    androidInfo: {
      sound: "ding.mp3",
      XiaoMiChannelID: "mi",
      OPPOChannelID: "oppo",
      HuaWeiImage: "https://example.com/a",
    },
    apnsInfo: { sound: "bell.caf", ignoreIOSBadge: true, image: "https://example.com/b" },
  };
  for (const to of [bob, cid, dan]) await send(ann, to, "hi", { offlinePushInfo });

  const said = { title: "A title", text: "A description", extension: '{"a":1}', call: true };
  const [xiaomi] = await shownBy(bob, 1);
  expect(xiaomi).toMatchObject({ ...said, sound: "ding.mp3", channelID: "mi", badge: 1 });
  expect(xiaomi).not.toHaveProperty("image");
  const [apple] = await shownBy(cid, 1);
  expect(apple).toMatchObject({ ...said, sound: "bell.caf", image: "https://example.com/b", voipToken: "00ff" });
  expect(apple).not.toHaveProperty("badge");
  const [oppo] = await shownBy(dan, 1);
  expect(oppo).toMatchObject({ ...said, channelID: "oppo" });
  expect(oppo).not.toHaveProperty("sound");
});

test("texts fit each vendor, and what it cannot do is left out [sendMessage#19] [sendMessage#26]", async () => {
  const ann = await person();
  const vendors = ["apns", "fcm", "huawei", "honor", "xiaomi", "oppo", "vivo", "meizu"] as const;
  const phones = await Promise.all(vendors.map(async (vendor) => ({ vendor, phone: await holder(vendor) })));
  await Promise.all(phones.map(({ phone }) => phone.leave()));
  const image = (of: string): string => `https://example.com/${of}.png`;
  const offlinePushInfo = {
    title: "标题".repeat(40),
    description: "Text".repeat(50),
    androidInfo: {
      sound: "ding.mp3",
      HuaWeiImage: image("huawei"),
      HonorImage: image("honor"),
      GoogleImage: image("fcm"),
    },
    apnsInfo: { sound: "ding.mp3", image: image("apns") },
  };
  const back = await setting("push.smallIcon", "ic_chat");
  for (const { phone } of phones) await send(ann, phone, "hi", { offlinePushInfo });

  const shown = new Map<string, Shown>();
  for (const { vendor, phone } of phones) {
    for (const notification of await shownBy(phone, 1)) shown.set(vendor, notification);
  }
  await back();
  const having = (field: string, value: unknown = expect.anything()): string[] =>
    vendors.filter((vendor) => {
      const notification = shown.get(vendor);
      return notification?.[field] !== undefined && (typeof value !== "boolean" || notification[field] === value);
    });
  expect(having("sound")).toEqual(["apns", "fcm", "huawei", "xiaomi"]);
  expect(having("icon")).toEqual(["fcm", "huawei"]);
  expect(having("image")).toEqual(["apns", "fcm", "huawei", "honor"]);
  expect(having("longText", true)).toEqual(["fcm", "huawei", "honor", "oppo"]);
  for (const vendor of ["apns", "fcm", "huawei", "honor", "oppo"]) {
    expect(shown.get(vendor)).toMatchObject({ title: offlinePushInfo.title, text: offlinePushInfo.description });
  }
  const cut = (text: string, characters: number): string => `${text.slice(0, characters)}…`;
  const { title, description } = offlinePushInfo;
  expect(shown.get("vivo")).toMatchObject({ title: cut(title, 19), text: cut(description, 106) });
  expect(shown.get("xiaomi")).toMatchObject({ title: cut(title, 49), text: cut(description, 127) });
  expect(shown.get("meizu")).toMatchObject({ title: cut(title, 15), text: cut(description, 98) });
});

test("in groups calls come through, and invitations ring [setMessageRemindType#6] [invite#5] [inviteInGroup#5] [invite#3]", async () => {
  const ann = await person();
  const bob = await holder("fcm");
  const cid = await holder("fcm");
  const group = await groupOf(ann, [bob, cid], { type: TYPES.GRP_WORK });
  await bob.chat.setMessageRemindType({
    groupID: group.groupID,
    messageRemindType: TYPES.NOT_RECEIVE_OFFLINE_PUSH_EXCEPT_AT,
  });
  await Promise.all([bob.leave(), cid.leave()]);
  const to = { to: group.groupID, conversationType: TYPES.CONV_GROUP };
  await ann.chat.sendMessage(ann.chat.createTextMessage({ ...to, payload: { text: "to all" } }));
  await ann.chat.sendMessage(
    ann.chat.createTextAtMessage({ ...to, payload: { text: "bob!", atUserList: [bob.userID] } }),
  );
  const androidInfo = { FCMChannelID: "calls", OPPOChannelID: "calls" };
  await ann.chat.invite({ userID: bob.userID, data: "unheard", onlineUserOnly: true });
  await ann.chat.invite({
    userID: bob.userID,
    data: "a call",
    offlinePushInfo: { title: "Ann calls", description: "Pick up", disableVoipPush: false, androidInfo },
  });
  await ann.chat.inviteInGroup({
    groupID: group.groupID,
    inviteeList: [cid.userID],
    data: "a call",
    offlinePushInfo: { title: "All call", description: "Pick up", androidInfo },
  });

  const [called, ringing] = await shownBy(bob, 2);
  expect(called).toMatchObject({ text: "bob!", message: { conversationID: `GROUP${group.groupID}` } });
  expect(ringing).toMatchObject({ title: "Ann calls", text: "Pick up", call: true, channelID: "calls" });
  expect((await shownBy(cid, 3)).map(({ title, text }) => [title, text].join(": "))).toEqual([
    `${group.name}: to all`,
    `${group.name}: bob!`,
    "All call: Pick up",
  ]);
});

test("a wrong token is named, and nobody who is not signed in has a phone", async () => {
  const ann = await person();
  const wrong = { vendor: "nokia", token: "t" } as unknown as OfflinePushToken;
  await expect(ann.chat.callExperimentalAPI("setOfflinePushToken", wrong)).rejects.toMatchObject({
    code: 20001,
    message: expect.stringContaining("nokia") as string,
  });
  await expect(
    device().chat.callExperimentalAPI("setOfflinePushToken", { vendor: "fcm", token: "t" }),
  ).rejects.toMatchObject({ code: 2024 });
});
