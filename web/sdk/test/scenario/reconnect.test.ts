import { expect, test } from "vitest";
import { device, EVENT, newUserID, person, TYPES, until } from "./person";
import { proxy } from "./proxy";
import { rest } from "./rest";

test("after a lost connection what was missed is received once and in order, unread counts included [general#7]", async () => {
  const net = await proxy();
  const bob = await person(newUserID("bob"), device(net.address));
  const ann = await person();
  const carol = await person();
  await ann.send("1", bob);
  await bob.receives("1");
  net.refuse();
  net.cut();
  await bob.event(EVENT.NET_STATE_CHANGE, ({ state }) => state === "disconnected");
  await ann.send("2", bob);
  await ann.send("3", bob);
  await carol.send("first of a new one", bob);
  expect(bob.received()).toEqual(["1"]);
  bob.forget();
  net.accept();
  await until(() => bob.received().length === 3, "what was missed");
  expect(bob.received().filter((text) => text.length === 1)).toEqual(["2", "3"]);
  await bob.event(EVENT.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, (count) => count === 4);
  await ann.send("4", bob);
  await until(() => bob.received().length === 4, "a message as usual");
  expect(bob.of(EVENT.SDK_READY)).toEqual([]); // it has been ready all the time
  expect(bob.chat.isReady()).toBe(true);
});

test("more is missed than a page of catching up holds", { timeout: 60_000 }, async () => {
  const net = await proxy();
  const bob = await person(newUserID("bob"), device(net.address));
  const ann = await person();
  await ann.send("0", bob);
  await bob.receives("0");
  net.refuse();
  net.cut();
  const texts = Array.from({ length: 250 }, (_, i) => String(i + 1));
  await Promise.all(texts.map((text) => ann.send(text, bob)));
  net.accept();
  await until(() => bob.received().length === 251, "all that was missed");
  expect(bob.received()).toEqual(["0", ...texts]);
});

test("states of the network are raised when they change [compat#18]", async () => {
  const net = await proxy();
  const ann = await person(newUserID("ann"), device(net.address));
  const states = (): string[] => ann.of(EVENT.NET_STATE_CHANGE).map(({ state }) => state);
  expect(states()).toEqual([TYPES.NET_STATE_CONNECTING, TYPES.NET_STATE_CONNECTED]);
  ann.forget();
  net.cut();
  await until(() => states().includes(TYPES.NET_STATE_CONNECTED), "connected again");
  expect(states()).toEqual([TYPES.NET_STATE_CONNECTING, TYPES.NET_STATE_CONNECTED]);
  ann.forget();
  net.refuse();
  net.cut();
  await until(() => states().includes(TYPES.NET_STATE_DISCONNECTED), "disconnected");
  net.accept();
  await until(() => states().at(-1) === TYPES.NET_STATE_CONNECTED, "connected again");
  expect(states().every((state, i) => state !== states()[i - 1])).toBe(true);
});

test("a send whose acknowledgement was lost is sent again and stored once [resendMessage#2] [sendMessage#21]", async () => {
  const net = await proxy();
  const ann = await person(newUserID("ann"), device(net.address));
  const bob = await person();
  net.muteServer();
  const sends = ["a", "b", "c"].map((text) => ann.send(text, bob));
  await bob.receives("a", "b", "c"); // stored, but ann has not heard
  net.unmuteServer();
  net.cut();
  const messages = await Promise.all(sends);
  expect(messages.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
  await ann.send("d", bob);
  await bob.receives("a", "b", "c", "d");
  const { data } = await bob.chat.getMessageList({ conversationID: ann.conversationID });
  expect(data.messageList.map(({ payload }) => payload.text)).toEqual(["a", "b", "c", "d"]);
  expect(ann.received()).toEqual([]);
});

test("sends made while disconnected go out in order when the connection is back", async () => {
  const net = await proxy();
  const ann = await person(newUserID("ann"), device(net.address));
  const bob = await person();
  net.refuse();
  net.cut();
  await ann.event(EVENT.NET_STATE_CHANGE, ({ state }) => state === "disconnected");
  const sends = Promise.all(["a", "b", "c"].map((text) => ann.send(text, bob)));
  net.accept();
  await sends;
  await bob.receives("a", "b", "c");
});

test(
  "a send that finds no server within 30 s fails, and resending it stores it once [resendMessage#1] [resendMessage#3] [sendMessage#21] [general#7]",
  { timeout: 60_000 },
  async () => {
    const net = await proxy();
    const ann = await person(newUserID("ann"), device(net.address));
    const bob = await person();
    const message = ann.draft("at last", bob);
    net.muteServer(); // it is stored, but nobody says so
    await expect(ann.chat.sendMessage(message)).rejects.toMatchObject({ code: 2801, data: { message } });
    expect(message.status).toBe("fail");
    await bob.receives("at last");
    net.unmuteServer();
    net.cut();
    const again = ann.chat.resendMessage(message);
    expect(message).toMatchObject({ status: "unSend", isResend: true });
    expect((await again).data.message).toBe(message);
    expect(message).toMatchObject({ status: "success", sequence: 1 });
    await ann.send("next", bob);
    await bob.receives("at last", "next");
    expect(ann.received()).toEqual([]);
  },
);

test("what was attached succeeds also where the answer is lost [addMessageReaction#4] [removeMessageReaction#3] [setMessageExtensions#3]", async () => {
  const net = await proxy();
  const ann = await person(newUserID("ann"), device(net.address));
  const bob = await person();
  const options = { to: ann.userID, conversationType: TYPES.CONV_C2C, isSupportExtension: true };
  await bob.chat.sendMessage(bob.chat.createTextMessage({ ...options, payload: { text: "vote" } }));
  const [message] = await ann.receives("vote");
  if (!message) throw new Error("nothing received");
  /** What bob hears of is done; ann's answer is lost. */
  async function lost<T>(call: () => Promise<T>, told: () => Promise<unknown>): Promise<T> {
    ann.forget();
    bob.forget();
    net.muteServer();
    const called = call();
    await told();
    net.unmuteServer();
    net.cut();
    return called;
  }
  const reacted = (): Promise<unknown> => bob.event(EVENT.MESSAGE_REACTIONS_UPDATED);

  await lost(() => ann.chat.addMessageReaction(message, "👍"), reacted);
  expect((await ann.event(EVENT.MESSAGE_REACTIONS_UPDATED)).reactionList).toMatchObject([{ reactedByMyself: true }]);
  await expect(ann.chat.addMessageReaction(message, "👍")).rejects.toMatchObject({ code: 23007 });
  expect(ann.of(EVENT.MESSAGE_REACTIONS_UPDATED)).toHaveLength(1);

  const extensions = [{ key: "vote", value: "yes" }];
  const set = await lost(
    () => ann.chat.setMessageExtensions(message, extensions),
    () => bob.event(EVENT.MESSAGE_EXTENSIONS_UPDATED),
  );
  expect(set.data.extensions).toEqual([{ code: 0, key: "vote", value: "yes" }]);

  await lost(() => ann.chat.removeMessageReaction(message, "👍"), reacted);
  expect((await ann.event(EVENT.MESSAGE_REACTIONS_UPDATED)).reactionList).toMatchObject([{ totalUserCount: 0 }]);
  await expect(ann.chat.removeMessageReaction(message, "👍")).rejects.toMatchObject({ code: 23008 });
});

test("reads and receipts of the time offline are caught up with", async () => {
  const net = await proxy();
  const ann = await person(newUserID("ann"), device(net.address));
  const bob = await person();
  const message = await ann.send("read me", bob);
  await bob.receives("read me");
  net.refuse();
  net.cut();
  await ann.event(EVENT.NET_STATE_CHANGE, ({ state }) => state === "disconnected");
  await bob.chat.setMessageRead({ conversationID: ann.conversationID });
  net.accept();
  expect(await ann.event(EVENT.MESSAGE_READ_BY_PEER)).toEqual([message]);
  expect(message.isPeerRead).toBe(true);
});

test("what was attached to messages while offline is told after the reconnect, and nothing else", async () => {
  const net = await proxy();
  const ann = await person(newUserID("ann"), device(net.address));
  const bob = await person();
  const message = ann.chat.createTextMessage({
    to: bob.userID,
    conversationType: TYPES.CONV_C2C,
    payload: { text: "vote" },
    needReadReceipt: true,
    isSupportExtension: true,
  });
  await ann.chat.sendMessage(message);
  const received = await bob.event(EVENT.MESSAGE_RECEIVED).then(([it]) => it ?? message);
  for (const id of ["gone", "kept"]) await bob.chat.addMessageReaction(received, id);
  const before = ["gone", "kept", "set"].map((key) => ({ key, value: "1" }));
  await bob.chat.setMessageExtensions(received, before);
  await ann.event(EVENT.MESSAGE_EXTENSIONS_UPDATED);
  await until(() => ann.of(EVENT.MESSAGE_REACTIONS_UPDATED).length === 2, "both reactions");
  net.refuse();
  net.cut();
  await ann.event(EVENT.NET_STATE_CHANGE, ({ state }) => state === "disconnected");
  await bob.chat.removeMessageReaction(received, "gone");
  await bob.chat.addMessageReaction(received, "new");
  await bob.chat.setMessageExtensions(received, [{ key: "set", value: "2" }]);
  await bob.chat.deleteMessageExtensions(received, ["gone"]);
  await bob.chat.sendMessageReadReceipt([received]);
  const later = await bob.send("later", ann);
  await bob.chat.addMessageReaction(later, "mine");
  ann.forget();
  net.accept();
  const [receipt] = await ann.event(EVENT.MESSAGE_READ_RECEIPT_RECEIVED);
  expect(receipt).toMatchObject({ userID: bob.userID, messageID: message.ID, isPeerRead: true });
  expect(message.readReceiptInfo).toMatchObject({ isPeerRead: true });
  await until(() => ann.of(EVENT.MESSAGE_REACTIONS_UPDATED).length === 2, "reactions of both messages");
  const ofBob = {
    totalUserCount: 1,
    reactedByMyself: false,
    partialUserList: [{ userID: bob.userID, nick: "", avatar: "" }],
  };
  const gone = { reactionID: "gone", totalUserCount: 0, reactedByMyself: false, partialUserList: [] };
  expect(ann.of(EVENT.MESSAGE_REACTIONS_UPDATED)).toEqual([
    { messageID: message.ID, reactionList: [{ reactionID: "new", ...ofBob }, gone] },
    { messageID: later.ID, reactionList: [{ reactionID: "mine", ...ofBob }] },
  ]);
  const names = ann.all().map(({ name }) => name);
  expect(names.indexOf(EVENT.MESSAGE_RECEIVED)).toBeLessThan(names.lastIndexOf(EVENT.MESSAGE_REACTIONS_UPDATED));
  await bob.send("done", ann);
  await ann.receives("later", "done");
  expect(ann.of(EVENT.MESSAGE_READ_RECEIPT_RECEIVED)).toHaveLength(1);
  expect(ann.of(EVENT.MESSAGE_REACTIONS_UPDATED)).toHaveLength(2);
  expect(ann.of(EVENT.MESSAGE_EXTENSIONS_UPDATED)).toEqual([
    { messageID: message.ID, extensions: [{ key: "set", value: "2" }] },
  ]);
  expect(ann.of(EVENT.MESSAGE_EXTENSIONS_DELETED)).toEqual([{ messageID: message.ID, keyList: ["gone"] }]);
});

test("a kick by a back end ends the session; its signature is worth nothing any more [general#2]", async () => {
  const net = await proxy();
  const ann = await person(newUserID("ann"), device(net.address));
  await rest("im_open_login_svc/kick", { UserID: ann.userID });
  expect(await ann.event(EVENT.KICKED_OUT)).toEqual({ type: TYPES.KICKED_OUT_REST_API });
  await expect(ann.chat.getMyProfile()).rejects.toMatchObject({ code: 3006 });
  const opened = net.opened;
  await until(() => ann.of(EVENT.SDK_NOT_READY).length === 1, "not ready");
  expect(net.opened).toBe(opened);
});

test("a kick while the connection is lost is noticed when it is back [general#2]", async () => {
  const net = await proxy();
  const ann = await person(newUserID("ann"), device(net.address));
  net.refuse();
  net.cut();
  await ann.event(EVENT.NET_STATE_CHANGE, ({ state }) => state === "disconnected");
  await rest("im_open_login_svc/kick", { UserID: ann.userID });
  net.accept();
  expect(await ann.event(EVENT.KICKED_OUT)).toEqual({ type: TYPES.KICKED_OUT_REST_API });
  await expect(ann.chat.getMyProfile()).rejects.toMatchObject({ code: 3006 });
});

test("a conversation deleted before this login continues where it was, and only what is new is raised", async () => {
  const net = await proxy();
  const ann = await person();
  const bobID = newUserID("bob");
  const before = await person(bobID);
  for (const text of ["old 1", "old 2", "old 3"]) await ann.send(text, before);
  await before.receives("old 1", "old 2", "old 3");
  await before.chat.deleteConversation({ conversationIDList: [ann.conversationID], clearHistoryMessage: false });
  await before.chat.logout();
  const second = Math.floor(Date.now() / 1000);
  await until(() => Math.floor(Date.now() / 1000) > second, "the next second"); // times of messages are in seconds
  const bob = await person(bobID, device(net.address));
  expect(await bob.conversations()).toEqual([]);
  await ann.send("new 1", bob);
  await bob.receives("new 1");
  expect(await bob.conversation(ann.conversationID)).toMatchObject({ unreadCount: 1 });
  await ann.send("new 2", bob);
  await bob.receives("new 1", "new 2");
});
