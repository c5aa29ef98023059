import { describe, expect, test } from "vitest";
import { atTwo } from "./instances";
import { device, EVENT, newUserID, person, TYPES, until } from "./person";

describe("creating a text message", () => {
  test("makes a whole message at once, without sending it [create#1] [create#9] [createTextMessage#1]", async () => {
    const ann = await person();
    const bob = await person();
    await ann.chat.updateMyProfile({ nick: "Ann" });
    ann.forget();
    const message = ann.draft("hi", bob);
    expect(message.ID).toMatch(/^\d+-\d+-\d+$/);
    expect(message).toMatchObject({
      type: TYPES.MSG_TEXT,
      payload: { text: "hi" },
      conversationID: bob.conversationID,
      conversationType: TYPES.CONV_C2C,
      from: ann.userID,
      to: bob.userID,
      flow: "out",
      status: "unSend",
      nick: "Ann",
      priority: TYPES.MSG_PRIORITY_NORMAL,
      isPeerRead: false,
      readReceiptInfo: {},
    });
    const [, time, random] = message.ID.split("-").map(Number);
    expect(message).toMatchObject({ time, clientTime: time, random });
    expect(ann.draft("hi", bob).ID).not.toBe(message.ID);
    expect(ann.all()).toEqual([]);
    expect(await bob.conversations()).toEqual([]);
  });

  test("addresses groups and topics by their ID [create#8]", async () => {
    const ann = await person();
    const message = ann.chat.createTextMessage({
      to: "@TGS#_topic",
      conversationType: TYPES.CONV_GROUP,
      payload: { text: "hi" },
    });
    expect(message.conversationID).toBe("GROUP@TGS#_topic");
  });

  test("carries data, priority and switches to the peer [create#2] [create#3] [create#4] [create#6]", async () => {
    const ann = await person();
    const bob = await person();
    const message = ann.chat.createTextMessage({
      to: bob.userID,
      conversationType: TYPES.CONV_C2C,
      payload: { text: "hi" },
      priority: TYPES.MSG_PRIORITY_HIGH,
      cloudCustomData: '{"mood":"好"}',
      needReadReceipt: true,
      isSupportExtension: true,
    });
    await ann.chat.sendMessage(message);
    const expected = {
      priority: TYPES.MSG_PRIORITY_HIGH,
      cloudCustomData: '{"mood":"好"}',
      needReadReceipt: true,
      isSupportExtension: true,
    };
    expect(await bob.receives("hi")).toMatchObject([expected]);
    const again = await person(bob.userID);
    const { data } = await again.chat.getMessageList({ conversationID: ann.conversationID });
    expect(data.messageList).toMatchObject([expected]);
  });

  test("tolerates what is for other kinds of messages", async () => {
    const ann = await person();
    const options = { receiverList: ["bob"], customModerationConfigurationID: "set-1" };
    const message = ann.chat.createTextMessage({
      ...{ to: "bob", conversationType: TYPES.CONV_C2C, payload: { text: "hi" } },
      ...options,
    });
    expect(message.status).toBe("unSend");
  });

  test("throws for what is missing or ill-typed [general#3]", async () => {
    const { chat } = await person();
    const good = { to: "bob", conversationType: TYPES.CONV_C2C, payload: { text: "x" } };
    for (const bad of [
      undefined,
      { ...good, to: "" },
      { ...good, to: 5 },
      { ...good, conversationType: undefined },
      { ...good, payload: undefined },
      { ...good, payload: { text: "" } },
      { ...good, payload: { text: 5 } },
    ]) {
      expect(() => chat.createTextMessage(bad as never)).toThrow("Params validate failed.");
    }
  });

  test("gives messages that survive JSON and copying by Object.keys [compat#9] [compat#11] [compat#14]", async () => {
    const ann = await person();
    const bob = await person();
    const sent = await ann.send("hi", bob);
    const [received] = await bob.receives("hi");
    for (const message of [ann.draft("x", bob), sent, received ?? sent]) {
      const copy = Object.fromEntries(Object.entries(message));
      expect(JSON.parse(JSON.stringify(message))).toEqual(copy);
      expect(copy).toHaveProperty("readReceiptInfo");
      expect(copy).toHaveProperty("_isExcludedFromUnreadCount", false);
      expect(copy).toHaveProperty("_isExcludedFromLastMessage", false);
      const foreign = Object.keys(copy).filter((name) => name === "unreadCounter");
      expect(foreign).toEqual([]);
    }
  });
});

describe("sending", () => {
  test("delivers to the peer and resolves with the same message [sendMessage#2] [compat#10] [compat#12] [compat#17]", async () => {
    const ann = await person();
    const bob = await person();
    const message = ann.draft("hi", bob);
    const { ID } = message;
    const { data } = await ann.chat.sendMessage(message);
    expect(data.message).toBe(message);
    expect(message).toMatchObject({ ID, status: "success", sequence: 1 });
    expect(Math.abs(message.time - Date.now() / 1000)).toBeLessThan(5);
    const [received] = await bob.receives("hi");
    expect(received).toMatchObject({
      ID,
      flow: "in",
      status: "success",
      conversationID: ann.conversationID,
      from: ann.userID,
      to: bob.userID,
      time: message.time,
      sequence: 1,
      isRead: false,
    });
  });

  test("never raises MESSAGE_RECEIVED here, but at other instances of mine [sendMessage#3]", async () => {
    const [ann, annToo] = await atTwo();
    const bob = await person();
    await ann.send("one", bob);
    await ann.send("two", bob);
    const copies = await annToo.receives("one", "two");
    expect(copies).toMatchObject([
      { flow: "out", conversationID: bob.conversationID, isRead: true },
      { flow: "out", conversationID: bob.conversationID },
    ]);
    await annToo.send("three", bob);
    await ann.receives("three");
    expect(annToo.received()).toEqual(["one", "two"]);
    expect((await annToo.conversation(bob.conversationID))?.unreadCount).toBe(0);
  });

  test("is refused before ready [sendMessage#1]", async () => {
    const { chat } = device();
    await expect(chat.sendMessage({} as never)).rejects.toMatchObject({ code: 2024 });
  });

  test("keeps the order of sends that do not wait for each other", async () => {
    const ann = await person();
    const bob = await person();
    const texts = Array.from({ length: 60 }, (_, i) => `message ${i}`);
    await Promise.all(texts.map((text) => ann.send(text, bob)));
    await bob.receives(...texts);
    expect(
      bob
        .of(EVENT.MESSAGE_RECEIVED)
        .flat()
        .map(({ sequence }) => sequence),
    ).toEqual(texts.map((_, i) => i + 1));
  });

  test("refuses a body over 12 KB [sendMessage#8] [sendMessage#21] [compat#12] [general#4]", async () => {
    const ann = await person();
    const bob = await person();
    const message = ann.draft("好".repeat(4096), bob);
    await expect(ann.chat.sendMessage(message)).rejects.toMatchObject({ code: 80002, data: { message } });
    expect(message.status).toBe("fail");
    const largest = ann.draft("x".repeat(12_288 - JSON.stringify({ text: "" }).length), bob);
    await ann.chat.sendMessage(largest);
    expect(bob.received()).not.toContain(message.payload.text);
  });

  test("refuses unknown receivers, the system conversation and what is no message [sendMessage#7] [general#4]", async () => {
    const ann = await person();
    await expect(ann.send("hi", newUserID("nobody"))).rejects.toMatchObject({ code: 20003 });
    await expect(ann.send("hi", "@TIM#SYSTEM")).rejects.toMatchObject({ code: 2106 });
    const system = ann.chat.createTextMessage({
      to: "x",
      conversationType: TYPES.CONV_SYSTEM,
      payload: { text: "hi" },
    });
    await expect(ann.chat.sendMessage(system)).rejects.toMatchObject({ code: 2106, data: { message: system } });
    const copy = { ...ann.draft("hi", "bob") };
    await expect(ann.chat.sendMessage(copy)).rejects.toMatchObject({ code: 2105 });
    await expect(ann.send("hi", "no body")).rejects.toMatchObject({ code: 20003 });
    const bob = await person();
    await bob.send("mine", ann);
    const [received] = await ann.receives("mine");
    if (!received) throw new Error("nothing received");
    for (const send of ["sendMessage", "resendMessage"] as const) {
      await expect(ann.chat[send](received)).rejects.toMatchObject({ code: 2105, data: { message: received } });
    }
    expect(received).toMatchObject({ status: "success", isResend: false });
    expect(() => ann.chat.sendMessage(undefined as never)).toThrow("Params validate failed.");
  });

  test("reaches oneself", async () => {
    const ann = await person();
    await ann.send("note to self", ann);
    const conversation = await ann.conversation(ann.conversationID);
    expect(conversation).toMatchObject({ unreadCount: 0, lastMessage: { messageForShow: "note to self" } });
    expect(ann.received()).toEqual([]);
  });

  test("stores for receivers who are offline [sendMessage#10]", async () => {
    const bobID = newUserID("bob");
    const bob = await person(bobID);
    await bob.chat.logout();
    const ann = await person();
    await ann.send("while you were away", bobID);
    const back = await person(bobID);
    expect(back.received()).toEqual([]); // synced at login, not raised
    const { data } = await back.chat.getMessageList({ conversationID: ann.conversationID });
    expect(data.messageList).toMatchObject([{ payload: { text: "while you were away" }, flow: "in" }]);
    expect(back.chat.getTotalUnreadMessageCount()).toBe(1);
  });
});

describe("history", () => {
  test("comes in pages of 15, newest page first, each oldest first [getMessageList#1] [getMessageList#4] [getMessageList#5] [getMessageList#6] [getMessageList#7]", async () => {
    const ann = await person();
    const bob = await person();
    const texts = Array.from({ length: 33 }, (_, i) => `m${i}`);
    await Promise.all(texts.map((text) => ann.send(text, bob)));
    await until(() => bob.received().length === 33, "all at bob");
    const pages: string[][] = [];
    let nextReqMessageID: string | undefined;
    for (;;) {
      const { data } = await bob.chat.getMessageList({
        conversationID: ann.conversationID,
        count: 50,
        ...(nextReqMessageID && { nextReqMessageID }),
      });
      pages.unshift(data.messageList.map(({ payload }) => payload.text ?? ""));
      if (data.isCompleted) {
        expect(data.nextReqMessageID).toBe("");
        break;
      }
      expect(data.nextReqMessageID).toBe(data.messageList[0]?.ID);
      nextReqMessageID = data.nextReqMessageID;
    }
    expect(pages.map((page) => page.length)).toEqual([3, 15, 15]);
    expect(pages.flat()).toEqual(texts);
  });

  test("marks what was read, and is empty where nothing was said [getMessageList#8] [compat#15]", async () => {
    const ann = await person();
    const bob = await person();
    await ann.send("one", bob);
    await bob.receives("one");
    await bob.chat.setMessageRead({ conversationID: ann.conversationID });
    await ann.send("two", bob);
    await ann.event(EVENT.MESSAGE_READ_BY_PEER);
    const back = await person(ann.userID);
    const { data } = await back.chat.getMessageList({ conversationID: bob.conversationID });
    expect(data.messageList).toMatchObject([
      { isPeerRead: true, flow: "out" },
      { isPeerRead: false, flow: "out" },
    ]);
    const times = data.messageList.map(({ time }) => time);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    const none = await back.chat.getMessageList({ conversationID: `C2C${newUserID("stranger")}` });
    expect(none.data).toEqual({ messageList: [], nextReqMessageID: "", isCompleted: true });
    const system = await back.chat.getMessageList({ conversationID: TYPES.CONV_SYSTEM });
    expect(system.data.isCompleted).toBe(true);
  });

  test("is found by ID only where it was loaded [findMessage#1] [findMessage#2] [getMessageList#3]", async () => {
    const ann = await person();
    const bob = await person();
    const { ID } = await ann.send("hi", bob);
    await bob.receives("hi");
    const back = await person(bob.userID);
    expect(back.chat.findMessage(ID)).toBeNull();
    const { data } = await back.chat.getMessageList({ conversationID: ann.conversationID });
    expect(back.chat.findMessage(ID)).toBe(data.messageList[0]);
    expect(() => back.chat.findMessage("")).toThrow("Params validate failed.");
  });

  test("hops in both directions from a time [getMessageListHopping#1] [getMessageListHopping#5] [getMessageListHopping#6] [getMessageListHopping#7] [getMessageListHopping#8] [getMessageListHopping#9] [getMessageListHopping#10]", async () => {
    const ann = await person();
    const bob = await person();
    const texts = Array.from({ length: 20 }, (_, i) => `m${i}`);
    for (const text of texts.slice(0, 10)) await ann.send(text, bob);
    const second = Math.floor(Date.now() / 1000);
    await until(() => Math.floor(Date.now() / 1000) > second, "the next second");
    for (const text of texts.slice(10)) await ann.send(text, bob);
    const conversationID = ann.conversationID;

    const older: string[] = [];
    let time: number | undefined;
    for (;;) {
      const { data } = await bob.chat.getMessageListHopping({ conversationID, count: 5, ...(time && { time }) });
      older.unshift(...data.messageList.map(({ payload }) => payload.text ?? ""));
      if (data.isCompleted) {
        expect(data.nextMessageTime).toBe("");
        break;
      }
      time = Number(data.nextMessageTime);
    }
    expect(older).toEqual(texts);

    const newer: string[] = [];
    time = second - 5;
    for (;;) {
      const { data } = await bob.chat.getMessageListHopping({ conversationID, count: 5, time, direction: 1 });
      newer.push(...data.messageList.map(({ payload }) => payload.text ?? ""));
      if (data.isCompleted) break;
      time = Number(data.nextMessageTime);
    }
    expect(newer).toEqual(texts);

    const nothing = await bob.chat.getMessageListHopping({ conversationID, direction: 1 });
    expect(nothing.data).toEqual({ messageList: [], isCompleted: true, nextMessageTime: "" });
  });

  test("hops of groups: nothing newer than the newest; bad starts throw [getMessageListHopping#2] [getMessageListHopping#4]", async () => {
    const { chat } = await person();
    const group = await chat.getMessageListHopping({ conversationID: "GROUP@TGS#none", direction: 1 });
    expect(group.data).toEqual({ messageList: [], isCompleted: true, nextMessageSeq: "" });
    for (const bad of [{ time: 0 }, { time: -1 }, { sequence: 0 }, { direction: 2 }, { count: 0 }]) {
      const options = { conversationID: "C2Cbob", ...bad } as never;
      expect(() => chat.getMessageListHopping(options)).toThrow("Params validate failed.");
    }
  });

  test("is pulled at most 20 times a second [general#9] [general#7]", async () => {
    const { chat } = await person();
    const conversationID = `C2C${newUserID()}`;
    const pulls = await Promise.allSettled(Array.from({ length: 30 }, () => chat.getMessageList({ conversationID })));
    const refused = pulls.filter(({ status }) => status === "rejected");
    expect(refused).toHaveLength(10);
    expect(refused[0]).toMatchObject({ reason: { code: 2996 } });
  });
});
