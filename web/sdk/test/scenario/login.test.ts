import { expect, inject, onTestFinished, test } from "vitest";
import TencentCloudChat from "../../src/node";
import { device, EVENT, newUserID, person, publicDevice, TYPES, until, userSig } from "./person";
import { proxy } from "./proxy";
import { setting } from "./rest";

test("login resolves, SDK_READY follows, and only then calls are allowed [login#1] [compat#5] [isReady#1]", async () => {
  const { chat, event, all } = device();
  const userID = newUserID();
  let settled = false;
  let readyInHandler: unknown;
  chat.on(EVENT.SDK_READY, function ready() {
    readyInHandler = [settled, chat.isReady()];
  });
  const login = chat.login({ userID, userSig: userSig(userID) });
  void login.then(() => (settled = true));
  expect((await login).data).toMatchObject({ actionStatus: "OK", errorCode: 0, errorInfo: "" });
  expect((await login).data).not.toHaveProperty("repeatLogin");
  expect(chat.isReady()).toBe(false);
  await expect(chat.getMyProfile()).rejects.toMatchObject({ code: 3000 });
  await event(EVENT.SDK_READY);
  expect(readyInHandler).toEqual([true, true]);
  expect(chat.isReady()).toBe(true);
  await chat.getMyProfile();
  expect(all().map(({ name }) => name)).toEqual([
    EVENT.NET_STATE_CHANGE,
    EVENT.NET_STATE_CHANGE,
    EVENT.ERROR,
    EVENT.SDK_READY,
  ]);
  await chat.logout();
  expect(chat.isReady()).toBe(false);
});

test("readiness may be read from the two events instead [isReady#2]", async () => {
  const ann = await person();
  await ann.chat.logout();
  expect(ann.of(EVENT.SDK_READY)).toHaveLength(1);
  expect(ann.of(EVENT.SDK_NOT_READY)).toHaveLength(1);
});

test("a login on another page kicks this one [login#2] [logout#3] [general#2] [compat#18]", async () => {
  const first = await person();
  await person(first.userID);
  expect(await first.event(EVENT.KICKED_OUT)).toEqual({ type: TYPES.KICKED_OUT_MULT_ACCOUNT });
  const names = first.all().map(({ name }) => name);
  expect(names.indexOf(EVENT.SDK_NOT_READY)).toBeLessThan(names.indexOf(EVENT.KICKED_OUT));
  expect(first.chat.isReady()).toBe(false);
  expect(first.chat.getLoginUser()).toBe("");
  await expect(first.chat.getConversationList()).rejects.toMatchObject({ code: 3003 });
  await expect(first.chat.logout()).rejects.toMatchObject({ code: 2024 });
  expect(first.of(EVENT.ERROR)[0]).toMatchObject({ code: 3003 });
});

test("the number of web instances is a setting that works at once [login#3] [login#4] [logout#2] [logout#3]", async () => {
  const undo = await setting("login.maxWebInstances", 2);
  try {
    const a1 = await person();
    const a2 = await person(a1.userID);
    const a3 = await person(a1.userID);
    await a1.event(EVENT.KICKED_OUT);
    expect(a2.of(EVENT.KICKED_OUT)).toEqual([]);
    await a3.chat.logout();
    await a2.chat.getMyProfile();
    expect(a2.chat.isReady()).toBe(true);
  } finally {
    await undo();
  }
});

test("an app that is switched off answers 60020 [login#5]", async () => {
  const undo = await setting("app.enabled", false);
  try {
    const userID = newUserID();
    const { chat } = device();
    await expect(chat.login({ userID, userSig: userSig(userID) })).rejects.toMatchObject({ code: 60020 });
  } finally {
    await undo();
  }
});

test("a server out of reach answers 2801 [general#7]", { timeout: 25_000 }, async () => {
  const net = await proxy();
  net.refuse();
  const { chat, of } = device(net.address);
  const userID = newUserID();
  await expect(chat.login({ userID, userSig: userSig(userID) })).rejects.toMatchObject({ code: 2801 });
  await expect(chat.getConversationList()).rejects.toMatchObject({ code: 3001 });
  expect(of(EVENT.NET_STATE_CHANGE).map(({ state }) => state)).toContain("disconnected");
});

test("a second login while the first is running is refused [login#7]", async () => {
  const { chat, event } = device();
  const userID = newUserID();
  const first = chat.login({ userID, userSig: userSig(userID) });
  await expect(chat.login({ userID, userSig: userSig(userID) })).rejects.toMatchObject({ code: 2025 });
  await first;
  await event(EVENT.SDK_READY);
});

test("logging in again resolves with repeatLogin and does not reconnect [login#8]", async () => {
  const net = await proxy();
  const ann = await person(newUserID(), device(net.address));
  const { data } = await ann.chat.login({ userID: ann.userID, userSig: userSig(ann.userID) });
  expect(data.repeatLogin).toBe(true);
  expect(data.errorInfo).not.toBe("");
  expect(net.opened).toBe(1);
});

test.each([
  ["expired", 70001, (userID: string) => userSig(userID, 60, Math.floor(Date.now() / 1000) - 120)],
  ["cut short", 70003, (userID: string) => userSig(userID).slice(0, 40)],
  ["of another user", 70013, () => userSig("somebody-else")],
])("a signature that is %s is refused", async (_name, code, make) => {
  const { chat } = device();
  const userID = newUserID();
  await expect(chat.login({ userID, userSig: make(userID) })).rejects.toMatchObject({ code, data: {} });
  await expect(chat.getMyProfile()).rejects.toMatchObject({ code: 3001 });
  await chat.login({ userID, userSig: userSig(userID) });
  await until(() => chat.isReady(), "ready after a good signature");
});

test("a signature that ends while connected signs the instance out [general#2]", async () => {
  const userID = newUserID();
  const { chat, event } = device();
  await chat.login({ userID, userSig: userSig(userID, 16) });
  expect(await event(EVENT.KICKED_OUT)).toEqual({ type: TYPES.KICKED_OUT_USERSIG_EXPIRED });
  await expect(chat.getMyProfile()).rejects.toMatchObject({ code: 3004 });
});

test("login throws for parameters that are missing or ill-typed [general#3]", () => {
  const { chat } = device();
  for (const bad of [undefined, {}, { userID: "" }, { userID: "ann" }, { userID: 7, userSig: "x" }]) {
    expect(() => chat.login(bad as never)).toThrow("Params validate failed.");
  }
});

test("logout takes the instance offline and forgets its data [logout#1] [logout#4] [getLoginUser#1]", async () => {
  const ann = await person();
  const bob = await person();
  await bob.send("hello", ann);
  const [message] = await ann.receives("hello");
  expect(ann.chat.getLoginUser()).toBe(ann.userID);
  expect((await ann.chat.logout()).data).toEqual({});
  expect(ann.chat.getLoginUser()).toBe("");
  expect(ann.of(EVENT.SDK_NOT_READY)).toHaveLength(1);
  await expect(ann.chat.getConversationList()).rejects.toMatchObject({ code: 3005 });

  const carol = newUserID();
  await ann.chat.login({ userID: carol, userSig: userSig(carol) });
  await until(() => ann.chat.isReady(), "carol is ready");
  expect(ann.chat.getLoginUser()).toBe(carol);
  expect(await ann.conversations()).toEqual([]);
  expect(ann.chat.findMessage(message?.ID ?? "")).toBeNull();
  expect(ann.chat.getTotalUnreadMessageCount()).toBe(0);
  await bob.send("gone", ann);
  await bob.send("for carol", carol);
  await ann.receives("hello", "for carol"); // handlers stayed
});

test("logout resolves when the server cannot be reached [logout#5]", async () => {
  const net = await proxy();
  const ann = await person(newUserID(), device(net.address));
  net.refuse();
  net.cut();
  await ann.event(EVENT.NET_STATE_CHANGE, ({ state }) => state === "disconnected");
  await ann.chat.logout();
  expect(ann.chat.isReady()).toBe(false);
  await expect(ann.chat.logout()).rejects.toMatchObject({ code: 2024 });
});

test("before login there is no user and no server time [getLoginUser#1] [getLoginUser#2] [getServerTime#3]", async () => {
  const { chat, of } = device();
  expect(chat.getLoginUser()).toBe("");
  await expect(chat.getServerTime()).rejects.toMatchObject({ code: 2024 });
  expect(of(EVENT.ERROR)).toMatchObject([{ code: 2024 }]);
});

test("server time is in milliseconds [getServerTime#1] [getServerTime#2]", async () => {
  const { chat } = await person();
  const time = chat.getServerTime();
  expect(Math.abs(time - Date.now())).toBeLessThan(5_000);
});

test("destroy logs out, then tells, then lets create make a new instance [destroy#1] [destroy#2]", async () => {
  const ann = await person(newUserID(), publicDevice());
  await ann.chat.destroy();
  const names = ann.all().map(({ name }) => name);
  expect(names.slice(-2)).toEqual([EVENT.SDK_NOT_READY, EVENT.SDK_DESTROY]);
  expect(ann.of(EVENT.SDK_DESTROY)).toEqual([{ SDKAppID: inject("server").sdkAppId }]);
  expect(publicDevice().chat).not.toBe(ann.chat);
});

test("a handler registered after login has missed what was raised [on#1]", async () => {
  const ann = await person();
  let calls = 0;
  ann.chat.on(EVENT.SDK_READY, () => calls++);
  await ann.chat.updateMyProfile({ nick: "Ann" });
  await ann.event(EVENT.PROFILE_UPDATED); // what was raised before has been told
  expect(calls).toBe(0);
  await ann.chat.logout();
  ann.forget();
  await ann.chat.login({ userID: ann.userID, userSig: userSig(ann.userID) });
  await ann.event(EVENT.SDK_READY);
  expect(calls).toBe(1);
});

test("registerPlugin comes before login and takes what it does not need [registerPlugin#1] [compat#8]", () => {
  const { chat } = device();
  chat.registerPlugin({ "tim-upload-plugin": {} });
  expect(() => chat.registerPlugin(undefined as never)).toThrow("Params validate failed.");
});

test("callExperimentalAPI never throws nor rejects [compat#4]", async () => {
  const { chat } = device();
  expect(chat.callExperimentalAPI("canIUseModule", "group-module")).toBe(true);
  const { data } = await chat.callExperimentalAPI("isCommercialAbilityEnabled", 2 ** 48);
  expect(typeof data.enabled).toBe("boolean");
  for (const bit of [38, 39]) {
    // off by default
    expect((await chat.callExperimentalAPI("isCommercialAbilityEnabled", 2 ** bit)).data.enabled).toBe(false);
  }
  await expect(chat.callExperimentalAPI("whatever", {})).resolves.toEqual({ code: 0, data: {} });
});

test("abilities are those that the operator has switched on [compat#4]", async () => {
  const abilities = async (): Promise<number[]> => {
    const { chat } = await person();
    const bits = Array.from({ length: 53 }, (_, bit) => bit);
    const ask = (bit: number) => chat.callExperimentalAPI("isCommercialAbilityEnabled", 2 ** bit);
    const answers = await Promise.all(bits.map(ask));
    return bits.filter((bit) => answers[bit]?.data.enabled);
  };
  expect(await abilities()).toEqual([5, 7, 48]);
  onTestFinished(await setting("status.queryAndNotify", false));
  onTestFinished(await setting("message.translation", "provider"));
  onTestFinished(await setting("message.speechToText", "provider"));
  expect(await abilities()).toEqual([5, 38, 39, 48]);
});

test("the calls that apps make at ready answer on an empty account [compat#7]", async () => {
  const { chat } = await person();
  expect((await chat.getConversationList()).data).toEqual({ conversationList: [], isSyncCompleted: true });
  expect((await chat.getMyProfile()).data.userID).toBe(chat.getLoginUser());
  expect(chat.getTotalUnreadMessageCount()).toBe(0);
});

test("methods that need a login reject before, the others work [general#1] [general#2]", async () => {
  const { chat, of } = device();
  const calls = [
    () => chat.createTextMessage({ to: "bob", conversationType: TYPES.CONV_C2C, payload: { text: "x" } }),
    () => chat.sendMessage({} as never),
    () => chat.resendMessage({} as never),
    () => chat.getMessageList({ conversationID: "C2Cbob" }),
    () => chat.getMessageListHopping({ conversationID: "C2Cbob" }),
    () => chat.findMessage("x"),
    () => chat.setMessageRead({ conversationID: "C2Cbob" }),
    () => chat.getConversationList(),
    () => chat.getConversationProfile("C2Cbob"),
    () => chat.deleteConversation("C2Cbob"),
    () => chat.getTotalUnreadMessageCount(),
    () => chat.getMyProfile(),
    () => chat.getUserProfile({ userIDList: ["bob"] }),
    () => chat.updateMyProfile({ nick: "x" }),
    () => chat.getServerTime(),
    // the readiness check runs before that of the parameters
    () => chat.getMessageList(undefined as never),
  ];
  for (const call of calls) await expect(call()).rejects.toMatchObject({ code: 2024, data: {} });
  expect(of(EVENT.ERROR)).toHaveLength(calls.length);
  expect(chat.isReady()).toBe(false);
  chat.setLogLevel(4);
  expect(TencentCloudChat.VERSION).toBeTruthy();
});
