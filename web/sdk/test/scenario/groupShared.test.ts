import { expect, test } from "vitest";
import { groupOf, groupText } from "./group";
import { EVENT, person } from "./person";

const PUBLIC = { type: "Public" };

test("attributes are everybody's, and all are told [initGroupAttributes#2] [initGroupAttributes#6] [setGroupAttributes#4] [getGroupAttributes#3] [deleteGroupAttributes#4]", async () => {
  const [ann, bob] = [await person(), await person()];
  const { groupID } = await groupOf(ann, [bob], PUBLIC);
  await bob.chat.initGroupAttributes({ groupID, groupAttributes: { seat1: "bob", seat2: "" } });
  for (const each of [ann, bob]) {
    const told = await each.event(EVENT.GROUP_ATTRIBUTES_UPDATED);
    expect(told.groupAttributes).toEqual({ seat1: "bob", seat2: "" });
    expect(told.updatedKeyList.toSorted()).toEqual(["seat1", "seat2"]);
  }
  await ann.chat.setGroupAttributes({ groupID, groupAttributes: { seat2: "ann" } });
  const told = await bob.event(EVENT.GROUP_ATTRIBUTES_UPDATED, (it) => it.updatedKeyList.length === 1);
  expect(told).toEqual({
    groupID,
    groupAttributes: { seat1: "bob", seat2: "ann" },
    updatedKeyList: ["seat2"],
    deletedKeyList: [],
  });
  const some = await bob.chat.getGroupAttributes({ groupID, keyList: ["seat2", "seat3"] });
  expect(some.data.groupAttributes).toEqual({ seat2: "ann" });
  await expect(bob.chat.deleteGroupAttributes({ groupID, keyList: ["seat3"] })).rejects.toMatchObject({ code: 10050 });
  const gone = await bob.chat.deleteGroupAttributes({ groupID, keyList: [] });
  expect(gone.data.keyList.toSorted()).toEqual(["seat1", "seat2"]);
  await ann.event(EVENT.GROUP_ATTRIBUTES_UPDATED, ({ deletedKeyList }) => deletedKeyList.length === 2);
  expect((await ann.chat.getGroupAttributes({ groupID, keyList: [] })).data.groupAttributes).toEqual({});
});

test("attributes have limits, and values are strings [initGroupAttributes#4] [initGroupAttributes#8]", async () => {
  const ann = await person();
  const { groupID } = await groupOf(ann, [], PUBLIC);
  const tooLong = ann.chat.setGroupAttributes({ groupID, groupAttributes: { ["k".repeat(33)]: "v" } });
  await expect(tooLong).rejects.toMatchObject({ code: 10045 });
  const number = { seat: 1 } as unknown as Record<string, string>;
  expect(() => ann.chat.initGroupAttributes({ groupID, groupAttributes: number })).toThrow("Params validate failed.");
});

test("members count together [setGroupCounters#1] [increaseGroupCounter#3] [increaseGroupCounter#4] [decreaseGroupCounter#1] [getGroupCounters#2]", async () => {
  const [ann, bob] = [await person(), await person()];
  const { groupID } = await groupOf(ann, [bob], PUBLIC);
  const set = await ann.chat.setGroupCounters({ groupID, counters: { likes: 5 } });
  expect(set.data.counters).toEqual({ likes: 5 });
  for (const each of [ann, bob]) {
    expect(await each.event(EVENT.GROUP_COUNTER_UPDATED)).toEqual({ groupID, key: "likes", value: 5 });
  }
  await Promise.all(
    [ann, bob].flatMap(({ chat }) =>
      Array.from({ length: 8 }, () => chat.increaseGroupCounter({ groupID, key: "likes", value: 2 })),
    ),
  );
  const { data } = await bob.chat.decreaseGroupCounter({ groupID, key: "likes", value: 1 });
  expect(data).toEqual({ groupID, key: "likes", value: 36, counters: { likes: 36 } });
  const one = await ann.chat.increaseGroupCounter({ groupID, key: "views", value: 1 });
  expect(one.data.value).toBe(1); // began at 0
  expect((await bob.chat.getGroupCounters({ groupID })).data.counters).toEqual({ likes: 36, views: 1 });
});

test("the sender hears how many have read, and sees who [sendMessageReadReceipt#2] [getMessageReadReceiptList#1] [getMessageReadReceiptList#3] [getMessageReadReceiptList#4] [getMessageReadReceiptList#5] [getGroupMessageReadMemberList#2] [getGroupMessageReadMemberList#3]", async () => {
  const [ann, bob, eve] = [await person(), await person(), await person()];
  const group = await groupOf(ann, [bob, eve], PUBLIC);
  const { data } = await ann.chat.sendMessage(groupText(ann, group, "read this", { needReadReceipt: true }));
  const { message } = data;
  await ann.chat.getMessageReadReceiptList([message]);
  expect(message.readReceiptInfo).toEqual({ readCount: 0, unreadCount: 2 });

  const [atBob] = await bob.event(EVENT.MESSAGE_RECEIVED, ([it]) => it?.ID === message.ID);
  if (!atBob) throw new Error("an event without messages");
  await bob.chat.sendMessageReadReceipt([atBob]);
  expect(await ann.event(EVENT.MESSAGE_READ_RECEIPT_RECEIVED)).toEqual([
    { groupID: group.groupID, messageID: message.ID, readCount: 1, unreadCount: 1 },
  ]);
  expect(message.readReceiptInfo).toEqual({ readCount: 1, unreadCount: 1 });

  const read = await ann.chat.getGroupMessageReadMemberList({ message });
  expect(read.data).toEqual({
    isCompleted: true,
    cursor: "",
    messageID: message.ID,
    readUserIDList: [bob.userID],
    unreadUserIDList: [],
  });
  const unread = await ann.chat.getGroupMessageReadMemberList({ message, filter: 1 });
  expect(unread.data.unreadUserIDList).toEqual([eve.userID]);
  await expect(bob.chat.getGroupMessageReadMemberList({ message: atBob })).rejects.toMatchObject({ code: 10007 });
});
