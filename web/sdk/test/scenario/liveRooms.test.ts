import { expect, test } from "vitest";
import type { Group, GroupMember } from "../../src/index";
import { conversationOf, groupText, heard, listed, say } from "./group";
import { device, EVENT, newUserID, person, TYPES, until, type Person } from "./person";
import { proxy } from "./proxy";
import { rest, setting } from "./rest";

const LIVE = { name: "launch", type: TYPES.GRP_AVCHATROOM };
const JOIN = TYPES.GRP_TIP_MBR_JOIN;

/** A live room of somebody's; nobody is in it. */
const roomOf = async (owner: Person): Promise<Group> => (await owner.chat.createGroup(LIVE)).data.group;

async function roomWith(owner: Person, ...others: Person[]): Promise<Group> {
  const room = await roomOf(owner);
  for (const { chat } of [owner, ...others]) await chat.joinGroup(room);
  return room;
}

const notices = (who: Person): unknown[] =>
  who
    .of(EVENT.MESSAGE_RECEIVED)
    .flat()
    .filter(({ type }) => type === TYPES.MSG_GRP_SYS_NOTICE)
    .map(({ payload }) => payload["operationType"]);

test("who is in a live room hears what is said, and has its conversation while they are [createGroup#1] [joinGroup#4] [joinGroup#6] [sendMessage#23] [getGroupList#1] [getMessageList#1] [deleteMessage#5]", async () => {
  const [ann, bob] = [await person(), await person()];
  const room = await roomOf(ann);
  expect(await ann.conversation(conversationOf(room))).toBeUndefined();
  await expect(say(ann, room, "hello?")).rejects.toMatchObject({ code: 2101 });
  expect((await ann.chat.joinGroup(room)).data.status).toBe(TYPES.JOIN_STATUS_SUCCESS);
  const { group } = (await bob.chat.joinGroup(room)).data;
  expect(group).toMatchObject({ memberCount: 2, selfInfo: { userID: bob.userID, role: "Member" } });
  await bob.chat.updateMyProfile({ level: 7 });
  await say(bob, room, "hi", { priority: TYPES.MSG_PRIORITY_HIGH });
  await say(bob, room, "there");
  await until(() => heard(ann, room).includes("there"), "what bob says");
  expect(heard(ann, room)).toEqual([JOIN, JOIN, "hi", "there"]);
  expect(heard(bob, room)).toEqual([JOIN]);
  const first = ann
    .of(EVENT.MESSAGE_RECEIVED)
    .flat()
    .find(({ payload }) => payload.text === "hi");
  expect(first).toMatchObject({
    priority: "High",
    level: 7,
    conversationSubType: "AVChatRoom",
    sequence: 0,
    flow: "in",
  });
  for (const who of [ann, bob]) {
    expect(await who.conversation(conversationOf(room))).toMatchObject({
      unreadCount: 0,
      subType: "AVChatRoom",
      lastMessage: { messageForShow: "there" },
      groupProfile: { name: "launch", memberCount: 2 },
    });
    expect(await listed(who, room)).toBeUndefined();
  }
  const { data } = await ann.chat.getConversationProfile(conversationOf(room));
  expect(data.conversation.groupProfile?.name).toBe("launch");
  const history = await ann.chat.getMessageList({ conversationID: conversationOf(room) });
  expect(history.data).toMatchObject({ messageList: [], isCompleted: true });
  if (first) await expect(ann.chat.deleteMessage([first])).rejects.toMatchObject({ code: 10035 });
  await bob.chat.quitGroup(room.groupID);
  await until(() => heard(ann, room).at(-1) === TYPES.GRP_TIP_MBR_QUIT, "that bob is gone");
  expect(await bob.conversation(conversationOf(room))).toBeUndefined();
  await expect(ann.chat.quitGroup(room.groupID)).rejects.toMatchObject({ code: 10009 });
});

test("who joins another room leaves the first, at all instances, and is shown what was said [joinGroup#2] [joinGroup#7] [getMessageList#2]", async ({
  onTestFinished,
}) => {
  onTestFinished(await setting("group.liveHistoryForNewcomers", 2));
  onTestFinished(await setting("login.maxWebInstances", 2));
  const [ann, bob] = [await person(), await person()];
  const room = await roomWith(ann);
  for (const text of ["1", "2", "3"]) await say(ann, room, text);
  await bob.chat.joinGroup(room);
  await until(() => heard(bob, room).length === 3, "what was said");
  expect(heard(bob, room).filter((it) => it !== JOIN)).toEqual(["2", "3"]);
  const bobToo = await person(bob.userID);
  const other = await roomOf(ann);
  await bobToo.chat.joinGroup(other);
  await bob.event(EVENT.CONVERSATION_LIST_UPDATED, (list) =>
    list.some((it) => it.conversationID === conversationOf(other)),
  );
  expect(await bob.conversation(conversationOf(room))).toBeUndefined();
  await expect(say(bob, room, "still here?")).rejects.toMatchObject({ code: 2101 });
  await say(bob, other, "hi");
  await until(() => heard(bobToo, other).includes("hi"), "what the other instance says");
  await bobToo.chat.quitGroup(other.groupID);
  await until(() => notices(bob).includes(8), "the notice of quitting");
});

test("an instance that looked at a room before it joins is in it like any other [joinGroup#2] [joinGroup#6]", async ({
  onTestFinished,
}) => {
  onTestFinished(await setting("login.maxWebInstances", 2));
  const [ann, bob] = [await person(), await person()];
  const room = await roomWith(ann, bob);
  const other = await roomOf(ann);
  const net = await proxy();
  const bobToo = await person(bob.userID, device(net.address));
  const { group } = (await bobToo.chat.getGroupProfile(room)).data;
  expect(group.selfInfo.userID).toBe(bob.userID); // at the other instance
  expect(await bobToo.conversation(conversationOf(room))).toBeUndefined();

  await bobToo.chat.joinGroup(room);
  expect(await bobToo.conversation(conversationOf(room))).toBeDefined();
  await bob.chat.logout();
  net.refuse();
  net.cut();
  await bobToo.event(EVENT.NET_STATE_CHANGE, ({ state }) => state === "disconnected");
  await until(() => heard(ann, room).at(-1) === TYPES.GRP_TIP_MBR_QUIT, "that nobody is left of bob", 20_000);
  net.accept();
  // who was refused for so long tries again within half a minute
  await until(() => heard(ann, room).at(-1) === JOIN, "that bob is back", 35_000);
  await say(ann, room, "welcome back");
  await until(() => heard(bobToo, room).includes("welcome back"), "what is said");
  await bobToo.chat.joinGroup(other);
  expect(await bobToo.conversation(conversationOf(room))).toBeUndefined();
}, 75_000);

test("what was said is taken back, but not changed [revokeMessage#4] [modifyMessage#1]", async () => {
  const [ann, bob] = [await person(), await person()];
  const room = await roomWith(ann, bob);
  const said = await say(bob, room, "oops");
  said.payload.text = "better";
  await expect(bob.chat.modifyMessage(said)).rejects.toMatchObject({ code: 2481 });
  expect((await bob.chat.revokeMessage(said)).data.message.isRevoked).toBe(true);
  const [revoked] = await ann.event(EVENT.MESSAGE_REVOKED);
  expect(revoked).toMatchObject({ ID: said.ID, isRevoked: true, revokerInfo: { userID: bob.userID } });
  const rude = await say(bob, room, "rude");
  await until(() => heard(ann, room).includes("rude"), "the rude word");
  const atAnn = ann.chat.findMessage(rude.ID);
  if (atAnn) await ann.chat.revokeMessage(atAnn);
  await bob.event(EVENT.MESSAGE_REVOKED, ([it]) => it === rude);
});

test("who is muted says nothing, and who is banned is out [deleteGroupMember#1] [deleteGroupMember#2] [deleteGroupMember#3] [setGroupMemberMuteTime#2]", async () => {
  const [ann, bob] = [await person(), await person()];
  const { userID } = bob;
  const room = await roomWith(ann, bob);
  const { groupID } = room;
  await ann.chat.setGroupMemberMuteTime({ groupID, userID, muteTime: 60 });
  await expect(say(bob, room, "mmmh")).rejects.toMatchObject({ code: 10017 });
  const userIDList = [userID];
  await expect(ann.chat.deleteGroupMember({ groupID, userIDList })).rejects.toMatchObject({ code: 2686 });
  await ann.chat.deleteGroupMember({ groupID, userIDList, reason: "spam", duration: 60 });
  await until(() => notices(bob).includes(21), "the notice of the ban");
  await bob.event(EVENT.CONVERSATION_LIST_UPDATED, (list) => list.every(({ type }) => type !== TYPES.CONV_GROUP));
  await until(() => heard(ann, room).at(-1) === TYPES.GRP_TIP_BAN_AVCHATROOM_MEMBER, "the tip of the ban");
  await expect(bob.chat.joinGroup(room)).rejects.toMatchObject({ code: 10007 });
  await rest("group_open_http_svc/unban_group_member", { GroupId: groupID, Members_Account: userIDList });
  await bob.chat.joinGroup(room);
  await ann.chat.deleteGroupMember({ groupID, userIDList, duration: 1 });
  const joins = (): Promise<boolean> =>
    bob.chat.joinGroup(room).then(
      () => true,
      () => false,
    );
  await until(joins, "the end of the ban");
});

test("the owner marks members, and lists them by mark [markGroupMemberList#1] [markGroupMemberList#2] [markGroupMemberList#3] [getGroupMemberList#5] [getGroupMemberList#6] [joinGroup#3] [getGroupOnlineMemberCount#2]", async ({
  onTestFinished,
}) => {
  const [ann, bob] = [await person(), await person()];
  const { groupID } = await roomWith(ann, bob);
  const mark = (who: Person, markType: number, userIDList = [bob.userID, "nobody"]): Promise<{ data: unknown }> =>
    who.chat.markGroupMemberList({ groupID, userIDList, markType, enableMark: true });
  expect((await mark(ann, 1000)).data).toEqual({ successUserIDList: [bob.userID], failureUserIDList: ["nobody"] });
  await expect(mark(bob, 1000)).rejects.toMatchObject({ code: 10007 });
  expect(() => mark(ann, 999)).toThrow("Params validate failed.");
  const undecided = { groupID, userIDList: [bob.userID], markType: 1000 } as Parameters<
    typeof ann.chat.markGroupMemberList
  >[0];
  expect(() => ann.chat.markGroupMemberList(undecided)).toThrow("Params validate failed."); // `general#3`
  const ids = (list: GroupMember[]): string[] => list.map(({ userID }) => userID);
  const all = (await bob.chat.getGroupMemberList({ groupID })).data;
  expect(ids(all.memberList)).toEqual([bob.userID, ann.userID]);
  expect(all.offset).toBe(0);
  await expect(bob.chat.getGroupMemberList({ groupID })).rejects.toMatchObject({ code: 2996 });
  const marked = (await ann.chat.getGroupMemberList({ groupID, filter: 1000 })).data.memberList;
  expect(ids(marked)).toEqual([bob.userID]);
  expect(marked[0]?.markType).toEqual([1000]);
  expect((await ann.chat.getGroupOnlineMemberCount(groupID)).data.memberCount).toBe(2);
  for (let markType = 1001; markType < 1010; markType++) await mark(ann, markType);
  await expect(mark(ann, 1010)).rejects.toMatchObject({ code: 10004 }); // ten in a room
  onTestFinished(await setting("group.liveMarks", false));
  await expect(mark(ann, 1000)).rejects.toMatchObject({ code: 3122 });
});

test("attributes and counters are shared by who is in [initGroupAttributes#2] [setGroupAttributes#2] [deleteGroupAttributes#2] [getGroupAttributes#2]", async () => {
  const [ann, bob] = [await person(), await person()];
  const room = await roomOf(ann);
  const { groupID } = room;
  const init = (): Promise<unknown> => bob.chat.initGroupAttributes({ groupID, groupAttributes: { song: "1" } });
  await expect(init()).rejects.toMatchObject({ code: 10007 });
  const seat = (): Promise<unknown> => bob.chat.setGroupAttributes({ groupID, groupAttributes: { seat: "bob" } });
  const read = (): Promise<{ data: unknown }> => bob.chat.getGroupAttributes({ groupID, keyList: [] });
  await expect(seat()).rejects.toMatchObject({ code: 10007 });
  await expect(read()).rejects.toMatchObject({ code: 10007 });
  await expect(bob.chat.deleteGroupAttributes({ groupID, keyList: [] })).rejects.toMatchObject({ code: 10007 });
  for (const { chat } of [ann, bob]) await chat.joinGroup(room);
  await init();
  await ann.event(EVENT.GROUP_ATTRIBUTES_UPDATED, ({ groupAttributes }) => groupAttributes["song"] === "1");
  await seat();
  await ann.event(EVENT.GROUP_ATTRIBUTES_UPDATED, ({ groupAttributes }) => groupAttributes["seat"] === "bob");
  expect((await read()).data).toEqual({ groupAttributes: { song: "1", seat: "bob" } });
  await ann.chat.increaseGroupCounter({ groupID, key: "likes", value: 2 });
  await bob.event(EVENT.GROUP_COUNTER_UPDATED, ({ value }) => value === 2);
});

test("the owner changes and ends the room [dismissGroup#3] [updateGroupProfile#4] [updateGroupProfile#6]", async () => {
  const [ann, bob] = [await person(), await person()];
  const room = await roomWith(ann, bob);
  await ann.chat.updateGroupProfile({ groupID: room.groupID, name: "relaunch", muteAllMembers: true });
  await bob.event(EVENT.CONVERSATION_LIST_UPDATED, (list) => list.some((it) => it.groupProfile?.name === "relaunch"));
  await expect(say(bob, room, "mmmh")).rejects.toMatchObject({ code: 10017 });
  await ann.chat.dismissGroup(room.groupID);
  await until(() => notices(bob).includes(5), "the notice of the end");
  await bob.event(EVENT.CONVERSATION_LIST_UPDATED, (list) => list.every(({ type }) => type !== TYPES.CONV_GROUP));
  await expect(bob.chat.joinGroup(room)).rejects.toMatchObject({ code: 10010 });
});

test("who was cut off comes back into the room before what they said goes out", async () => {
  const net = await proxy();
  const ann = await person();
  const eve = await person(newUserID("eve"), device(net.address));
  const room = await roomWith(ann, eve);
  net.refuse();
  net.cut();
  await eve.event(EVENT.NET_STATE_CHANGE, ({ state }) => state === "disconnected");
  await say(ann, room, "unheard");
  const said = eve.chat.sendMessage(groupText(eve, room, "back again"));
  net.accept();
  await said;
  await until(() => heard(ann, room).includes("back again"), "what eve says");
  await say(ann, room, "hello");
  await until(() => heard(eve, room).includes("hello"), "what ann says");
  expect(heard(eve, room)).not.toContain("unheard");
  expect(await eve.conversation(conversationOf(room))).toBeDefined();
});

test("who has not logged in hears what is said in a live room and no more, until they quit or log in [joinGroup#5] [general#1] [getGroupOnlineMemberCount#2]", async () => {
  const ann = await person();
  const room = await roomWith(ann);
  const { groupID } = room;
  const wire = await proxy();
  const guest = device(wire.address);
  const { data } = await guest.chat.joinGroup({ groupID });
  expect(data).toMatchObject({ status: TYPES.JOIN_STATUS_SUCCESS, group: { name: "launch", memberCount: 1 } });
  const online = async (of: string): Promise<number> =>
    (await guest.chat.getGroupOnlineMemberCount(of)).data.memberCount;
  expect(await online(groupID)).toBe(1);
  expect(await online("another")).toBe(0);
  const said = await say(ann, room, "hi");
  const [hi] = await guest.event(EVENT.MESSAGE_RECEIVED);
  expect(hi).toMatchObject({ ID: said.ID, flow: "in", conversationSubType: "AVChatRoom", payload: { text: "hi" } });
  await ann.chat.revokeMessage(said);
  expect((await guest.event(EVENT.MESSAGE_REVOKED))[0]).toBe(hi);
  await expect(guest.chat.getGroupProfile({ groupID })).rejects.toMatchObject({ code: 2024 });
  const { group } = (await ann.chat.createGroup({ name: "hikers", type: TYPES.GRP_PUBLIC })).data;
  await expect(guest.chat.joinGroup({ groupID: group.groupID })).rejects.toMatchObject({ code: 2662 });
  guest.forget();
  wire.cut();
  await guest.event(EVENT.NET_STATE_CHANGE, ({ state }) => state === "connected");
  for (let i = 0; !guest.of(EVENT.MESSAGE_RECEIVED).length; i++) {
    await say(ann, room, `are you back? ${i}`);
    await new Promise((resolve) => setTimeout(resolve, 50)); // a room takes 40 messages a second
  }
  await guest.chat.quitGroup(groupID);
  await expect(guest.chat.quitGroup(groupID)).rejects.toMatchObject({ code: 2024 });
  expect(await online(groupID)).toBe(0);
  await guest.chat.joinGroup({ groupID });
  const dan = await person(newUserID(), guest);
  await expect(say(dan, room, "me?")).rejects.toMatchObject({ code: 2101 });
  await dan.chat.joinGroup({ groupID });
  await say(dan, room, "me!");
  await until(() => heard(ann, room).includes("me!"), "what dan says");
});
