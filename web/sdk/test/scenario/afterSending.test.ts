import { afterAll, beforeAll, expect, test } from "vitest";
import type { Message } from "../../src/index";
import { device, EVENT, newUserID, person, TYPES, until, type Person } from "./person";
import { proxy } from "./proxy";
import { conversationOf, groupOf, say } from "./group";
import { rest, setting } from "./rest";

let restore: (() => Promise<void>) | undefined;
beforeAll(async () => {
  restore = await setting("login.maxWebInstances", 10);
});
afterAll(async () => {
  await restore?.();
});

const history = async (of: Person, conversationID: string): Promise<Message[]> =>
  (await of.chat.getMessageList({ conversationID })).data.messageList;
/** The only, or the first, of them. */
function first<T>(list: readonly T[]): T {
  const [it] = list;
  if (it === undefined) throw new Error("nothing is there");
  return it;
}
const texts = async (of: Person, conversationID: string): Promise<(string | undefined)[]> =>
  (await history(of, conversationID)).map(({ payload }) => payload.text);

test("a revoked message is a placeholder for all but its sender [revokeMessage#2] [revokeMessage#6] [compat#17]", async () => {
  const ann = await person();
  const bob = await person();
  await ann.chat.updateMyProfile({ nick: "Ann" });
  const annsPhone = await person(ann.userID);
  const message = await ann.send("oops", bob);
  const [atBob] = await bob.receives("oops");
  await annsPhone.receives("oops");

  expect((await ann.chat.revokeMessage(message)).data.message).toBe(message);

  expect(message).toMatchObject({ isRevoked: true, payload: { text: "oops" } });
  const [told] = await bob.event(EVENT.MESSAGE_REVOKED);
  expect(told).toBe(atBob);
  expect(told).toMatchObject({
    isRevoked: true,
    revoker: ann.userID,
    revokerInfo: { userID: ann.userID, nick: "Ann", avatar: "" },
    revokeReason: "",
    payload: {},
  });
  expect((await annsPhone.event(EVENT.MESSAGE_REVOKED))[0]?.ID).toBe(message.ID);
  const again = await history(await person(bob.userID), ann.conversationID);
  expect(again[0]?.isRevoked).toBe(true);
  expect(JSON.stringify(again)).not.toContain("oops");
  expect(ann.of(EVENT.MESSAGE_REVOKED)).toEqual([]);
});

test("a back end takes back what a user wrote to another, however old, and both hear of it [revokeMessage#3]", async ({
  onTestFinished,
}) => {
  onTestFinished(await setting("message.revokeWindow", 0));
  const ann = await person();
  const bob = await person();
  const message = await ann.send("oops", bob);
  const [atBob] = await bob.receives("oops");

  await rest("openim/admin_msgwithdraw", {
    From_Account: ann.userID,
    To_Account: bob.userID,
    MsgKey: `${message.sequence}_${message.random}_${message.time}`,
  });

  expect((await ann.event(EVENT.MESSAGE_REVOKED))[0]).toBe(message);
  expect((await bob.event(EVENT.MESSAGE_REVOKED))[0]).toBe(atBob);
  expect(atBob).toMatchObject({ isRevoked: true, revoker: "administrator", payload: {} });
});

test("a back end takes back messages of a group with a reason [revokeMessage#3] [revokeMessage#6]", async () => {
  const ann = await person();
  const bob = await person();
  const group = await groupOf(ann, [bob]);
  const { sequence } = await say(ann, group, "oops");

  const answer = await rest("group_open_http_svc/group_msg_recall", {
    GroupId: group.groupID,
    MsgSeqList: [{ MsgSeq: sequence }, { MsgSeq: sequence + 1 }],
    Reason: "not here",
  });

  expect(answer.RecallRetList).toEqual([
    { MsgSeq: sequence, RetCode: 0 },
    { MsgSeq: sequence + 1, RetCode: 10030 },
  ]);
  for (const it of [ann, bob]) {
    const [told] = await it.event(EVENT.MESSAGE_REVOKED);
    expect(told).toMatchObject({
      conversationID: conversationOf(group),
      sequence,
      isRevoked: true,
      revoker: "administrator",
      revokeReason: "not here",
    });
  }
});

test("unread counts and last messages follow a revocation [revokeMessage#7]", async () => {
  const ann = await person();
  const bob = await person();
  const one = await ann.send("one", bob);
  await ann.send("two", bob);
  const three = await ann.send("three", bob);
  await bob.receives("one", "two", "three");
  await ann.chat.revokeMessage(three);
  await ann.chat.revokeMessage(one);
  await until(() => bob.of(EVENT.MESSAGE_REVOKED).flat().length === 2, "both are revoked");
  expect(bob.chat.getTotalUnreadMessageCount()).toBe(1);
  await bob.event(EVENT.CONVERSATION_LIST_UPDATED, ([it]) => it?.unreadCount === 1);
  const later = await person(bob.userID);
  for (const it of [
    await bob.conversation(ann.conversationID),
    await ann.conversation(bob.conversationID),
    await later.conversation(ann.conversationID),
  ]) {
    expect(it?.lastMessage).toMatchObject({
      isRevoked: true,
      revoker: ann.userID,
      messageForShow: "",
      lastSequence: 3,
    });
  }
  expect((await later.conversation(ann.conversationID))?.unreadCount).toBe(1);
});

test("only the sender revokes, once and in time [revokeMessage#1] [revokeMessage#5] [revokeMessage#8]", async () => {
  const ann = await person();
  const bob = await person();
  const message = await ann.send("hi", bob);
  const atBob = first(await bob.receives("hi"));
  await expect(bob.chat.revokeMessage(atBob)).rejects.toMatchObject({ code: 10007, data: { message: atBob } });
  const reopen = await setting("message.revokeWindow", 0);
  try {
    await expect(ann.chat.revokeMessage(message)).rejects.toMatchObject({ code: 20016 });
  } finally {
    await reopen();
  }
  await ann.chat.revokeMessage(message);
  expect(() => ann.chat.revokeMessage(message)).toThrow("Params validate failed.");
  await expect(ann.chat.revokeMessage(ann.draft("never sent", bob))).rejects.toMatchObject({ code: 20022 });
});

test("both sides modify and everybody hears of it [modifyMessage#2] [modifyMessage#5] [modifyMessage#7] [modifyMessage#8]", async () => {
  const ann = await person();
  const bob = await person();
  const annsPhone = await person(ann.userID);
  const message = await ann.send("helo", bob);
  const { time } = message;
  const atBob = first(await bob.receives("helo"));
  await annsPhone.receives("helo");
  message.payload = { text: "hello" };
  expect((await ann.chat.modifyMessage(message)).data.message).toBe(message);
  expect((await ann.event(EVENT.MESSAGE_MODIFIED))[0]).toBe(message);
  expect((await bob.event(EVENT.MESSAGE_MODIFIED))[0]).toBe(atBob);
  await annsPhone.event(EVENT.MESSAGE_MODIFIED, ([it]) => it?.payload.text === "hello");
  expect(atBob).toMatchObject({ payload: { text: "hello" }, isModified: true, version: 1, time, sequence: 1 });
  expect((await bob.conversation(ann.conversationID))?.lastMessage.messageForShow).toBe("hello");
  ann.forget();
  const copy = { ...atBob, type: TYPES.MSG_CUSTOM, payload: { data: "x", description: "a poll", extension: "" } };
  copy.cloudCustomData = "custom"; // apps work on copies, too
  await bob.chat.modifyMessage(copy);
  await ann.event(EVENT.MESSAGE_MODIFIED);
  expect(message).toMatchObject({
    type: TYPES.MSG_CUSTOM,
    payload: copy.payload,
    cloudCustomData: "custom",
    version: 2,
  });
  expect(atBob).toMatchObject({ type: TYPES.MSG_CUSTOM, version: 2 });
});

test("whoever is second gets the newest and a conflict [modifyMessage#3]", async () => {
  const ann = await person();
  const bob = await person();
  const message = await ann.send("0", bob);
  const atBob = first(await bob.receives("0"));
  atBob.payload.text = "bob's";
  message.payload.text = "ann's";
  await ann.chat.modifyMessage(message);
  await expect(bob.chat.modifyMessage(atBob)).rejects.toMatchObject({ code: 2480, data: { message: atBob } });
  expect(atBob).toMatchObject({ payload: { text: "ann's" }, version: 1 });
  atBob.payload.text = "bob's";
  await bob.chat.modifyMessage(atBob);
  await ann.event(EVENT.MESSAGE_MODIFIED, ([it]) => it?.payload.text === "bob's");
});

test("of other kinds only the custom data changes, within the limits [modifyMessage#4] [modifyMessage#6]", async () => {
  const ann = await person();
  const bob = await person();
  const inside = await ann.send("inside", bob);
  await bob.receives("inside");
  const merged = ann.chat.createMergerMessage({
    to: bob.userID,
    conversationType: TYPES.CONV_C2C,
    payload: { messageList: [inside], title: "title", abstractList: ["one"], compatibleText: "old app" },
  });
  await ann.chat.sendMessage(merged);
  const atBob = await until(() => bob.of(EVENT.MESSAGE_RECEIVED).flat()[1], "the merged message");
  const payload = JSON.stringify(atBob.payload);
  merged.cloudCustomData = "more";
  await ann.chat.modifyMessage(merged);
  await bob.event(EVENT.MESSAGE_MODIFIED);
  expect(atBob.cloudCustomData).toBe("more");
  expect(JSON.stringify(atBob.payload)).toBe(payload);
  inside.payload = { text: "x".repeat(13_000) };
  await expect(ann.chat.modifyMessage(inside)).rejects.toMatchObject({ code: 80002, data: { message: inside } });
  await expect(ann.chat.modifyMessage(ann.draft("never sent", bob))).rejects.toMatchObject({ code: 20026 });
  const notice = { ...inside, conversationType: TYPES.CONV_SYSTEM, conversationID: TYPES.CONV_SYSTEM };
  expect(() => ann.chat.modifyMessage(notice)).toThrow("Params validate failed.");
  expect(() => ann.chat.revokeMessage(notice)).toThrow("Params validate failed.");
});

test("messages are deleted for oneself and for good [deleteMessage#3] [deleteMessage#4] [deleteMessage#6] [deleteMessage#7]", async () => {
  const ann = await person();
  const bob = await person();
  const bobsPhone = await person(bob.userID);
  for (const text of ["1", "2", "3"]) await ann.send(text, bob);
  await bob.receives("1", "2", "3");
  await bobsPhone.receives("1", "2", "3");
  const all = await history(bob, ann.conversationID);
  const two = first(all.slice(1));
  const deletion = bob.chat.deleteMessage([first(all), ...all.slice(2)]);
  const tooSoon = expect(bob.chat.deleteMessage([two])).rejects.toMatchObject({ code: 2996 });
  const { messageList } = (await deletion).data;
  await tooSoon;
  expect(messageList).toEqual([all[0], all[2]]);
  expect(messageList.every(({ isDeleted }) => isDeleted)).toBe(true);
  expect(await texts(bob, ann.conversationID)).toEqual(["2"]);
  expect((await bob.conversation(ann.conversationID))?.lastMessage.messageForShow).toBe("2");
  const notice = { ...two, conversationID: TYPES.CONV_SYSTEM };
  await expect(bob.chat.deleteMessage([notice])).rejects.toMatchObject({ code: 2116 });
  const later = await person(bob.userID);
  expect(await texts(later, ann.conversationID)).toEqual(["2"]);
  expect((await later.conversation(ann.conversationID))?.lastMessage.messageForShow).toBe("2");
  expect(await texts(ann, bob.conversationID)).toEqual(["1", "2", "3"]);
  expect((await bobsPhone.conversation(ann.conversationID))?.lastMessage.messageForShow).toBe("3");
});

test("the first thirty of the first one's conversation are deleted [deleteMessage#1] [deleteMessage#2] [deleteMessage#9]", async () => {
  const ann = await person();
  const bob = await person();
  const eve = await person();
  const mine: Message[] = [];
  for (let i = 1; i <= 32; i++) mine.push(await ann.send(String(i), bob));
  const toEve = await ann.send("hi", eve);
  const named = [first(mine), toEve, ann.draft("never sent", bob), ...mine.slice(1)];
  expect((await ann.chat.deleteMessage(named)).data.messageList).toEqual(mine.slice(0, 28));
  expect(toEve.isDeleted).toBe(false);
  expect(await texts(ann, bob.conversationID)).toEqual(["29", "30", "31", "32"]);
  expect(() => ann.chat.deleteMessage([])).toThrow("Params validate failed.");
});

test("a cleared conversation stays without its past [clearHistoryMessage#1] [clearHistoryMessage#3] [clearHistoryMessage#4]", async () => {
  const ann = await person();
  const bob = await person();
  const bobsPhone = await person(bob.userID);
  await ann.send("one", bob);
  await ann.send("two", bob);
  await bob.receives("one", "two");
  await bobsPhone.receives("one", "two");
  const { conversationID } = ann;
  expect((await bob.chat.clearHistoryMessage(conversationID)).data).toEqual({ conversationID });
  const empty = { unreadCount: 0, lastMessage: { lastTime: 0, payload: null } };
  expect(await bob.conversation(conversationID)).toMatchObject(empty);
  expect(await texts(bob, conversationID)).toEqual([]);
  await bobsPhone.event(
    EVENT.CONVERSATION_LIST_UPDATED,
    ([it]) => it?.unreadCount === 0 && it.lastMessage.payload === null,
  );
  const later = await person(bob.userID);
  expect(await later.conversation(conversationID)).toMatchObject(empty);
  expect(await texts(later, conversationID)).toEqual([]);
  expect(await texts(ann, bob.conversationID)).toEqual(["one", "two"]);
  expect((await bob.chat.clearHistoryMessage(TYPES.CONV_SYSTEM)).code).toBe(0);
  await expect(bob.chat.clearHistoryMessage("C2Cnobody")).rejects.toMatchObject({ code: 2500 });
  await ann.send("three", bob);
  await bob.receives("one", "two", "three");
  expect(await bob.conversation(conversationID)).toMatchObject({ unreadCount: 1, lastMessage: { lastSequence: 3 } });
});

test("what changed during a cut is told afterwards", async () => {
  const net = await proxy();
  const bob = await person(newUserID("bob"), device(net.address));
  const ann = await person();
  const wrong = await ann.send("wrong", bob);
  const typo = await ann.send("tpyo", bob);
  await ann.send("right", bob);
  const atBob = await bob.receives("wrong", "tpyo", "right");
  net.refuse();
  net.cut();
  await bob.event(EVENT.NET_STATE_CHANGE, ({ state }) => state === "disconnected");
  await ann.chat.revokeMessage(wrong);
  typo.payload = { text: "typo" };
  await ann.chat.modifyMessage(typo);
  await ann.chat.revokeMessage(await ann.send("both", bob));
  net.accept();
  expect((await bob.event(EVENT.MESSAGE_REVOKED))[0]).toBe(atBob[0]);
  expect((await bob.event(EVENT.MESSAGE_MODIFIED))[0]).toBe(atBob[1]);
  expect(atBob[1]?.payload.text).toBe("typo");
  await until(() => bob.of(EVENT.MESSAGE_RECEIVED).flat()[3]?.isRevoked, "a message that was revoked before it came");
  await bob.event(
    EVENT.CONVERSATION_LIST_UPDATED,
    ([it]) => it?.unreadCount === 2 && it.lastMessage.isRevoked && it.lastMessage.lastSequence === 4,
  );
  expect(bob.of(EVENT.MESSAGE_REVOKED)).toHaveLength(1);
});
