import { expect, test } from "vitest";
import { conversationOf, groupOf, groupText, heard, listed, say } from "./group";
import { atTwo } from "./instances";
import { EVENT, newUserID, person, TYPES, until, type Person } from "./person";
import { setting } from "./rest";

/** Texts of a page of history. */
const texts = (list: readonly { payload: { text?: string } }[]): (string | undefined)[] =>
  list.map(({ payload }) => payload.text);

test("messages of a group reach all its members, in the order of their sequences [sendMessage#3] [compat#10] [compat#15] [compat#16]", async () => {
  const ann = await person();
  const bob = await person();
  const carol = await person();
  await ann.chat.updateMyProfile({ nick: "Ann" });
  const group = await groupOf(ann, [bob, carol]);
  const conversationID = conversationOf(group);
  const message = groupText(ann, group, "hello");
  expect(message).toMatchObject({
    conversationID,
    conversationType: TYPES.CONV_GROUP,
    conversationSubType: TYPES.GRP_WORK,
    to: group.groupID,
    status: "unSend",
  });
  const { ID } = message;
  expect((await ann.chat.sendMessage(message)).data.message).toBe(message);
  expect(message).toMatchObject({ ID, status: "success", sequence: 2 });
  await Promise.all([say(bob, group, "from bob"), say(carol, group, "from carol")]);
  for (const it of [ann, bob, carol]) {
    await until(() => heard(it, group).length === 3, `all messages at ${it.userID}`);
    expect(heard(it, group)).not.toContain(it === ann ? "hello" : it === bob ? "from bob" : "from carol");
  }
  const [received] = bob
    .of(EVENT.MESSAGE_RECEIVED)
    .flat()
    .filter(({ payload }) => payload.text === "hello");
  expect(received).toMatchObject({
    ID,
    conversationID,
    conversationSubType: TYPES.GRP_WORK,
    from: ann.userID,
    to: group.groupID,
    flow: "in",
    nick: "Ann",
    sequence: 2,
    readReceiptInfo: {},
  });
  const sequences = carol
    .of(EVENT.MESSAGE_RECEIVED)
    .flat()
    .filter((it) => it.conversationID === conversationID)
    .map(({ sequence }) => sequence);
  expect([...sequences].sort((a, b) => a - b)).toEqual(sequences);
  await bob.event(EVENT.CONVERSATION_LIST_UPDATED, (list) => list[0]?.lastMessage.lastSequence === 4);
  await bob.event(EVENT.GROUP_LIST_UPDATED, (list) => list[0]?.nextMessageSeq === 5);
  expect((await listed(bob, group))?.lastMessage.lastSequence).toBe(4);
});

test("unread counts leave out what I wrote myself, also on another instance [setMessageRead#1] [sendMessage#15] [sendMessage#20] [compat#16]", async () => {
  const ann = await person();
  const [bob, bobToo] = await atTwo();
  const group = await groupOf(ann, [bob]);
  const conversationID = conversationOf(group);
  const unread = async (who: Person): Promise<number | undefined> =>
    (await who.conversation(conversationID))?.unreadCount;
  await say(ann, group, "one");
  await say(bob, group, "mine");
  await say(ann, group, "two");
  await say(ann, group, "not counted", { messageControlInfo: { excludedFromUnreadCount: true } });
  await say(ann, group, "for bob", { receiverList: [bob.userID] });
  await say(bob, group, "mine, too");
  for (const it of [bob, bobToo]) {
    await until(() => heard(it, group).length >= 5, `all at ${it.userID}`);
    await it.event(EVENT.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, (count) => count === 2);
    expect(await unread(it)).toBe(2);
  }
  await ann.event(EVENT.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, (count) => count === 2);
  expect(await unread(ann)).toBe(2);
  expect((await (await person(bob.userID)).conversation(conversationID))?.unreadCount).toBe(2);

  await bob.chat.setMessageRead({ conversationID });
  for (const it of [bob, bobToo]) {
    await it.event(EVENT.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, (count) => count === 0);
    expect(await unread(it)).toBe(0);
  }
  expect((await listed(bob, group))?.selfInfo.readedSequence).toBeGreaterThanOrEqual(6);
  bob.forget();
  await say(bob, group, "mine again");
  expect(await unread(bob)).toBe(0);
  await say(ann, group, "three");
  await bob.event(EVENT.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, (count) => count === 1);
  expect(bob.of(EVENT.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED)).toEqual([1]);
});

test("calls by name are kept until they are read [createTextAtMessage#1] [createTextAtMessage#2] [createTextAtMessage#3] [createTextAtMessage#4] [setMessageRead#5] [getConversationList#9]", async () => {
  const ann = await person();
  const bob = await person();
  const carol = await person();
  const group = await groupOf(ann, [bob, carol], { type: TYPES.GRP_MEETING });
  const conversationID = conversationOf(group);
  const call = async (text: string, atUserList: string[]): Promise<void> => {
    const to = { to: group.groupID, conversationType: TYPES.CONV_GROUP };
    const message = ann.chat.createTextAtMessage({ ...to, payload: { text, atUserList } });
    expect(message.atUserList).toEqual(atUserList);
    await ann.chat.sendMessage(message);
  };
  await call("bob", [bob.userID]);
  await call("carol", [carol.userID]);
  await call("all", [TYPES.MSG_AT_ALL]);
  await call("all and bob", [TYPES.MSG_AT_ALL, bob.userID]);
  const list = await bob.event(
    EVENT.CONVERSATION_LIST_UPDATED,
    (now) => now.find((it) => it.conversationID === conversationID)?.groupAtInfoList.length === 3,
  );
  const entry = (messageSequence: number, kind: number): object => ({
    from: ann.userID,
    groupID: group.groupID,
    messageSequence,
    atTypeArray: [kind],
  });
  const first = (await listed(bob, group))?.nextMessageSeq ?? 0;
  expect(list.find((it) => it.conversationID === conversationID)).toMatchObject({
    unreadCount: 0, // a Meeting
    groupAtInfoList: [
      entry(first - 4, TYPES.CONV_AT_ME),
      entry(first - 2, TYPES.CONV_AT_ALL),
      entry(first - 1, TYPES.CONV_AT_ALL_AT_ME),
    ],
  });
  expect((await ann.conversation(conversationID))?.groupAtInfoList).toEqual([]);
  const called = (await bob.chat.getConversationList({ hasGroupAtInfo: true })).data.conversationList;
  expect(called.map((it) => it.conversationID)).toEqual([conversationID]);
  await bob.chat.setMessageRead({ conversationID });
  expect((await bob.conversation(conversationID))?.groupAtInfoList).toEqual([]);
  const back = await person(bob.userID);
  expect((await back.conversation(conversationID))?.groupAtInfoList).toEqual([]);
  expect(() =>
    ann.chat.createTextAtMessage({
      to: bob.userID,
      conversationType: TYPES.CONV_C2C,
      payload: { text: "you", atUserList: [bob.userID] },
    }),
  ).toThrow("Params validate failed.");
});

test("Communities cannot be called as a whole [createTextAtMessage#1]", async () => {
  const ann = await person();
  const group = await groupOf(ann, [], { type: TYPES.GRP_COMMUNITY });
  expect(group.groupID).toMatch(/^@TGS#_/);
  const message = ann.chat.createTextAtMessage({
    to: group.groupID,
    conversationType: TYPES.CONV_GROUP,
    payload: { text: "all", atUserList: [TYPES.MSG_AT_ALL] },
  });
  await expect(ann.chat.sendMessage(message)).rejects.toMatchObject({
    code: 10004,
    data: { message: { status: "fail" } },
  });
});

test("a directed message is for its receivers only, and leaves no hole for the others [create#5] [sendMessage#20]", async () => {
  const ann = await person();
  const bob = await person();
  const carol = await person();
  const group = await groupOf(ann, [bob, carol]);
  const secret = await say(ann, group, "for bob", { receiverList: [bob.userID] });
  expect(secret.receiverList).toEqual([bob.userID]);
  await say(ann, group, "for all");
  await until(() => heard(bob, group).length === 3, "both at bob");
  expect(heard(bob, group)).toEqual([TYPES.GRP_TIP_MBR_JOIN, "for bob", "for all"]);
  const received = bob.chat.findMessage(secret.ID);
  expect(received).toMatchObject({ receiverList: [], _isExcludedFromUnreadCount: true });
  await until(() => heard(carol, group).includes("for all"), "the other at carol");
  expect(heard(carol, group)).toEqual([TYPES.GRP_TIP_MBR_JOIN, "for all"]);
  const conversationID = conversationOf(group);
  expect(texts((await carol.chat.getMessageList({ conversationID })).data.messageList)).toEqual([undefined, "for all"]);
  expect(texts((await bob.chat.getMessageList({ conversationID })).data.messageList)).toContain("for bob");
});

test("history of a group goes back page by page, and to where who joined came in [getMessageList#6] [getMessageList#10]", async () => {
  const ann = await person();
  const bob = await person();
  const group = await groupOf(ann);
  const conversationID = conversationOf(group);
  for (let i = 1; i <= 20; i++) await say(ann, group, String(i));
  await ann.chat.addGroupMember({ groupID: group.groupID, userIDList: [bob.userID] });
  await say(ann, group, "with bob");
  const first = (await ann.chat.getMessageList({ conversationID })).data;
  expect(first.messageList).toHaveLength(15);
  expect(first.messageList.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 15 }, (_, i) => i + 8));
  expect(first.isCompleted).toBe(false);
  const second = (await ann.chat.getMessageList({ conversationID, nextReqMessageID: first.nextReqMessageID })).data;
  expect(texts(second.messageList)).toEqual(["1", "2", "3", "4", "5", "6", "7"]);
  expect(second).toMatchObject({ isCompleted: true, nextReqMessageID: "" });
  await until(() => heard(bob, group).includes("with bob"), "the message at bob");
  const seen = (await bob.chat.getMessageList({ conversationID })).data;
  expect(seen).toMatchObject({ messageList: [{ type: TYPES.MSG_GRP_TIP }, { payload: { text: "with bob" } }] });
  expect(seen.isCompleted).toBe(true);
});

test("pages start at a message or at the newest and lead to both ends [getMessageListHopping#1] [getMessageListHopping#2] [getMessageListHopping#3] [getMessageListHopping#8] [getMessageListHopping#9]", async () => {
  const ann = await person();
  const group = await groupOf(ann);
  const conversationID = conversationOf(group);
  for (let i = 1; i <= 20; i++) await say(ann, group, String(i));
  const page = async (options: object): Promise<{ sequences: number[]; isCompleted: boolean; next: unknown }> => {
    const { messageList, ...rest } = (await ann.chat.getMessageListHopping({ conversationID, ...options })).data;
    const { isCompleted, nextMessageSeq: next } = rest as { isCompleted: boolean; nextMessageSeq: unknown };
    return { sequences: messageList.map(({ sequence }) => sequence), isCompleted, next };
  };
  const goesOn = (sequences: number[], next: number): object => ({ sequences, isCompleted: false, next });
  const ends = (sequences: number[]): object => ({ sequences, isCompleted: true, next: "" });
  const upTo20From = (first: number): number[] => Array.from({ length: 21 - first }, (_, i) => first + i);
  expect(await page({ direction: 0, count: 3 })).toEqual(goesOn([18, 19, 20], 17));
  expect(await page({ sequence: 5, direction: 0, count: 3 })).toEqual(goesOn([3, 4, 5], 2));
  expect(await page({ sequence: 5, direction: 1, count: 3 })).toEqual(goesOn([5, 6, 7], 8));
  // a page is 15 at most
  expect(await page({ direction: 0, count: 20 })).toEqual(goesOn(upTo20From(6), 5));
  expect(await page({ sequence: 5, direction: 0 })).toEqual(ends([1, 2, 3, 4, 5]));
  expect(await page({ sequence: 1, direction: 1, count: 20 })).toEqual(goesOn(upTo20From(1).slice(0, 15), 16));
  expect(await page({ sequence: 16, direction: 1 })).toEqual(ends([16, 17, 18, 19, 20]));
});

test("of too many messages those of low priority are refused first [sendMessage#24]", async ({ onTestFinished }) => {
  onTestFinished(await setting("message.groupRatePerSecond", 5));
  const ann = await person();
  const group = await groupOf(ann);
  const flood = (priority: string, count: number): Promise<number>[] =>
    Array.from({ length: count }, (_, i) =>
      say(ann, group, `${priority} ${i}`, { priority }).then(
        () => 0,
        (error: unknown) => (error as { code: number }).code,
      ),
    );
  const low = flood(TYPES.MSG_PRIORITY_LOWEST, 60);
  const high = await Promise.all(flood(TYPES.MSG_PRIORITY_HIGH, 3));
  expect(high).toEqual([0, 0, 0]);
  expect(new Set(await Promise.all(low))).toEqual(new Set([0, 10023]));
});

test("Communities take extensions and messages that do not count, but no receipts, and are not searched [create#4] [sendMessage#6] [setMessageExtensions#5] [getMessageExtensions#2] [deleteMessageExtensions#3] [sendMessageReadReceipt#4] [getMessageReadReceiptList#2] [getGroupMessageReadMemberList#1] [searchCloudMessages#5]", async () => {
  const ann = await person();
  const bob = await person();
  const group = await groupOf(ann, [bob], { type: TYPES.GRP_COMMUNITY });
  const conversationID = conversationOf(group);
  const counted = await say(ann, group, "extensible", { isSupportExtension: true, needReadReceipt: true });
  await say(ann, group, "apart", { messageControlInfo: { excludedFromUnreadCount: true } });
  await until(() => heard(bob, group).includes("apart"), "both messages");
  expect((await bob.conversation(conversationID))?.unreadCount).toBe(1);
  const at = bob.chat.findMessage(counted.ID);
  if (!at) throw new Error("the message is not at bob");
  for (const each of [counted, at]) expect(each).toMatchObject({ needReadReceipt: false, readReceiptInfo: {} });
  await bob.chat.setMessageExtensions(at, [{ key: "vote", value: "yes" }]);
  expect((await ann.chat.getMessageExtensions(counted)).data.extensions).toEqual([{ key: "vote", value: "yes" }]);
  await ann.chat.deleteMessageExtensions(counted, ["vote"]);
  expect((await ann.chat.getMessageExtensions(counted)).data.extensions).toEqual([]);
  await expect(bob.chat.sendMessageReadReceipt([at])).rejects.toMatchObject({ code: 2114 }); // it asks for none
  expect((await ann.chat.getMessageReadReceiptList([counted])).data.messageList).toEqual([counted]);
  expect(counted.readReceiptInfo).toEqual({});
  await expect(ann.chat.getGroupMessageReadMemberList({ message: counted })).rejects.toMatchObject({ code: 10060 });
  const search = await ann.chat.searchCloudMessages({ conversationID, keywordList: ["extensible"] });
  expect(search.data).toMatchObject({ totalCount: 0, searchResultList: [] });
});

test("online only: delivered, but nothing is left of it [sendMessage#11] [compat#13]", async () => {
  const ann = await person();
  const bob = await person();
  const group = await groupOf(ann, [bob]);
  await until(() => heard(bob, group).length === 1, "the tip");
  bob.forget();
  await say(ann, group, "typing", { onlineUserOnly: true });
  await until(() => heard(bob, group).length === 1, "what is only for now");
  expect(await bob.conversation(conversationOf(group))).toMatchObject({
    unreadCount: 0,
    lastMessage: { lastSequence: 1 },
  });
  await say(ann, group, "stored");
  await until(() => heard(bob, group).length === 2, "the next message");
  expect(await bob.conversation(conversationOf(group))).toMatchObject({
    unreadCount: 1,
    lastMessage: { lastSequence: 2 },
  });
});

test("what is changed or taken back in a group is so for everybody [revokeMessage#7] [modifyMessage#5]", async () => {
  const ann = await person();
  const bob = await person();
  const carol = await person();
  const group = await groupOf(ann, [bob, carol], { type: TYPES.GRP_PUBLIC });
  const conversationID = conversationOf(group);
  const sent = await say(bob, group, "by bob");
  await until(() => heard(ann, group).includes("by bob") && heard(carol, group).includes("by bob"), "the message");
  const atAnn = ann.chat.findMessage(sent.ID);
  const atCarol = carol.chat.findMessage(sent.ID);
  if (!atAnn || !atCarol) throw new Error("the message is not held");
  await expect(carol.chat.revokeMessage(atCarol)).rejects.toMatchObject({ code: 10007 });

  atAnn.payload.text = "by bob, in better words";
  await ann.chat.modifyMessage(atAnn);
  for (const it of [ann, bob, carol]) {
    const [changed] = await it.event(EVENT.MESSAGE_MODIFIED);
    expect(changed).toMatchObject({ ID: sent.ID, payload: { text: "by bob, in better words" }, isModified: true });
  }
  expect((await carol.conversation(conversationID))?.unreadCount).toBe(1);
  await bob.chat.revokeMessage(sent);
  for (const it of [ann, carol]) {
    const [revoked] = await it.event(EVENT.MESSAGE_REVOKED);
    expect(revoked).toMatchObject({ ID: sent.ID, isRevoked: true, revoker: bob.userID });
    expect((await it.conversation(conversationID))?.unreadCount).toBe(0);
  }
  expect(bob.of(EVENT.MESSAGE_REVOKED)).toEqual([]);
});

test("deleting and clearing are for oneself alone [deleteMessage#8] [clearHistoryMessage#1] [clearHistoryMessage#3]", async () => {
  const ann = await person();
  const bob = await person();
  const group = await groupOf(ann, [bob]);
  const conversationID = conversationOf(group);
  const one = await say(ann, group, "one");
  await say(ann, group, "two");
  await until(() => heard(bob, group).includes("two"), "both");
  const held = bob.chat.findMessage(one.ID);
  if (!held) throw new Error("the message is not held");
  await bob.chat.deleteMessage([held]);
  expect(held.isDeleted).toBe(true);
  const left = async (who: Person): Promise<(string | undefined)[]> =>
    texts((await who.chat.getMessageList({ conversationID })).data.messageList).filter((it) => it !== undefined);
  expect(await left(bob)).toEqual(["two"]);
  expect(await left(ann)).toEqual(["one", "two"]);
  await bob.chat.clearHistoryMessage(conversationID);
  expect(await left(bob)).toEqual([]);
  expect(await bob.conversation(conversationID)).toMatchObject({ unreadCount: 0, lastMessage: { lastTime: 0 } });
  expect(await left(ann)).toEqual(["one", "two"]);
});

test("a message that asks for receipts counts who has not read it [compat#11]", async () => {
  const ann = await person();
  const bob = await person();
  const carol = await person();
  const group = await groupOf(ann, [bob, carol], { type: TYPES.GRP_PUBLIC });
  const asks = { needReadReceipt: true };
  expect((await say(ann, group, "all", asks)).readReceiptInfo).toEqual({ readCount: 0, unreadCount: 2 });
  const one = await say(ann, group, "one", { ...asks, receiverList: [bob.userID] });
  expect(one.readReceiptInfo).toEqual({ readCount: 0, unreadCount: 1 });
  expect((await say(ann, group, "does not ask")).readReceiptInfo).toEqual({});
});

test("sends to groups that I am not in fail, with the message", async () => {
  const ann = await person();
  const group = await groupOf(await person());
  const message = groupText(ann, group, "let me in");
  await expect(ann.chat.sendMessage(message)).rejects.toMatchObject({ code: 10007, data: { message } });
  expect(message.status).toBe("fail");
  const nowhere = { ...group, groupID: newUserID("nowhere") };
  await expect(say(ann, nowhere, "anybody?")).rejects.toMatchObject({ code: 10010 });
  expect(await ann.conversations()).toEqual([]);
});
