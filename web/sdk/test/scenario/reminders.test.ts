import { expect, test } from "vitest";
import type { Conversation } from "../../src/index";
import { conversationOf, groupOf, heard, say } from "./group";
import { allowInstances, atTwo } from "./instances";
import { device, EVENT, newUserID, person, TYPES, until, type Person } from "./person";
import { proxy } from "./proxy";
import { rest } from "./rest";

const POLL = { timeout: 10_000, interval: 5 };

/** Waits until a conversation on the list is as expected. */
const shows = (who: Person, id: string, expected: Partial<Conversation>): Promise<Conversation[]> =>
  who.event(EVENT.CONVERSATION_LIST_UPDATED, (list) =>
    list.some(
      (it) =>
        it.conversationID === id &&
        Object.entries(expected).every(([key, value]) => it[key as keyof Conversation] === value),
    ),
  );

const ids = async (who: Person): Promise<string[]> =>
  (await who.conversations()).map(({ conversationID }) => conversationID);

test("pinned conversations come first, everywhere and after a login [pinConversation#2] [getConversationList#11]", async () => {
  const [ann, annToo] = await atTwo();
  const net = await proxy();
  const bob = await person();
  const carol = await person();
  await bob.send("one", ann);
  await carol.send("two", ann);
  for (const it of [ann, annToo]) await it.receives("one", "two");
  const { data } = await ann.chat.pinConversation({ conversationID: bob.conversationID, isPinned: true });
  expect(data).toEqual({ conversationID: bob.conversationID });
  const annOnProxy = await person(ann.userID, device(net.address));
  for (const it of [ann, annToo, annOnProxy]) {
    await shows(it, bob.conversationID, { isPinned: true });
    expect(await ids(it)).toEqual([bob.conversationID, carol.conversationID]);
  }
  annToo.forget();
  net.muteServer(); // who asked would get no answer
  await annOnProxy.chat.pinConversation({ conversationID: bob.conversationID, isPinned: true }); // it is already
  await ann.chat.pinConversation({ conversationID: bob.conversationID, isPinned: false });
  await shows(annToo, bob.conversationID, { isPinned: false });
  expect(annToo.of(EVENT.CONVERSATION_LIST_UPDATED)).toHaveLength(1);
  expect(await ids(annToo)).toEqual([carol.conversationID, bob.conversationID]);
  await expect(ann.chat.pinConversation({ conversationID: "bob", isPinned: true })).rejects.toMatchObject({
    code: 2503,
  });
  expect(() => ann.chat.pinConversation({ conversationID: "", isPinned: true })).toThrow("Params validate failed.");
});

test("one that is not on the list comes onto it empty, and goes with its pin [pinConversation#1]", async () => {
  const [ann, annToo] = await atTwo();
  const bob = await person();
  await ann.chat.pinConversation({ conversationID: bob.conversationID, isPinned: true });
  for (const it of [ann, annToo, await person(ann.userID)]) {
    await shows(it, bob.conversationID, { isPinned: true });
    expect(await it.conversations()).toMatchObject([
      { lastMessage: { lastTime: 0, payload: null }, userProfile: { userID: bob.userID }, unreadCount: 0 },
    ]);
  }
  expect(await bob.conversations()).toEqual([]);
  await annToo.chat.pinConversation({ conversationID: bob.conversationID, isPinned: false });
  await ann.event(EVENT.CONVERSATION_LIST_UPDATED, (list) => list.length === 0);

  await annToo.chat.pinConversation({ conversationID: bob.conversationID, isPinned: true });
  await expect.poll(() => ids(ann), POLL).toEqual([bob.conversationID]);
  await ann.chat.deleteConversation(bob.conversationID);
  expect(await ann.conversations()).toEqual([]);
  await expect.poll(() => ids(annToo), POLL).toEqual([]);
});

test("the system conversation is pinned here only, others up to fifty [pinConversation#3] [pinConversation#4]", async () => {
  const ann = await person();
  await ann.chat.getConversationProfile(TYPES.CONV_SYSTEM);
  await ann.chat.pinConversation({ conversationID: TYPES.CONV_SYSTEM, isPinned: true });
  await shows(ann, TYPES.CONV_SYSTEM, { isPinned: true });
  const again = await person(ann.userID);
  const { data } = await again.chat.getConversationProfile(TYPES.CONV_SYSTEM);
  expect(data.conversation.isPinned).toBe(false);

  const Accounts = Array.from({ length: 51 }, () => newUserID("peer"));
  await rest("im_open_login_svc/multiaccount_import", { Accounts });
  const pin = (userID: string, isPinned = true) =>
    again.chat.pinConversation({ conversationID: `C2C${userID}`, isPinned });
  await Promise.all(Accounts.slice(1).map((userID) => pin(userID)));
  const first = Accounts[0] ?? "";
  await expect(pin(first)).rejects.toMatchObject({ code: 2503 });
  await pin(Accounts[1] ?? "", false);
  await pin(first);
});

test("do not disturb: messages come and are not in the total [setMessageRemindType#1] [setMessageRemindType#2] [setMessageRemindType#5] [getTotalUnreadMessageCount#1]", async () => {
  const [ann, annToo] = await atTwo();
  const bob = await person();
  const group = await groupOf(bob, [ann]);
  await say(bob, group, "one");
  await bob.send("two", ann);
  for (const it of [ann, annToo]) await it.event(EVENT.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, (count) => count === 2);
  const messageRemindType = TYPES.MSG_REMIND_ACPT_NOT_NOTE;
  const { data } = await ann.chat.setMessageRemindType({ groupID: group.groupID, messageRemindType });
  expect(data.group?.selfInfo.messageRemindType).toBe(messageRemindType);
  for (const it of [ann, annToo]) {
    await shows(it, conversationOf(group), { messageRemindType });
    await until(() => it.of(EVENT.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED).at(-1) === 1, "the total without the group");
  }
  await say(bob, group, "three");
  await until(() => heard(ann, group).includes("three"), "a message all the same");
  const later = await person(ann.userID);
  expect(later.chat.getTotalUnreadMessageCount()).toBe(1);
  expect(await later.conversation(conversationOf(group))).toMatchObject({ unreadCount: 2, messageRemindType });
  expect((await later.chat.getGroupList()).data.groupList[0]?.selfInfo.messageRemindType).toBe(messageRemindType);
});

test("discarded messages do not come, also after a lost connection, and are in the history [setMessageRemindType#3]", async () => {
  await allowInstances();
  const net = await proxy();
  const ann = await person(newUserID("ann"), device(net.address));
  const annToo = await person(ann.userID);
  const bob = await person();
  await bob.send("one", ann);
  for (const it of [ann, annToo]) await it.receives("one");
  const remind = (messageRemindType: string) =>
    annToo.chat.setMessageRemindType({ userIDList: [bob.userID], messageRemindType });
  await remind(TYPES.MSG_REMIND_DISCARD);
  await shows(ann, bob.conversationID, { messageRemindType: TYPES.MSG_REMIND_DISCARD, unreadCount: 0 });
  await bob.send("unheard", ann);
  net.refuse();
  net.cut();
  await ann.event(EVENT.NET_STATE_CHANGE, ({ state }) => state === "disconnected");
  await bob.send("unheard either", ann);
  const mine = ann.send("mine", bob);
  net.accept();
  await mine;
  await until(() => annToo.received().includes("mine"), "an own message from elsewhere");
  ann.forget();
  await remind(TYPES.MSG_REMIND_ACPT_AND_NOTE);
  await shows(ann, bob.conversationID, { messageRemindType: TYPES.MSG_REMIND_ACPT_AND_NOTE });
  await bob.send("heard", ann);
  await until(() => ann.received().includes("heard"), "what is wanted again");
  expect(ann.received()).toEqual(["heard"]);
  expect(annToo.received()).toEqual(["one", "mine", "heard"]);
  for (const it of [ann, annToo, await person(ann.userID)]) {
    await expect.poll(async () => (await it.conversation(bob.conversationID))?.unreadCount, POLL).toBe(1);
  }
  const { messageList } = (await ann.chat.getMessageList({ conversationID: bob.conversationID })).data;
  expect(messageList.map(({ payload }) => payload.text)).toEqual(["one", "unheard", "unheard either", "mine", "heard"]);
});

test("groups may keep to messages that call by name [setMessageRemindType#6] [setMessageRemindType#8]", async () => {
  const ann = await person();
  const bob = await person();
  const group = await groupOf(bob, [ann]);
  const { groupID } = group;
  await ann.chat.setMessageRemindType({ groupID, messageRemindType: TYPES.NOT_RECEIVE_OFFLINE_PUSH_EXCEPT_AT });
  await say(bob, group, "online as ever");
  await until(() => heard(ann, group).includes("online as ever"), "a message as usual");
  expect(ann.chat.getTotalUnreadMessageCount()).toBe(0);
  await ann.chat.setMessageRemindType({ groupID, messageRemindType: TYPES.NOT_RECEIVE_MSG_EXCEPT_AT });
  ann.forget();
  await say(bob, group, "unheard");
  for (const called of [ann.userID, TYPES.MSG_AT_ALL]) {
    const message = bob.chat.createTextAtMessage({
      to: groupID,
      conversationType: TYPES.CONV_GROUP,
      payload: { text: called, atUserList: [called] },
    });
    await bob.chat.sendMessage(message);
  }
  await until(() => heard(ann, group).length === 2, "both that call");
  expect(heard(ann, group)).toEqual([ann.userID, TYPES.MSG_AT_ALL]);
});

test("of users thirty, each by themselves, and three types [setMessageRemindType#9]", async () => {
  const ann = await person();
  const bob = await person();
  const messageRemindType = TYPES.MSG_REMIND_ACPT_NOT_NOTE;
  const nobody = newUserID("nobody");
  const { data } = await ann.chat.setMessageRemindType({ userIDList: [bob.userID, nobody], messageRemindType });
  expect(data.successUserIDList).toEqual([{ userID: bob.userID }]);
  expect(data.failureUserIDList).toMatchObject([{ userID: nobody, code: 2500 }]);
  const strangers = Array.from({ length: 30 }, () => newUserID("nobody"));
  const cut = await ann.chat.setMessageRemindType({ userIDList: [...strangers, bob.userID], messageRemindType });
  expect(cut.data.successUserIDList).toEqual([]);
  const wrong = { userIDList: [bob.userID], messageRemindType: TYPES.NOT_RECEIVE_MSG_EXCEPT_AT };
  expect(() => ann.chat.setMessageRemindType(wrong)).toThrow("Params validate failed.");
  expect(() => ann.chat.setMessageRemindType({ messageRemindType })).toThrow("Params validate failed.");
  const none = ann.chat.setMessageRemindType({ groupID: "none", messageRemindType });
  await expect(none).rejects.toMatchObject({ code: 2500 });
});
