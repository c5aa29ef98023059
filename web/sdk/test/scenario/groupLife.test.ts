import { expect, test } from "vitest";
import type { Group } from "../../src/index";
import { conversationOf, groupOf, heard, listed, notice, say, tip } from "./group";
import { atTwo } from "./instances";
import { device, EVENT, newUserID, person, TYPES, until, userSig } from "./person";
import { setting } from "./rest";

test("who makes a group and who is put into it have it at once [createGroup#5] [createGroup#10] [createGroup#12] [getGroupList#1] [getGroupList#2] [getGroupList#3] [getGroupList#4] [compat#22]", async () => {
  const ann = await person();
  const bob = await person();
  await ann.chat.updateMyProfile({ nick: "Ann" });
  const { data } = await ann.chat.createGroup({
    name: "readers",
    type: TYPES.GRP_PUBLIC,
    introduction: "of books",
    memberList: [{ userID: bob.userID }],
  });
  const { group } = data;
  const { groupID } = group;
  expect(data.overLimitUserIDList).toEqual([]);
  expect(group).toMatchObject({
    type: TYPES.GRP_PUBLIC,
    name: "readers",
    introduction: "of books",
    notification: "",
    avatar: "",
    ownerID: ann.userID,
    infoSequence: 1,
    memberCount: 2,
    memberNum: 2,
    maxMemberCount: 2000,
    maxMemberNum: 2000,
    muteAllMembers: false,
    joinOption: TYPES.JOIN_OPTIONS_NEED_PERMISSION,
    inviteOption: TYPES.INVITE_OPTIONS_DISABLE_INVITE,
    groupCustomField: [],
    isSupportTopic: false,
    selfInfo: { userID: ann.userID, role: TYPES.GRP_MBR_ROLE_OWNER, nameCard: "", muteUntil: 0 },
  });
  const conversationID = conversationOf(group);
  for (const it of [ann, bob]) {
    await it.event(EVENT.GROUP_LIST_UPDATED, (list) => list[0]?.groupID === groupID);
    const list = await it.event(
      EVENT.CONVERSATION_LIST_UPDATED,
      (now) => now.find((of) => of.conversationID === conversationID)?.lastMessage.type === TYPES.MSG_GRP_TIP,
    );
    expect(list.find((of) => of.conversationID === conversationID)).toMatchObject({
      type: TYPES.CONV_GROUP,
      subType: TYPES.GRP_PUBLIC,
      toAccount: groupID,
      unreadCount: 0,
      lastMessage: { messageForShow: "[群提示消息]", lastSequence: 1 },
      groupProfile: { groupID, name: "readers", memberCount: 2, nextMessageSeq: 2 },
    });
    expect(it.chat.getTotalUnreadMessageCount()).toBe(0);
    const { groupList, isSyncCompleted } = (await it.chat.getGroupList()).data;
    expect(isSyncCompleted).toBe(true);
    expect(groupList).toMatchObject([{ groupID, nextMessageSeq: 2, lastMessage: { lastSequence: 1 } }]);
  }
  expect((await listed(bob, group))?.selfInfo).toMatchObject({ userID: bob.userID, role: TYPES.GRP_MBR_ROLE_MEMBER });
  const details = (await bob.chat.getGroupProfile({ groupID })).data.group;
  expect(details).toMatchObject({ introduction: "of books", memberCount: 2, createTime: expect.any(Number) as number });
  const { time: lastTime } = await say(ann, group, "hi");
  expect((await listed(ann, group))?.lastMessage).toMatchObject({ lastTime, messageForShow: "hi" });
  group.name = "written by the app"; // not frozen
  expect((await listed(ann, group))?.name).toBe("readers");
});

test("who comes later knows groups, calls and notices from the login on [getConversationList#1] [getConversationList#12]", async () => {
  const ann = await person();
  const bob = await person();
  const group = await groupOf(ann, [bob]);
  await bob.chat.logout();
  await say(ann, group, "one");
  const call = ann.chat.createTextAtMessage({
    to: group.groupID,
    conversationType: TYPES.CONV_GROUP,
    payload: { text: "look", atUserList: [bob.userID] },
  });
  await ann.chat.sendMessage(call);
  const back = await person(bob.userID);
  expect(await back.event(EVENT.GROUP_LIST_UPDATED)).toMatchObject([{ groupID: group.groupID, nextMessageSeq: 4 }]);
  expect(await back.conversation(conversationOf(group))).toMatchObject({
    unreadCount: 2,
    subType: TYPES.GRP_WORK,
    groupProfile: { name: "friends" },
    groupAtInfoList: [
      { from: ann.userID, groupID: group.groupID, messageSequence: 3, atTypeArray: [TYPES.CONV_AT_ME] },
    ],
  });
  expect(heard(back, group)).toEqual([]);
  expect(back.chat.getTotalUnreadMessageCount()).toBe(2);
  const names = back.all().map(({ name }) => name);
  expect(names.indexOf(EVENT.SDK_READY)).toBeLessThan(names.indexOf(EVENT.GROUP_LIST_UPDATED));
});

test("a group that is not among the conversations tells when something was said [getGroupList#4]", async () => {
  const [ann, bob] = [await person(), await person()];
  const group = await groupOf(ann, [bob], { type: TYPES.GRP_PUBLIC });
  await until(() => Date.now() / 1000 > group.createTime + 1, "another second than that in which it was made");
  const { time: lastTime } = await say(ann, group, "hi");
  await until(() => heard(bob, group).includes("hi"), "the message");
  await bob.chat.deleteConversation(conversationOf(group));
  expect((await listed(bob, group))?.lastMessage).toMatchObject({ lastTime, payload: null });
  await bob.chat.logout();
  const back = await person(bob.userID);
  expect(await back.conversation(conversationOf(group))).toBeUndefined();
  const { groupID } = group;
  for (const it of [await listed(back, group), (await back.chat.getGroupProfile({ groupID })).data.group]) {
    expect(it?.lastMessage).toMatchObject({ lastTime, payload: null });
    expect(it).not.toHaveProperty("lastTime");
  }
});

test("joining and quitting wait for a login that is running [general#1]", async () => {
  const ann = await person();
  const group = await groupOf(ann, [], {
    type: TYPES.GRP_PUBLIC,
    joinOption: TYPES.JOIN_OPTIONS_FREE_ACCESS,
  });
  const { groupID } = group;
  const { chat, event, of } = device();
  const credentials = { userID: newUserID(), userSig: "" };
  credentials.userSig = userSig(credentials.userID);

  const login = chat.login(credentials);
  const joined = chat.joinGroup({ groupID });
  expect(() => chat.joinGroup({ groupID: "" })).toThrow("Params validate failed.");
  expect(() => chat.quitGroup("")).toThrow("Params validate failed.");

  await login;
  expect((await joined).data).toMatchObject({ status: TYPES.JOIN_STATUS_SUCCESS, group: { groupID } });
  await event(EVENT.GROUP_LIST_UPDATED, (list) => list[0]?.groupID === groupID);
  await chat.logout();
  void chat.login(credentials);
  expect((await chat.quitGroup(groupID)).data).toEqual({ groupID });
  expect((await chat.getGroupList()).data.groupList).toEqual([]);
  expect(of(EVENT.ERROR)).toEqual([]);
});

test("joining and quitting fail with the login that they wait for [general#1] [general#2]", async () => {
  const { chat } = device();
  const login = chat.login({ userID: newUserID(), userSig: "no signature" });
  const calls = [chat.joinGroup({ groupID: "anything" }), chat.quitGroup("anything")];
  await expect(login).rejects.toThrow();
  for (const call of calls) await expect(call).rejects.toMatchObject({ code: 3001 });
});

test("a group is joined, found and left [joinGroup#1] [joinGroup#4] [searchGroupByID#1] [quitGroup#1] [quitGroup#2] [getGroupProfile#2] [deleteConversation#4]", async () => {
  const ann = await person();
  const bob = await person();
  const work = await groupOf(ann);
  const meeting = await groupOf(ann, [], { type: TYPES.GRP_MEETING, name: "open" });
  await expect(bob.chat.searchGroupByID(work.groupID)).rejects.toMatchObject({ code: 10007 });
  await expect(bob.chat.joinGroup({ groupID: work.groupID })).rejects.toMatchObject({ code: 10007 });
  await expect(bob.chat.getGroupProfile({ groupID: work.groupID })).rejects.toMatchObject({ code: 10007 });
  await expect(bob.chat.getGroupProfile({ groupID: "nothing" })).rejects.toMatchObject({ code: 10010 });
  const found = (await bob.chat.searchGroupByID(meeting.groupID)).data.group;
  expect(found).toMatchObject({ name: "open", memberCount: 1, selfInfo: { userID: "", role: "" } });
  expect((await bob.chat.getGroupList()).data.groupList).toEqual([]);

  await say(ann, meeting, "before");
  const { data } = await bob.chat.joinGroup({ groupID: meeting.groupID });
  expect(data).toMatchObject({ status: TYPES.JOIN_STATUS_SUCCESS, group: { memberCount: 2 } });
  await bob.event(EVENT.GROUP_LIST_UPDATED, (list) => list[0]?.groupID === meeting.groupID);
  await bob.event(EVENT.CONVERSATION_LIST_UPDATED, (list) => list[0]?.groupProfile?.name === "open");
  const again = (await bob.chat.joinGroup({ groupID: meeting.groupID })).data;
  expect(again).toMatchObject({ status: TYPES.JOIN_STATUS_ALREADY_IN_GROUP, group: { memberCount: 2 } });
  await say(ann, meeting, "after");
  await until(() => heard(bob, meeting).length === 1, "a message");
  expect(heard(bob, meeting)).toEqual(["after"]); // what was before is history

  const conversationID = conversationOf(meeting);
  bob.forget();
  expect((await bob.chat.quitGroup(meeting.groupID)).data).toEqual({ groupID: meeting.groupID });
  await bob.event(EVENT.GROUP_LIST_UPDATED, (list) => list.length === 0);
  expect(await bob.conversation(conversationID)).toMatchObject({ groupProfile: { name: "open" } });
  const history = (await bob.chat.getMessageList({ conversationID })).data;
  expect(history).toMatchObject({ messageList: [{ payload: { text: "after" } }], isCompleted: true });
  const [last] = history.messageList;
  if (!last) throw new Error("nothing is left of the group");
  const older = await bob.chat.getMessageList({ conversationID, nextReqMessageID: last.ID });
  expect(older.data).toMatchObject({ messageList: [], isCompleted: true });
  const { sequence } = last;
  for (const [from, direction, found] of [
    [sequence, 0, 1],
    [sequence - 1, 0, 0],
    [sequence, 1, 1],
    [sequence + 1, 1, 0],
  ] as const) {
    const hop = await bob.chat.getMessageListHopping({ conversationID, sequence: from, direction });
    expect(hop.data.messageList).toHaveLength(found);
  }
  await expect(say(bob, meeting, "still here")).rejects.toMatchObject({ code: 10007 });
  await bob.chat.setMessageRead({ conversationID });
  expect((await bob.chat.getConversationProfile(conversationID)).data.conversation.unreadCount).toBe(0);
  await bob.chat.deleteConversation(conversationID);
  expect(await bob.conversation(conversationID)).toBeUndefined();
  await expect(ann.chat.quitGroup(meeting.groupID)).rejects.toMatchObject({ code: 10009 });
  await ann.chat.quitGroup(work.groupID);
  await ann.event(EVENT.GROUP_LIST_UPDATED, (list) => list.length === 1);
});

test("a pin ends with the part in the group [pinConversation#2] [pinConversation#4]", async ({ onTestFinished }) => {
  onTestFinished(await setting("conversation.pinMax", 1));
  const ann = await person();
  const bob = await person();
  const ends: ((group: Group) => Promise<unknown>)[] = [
    ({ groupID }) => bob.chat.quitGroup(groupID),
    ({ groupID }) => ann.chat.deleteGroupMember({ groupID, userIDList: [bob.userID] }),
    ({ groupID }) => ann.chat.dismissGroup(groupID),
  ];
  for (const end of ends) {
    const group = await groupOf(ann, [bob], { type: TYPES.GRP_PUBLIC });
    const conversationID = conversationOf(group);
    await bob.chat.pinConversation({ conversationID, isPinned: true });
    await end(group);
    await until(async () => (await bob.conversation(conversationID))?.isPinned === false, "no pin");
    await bob.chat.pinConversation({ conversationID, isPinned: false });
    await bob.chat.deleteConversation(conversationID);
  }
  await bob.chat.pinConversation({ conversationID: ann.conversationID, isPinned: true }); // none counts any more
  const first = { conversationID: ann.conversationID, isPinned: true };
  await until(async () => (await bob.conversations())[0]?.isPinned, "the pin");
  expect((await bob.conversations())[0]).toMatchObject(first);
});

test("who quits is missed by the others; who is back begins anew", async () => {
  const ann = await person();
  const bob = await person();
  const group = await groupOf(ann, [bob]);
  await bob.chat.quitGroup(group.groupID);
  expect((await tip(ann, TYPES.GRP_TIP_MBR_QUIT)).payload).toMatchObject({ operatorID: bob.userID, memberCount: 1 });
  await ann.event(EVENT.GROUP_LIST_UPDATED, (list) => list[0]?.memberCount === 1 && list[0].memberNum === 1);
  await say(ann, group, "without bob");
  await ann.chat.addGroupMember({ groupID: group.groupID, userIDList: [bob.userID] });
  await bob.event(EVENT.GROUP_LIST_UPDATED, (list) => list[0]?.memberCount === 2);
  await say(ann, group, "with bob");
  await until(() => heard(bob, group).includes("with bob"), "a message after the return");
  expect(heard(bob, group)).toEqual([TYPES.GRP_TIP_MBR_JOIN, TYPES.GRP_TIP_MBR_JOIN, "with bob"]);
  expect(await bob.conversation(conversationOf(group))).toMatchObject({ unreadCount: 1 });
});

test("an ended group is gone for all, its conversation stays [dismissGroup#1] [dismissGroup#2] [dismissGroup#3]", async () => {
  const ann = await person();
  const bob = await person();
  const work = await groupOf(ann);
  await expect(ann.chat.dismissGroup(work.groupID)).rejects.toMatchObject({ code: 10007 });
  const group = await groupOf(ann, [bob], { type: TYPES.GRP_PUBLIC });
  const { groupID } = group;
  await expect(bob.chat.dismissGroup(groupID)).rejects.toMatchObject({ code: 10007 });
  expect((await ann.chat.dismissGroup(groupID)).data).toEqual({ groupID });
  await bob.event(EVENT.GROUP_LIST_UPDATED, (list) => list.length === 0);
  await ann.event(EVENT.GROUP_LIST_UPDATED, (list) => !list.some((it) => it.groupID === groupID));
  expect((await notice(bob, 5)).payload).toMatchObject({ operatorID: ann.userID, groupProfile: { groupID } });
  expect(await bob.conversation(conversationOf(group))).toBeDefined();
  await expect(say(bob, group, "anybody?")).rejects.toMatchObject({ code: 10010 });
  await bob.chat.deleteConversation(conversationOf(group));
  expect(await bob.conversation(conversationOf(group))).toBeUndefined();
  await expect(ann.chat.getGroupProfile({ groupID })).rejects.toMatchObject({ code: 10010 });
});

test("a group gets another owner [changeGroupOwner#1] [changeGroupOwner#2]", async () => {
  const ann = await person();
  const bob = await person();
  const group = await groupOf(ann, [bob], { type: TYPES.GRP_PUBLIC });
  const { groupID } = group;
  const handOver = { groupID, newOwnerID: bob.userID };
  await expect(bob.chat.changeGroupOwner({ groupID, newOwnerID: ann.userID })).rejects.toMatchObject({ code: 10007 });
  const { data } = await ann.chat.changeGroupOwner(handOver);
  expect(data.group).toMatchObject({ ownerID: bob.userID, selfInfo: { role: TYPES.GRP_MBR_ROLE_MEMBER } });
  const list = await bob.event(
    EVENT.GROUP_LIST_UPDATED,
    (now) => now[0]?.ownerID === bob.userID && now[0].selfInfo.role === TYPES.GRP_MBR_ROLE_OWNER,
  );
  expect(list).toHaveLength(1);
  expect((await tip(bob, TYPES.GRP_TIP_GRP_PROFILE_UPDATED)).payload).toMatchObject({
    newGroupProfile: { ownerID: bob.userID },
    memberList: [{ userID: bob.userID }],
  });
  await expect(ann.chat.changeGroupOwner(handOver)).rejects.toMatchObject({ code: expect.any(Number) as number });
});

test("parameters are checked, IDs and types by the server [createGroup#4] [createGroup#7] [createGroup#9] [general#3] [general#9]", async () => {
  const ann = await person();
  const { chat } = ann;
  const bad: (() => unknown)[] = [
    () => chat.createGroup({} as never),
    () => chat.createGroup({ name: "a", memberList: [{}] as never }),
    () => chat.createGroup({ name: "a", groupCustomField: [{ key: "a" }] as never }),
    () => chat.joinGroup({} as never),
    () => chat.quitGroup(""),
    () => chat.addGroupMember({ groupID: "g", userIDList: [] }),
    () => chat.getGroupMemberList({ groupID: "g", offset: -1 }),
    () => chat.updateGroupProfile({ groupID: "g", muteAllMembers: "yes" } as never),
    () => chat.changeGroupOwner({ groupID: "g" } as never),
  ];
  for (const call of bad) expect(call).toThrow("Params validate failed.");
  const own = newUserID("group");
  expect((await chat.createGroup({ name: "mine", groupID: own })).data.group.groupID).toBe(own);
  await expect(chat.createGroup({ name: "mine", groupID: own })).rejects.toMatchObject({ code: 10025 });
  await expect((await person()).chat.createGroup({ name: "its", groupID: own })).rejects.toMatchObject({ code: 10021 });
  await expect(chat.createGroup({ name: "a", groupID: "@TGS#mine" })).rejects.toMatchObject({ code: 2602 });
  await expect(chat.createGroup({ name: "a", groupID: "x".repeat(49) })).rejects.toMatchObject({ code: 2602 });
  await expect(chat.createGroup({ name: "a", type: "Club" })).rejects.toMatchObject({ code: 2600 });
  await expect(chat.createGroup({ name: "n".repeat(101) })).rejects.toMatchObject({
    code: expect.any(Number) as number,
  });
  const calls = Array.from({ length: 9 }, () => chat.getGroupProfile({ groupID: own }));
  expect(await Promise.allSettled(calls)).toMatchObject([
    ...Array.from({ length: 8 }, () => ({ status: "fulfilled" })),
    { status: "rejected", reason: { code: 2996 } },
  ]);
});

test("other instances of the user follow [createGroup#5]", async () => {
  const [ann, annToo] = await atTwo();
  const group = await groupOf(ann, [annToo]);
  await annToo.event(EVENT.CONVERSATION_LIST_UPDATED, (list) =>
    list.some((it) => it.conversationID === conversationOf(group)),
  );
  await ann.chat.quitGroup(group.groupID);
  await annToo.event(EVENT.GROUP_LIST_UPDATED, (list) => list.length === 0);
  await notice(annToo, 8);
});

test("a group begins as the type allows, and with nothing written [createGroup#2] [createGroup#3] [createGroup#8] [createGroup#11] [updateGroupProfile#1] [setGroupMemberMuteTime#3]", async () => {
  const [ann, bob] = [await person(), await person()];
  const joinOption = TYPES.JOIN_OPTIONS_DISABLE_APPLY;
  const make = async (options: object) =>
    (await ann.chat.createGroup({ name: "new", joinOption, ...options })).data.group;
  const inviteOption = TYPES.INVITE_OPTIONS_NEED_PERMISSION;
  const open = await make({ type: TYPES.GRP_PUBLIC, inviteOption });
  expect(open).toMatchObject({ joinOption, inviteOption });
  const conversationID = conversationOf(open);
  expect((await ann.chat.getMessageList({ conversationID })).data.messageList).toEqual([]); // settled 6
  expect(await make({ type: TYPES.GRP_MEETING })).toMatchObject({ joinOption: TYPES.JOIN_OPTIONS_FREE_ACCESS });
  const live = await make({ type: TYPES.GRP_AVCHATROOM, memberList: [{ userID: bob.userID }] });
  expect(live).toMatchObject({ joinOption: TYPES.JOIN_OPTIONS_FREE_ACCESS, memberCount: 0 });
  expect(await make({ type: TYPES.GRP_COMMUNITY, isSupportTopic: true })).toMatchObject({ isSupportTopic: true });
  const { groupID } = open;
  const smaller = { groupID, maxMemberNum: 3, muteAllMembers: true } as { groupID: string };
  expect((await ann.chat.updateGroupProfile(smaller)).data.group).toMatchObject({
    maxMemberCount: open.maxMemberCount,
    muteAllMembers: true,
  });
});

test.each([
  ...[TYPES.GRP_WORK, TYPES.GRP_PUBLIC, TYPES.GRP_MEETING, TYPES.GRP_AVCHATROOM, TYPES.GRP_COMMUNITY].map(
    (type) => [type, { type }] as const,
  ),
  ["Community with topics", { type: TYPES.GRP_COMMUNITY, isSupportTopic: true }] as const,
])("a group opens: %s [compat#21]", async (_type, options) => {
  const { chat, userID } = await person();
  const { groupID } = (await chat.createGroup({ name: "friends", ...options })).data.group;
  if (options.type === TYPES.GRP_AVCHATROOM) await chat.joinGroup({ groupID });
  expect((await chat.getGroupProfile({ groupID })).data.group.ownerID).toBe(userID);
  const { memberList } = (await chat.getGroupMemberList({ groupID, offset: 0 })).data;
  expect(memberList).toMatchObject([{ userID }]);
  expect((await chat.getGroupAttributes({ groupID, keyList: [] })).data.groupAttributes).toEqual({});
  expect((await chat.getGroupCounters({ groupID, keyList: [] })).data.counters).toEqual({});
  expect((await chat.getGroupApplicationList()).data.applicationList).toEqual([]);
});
