import { expect, test } from "vitest";
import type { Message } from "../../src/index";
import { groupOf, say } from "./group";
import { EVENT, person, TYPES, type Person } from "./person";
import { setting } from "./rest";

/** A message that takes extensions and asks for a receipt, at its sender and at its receiver. */
async function sent(ann: Person, bob: Person): Promise<{ message: Message; received: Message }> {
  const message = ann.chat.createTextMessage({
    to: bob.userID,
    conversationType: TYPES.CONV_C2C,
    payload: { text: "vote" },
    needReadReceipt: true,
    isSupportExtension: true,
  });
  await ann.chat.sendMessage(message);
  const [received] = await bob.event(EVENT.MESSAGE_RECEIVED, ([it]) => it?.ID === message.ID);
  if (!received) throw new Error("an event without messages");
  return { message, received };
}

test("everybody hears of extensions that are set or deleted [setMessageExtensions#4] [setMessageExtensions#7] [getMessageExtensions#4] [deleteMessageExtensions#4]", async () => {
  const ann = await person();
  const bob = await person();
  const { message, received } = await sent(ann, bob);
  const extensions = [
    { key: bob.userID, value: "yes" },
    { key: "note", value: "later" },
  ];
  const { data } = await bob.chat.setMessageExtensions(received, extensions);
  expect(data.extensions).toEqual(extensions.map((it) => ({ code: 0, ...it })));
  for (const each of [ann, bob]) {
    expect(await each.event(EVENT.MESSAGE_EXTENSIONS_UPDATED)).toEqual({ messageID: message.ID, extensions });
  }
  const all = await ann.chat.getMessageExtensions(message, ["note"]);
  expect(all.data.extensions).toHaveLength(2);
  await ann.chat.deleteMessageExtensions(message);
  for (const each of [ann, bob]) {
    const { messageID, keyList } = await each.event(EVENT.MESSAGE_EXTENSIONS_DELETED);
    expect(messageID).toBe(message.ID);
    expect(keyList.toSorted()).toEqual([bob.userID, "note"].toSorted());
  }
});

test("who is second learns what the first has set, and may try again [setMessageExtensions#3] [deleteMessageExtensions#2]", async () => {
  const ann = await person();
  const bob = await person();
  const { message, received } = await sent(ann, bob);
  const both = [
    { ...ann, message },
    { ...bob, message: received },
  ] as const;
  const values = await Promise.all(
    both.map(({ chat, message, userID }) => chat.setMessageExtensions(message, [{ key: "key", value: userID }])),
  );
  const codes = values.map(({ data }) => data.extensions[0]?.code);
  expect(codes.toSorted()).toEqual([0, 23001]);
  const [first, second] = codes[0] === 0 ? both : [both[1], both[0]];
  expect(values.map(({ data }) => data.extensions[0]?.value)).toEqual([first.userID, first.userID]);
  const again = await second.chat.setMessageExtensions(second.message, [{ key: "key", value: "again" }]);
  expect(again.data.extensions).toEqual([{ code: 0, key: "key", value: "again" }]);
  const gone = await second.chat.deleteMessageExtensions(second.message, ["key"]);
  expect(gone.data.extensions).toEqual([{ code: 0, key: "key", value: "again" }]);
});

test("extensions have limits, and not every message takes them [setMessageExtensions#2] [setMessageExtensions#6] [getMessageExtensions#3]", async () => {
  const ann = await person();
  const bob = await person();
  const { message } = await sent(ann, bob);
  for (const extensions of [
    [{ key: "k".repeat(101), value: "v" }],
    [{ key: "k", value: "v".repeat(1025) }],
    Array.from({ length: 21 }, (_, i) => ({ key: `k${i}`, value: "v" })),
  ]) {
    await expect(ann.chat.setMessageExtensions(message, extensions)).rejects.toMatchObject({ code: 23002 });
  }
  expect((await ann.chat.getMessageExtensions(message)).data.extensions).toEqual([]);
  await ann.chat.setMessageExtensions(message, [{ key: "k".repeat(100), value: "v".repeat(1024) }]);
  await ann.chat.deleteMessageExtensions(message);
  for (let call = 0; call < 15; call++) {
    const twenty = Array.from({ length: 20 }, (_, i) => ({ key: `k${call}-${i}`, value: "v" }));
    await ann.chat.setMessageExtensions(message, twenty);
  }
  await expect(ann.chat.setMessageExtensions(message, [{ key: "one more", value: "v" }])).rejects.toMatchObject({
    code: 23002,
  });
  const changed = await ann.chat.setMessageExtensions(message, [{ key: "k0-0", value: "changed" }]);
  expect(changed.data.extensions).toMatchObject([{ code: 0 }]);
  expect((await ann.chat.getMessageExtensions(message)).data.extensions).toHaveLength(300);
  for (const other of [await ann.send("plain", bob), ann.draft("not sent", bob)]) {
    expect(() => ann.chat.setMessageExtensions(other, [{ key: "k", value: "v" }])).toThrow("Params validate failed.");
    expect(() => ann.chat.getMessageExtensions(other)).toThrow("Params validate failed.");
  }
});

test("everybody hears who reacts and sees themselves in it [addMessageReaction#4] [addMessageReaction#5] [addMessageReaction#6] [removeMessageReaction#2] [removeMessageReaction#3] [compat#17]", async () => {
  const ann = await person();
  const bob = await person();
  const { message, received } = await sent(ann, bob);
  await bob.chat.addMessageReaction(received, "👍");
  for (const each of [ann, bob]) {
    expect(await each.event(EVENT.MESSAGE_REACTIONS_UPDATED)).toEqual({
      messageID: message.ID,
      reactionList: [
        {
          reactionID: "👍",
          totalUserCount: 1,
          reactedByMyself: each === bob,
          partialUserList: [{ userID: bob.userID, nick: "", avatar: "" }],
        },
      ],
    });
  }
  await expect(bob.chat.addMessageReaction(received, "👍")).rejects.toMatchObject({ code: 23007 });
  await expect(ann.chat.removeMessageReaction(message, "👍")).rejects.toMatchObject({ code: 23009 });
  await expect(ann.chat.removeMessageReaction(message, "👎")).rejects.toMatchObject({ code: 23008 });
  await bob.chat.removeMessageReaction(received, "👍");
  const gone = { reactionID: "👍", totalUserCount: 0, reactedByMyself: false, partialUserList: [] };
  await ann.event(EVENT.MESSAGE_REACTIONS_UPDATED, ({ reactionList: [it] }) => it?.totalUserCount === 0);
  expect(bob.of(EVENT.MESSAGE_REACTIONS_UPDATED).at(-1)?.reactionList).toEqual([gone]);
  expect(() => ann.chat.addMessageReaction(ann.draft("not sent", bob), "👍")).toThrow("Params validate failed.");
});

test("a hundred users are in a reaction, and no more [addMessageReaction#3]", { timeout: 60_000 }, async () => {
  const ann = await person();
  const crowd = await Promise.all(Array.from({ length: 100 }, () => person()));
  const message = await say(ann, await groupOf(ann, crowd), "vote");
  for (const { chat } of crowd) await chat.addMessageReaction(message, "👍");
  await expect(ann.chat.addMessageReaction(message, "👍")).rejects.toMatchObject({ code: 23006 });
  await ann.chat.addMessageReaction(message, "👎");
  await crowd[0]?.chat.removeMessageReaction(message, "👍");
  await ann.chat.addMessageReaction(message, "👍");
});

test("reactions can be looked up [addMessageReaction#2] [getMessageReactions#2] [getAllUserListOfMessageReaction#2]", async () => {
  const ann = await person();
  const bob = await person();
  const { message, received } = await sent(ann, bob);
  for (let i = 0; i < 10; i++) await ann.chat.addMessageReaction(message, `r${i}`);
  await expect(ann.chat.addMessageReaction(message, "more")).rejects.toMatchObject({ code: 23005 });
  await bob.chat.addMessageReaction(received, "r3");
  const elsewhere = await ann.send("to herself", ann);
  const { data } = await ann.chat.getMessageReactions({
    messageList: [message, elsewhere],
    maxUserCountPerReaction: 1,
  });
  expect(data.resultList.map(({ messageID }) => messageID)).toEqual([message.ID]);
  expect(data.resultList[0]?.reactionList).toHaveLength(10);
  expect(data.resultList[0]?.reactionList[3]).toMatchObject({ totalUserCount: 2, reactedByMyself: true });
  const query = { message, reactionID: "r3", count: 1 };
  const first = (await ann.chat.getAllUserListOfMessageReaction({ ...query, nextSeq: 0 })).data;
  expect(first).toMatchObject({ userList: [{ userID: ann.userID }], isCompleted: false });
  const rest = (await ann.chat.getAllUserListOfMessageReaction({ ...query, nextSeq: first.nextSeq })).data;
  expect(rest).toMatchObject({ userList: [{ userID: bob.userID }], nextSeq: 0, isCompleted: true });
});

test("the sender learns that a message was read [sendMessageReadReceipt#1] [sendMessageReadReceipt#2] [sendMessageReadReceipt#5] [sendMessageReadReceipt#6] [getMessageReadReceiptList#5] [compat#11] [compat#17]", async () => {
  const ann = await person();
  const bob = await person();
  const { message, received } = await sent(ann, bob);
  const plain = await ann.send("plain", bob);
  await expect(ann.chat.sendMessageReadReceipt([message])).rejects.toMatchObject({ code: 2114 });
  await expect(bob.chat.sendMessageReadReceipt([])).rejects.toMatchObject({ code: 2114 });
  await bob.chat.sendMessageReadReceipt([received]);
  const [receipt] = await ann.event(EVENT.MESSAGE_READ_RECEIPT_RECEIVED);
  expect(receipt).toMatchObject({ userID: bob.userID, messageID: message.ID, isPeerRead: true });
  expect(ann.chat.findMessage(message.ID)).toBe(message);
  expect(message.readReceiptInfo).toEqual({ isPeerRead: true, timestamp: receipt?.timestamp });
  expect(message.isPeerRead).toBe(false);
  expect(plain.readReceiptInfo).toEqual({});
  await bob.receives("vote", "plain");
  expect(await bob.conversation(ann.conversationID)).toMatchObject({ unreadCount: 2 });
  expect((await ann.chat.getMessageReadReceiptList([message])).data.messageList).toEqual([message]);
  const later = await person(ann.userID);
  const { data } = await later.chat.getMessageList({ conversationID: bob.conversationID });
  expect(data.messageList[0]?.readReceiptInfo).toEqual(message.readReceiptInfo);
});

test("each feature can be switched off [setMessageExtensions#1] [getMessageExtensions#1] [deleteMessageExtensions#1] [addMessageReaction#1] [removeMessageReaction#1] [getMessageReactions#1] [getAllUserListOfMessageReaction#1] [sendMessageReadReceipt#3] [compat#4]", async () => {
  const ann = await person();
  const bob = await person();
  const { message, received } = await sent(ann, bob);
  const enabled = async (ability: number): Promise<boolean> =>
    (await ann.chat.callExperimentalAPI("isCommercialAbilityEnabled", ability)).data.enabled;
  expect([await enabled(2 ** 5), await enabled(2 ** 48)]).toEqual([true, true]);
  const gates = ["message.extensions", "message.reactions", "message.c2cReadReceipt"];
  const restore = await Promise.all(gates.map((gate) => setting(gate, false)));
  try {
    for (const each of [ann, bob]) {
      await each.event(EVENT.SERVER_CONFIG_UPDATED, ({ config }) => gates.every((it) => config.disabled.includes(it)));
    }
    for (const refused of [
      ann.chat.setMessageExtensions(message, [{ key: "k", value: "v" }]),
      ann.chat.getMessageExtensions(message),
      ann.chat.deleteMessageExtensions(message),
      ann.chat.addMessageReaction(message, "👍"),
      ann.chat.removeMessageReaction(message, "👍"),
      ann.chat.getMessageReactions({ messageList: [message] }),
      ann.chat.getAllUserListOfMessageReaction({ message, reactionID: "👍", nextSeq: 0 }),
      bob.chat.sendMessageReadReceipt([received]),
    ]) {
      await expect(refused).rejects.toMatchObject({ code: 3122 });
    }
    expect([await enabled(2 ** 5), await enabled(2 ** 48)]).toEqual([false, false]);
  } finally {
    for (const undo of restore) await undo();
  }
});
