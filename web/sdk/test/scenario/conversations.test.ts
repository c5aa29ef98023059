import { expect, test } from "vitest";
import type { Conversation } from "../../src/index";
import { allowInstances, atTwo } from "./instances";
import { device, EVENT, newUserID, person, TYPES, until } from "./person";
import { proxy } from "./proxy";
import { setting } from "./rest";

test("sending raises the list here and at the peer, whole and sorted [getConversationList#1] [getConversationList#11] [compat#16] [compat#22]", async () => {
  const ann = await person();
  const bob = await person();
  const carol = await person();
  await bob.chat.updateMyProfile({ nick: "Bob", avatar: "http://pictures/bob" });
  await ann.send("one", bob);
  await ann.event(EVENT.CONVERSATION_LIST_UPDATED, (list) => list[0]?.userProfile?.nick === "Bob");
  ann.forget();
  await carol.send("two", ann);
  const list = await ann.event(EVENT.CONVERSATION_LIST_UPDATED);
  expect(list.map(({ conversationID }) => conversationID)).toEqual([carol.conversationID, bob.conversationID]);
  expect(list).toMatchObject([
    { unreadCount: 1, lastMessage: { messageForShow: "two", fromAccount: carol.userID }, toAccount: carol.userID },
    { unreadCount: 0, userProfile: { userID: bob.userID, nick: "Bob", avatar: "http://pictures/bob" } },
  ]);
  for (const conversation of list) conversation.remark = "written by the app"; // not frozen
  await bob.send("three", ann);
  await ann.event(EVENT.CONVERSATION_LIST_UPDATED, (now) => now[0]?.conversationID === bob.conversationID);
  expect(ann.of(EVENT.CONVERSATION_LIST_UPDATED).at(-1)).toHaveLength(2);
});

test("a burst of messages becomes few events [compat#16]", async () => {
  const ann = await person();
  const bob = await person();
  const texts = Array.from({ length: 40 }, (_, i) => `m${i}`);
  await Promise.all(texts.map((text) => ann.send(text, bob)));
  await bob.event(EVENT.CONVERSATION_LIST_UPDATED, (list) => list[0]?.unreadCount === 40);
  expect(bob.of(EVENT.CONVERSATION_LIST_UPDATED).length).toBeLessThan(30);
  expect(bob.of(EVENT.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED).at(-1)).toBe(40);
});

test("unread messages are counted, reading clears them everywhere [setMessageRead#1] [setMessageRead#2] [setMessageRead#3] [setMessageRead#4] [compat#18]", async () => {
  const ann = await person();
  const [bob, bobToo] = await atTwo();
  const first = await ann.send("one", bob);
  await ann.send("two", bob);
  await bob.event(EVENT.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, (count) => count === 2);
  expect((await bob.conversation(ann.conversationID))?.unreadCount).toBe(2);
  await bobToo.event(EVENT.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, (count) => count === 2);

  expect((await bob.chat.setMessageRead({ conversationID: ann.conversationID })).data).toEqual({});
  await bob.event(EVENT.CONVERSATION_LIST_UPDATED, (list) => list[0]?.unreadCount === 0);
  await bob.event(EVENT.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, (count) => count === 0);
  await bobToo.event(EVENT.CONVERSATION_LIST_UPDATED, (list) => list[0]?.unreadCount === 0);
  expect(bob.chat.getTotalUnreadMessageCount()).toBe(0);

  const read = await ann.event(EVENT.MESSAGE_READ_BY_PEER);
  expect(read.map(({ payload, isPeerRead }) => [payload.text, isPeerRead])).toEqual([
    ["one", true],
    ["two", true],
  ]);
  expect(read[0]).toBe(first);
  await ann.event(EVENT.CONVERSATION_LIST_UPDATED, (list) => list[0]?.lastMessage.isPeerRead === true);
  expect((await ann.conversation(bob.conversationID))?.peerReadTime).toBeGreaterThan(0);

  await ann.send("three", bob);
  await bob.event(EVENT.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, (count) => count === 1);
});

test("reading where nothing is unread asks nobody and raises nothing [setMessageRead#6] [setMessageRead#7] [setMessageRead#8] [compat#16]", async () => {
  const net = await proxy();
  const ann = await person();
  const bob = await person(newUserID("bob"), device(net.address));
  await ann.send("hi", bob);
  await bob.event(EVENT.CONVERSATION_LIST_UPDATED);
  await bob.chat.setMessageRead({ conversationID: ann.conversationID });
  await ann.event(EVENT.MESSAGE_READ_BY_PEER);
  await bob.event(EVENT.CONVERSATION_LIST_UPDATED, (list) => list[0]?.unreadCount === 0);
  ann.forget();
  bob.forget();
  net.muteServer(); // who asked would get no answer
  await bob.chat.setMessageRead({ conversationID: ann.conversationID });
  await bob.chat.setMessageRead({ conversationID: `C2C${newUserID()}` });
  await bob.chat.setMessageRead({ conversationID: TYPES.CONV_SYSTEM });
  net.unmuteServer();
  await new Promise((resolve) => setTimeout(resolve, 100)); // lists are raised about once a frame of the screen
  expect(bob.of(EVENT.CONVERSATION_LIST_UPDATED)).toEqual([]);
  await bob.send("an answer", ann);
  await ann.receives("an answer");
  expect(ann.of(EVENT.MESSAGE_READ_BY_PEER)).toEqual([]);
  expect(() => bob.chat.setMessageRead({} as never)).toThrow("Params validate failed.");
});

test("the list comes with the login, unread counts and all [getConversationList#2] [getConversationList#3] [getConversationList#6] [getConversationList#7] [getConversationList#12] [getTotalUnreadMessageCount#3]", async () => {
  const ann = await person();
  const bob = await person();
  const carol = await person();
  await bob.send("from bob", ann);
  await carol.send("from carol 1", ann);
  await carol.send("from carol 2", ann);
  await ann.receives("from bob", "from carol 1", "from carol 2");
  const back = await person(ann.userID);
  const { data } = await back.chat.getConversationList();
  expect(data.isSyncCompleted).toBe(true);
  expect(data.conversationList).toMatchObject([
    { conversationID: carol.conversationID, unreadCount: 2, lastMessage: { messageForShow: "from carol 2" } },
    { conversationID: bob.conversationID, unreadCount: 1 },
  ]);
  expect(await back.event(EVENT.CONVERSATION_LIST_UPDATED)).toEqual(data.conversationList);
  expect(await back.event(EVENT.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED)).toBe(3);
  const names = back.all().map(({ name }) => name);
  expect(names.indexOf(EVENT.SDK_READY)).toBeLessThan(names.indexOf(EVENT.CONVERSATION_LIST_UPDATED));
});

test("the list is selected by IDs and filters [getConversationList#4] [getConversationList#5] [getConversationList#8] [getConversationList#9] [getConversationList#10]", async () => {
  const ann = await person();
  const bob = await person();
  const carol = await person();
  await bob.send("hi", ann);
  await ann.send("hi", carol);
  await ann.receives("hi");
  const ids = async (options: Parameters<typeof ann.chat.getConversationList>[0]): Promise<string[]> =>
    (await ann.chat.getConversationList(options)).data.conversationList.map(({ conversationID }) => conversationID);
  const all = await ids(undefined);
  expect(all).toHaveLength(2);
  expect(await ids([bob.conversationID, "C2Cnobody"])).toEqual([bob.conversationID]);
  expect(await ids([])).toEqual([]);
  expect(await ids({ type: TYPES.CONV_C2C })).toEqual(all);
  expect(await ids({ type: TYPES.CONV_GROUP })).toEqual([]);
  expect(await ids({ hasUnreadCount: true })).toEqual([bob.conversationID]);
  expect(await ids({ hasUnreadCount: false, type: TYPES.CONV_C2C })).toEqual([carol.conversationID]);
  expect(await ids({ markType: 0, groupName: "", hasGroupAtInfo: false })).toEqual(all);
  expect(await ids({ markType: 1 })).toEqual([]);
  expect(() => ann.chat.getConversationList(7 as never)).toThrow("Params validate failed.");
});

test("a chat is opened with somebody never talked to [getConversationProfile#1] [getConversationProfile#2] [compat#20]", async () => {
  const ann = await person();
  const bob = await person();
  await bob.chat.updateMyProfile({ nick: "Bob", selfSignature: "here" });
  const { data } = await ann.chat.getConversationProfile(bob.conversationID);
  expect(data.conversation).toMatchObject({
    conversationID: bob.conversationID,
    type: TYPES.CONV_C2C,
    unreadCount: 0,
    lastMessage: { lastTime: 0, payload: null, messageForShow: "" },
    userProfile: { userID: bob.userID, nick: "Bob", selfSignature: "here" },
  });
  expect(await bob.conversations()).toEqual([]);
  const system = await ann.chat.getConversationProfile(TYPES.CONV_SYSTEM);
  expect(system.data.conversation.type).toBe(TYPES.CONV_SYSTEM);
  await expect(ann.chat.getConversationProfile(`C2C${newUserID()}`)).rejects.toMatchObject({ code: 2501 });
  await expect(ann.chat.getConversationProfile("bob")).rejects.toMatchObject({ code: 2503 });
  expect(() => ann.chat.getConversationProfile(undefined as never)).toThrow("Params validate failed.");
});

test("the total leaves out the system and counts the rest [getTotalUnreadMessageCount#1] [getTotalUnreadMessageCount#2] [getTotalUnreadMessageCount#4]", async () => {
  const ann = await person();
  const bob = await person();
  await ann.chat.getConversationProfile(TYPES.CONV_SYSTEM);
  await bob.send("one", ann);
  await ann.receives("one");
  expect(ann.chat.getTotalUnreadMessageCount()).toBe(1);
});

test("deleting takes off the list and, unless told otherwise, the history [deleteConversation#1]", async () => {
  const ann = await person();
  const bob = await person();
  const carol = await person();
  for (const peer of [bob, carol]) await peer.send("old", ann);
  await ann.receives("old", "old");
  const { data } = await ann.chat.deleteConversation(bob.conversationID);
  expect(data).toEqual({ conversationID: bob.conversationID });
  await ann.event(EVENT.CONVERSATION_LIST_UPDATED, (list) => list.length === 1);
  await ann.event(EVENT.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, (count) => count === 1);
  await ann.chat.deleteConversation({ conversationIDList: [carol.conversationID], clearHistoryMessage: false });
  expect(await ann.conversations()).toEqual([]);
  await expect(ann.chat.deleteConversation(bob.conversationID)).rejects.toMatchObject({ code: 2500 });

  await bob.send("new", ann);
  await carol.send("new", ann);
  await until(() => ann.received().length === 4, "both new ones");
  expect(await ann.conversations()).toMatchObject([{ unreadCount: 1 }, { unreadCount: 1 }]);
  const texts = async (conversationID: string): Promise<(string | undefined)[]> =>
    (await ann.chat.getMessageList({ conversationID })).data.messageList.map(({ payload }) => payload.text);
  expect(await texts(bob.conversationID)).toEqual(["new"]);
  expect(await texts(carol.conversationID)).toEqual(["old", "new"]);
  expect(await bob.conversation(ann.conversationID)).toBeDefined();
});

test("histories of topics are not cleared [clearHistoryMessage#2]", async () => {
  const ann = await person();
  const clearing = ann.chat.clearHistoryMessage("GROUP@TGS#_@TGS#c1@TOPIC#_@TOPIC#c2");
  await expect(clearing).rejects.toMatchObject({ code: 2502 });
});

test("deleting is told to other instances where the setting says so [deleteConversation#2]", async ({
  onTestFinished,
}) => {
  const [ann, annToo] = await atTwo();
  const bob = await person();
  await bob.send("one", ann);
  await annToo.receives("one");
  await ann.receives("one");
  await ann.chat.deleteConversation(bob.conversationID);
  await bob.send("two", ann);
  await annToo.receives("one", "two");
  expect(await annToo.conversations()).toHaveLength(1);
  onTestFinished(await setting("conversation.deleteSync", true));
  await ann.receives("one", "two");
  await ann.chat.deleteConversation(bob.conversationID);
  await annToo.event(EVENT.CONVERSATION_LIST_UPDATED, (list) => list.length === 0);
});

/** Ann at two instances, both with a message of Bob's and one of Eve's; the first may lose its connection. */
async function awayAtTwo() {
  await allowInstances();
  const net = await proxy();
  const ann = await person(newUserID("ann"), device(net.address));
  const annToo = await person(ann.userID);
  const [bob, eve] = [await person(), await person()];
  await bob.send("one", ann);
  await ann.receives("one");
  await eve.send("two", ann);
  for (const one of [ann, annToo]) await one.receives("one", "two");
  const leave = async (): Promise<void> => {
    net.refuse();
    net.cut();
    await ann.event(EVENT.NET_STATE_CHANGE, ({ state }) => state === "disconnected");
  };
  return { ann, annToo, bob, eve, net, leave };
}

test("what another instance deletes meanwhile stays here with its draft by default [deleteConversation#2]", async () => {
  const { ann, annToo, bob, eve, net, leave } = await awayAtTwo();
  await ann.chat.setConversationDraft({ conversationID: bob.conversationID, draftText: "to be sent" });
  await leave();
  await annToo.chat.deleteConversation(bob.conversationID);
  await eve.send("missed", ann);
  net.accept();
  await ann.receives("one", "two", "missed");
  expect(await ann.conversation(bob.conversationID)).toMatchObject({ draftText: "to be sent" });
});

test("where deletions are shared it goes here too, unless it was opened here [deleteConversation#2]", async ({
  onTestFinished,
}) => {
  onTestFinished(await setting("conversation.deleteSync", true));
  const { ann, annToo, bob, eve, net, leave } = await awayAtTwo();
  await ann.chat.getConversationProfile(eve.conversationID);
  await leave();
  const conversationIDList = [bob.conversationID, eve.conversationID];
  await annToo.chat.deleteConversation({ conversationIDList, clearHistoryMessage: false });
  net.accept();
  const stays = ([one, ...others]: Conversation[]): boolean =>
    one?.conversationID === eve.conversationID && !others.length;
  await ann.event(EVENT.CONVERSATION_LIST_UPDATED, stays);
});

test("one that the list lacked is deleted at the server too [deleteConversation#1]", async () => {
  const bob = await person();
  const before = await person();
  await bob.send("hi", before);
  await before.receives("hi");
  await before.chat.deleteConversation({ conversationIDList: [bob.conversationID], clearHistoryMessage: false });
  await before.chat.logout();
  const ann = await person(before.userID);
  const { conversationID } = bob;
  const { conversation } = (await ann.chat.getConversationProfile(conversationID)).data;
  expect(conversation.lastMessage.messageForShow).toBe("hi");
  await ann.chat.deleteConversation(conversationID);
  expect((await ann.chat.getMessageList({ conversationID })).data.messageList).toEqual([]);
});

test("at most 100 are deleted at once, the rest is left alone [deleteConversation#3] [general#6]", async () => {
  const ann = await person();
  const bob = await person();
  await bob.send("hi", ann);
  await ann.receives("hi");
  const strangers = Array.from({ length: 100 }, (_, i) => `C2Cstranger-${i}`);
  const many = ann.chat.deleteConversation({ conversationIDList: [...strangers, bob.conversationID] });
  await expect(many).rejects.toMatchObject({ code: 2500 });
  expect(await ann.conversations()).toHaveLength(1);
  expect(() => ann.chat.deleteConversation({ conversationIDList: [] })).toThrow("Params validate failed.");
});
