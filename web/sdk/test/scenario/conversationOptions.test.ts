import { expect, test, vi } from "vitest";
import { receiveOption } from "../../src/internal/conversationOptions";
import { conversationOf, groupOf, say } from "./group";
import { atTwo } from "./instances";
import { EVENT, person, TYPES, until } from "./person";
import { setting } from "./rest";

const POLL = { timeout: 10_000, interval: 5 };
const NOBODY = "C2Cnobody-of-this-name";

test("marks are exact up to the highest bit and select conversations [markConversation#2] [markConversation#3] [markConversation#4] [getConversationList#8]", async () => {
  const [ann, annToo] = await atTwo();
  const bob = await person();
  const carol = await person();
  for (const peer of [bob, carol]) await peer.send("hi", ann);
  for (const it of [ann, annToo]) await it.receives("hi", "hi");
  const marks = [1, 2, 4, 8, 2 ** 32, 2 ** 62, 2 ** 63];
  for (const markType of marks) {
    const conversationIDList = [bob.conversationID, NOBODY, "nonsense"];
    const { data } = await ann.chat.markConversation({ conversationIDList, markType, enableMark: true });
    expect(data.successConversationIDList).toEqual([bob.conversationID]);
    expect(data.failureConversationIDList).toMatchObject([
      { conversationID: NOBODY, code: 2500 },
      { conversationID: "nonsense", code: 2503 },
    ]);
  }
  for (const it of [ann, annToo, await person(ann.userID)]) {
    await expect.poll(async () => (await it.conversation(bob.conversationID))?.markList, POLL).toEqual(marks);
    const marked = async (markType: number): Promise<string[]> =>
      (await it.chat.getConversationList({ markType })).data.conversationList.map((one) => one.conversationID);
    expect(await marked(2 ** 63)).toEqual([bob.conversationID]);
    expect(await marked(2 ** 40)).toEqual([]);
    expect(await marked(0)).toEqual([carol.conversationID]);
  }
  const conversationIDList = [bob.conversationID];
  await ann.chat.markConversation({ conversationIDList, markType: 2 ** 63, enableMark: false });
  expect((await ann.conversation(bob.conversationID))?.markList).toEqual(marks.slice(0, 6));
  for (const markType of [0, -1, 3, 16, 2 ** 31, 2 ** 64]) {
    const wrong = { conversationIDList, markType, enableMark: true };
    expect(() => ann.chat.markConversation(wrong)).toThrow("Params validate failed.");
  }
});

test("data of the app is kept with conversations [setConversationCustomData#1] [setConversationCustomData#2] [setConversationCustomData#3]", async () => {
  const [ann, annToo] = await atTwo();
  const bob = await person();
  await bob.send("hi", ann);
  for (const it of [ann, annToo]) await it.receives("hi");
  const customData = "é".repeat(128);
  const conversationIDList = [bob.conversationID];
  const { data } = await ann.chat.setConversationCustomData({ conversationIDList, customData });
  expect(data).toEqual({ successConversationIDList: conversationIDList, failureConversationIDList: [] });
  await annToo.event(EVENT.CONVERSATION_LIST_UPDATED, (list) => list[0]?.customData === customData);
  await ann.chat.setConversationCustomData({ conversationIDList, customData: "" });
  await expect.poll(async () => (await annToo.conversations())[0]?.customData, POLL).toBe("");
  const many = [...Array.from({ length: 100 }, (_, i) => `C2Cnobody-${i}`), bob.conversationID];
  const failed = await ann.chat.setConversationCustomData({ conversationIDList: many, customData: "x" });
  expect(failed.data.successConversationIDList).toEqual([]);
  expect(failed.data.failureConversationIDList).toHaveLength(100);
  const tooLong = { conversationIDList, customData: `${customData}x` };
  expect(() => ann.chat.setConversationCustomData(tooLong)).toThrow("Params validate failed.");
});

test("drafts stay on this instance [setConversationDraft#1] [setConversationDraft#2] [setConversationDraft#3] [compat#20]", async () => {
  const [ann, annToo] = await atTwo();
  const bob = await person();
  await bob.send("hi", ann);
  for (const it of [ann, annToo]) await it.receives("hi");
  const { conversationID } = bob;
  const result = await ann.chat.setConversationDraft({ conversationID, draftText: "dear B" });
  expect(result.data.conversation.draftText).toBe("dear B");
  expect(result.conversation.draftText).toBe("dear B");
  await ann.event(EVENT.CONVERSATION_LIST_UPDATED, (list) => list[0]?.draftText === "dear B");
  expect((await annToo.conversation(conversationID))?.draftText).toBe("");
  await ann.chat.setConversationDraft({ conversationID, draftText: "" });
  expect((await ann.conversation(conversationID))?.draftText).toBe("");
  const none = ann.chat.setConversationDraft({ conversationID: NOBODY, draftText: "x" });
  await expect(none).rejects.toMatchObject({ code: 2500 });
});

test("conversation groups are the same everywhere [getConversationList#5] [deleteConversationGroup#2]", async () => {
  const [ann, annToo] = await atTwo();
  const bob = await person();
  const carol = await person();
  for (const peer of [bob, carol]) await peer.send("hi", ann);
  for (const it of [ann, annToo]) await it.receives("hi", "hi");
  const groupName = "work";
  const made = await ann.chat.createConversationGroup({ conversationIDList: [bob.conversationID, NOBODY], groupName });
  expect(made.data.successConversationIDList).toEqual([bob.conversationID]);
  for (const it of [ann, annToo]) {
    expect(await it.event(EVENT.CONVERSATION_GROUP_LIST_UPDATED)).toEqual([groupName]);
    await it.event(EVENT.CONVERSATION_LIST_UPDATED, (list) =>
      list.some(({ conversationGroupList }) => conversationGroupList.includes(groupName)),
    );
  }
  await ann.chat.addConversationsToGroup({ conversationIDList: [carol.conversationID], groupName });
  for (const it of [ann, annToo]) {
    const update = await it.event(EVENT.CONVERSATION_IN_GROUP_UPDATED);
    expect(update.groupName).toBe(groupName);
    expect(update.conversationList).toHaveLength(2);
  }
  await ann.chat.deleteConversationsFromGroup({ conversationIDList: [bob.conversationID], groupName });
  await annToo.event(EVENT.CONVERSATION_IN_GROUP_UPDATED, (update) => update.conversationList.length === 1);
  const inGroup = async (name: string): Promise<string[]> =>
    (await annToo.chat.getConversationList({ groupName: name })).data.conversationList.map((it) => it.conversationID);
  expect(await inGroup(groupName)).toEqual([carol.conversationID]);
  expect(await inGroup("")).toEqual([bob.conversationID]);

  expect((await annToo.chat.renameConversationGroup({ oldName: groupName, newName: "play" })).data).toEqual({});
  await ann.event(EVENT.CONVERSATION_GROUP_LIST_UPDATED, (names) => names.join() === "play");
  expect((await ann.conversation(carol.conversationID))?.conversationGroupList).toEqual(["play"]);
  expect((await (await person(ann.userID)).chat.getConversationGroupList()).data).toEqual(["play"]);
  const unknown = ann.chat.addConversationsToGroup({ conversationIDList: [bob.conversationID], groupName });
  await expect(unknown).rejects.toMatchObject({ code: 2503 });
  expect((await ann.chat.deleteConversationGroup("play")).data).toEqual({});
  await annToo.event(EVENT.CONVERSATION_GROUP_LIST_UPDATED, (names) => names.length === 0);
  expect((await annToo.conversation(carol.conversationID))?.conversationGroupList).toEqual([]);
});

test("twenty conversation groups at most [createConversationGroup#2]", async () => {
  const ann = await person();
  const bob = await person();
  await bob.send("hi", ann);
  await ann.receives("hi");
  const make = (groupName: string) =>
    ann.chat.createConversationGroup({ conversationIDList: [bob.conversationID], groupName });
  await Promise.all(Array.from({ length: 20 }, (_, i) => make(`group ${i}`)));
  await expect(make("one more")).rejects.toMatchObject({ code: 2503 });
  expect((await make("group 7")).data.successConversationIDList).toHaveLength(1);
  expect(() => make("é".repeat(17))).toThrow("Params validate failed.");
});

test("marks and groups can be switched off [markConversation#1] [getConversationGroupList#1] [createConversationGroup#1] [deleteConversationGroup#1] [renameConversationGroup#1] [addConversationsToGroup#1] [deleteConversationsFromGroup#1]", async ({
  onTestFinished,
}) => {
  onTestFinished(await setting("conversation.marks", false));
  onTestFinished(await setting("conversation.groups", false));
  const { chat } = await person();
  const conversationIDList = [NOBODY];
  const some = { conversationIDList, groupName: "work" };
  for (const call of [
    chat.markConversation({ conversationIDList, markType: 1, enableMark: true }),
    chat.getConversationGroupList(),
    chat.createConversationGroup(some),
    chat.deleteConversationGroup("work"),
    chat.renameConversationGroup({ oldName: "work", newName: "play" }),
    chat.addConversationsToGroup(some),
    chat.deleteConversationsFromGroup(some),
  ]) {
    await expect(call).rejects.toMatchObject({ code: 3122 });
  }
});

test("everything is read at once, but in Communities [setAllMessageRead#1] [setAllMessageRead#2] [setAllMessageRead#3]", async () => {
  const ann = await person();
  const bob = await person();
  const group = await groupOf(bob, [ann]);
  const community = await groupOf(bob, [ann], { type: TYPES.GRP_COMMUNITY });
  await bob.send("hi", ann);
  for (const it of [group, community]) await say(bob, it, "hi");
  await ann.event(EVENT.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, (count) => count === 3);
  const read = ann.chat.setAllMessageRead({ scope: TYPES.READ_ALL_C2C_MSG });
  const again = expect(ann.chat.setAllMessageRead()).rejects.toMatchObject({ code: 2996 });
  expect((await read).data).toEqual({});
  await again;
  await ann.event(EVENT.CONVERSATION_LIST_UPDATED, (list) => list.some((it) => it.type === "C2C" && !it.unreadCount));
  await until(() => ann.of(EVENT.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED).at(-1) === 2, "the groups' messages");
  await bob.event(EVENT.MESSAGE_READ_BY_PEER);
  const readAll = (): Promise<boolean> =>
    ann.chat.setAllMessageRead().then(
      () => true,
      () => false,
    );
  await expect.poll(readAll, POLL).toBe(true); // in the next second
  expect((await ann.conversation(conversationOf(group)))?.unreadCount).toBe(0);
  expect(ann.chat.getTotalUnreadMessageCount()).toBe(1);
  await ann.chat.setAllMessageRead(); // nothing is left, so it asks nobody and is not too often
  expect(() => ann.chat.setAllMessageRead({ scope: "some" })).toThrow("Params validate failed.");
});

test("what groups say is read by itself [setAllMessageRead#2]", async () => {
  const ann = await person();
  const bob = await person();
  const group = await groupOf(bob, [ann]);
  await bob.send("hi", ann);
  await say(bob, group, "hi");
  await ann.event(EVENT.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, (count) => count === 2);
  expect((await ann.chat.setAllMessageRead({ scope: TYPES.READ_ALL_GROUP_MSG })).data).toEqual({});
  await until(() => ann.of(EVENT.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED).at(-1) === 1, "the user's message alone");
  expect((await ann.conversation(conversationOf(group)))?.unreadCount).toBe(0);
  expect((await ann.conversation(bob.conversationID))?.unreadCount).toBe(1);
});

test("hours without offline push are known on all instances [setAllReceiveMessageOpt#1] [setAllReceiveMessageOpt#5] [setAllReceiveMessageOpt#6] [getAllReceiveMessageOpt#1]", async () => {
  const [ann, annToo] = await atTwo();
  const none = (await ann.chat.getAllReceiveMessageOpt()).data;
  expect(none.messageRemindType).toBe(TYPES.MSG_REMIND_ACPT_AND_NOTE);
  const { data } = await ann.chat.setAllReceiveMessageOpt({ startHour: 22, duration: 28_800 });
  expect(data).toMatchObject({ messageRemindType: TYPES.MSG_REMIND_ACPT_NOT_NOTE, isRepeated: true });
  expect(data.endTime - data.startTime).toBe(28_800);
  for (const it of [ann, annToo]) expect(await it.event(EVENT.ALL_RECEIVE_MESSAGE_OPT_UPDATED)).toEqual(data);
  const later = await person(ann.userID);
  expect((await later.chat.getAllReceiveMessageOpt()).data).toEqual(data);
  expect(later.of(EVENT.ALL_RECEIVE_MESSAGE_OPT_UPDATED)).toEqual([]);
  ann.forget();
  await annToo.chat.setAllReceiveMessageOpt({ messageRemindType: TYPES.MSG_REMIND_ACPT_AND_NOTE });
  expect(await ann.event(EVENT.ALL_RECEIVE_MESSAGE_OPT_UPDATED)).toEqual(none);
  expect(() => ann.chat.setAllReceiveMessageOpt({ startHour: 24 })).toThrow("Params validate failed.");
});

test("quiet hours are of today on this machine's clock [setAllReceiveMessageOpt#2] [setAllReceiveMessageOpt#3] [setAllReceiveMessageOpt#4] [setAllReceiveMessageOpt#7]", () => {
  const now = new Date(2026, 2, 28, 23, 30);
  const seconds = (hour: number, minute = 0, second = 0): number =>
    new Date(2026, 2, 28, hour, minute, second).getTime() / 1000;
  const night = receiveOption({ startHour: 22, startMinute: 15, startSecond: 30, duration: 3_600 }, now);
  expect(night).toMatchObject({ startTime: seconds(22, 15, 30), endTime: seconds(23, 15, 30), isRepeated: true });
  expect(night.timeZone).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
  vi.stubGlobal("Intl", undefined); // as in some mini programs
  try {
    const elsewhere = receiveOption({ startHour: 22, startMinute: 15, startSecond: 30, duration: 3_600 }, now);
    expect(elsewhere).toEqual({ ...night, timeZone: undefined });
  } finally {
    vi.unstubAllGlobals();
  }
  const always = receiveOption({ duration: 3 * 86_400 }, now);
  expect(always).toMatchObject({ startTime: seconds(0), endTime: seconds(0) + 86_400, isRepeated: true });
  const once = receiveOption({ startHour: 8, duration: 3 * 86_400, isRepeated: false }, now);
  expect(once).toMatchObject({ startTime: seconds(8), endTime: seconds(8) + 3 * 86_400, isRepeated: false });
});
