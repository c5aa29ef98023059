import { expect, test } from "vitest";
import { conversationOf, groupOf, heard, listed, say } from "./group";
import { device, EVENT, newUserID, person, TYPES, until, type Person } from "./person";
import { proxy, type Proxy } from "./proxy";

/** Somebody whose connection the test can cut. */
async function away(): Promise<{ bob: Person; net: Proxy; leave: () => Promise<void> }> {
  const net = await proxy();
  const bob = await person(newUserID("bob"), device(net.address));
  const leave = async (): Promise<void> => {
    net.refuse();
    net.cut();
    await bob.event(EVENT.NET_STATE_CHANGE, ({ state }) => state === "disconnected");
  };
  return { bob, net, leave };
}

test("messages and tips of a group that were missed arrive once and in order", async () => {
  const { bob, net, leave } = await away();
  const ann = await person();
  const carol = await person();
  const group = await groupOf(ann, [bob]);
  await say(ann, group, "1");
  await until(() => heard(bob, group).length === 2, "what comes before");
  await leave();
  await say(ann, group, "2");
  await ann.chat.addGroupMember({ groupID: group.groupID, userIDList: [carol.userID] });
  await ann.chat.updateGroupProfile({ groupID: group.groupID, name: "renamed" });
  await say(ann, group, "3");
  expect(heard(bob, group)).toEqual([TYPES.GRP_TIP_MBR_JOIN, "1"]);
  bob.forget();
  net.accept();
  await until(() => heard(bob, group).includes("3"), "what was missed");
  expect(heard(bob, group)).toEqual(["2", TYPES.GRP_TIP_MBR_JOIN, TYPES.GRP_TIP_GRP_PROFILE_UPDATED, "3"]);
  await bob.event(EVENT.GROUP_LIST_UPDATED, (list) => list[0]?.name === "renamed" && list[0].memberCount === 3);
  await bob.event(EVENT.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, (count) => count === 3);
  await say(ann, group, "4");
  await until(() => heard(bob, group).length === 5, "a message as usual");
  expect(await bob.conversation(conversationOf(group))).toMatchObject({ unreadCount: 4 });
});

test("attributes and counters that changed while away are told", async () => {
  const { bob, net, leave } = await away();
  const ann = await person();
  const { groupID } = await groupOf(ann, [bob], { type: TYPES.GRP_PUBLIC });
  const read = async () => [
    (await bob.chat.getGroupAttributes({ groupID, keyList: [] })).data.groupAttributes,
    (await bob.chat.getGroupCounters({ groupID })).data.counters,
  ];
  await ann.chat.setGroupAttributes({ groupID, groupAttributes: { seat: "ann" } });
  await ann.chat.setGroupCounters({ groupID, counters: { likes: 1 } });
  await bob.event(EVENT.GROUP_COUNTER_UPDATED);
  expect(await read()).toEqual([{ seat: "ann" }, { likes: 1 }]);
  await leave();
  await ann.chat.setGroupAttributes({ groupID, groupAttributes: { door: "open" } });
  await ann.chat.setGroupCounters({ groupID, counters: { likes: 2, views: 1 } });
  bob.forget();
  net.accept();
  const groupAttributes = { seat: "ann", door: "open" };
  const changed = { groupID, groupAttributes, updatedKeyList: ["door"], deletedKeyList: [] };
  expect(await bob.event(EVENT.GROUP_ATTRIBUTES_UPDATED)).toEqual(changed);
  await bob.event(EVENT.GROUP_COUNTER_UPDATED, ({ key, value }) => key === "likes" && value === 2);
  await bob.event(EVENT.GROUP_COUNTER_UPDATED, ({ key, value }) => key === "views" && value === 1);
  expect(await read()).toEqual([groupAttributes, { likes: 2, views: 1 }]);
});

test("who was put out while away finds the group gone from the list", async () => {
  const { bob, net, leave } = await away();
  const ann = await person();
  const group = await groupOf(ann, [bob]);
  const other = await groupOf(ann, [bob], { name: "others" });
  await bob.chat.pinConversation({ conversationID: conversationOf(group), isPinned: true });
  await leave();
  await ann.chat.deleteGroupMember({ groupID: group.groupID, userIDList: [bob.userID] });
  await say(ann, group, "without bob");
  bob.forget();
  net.accept();
  const list = await bob.event(EVENT.GROUP_LIST_UPDATED);
  expect(list.map(({ groupID }) => groupID)).toEqual([other.groupID]);
  expect(await listed(bob, group)).toBeUndefined();
  const left = { groupProfile: { name: "friends" }, isPinned: false };
  expect(await bob.conversation(conversationOf(group))).toMatchObject(left);
  await until(
    () =>
      bob
        .of(EVENT.MESSAGE_RECEIVED)
        .flat()
        .some(({ payload }) => payload["operationType"] === 4),
    "the notice of it",
  );
  await expect(say(bob, group, "hello?")).rejects.toMatchObject({ code: 10007 });
  await say(ann, other, "still here");
  await until(() => heard(bob, other).includes("still here"), "a message of the other group");
  expect(heard(bob, group)).toEqual([]);
});

test("who was taken in while away has the group, from there on", async () => {
  const { bob, net, leave } = await away();
  const ann = await person();
  const group = await groupOf(ann, [], { type: TYPES.GRP_PUBLIC, inviteOption: TYPES.INVITE_OPTIONS_FREE_ACCESS });
  await say(ann, group, "before bob");
  await leave();
  await ann.chat.addGroupMember({ groupID: group.groupID, userIDList: [bob.userID] });
  await say(ann, group, "for bob");
  net.accept();
  await bob.event(EVENT.GROUP_LIST_UPDATED, (list) => list[0]?.groupID === group.groupID);
  await until(() => heard(bob, group).includes("for bob"), "what was missed");
  expect(heard(bob, group)).toEqual([TYPES.GRP_TIP_MBR_JOIN, "for bob"]);
  expect(await bob.conversation(conversationOf(group))).toMatchObject({ unreadCount: 1 });
});

test("sends to a group made while disconnected go out in order, once", async () => {
  const { bob, net, leave } = await away();
  const ann = await person();
  const group = await groupOf(ann, [bob]);
  await leave();
  const sends = Promise.all(["a", "b", "c"].map((text) => say(bob, group, text)));
  net.accept();
  expect((await sends).map(({ sequence }) => sequence)).toEqual([2, 3, 4]);
  await until(() => heard(ann, group).length === 4, "all of them");
  expect(heard(ann, group)).toEqual([TYPES.GRP_TIP_MBR_JOIN, "a", "b", "c"]);
  expect((await bob.conversation(conversationOf(group)))?.unreadCount).toBe(0);
});

test("a message taken back while away is one less unread", async () => {
  const { bob, net, leave } = await away();
  const ann = await person();
  const group = await groupOf(ann, [bob]);
  const wrong = await say(ann, group, "wrong");
  await say(ann, group, "right");
  await until(() => heard(bob, group).includes("right"), "both");
  await leave();
  await ann.chat.revokeMessage(wrong);
  net.accept();
  expect(await bob.event(EVENT.MESSAGE_REVOKED)).toMatchObject([{ ID: wrong.ID, isRevoked: true }]);
  await bob.event(EVENT.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, (count) => count === 1);
});
