import { describe, expect, test } from "vitest";
import type { MergerPayload, Message } from "../../src/index";
import { EVENT, person, TYPES, until, type Person } from "./person";
import { setting } from "./rest";

const to = ({ userID }: Person): { to: string; conversationType: string } => ({
  to: userID,
  conversationType: TYPES.CONV_C2C,
});

const received = (who: Person, count: number): Promise<Message[]> =>
  until(
    () => {
      const messages = who.of(EVENT.MESSAGE_RECEIVED).flat();
      return messages.length >= count && messages;
    },
    () => `${count} messages at ${who.userID}`,
  );

const merge = (from: Person, receiver: Person, messageList: Message[]): Message =>
  from.chat.createMergerMessage({
    ...to(receiver),
    payload: { messageList, title: "records", abstractList: ["ann: one"], compatibleText: "Please update" },
  });

const payloadOf = (message: Message | undefined): MergerPayload => message?.payload as unknown as MergerPayload;

describe("kinds of messages", () => {
  test("arrive as they were made [createFaceMessage#1] [createLocationMessage#1] [compat#19]", async () => {
    const ann = await person();
    const bob = await person();
    const { chat } = ann;
    const sent = [
      chat.createCustomMessage({
        ...to(bob),
        payload: { data: '{"answer":42}' },
        customModerationConfigurationID: "strict",
      }),
      chat.createFaceMessage({ ...to(bob), payload: { index: 7, data: "smile" } }),
      chat.createLocationMessage({
        ...to(bob),
        payload: { description: "天安门", longitude: 116.3975, latitude: 39.9087 },
      }),
    ];
    for (const message of sent) await chat.sendMessage(message);
    const messages = await received(bob, 3);
    expect(messages.map(({ ID, type, payload }) => ({ ID, type, payload }))).toEqual(
      sent.map(({ ID, type, payload }) => ({ ID, type, payload })),
    );
    expect(sent.map(({ type }) => type)).toEqual([TYPES.MSG_CUSTOM, TYPES.MSG_FACE, TYPES.MSG_LOCATION]);
    expect(sent[0]?.payload).toEqual({ data: '{"answer":42}', description: "", extension: "" });
    expect((await bob.conversation(ann.conversationID))?.lastMessage.messageForShow).toBe("[位置]");
  });

  test("throw for what is missing, and are refused when they say nothing [createFaceMessage#1] [createLocationMessage#1] [general#3]", async () => {
    const { chat, userID } = await person();
    const options = { to: userID, conversationType: TYPES.CONV_C2C };
    for (const payload of [{ index: 1 }, { data: "x" }, { index: "1", data: "x" }]) {
      expect(() => chat.createFaceMessage({ ...options, payload } as never)).toThrow("Params validate failed.");
    }
    for (const payload of [
      { description: "x", longitude: 1 },
      { description: "x", longitude: "1", latitude: 1 },
    ]) {
      expect(() => chat.createLocationMessage({ ...options, payload } as never)).toThrow("Params validate failed.");
    }
    const empty = chat.createCustomMessage({ ...options, payload: {} });
    await expect(chat.sendMessage(empty)).rejects.toMatchObject({ code: 2403, data: { message: empty } });
  });

  test("call names in groups only, and without receivers [createTextAtMessage#1] [createTextAtMessage#2] [createTextAtMessage#3]", async () => {
    const { chat } = await person();
    const options = { to: "@TGS#1", conversationType: TYPES.CONV_GROUP };
    const payload = { text: "hi @bob", atUserList: ["bob", TYPES.MSG_AT_ALL] };
    const message = chat.createTextAtMessage({ ...options, payload });
    expect(message).toMatchObject({
      type: TYPES.MSG_TEXT,
      payload: { text: "hi @bob" },
      atUserList: payload.atUserList,
    });
    for (const bad of [
      { ...options, conversationType: TYPES.CONV_C2C, payload },
      { ...options, payload, receiverList: ["bob"] },
      { ...options, payload: { text: "hi", atUserList: [] } },
    ]) {
      expect(() => chat.createTextAtMessage(bad)).toThrow("Params validate failed.");
    }
  });

  test("are directed to at most 50 members [create#5] [createTextMessage#2]", async () => {
    const { chat } = await person();
    const make = (count: number): Message =>
      chat.createTextMessage({
        to: "@TGS#1",
        conversationType: TYPES.CONV_GROUP,
        payload: { text: "hi" },
        receiverList: Array.from({ length: count }, (_, i) => `user${i}`),
      });
    expect(make(50).receiverList).toHaveLength(50);
    expect(() => make(51)).toThrow("Params validate failed.");
  });
});

describe("merged messages", () => {
  test("hold their messages when they are small [createMergerMessage#4] [createMergerMessage#2]", async () => {
    const ann = await person();
    const bob = await person();
    const one = await ann.send("one", bob);
    const merged = merge(ann, bob, [one, await ann.send("two", bob)]);
    await ann.chat.sendMessage(merged);
    const last = (await received(bob, 3)).at(-1);
    expect(last?.payload).toMatchObject({ title: "records", abstractList: ["ann: one"], downloadKey: "" });
    expect(payloadOf(last).messageList[0]).toEqual({
      ID: one.ID,
      from: ann.userID,
      nick: "",
      avatar: "",
      time: one.time,
      cloudCustomData: "",
      messageBody: [{ type: TYPES.MSG_TEXT, payload: { text: "one" } }],
      messageSender: ann.userID,
      messageReceiver: bob.userID,
      receiverUserID: bob.userID,
      messageSequence: 1,
      clientSequence: one.clientSequence,
      messageRandom: one.random,
      clientTime: one.clientTime,
    });
    for (const payload of [
      { messageList: [], compatibleText: "x" },
      { messageList: [one], compatibleText: "" },
    ]) {
      expect(() => ann.chat.createMergerMessage({ ...to(bob), payload })).toThrow("Params validate failed.");
    }
  });

  test("may hold messages of groups [createMergerMessage#3]", async () => {
    const ann = await person();
    const bob = await person();
    const group = { to: "@TGS#1", conversationType: TYPES.CONV_GROUP };
    await ann.chat.sendMessage(merge(ann, bob, [ann.chat.createTextMessage({ ...group, payload: { text: "hi" } })]));
    const [message] = payloadOf((await received(bob, 1))[0]).messageList;
    expect(message).toMatchObject({ receiverGroupID: "@TGS#1", from: ann.userID });
    expect(message).not.toHaveProperty("receiverUserID");
  });

  test("are stored when they are large, and fetched by their key [createMergerMessage#5] [downloadMergerMessage#1] [downloadMergerMessage#2]", async () => {
    const ann = await person();
    const bob = await person();
    const many = Array.from({ length: 300 }, (_, i) => ann.draft(`${i} ${"长".repeat(300)}`, bob));
    await ann.chat.sendMessage(merge(ann, bob, many));
    const [message] = await received(bob, 1);
    if (!message) throw new Error("nothing came");
    expect(payloadOf(message).messageList).toEqual([]);
    expect(payloadOf(message).downloadKey).not.toBe("");
    const whole = await bob.chat.downloadMergerMessage(message);
    expect(whole).toBe(message);
    expect(whole.data).toBe(message);
    expect(payloadOf(message).downloadKey).toBe("");
    expect(payloadOf(message).messageList.map(({ ID }) => ID)).toEqual(many.map(({ ID }) => ID));
    await expect(bob.chat.downloadMergerMessage(message)).rejects.toMatchObject({ code: 2451 });
    await expect(bob.chat.downloadMergerMessage(ann.draft("x", bob))).rejects.toMatchObject({ code: 2450 });
    payloadOf(message).downloadKey = "nobody's key";
    await expect(bob.chat.downloadMergerMessage(message)).rejects.toMatchObject({ code: 2452 });
  });

  test("cannot be opened beyond 100 layers [createMergerMessage#6]", async () => {
    const ann = await person();
    const bob = await person();
    let message = ann.draft("innermost", bob);
    for (let layer = 1; layer <= 100; layer++) {
      message = merge(ann, bob, [message]);
      if (layer % 8 === 0) await ann.chat.sendMessage(message);
    }
    await ann.chat.sendMessage(message);
    expect(payloadOf(message).layersOverLimit).toBe(false);
    for (let layer = 0; layer < 9; layer++) message = merge(ann, bob, [message]);
    await ann.chat.sendMessage(message);
    expect(payloadOf(message).layersOverLimit).toBe(true);
  });

  test("are not made of what failed [createMergerMessage#1]", async () => {
    const ann = await person();
    const bob = await person();
    const failed = ann.draft("x".repeat(20_000), bob);
    await expect(ann.chat.sendMessage(failed)).rejects.toMatchObject({ code: 80002 });
    expect(() => merge(ann, bob, [failed])).toThrow("Params validate failed.");
  });
});

describe("forwarding", () => {
  test("copies what a message says, under an ID of its own [createForwardMessage#1] [createForwardMessage#2] [createForwardMessage#3]", async () => {
    const ann = await person();
    const bob = await person();
    const eve = await person();
    const original = ann.chat.createTextMessage({ ...to(bob), payload: { text: "news" }, cloudCustomData: "red" });
    await ann.chat.sendMessage(original);
    const [payload] = await bob.receives("news");
    if (!payload) throw new Error("nothing came");
    await bob.chat.sendMessage(bob.chat.createForwardMessage({ ...to(eve), payload }));
    await bob.chat.sendMessage(bob.chat.createForwardMessage({ ...to(eve), payload, cloudCustomData: "blue" }));
    const [first, second] = await eve.receives("news", "news");
    expect(first).toMatchObject({ from: bob.userID, cloudCustomData: "red" });
    expect(first?.ID).not.toBe(original.ID);
    expect(second?.cloudCustomData).toBe("blue");
  });

  test("refuses what is no message, and tips [createForwardMessage#1]", async () => {
    const ann = await person();
    const tip = ann.draft("x", ann);
    tip.type = TYPES.MSG_GRP_TIP;
    await expect(ann.chat.createForwardMessage({ ...to(ann), payload: tip })).rejects.toMatchObject({ code: 2453 });
    const none = { ...to(ann), payload: {} } as never;
    await expect(ann.chat.createForwardMessage(none)).rejects.toMatchObject({ code: 2454 });
  });
});

describe("send options", () => {
  test("onlineUserOnly leaves no trace [sendMessage#11] [deleteMessage#9] [compat#13] [compat#16]", async () => {
    const ann = await person();
    const bob = await person();
    await ann.send("before", bob);
    await bob.receives("before");
    for (const each of [ann, bob]) {
      await each.event(EVENT.CONVERSATION_LIST_UPDATED, ([first]) => first?.userProfile !== undefined); // all is told
    }
    ann.forget();
    bob.forget();
    const typing = ann.chat.createCustomMessage({ ...to(bob), payload: { data: "typing" } });
    await ann.chat.sendMessage(typing, { onlineUserOnly: true });
    expect(typing.status).toBe("success");
    const [message] = await received(bob, 1);
    expect(message).toMatchObject({ ID: typing.ID, payload: { data: "typing" } });
    const conversation = await bob.conversation(ann.conversationID);
    expect(conversation).toMatchObject({ unreadCount: 1, lastMessage: { messageForShow: "before" } });
    const { data } = await bob.chat.getMessageList({ conversationID: ann.conversationID });
    expect(data.messageList).toHaveLength(1);
    expect(bob.of(EVENT.CONVERSATION_LIST_UPDATED)).toEqual([]);
    expect(ann.of(EVENT.CONVERSATION_LIST_UPDATED)).toEqual([]);
    await ann.chat.deleteMessage([typing]);
    expect(typing.isDeleted).toBe(true);
    expect(ann.chat.findMessage(typing.ID)).toBeNull();
  });

  test("messageControlInfo is ignored beside onlineUserOnly [sendMessage#5]", async () => {
    const ann = await person();
    const bob = await person();
    await ann.chat.sendMessage(ann.draft("hi", bob), {
      onlineUserOnly: true,
      messageControlInfo: { excludedFromUnreadCount: true, excludedFromLastMessage: true },
    });
    expect(await bob.receives("hi")).toMatchObject([
      { _isExcludedFromUnreadCount: false, _isExcludedFromLastMessage: false },
    ]);
  });

  test("messages may not count as unread, or not be shown as the last [sendMessage#15] [sendMessage#16] [compat#14]", async () => {
    const ann = await person();
    const bob = await person();
    await ann.send("loud", bob);
    await ann.chat.sendMessage(ann.draft("silent", bob), { messageControlInfo: { excludedFromUnreadCount: true } });
    await ann.chat.sendMessage(ann.draft("aside", bob), {
      messageControlInfo: { excludedFromLastMessage: true, excludedFromContentModeration: true },
    });
    expect(await bob.receives("loud", "silent", "aside")).toMatchObject([
      { _isExcludedFromUnreadCount: false, _isExcludedFromLastMessage: false },
      { _isExcludedFromUnreadCount: true },
      { _isExcludedFromLastMessage: true },
    ]);
    const expected = { unreadCount: 2, lastMessage: { messageForShow: "silent" } };
    expect(await bob.conversation(ann.conversationID)).toMatchObject(expected);
    expect((await ann.conversation(bob.conversationID))?.lastMessage.messageForShow).toBe("silent");
    expect(await (await person(bob.userID)).conversation(ann.conversationID)).toMatchObject(expected);
  });

  test("pushes are described within limits", async () => {
    const ann = await person();
    const bob = await person();
    await ann.chat.sendMessage(ann.draft("one", bob), {
      offlinePushInfo: {
        disableVoipPush: false,
        title: "Ann",
        description: "hi",
        androidInfo: { sound: "ding.mp3", OPPOChannelID: "oppo", HuaWeiImage: "http://a/b.png", VIVOClassification: 1 },
        apnsInfo: { sound: "push.no_sound", ignoreIOSBadge: true },
      },
    });
    await ann.chat.sendMessage(ann.draft("two", bob), { offlinePushInfo: { disablePush: true } });
    await bob.receives("one", "two");
    const tooLong = { offlinePushInfo: { title: "x".repeat(1025) } };
    await expect(ann.chat.sendMessage(ann.draft("three", bob), tooLong)).rejects.toMatchObject({ code: 20001 });
  });

  test("what a setting forbids is refused, and sent again once it is allowed [create#4] [create#6] [general#5] [resendMessage#1] [resendMessage#2] [resendMessage#3]", async () => {
    const ann = await person();
    const bob = await person();
    const make = (extra: object): Message =>
      ann.chat.createTextMessage({ ...to(bob), payload: { text: "hi" }, ...extra });
    const allow = [await setting("message.c2cReadReceipt", false), await setting("message.extensions", false)];
    const message = make({ isSupportExtension: true });
    const { ID } = message;
    try {
      await expect(ann.chat.sendMessage(make({ needReadReceipt: true }))).rejects.toMatchObject({ code: 3122 });
      await expect(ann.chat.sendMessage(message)).rejects.toMatchObject({ code: 3122 });
      expect(message.status).toBe("fail");
    } finally {
      for (const again of allow) await again();
    }
    await ann.event(
      EVENT.SERVER_CONFIG_UPDATED, // the last one: the first ones say that one of both is off, or both are
      ({ config }) => !config.disabled.some((it) => ["message.c2cReadReceipt", "message.extensions"].includes(it)),
    );
    await ann.chat.resendMessage(message);
    expect(message).toMatchObject({ ID, status: "success", isResend: true });
    await bob.receives("hi");
  });
});
