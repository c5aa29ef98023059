import { expect, test, vi } from "vitest";
import { groupOf, groupText } from "./group";
import { device, EVENT, newUserID, person } from "./person";
import { proxy } from "./proxy";
import { setting } from "./rest";

const PUBLIC = { type: "Public" };

test("attributes are everybody's, and all are told [initGroupAttributes#2] [initGroupAttributes#5] [initGroupAttributes#6] [setGroupAttributes#4] [getGroupAttributes#3] [deleteGroupAttributes#4]", async () => {
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

test("attributes have limits, and values are strings [initGroupAttributes#4] [initGroupAttributes#7] [initGroupAttributes#8]", async () => {
  const ann = await person();
  const { groupID } = await groupOf(ann, [], PUBLIC);
  const tooLong = ann.chat.setGroupAttributes({ groupID, groupAttributes: { ["k".repeat(33)]: "v" } });
  await expect(tooLong).rejects.toMatchObject({ code: 10045 });
  const number = { seat: 1 } as unknown as Record<string, string>;
  expect(() => ann.chat.initGroupAttributes({ groupID, groupAttributes: number })).toThrow("Params validate failed.");
  const many = Array.from({ length: 11 }, () => ann.chat.initGroupAttributes({ groupID, groupAttributes: { k: "v" } }));
  const refused = (await Promise.allSettled(many)).filter((it) => it.status === "rejected");
  expect(refused).toContainEqual({ status: "rejected", reason: expect.objectContaining({ code: 2996 }) as unknown });
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
  const later = await person(ann.userID);
  const { messageList } = (await later.chat.getMessageList({ conversationID: `GROUP${group.groupID}` })).data;
  await later.chat.getMessageReadReceiptList(messageList);
  expect(later.chat.findMessage(message.ID)?.readReceiptInfo).toEqual({ readCount: 1, unreadCount: 1 });
});

test.each<["init" | "set" | "delete", string]>([
  ["init", "[initGroupAttributes#3]"],
  ["set", "[setGroupAttributes#3]"],
  ["delete", "[deleteGroupAttributes#3]"],
])("of two who %s the same at once one is told, and tries again %s", async (way) => {
  const [ann, bob] = [await person(), await person()];
  const { groupID } = await groupOf(ann, [bob], PUBLIC);
  const change = ({ chat, userID }: typeof ann): Promise<unknown> => {
    const groupAttributes = { seat: userID };
    if (way === "init") return chat.initGroupAttributes({ groupID, groupAttributes });
    if (way === "set") return chat.setGroupAttributes({ groupID, groupAttributes });
    return chat.deleteGroupAttributes({ groupID, keyList: ["seat"] });
  };
  await ann.chat.initGroupAttributes({ groupID, groupAttributes: { seat: "free" } });
  await bob.event(EVENT.GROUP_ATTRIBUTES_UPDATED);
  const outcomes = await Promise.allSettled([change(ann), change(bob)]); // both know the same version
  const refused = outcomes.filter((it) => it.status === "rejected");
  expect(refused).toMatchObject([{ reason: { code: 10056 } }]);
  const [loser, winner] = outcomes[0].status === "rejected" ? [ann, bob] : [bob, ann];
  await loser.chat.getGroupAttributes({ groupID, keyList: [] });
  await loser.chat.setGroupAttributes({ groupID, groupAttributes: { seat: "the loser's" } });
  await winner.event(EVENT.GROUP_ATTRIBUTES_UPDATED, ({ groupAttributes: it }) => it["seat"] === "the loser's");
});

test("topics have neither [initGroupAttributes#1] [setGroupAttributes#1] [deleteGroupAttributes#1] [getGroupAttributes#1] [setGroupCounters#1] [increaseGroupCounter#1] [decreaseGroupCounter#1] [getGroupCounters#1]", async () => {
  const { chat } = await person();
  const { group } = (await chat.createGroup({ name: "Town", type: "Community", isSupportTopic: true })).data;
  const { topicID } = (await chat.createTopicInCommunity({ groupID: group.groupID, topicName: "News" })).data;
  const [groupID, groupAttributes] = [topicID, { seat: "mine" }];
  const one = { groupID, key: "likes", value: 1 };
  for (const call of [
    () => chat.initGroupAttributes({ groupID, groupAttributes }),
    () => chat.setGroupAttributes({ groupID, groupAttributes }),
    () => chat.deleteGroupAttributes({ groupID, keyList: [] }),
    () => chat.getGroupAttributes({ groupID, keyList: [] }),
    () => chat.setGroupCounters({ groupID, counters: { likes: 1 } }),
    () => chat.increaseGroupCounter(one),
    () => chat.decreaseGroupCounter(one),
    () => chat.getGroupCounters({ groupID }),
  ]) {
    await expect(call()).rejects.toMatchObject({ code: 10010 });
  }
});

test("counters have limits and a switch [setGroupCounters#2] [setGroupCounters#3] [increaseGroupCounter#2] [decreaseGroupCounter#2] [getGroupCounters#3]", async ({
  onTestFinished,
}) => {
  const ann = await person();
  const { groupID } = await groupOf(ann, [], PUBLIC);
  const counters = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`c${i}`, i]));
  await expect(ann.chat.setGroupCounters({ groupID, counters: counters(21) })).rejects.toMatchObject({ code: 10004 });
  await ann.chat.setGroupCounters({ groupID, counters: counters(20) });
  const one = { groupID, key: "another", value: 1 };
  await expect(ann.chat.increaseGroupCounter(one)).rejects.toMatchObject({ code: 10004 });
  onTestFinished(await setting("group.counters", false));
  await ann.event(EVENT.SERVER_CONFIG_UPDATED);
  for (const call of [
    () => ann.chat.setGroupCounters({ groupID, counters: { likes: 1 } }),
    () => ann.chat.increaseGroupCounter(one),
    () => ann.chat.decreaseGroupCounter(one),
    () => ann.chat.getGroupCounters({ groupID }),
  ]) {
    await expect(call()).rejects.toMatchObject({ code: 3122 });
  }
});

test("what was read is not asked for again in half a minute [getGroupAttributes#4] [getGroupCounters#4]", async () => {
  const net = await proxy();
  const [bob, ann] = [await person(), await person(newUserID("ann"), device(net.address))];
  const { groupID } = await groupOf(bob, [ann], PUBLIC);
  const read = async () => [
    (await ann.chat.getGroupAttributes({ groupID, keyList: [] })).data.groupAttributes,
    (await ann.chat.getGroupCounters({ groupID })).data.counters,
  ];
  await bob.chat.setGroupAttributes({ groupID, groupAttributes: { seat: "bob" } });
  await bob.chat.setGroupCounters({ groupID, counters: { likes: 1 } });
  await ann.event(EVENT.GROUP_COUNTER_UPDATED);
  expect(await read()).toEqual([{ seat: "bob" }, { likes: 1 }]);
  net.muteServer(); // who asked would get no answer
  await bob.chat.setGroupAttributes({ groupID, groupAttributes: { seat: "free" } });
  await bob.chat.setGroupCounters({ groupID, counters: { likes: 2 } });
  expect(await read()).toEqual([{ seat: "bob" }, { likes: 1 }]);
  net.unmuteServer();
  vi.useFakeTimers({ now: Date.now() + 30_000, toFake: ["Date"] });
  try {
    expect(await read()).toEqual([{ seat: "free" }, { likes: 2 }]);
  } finally {
    vi.useRealTimers();
  }
});
