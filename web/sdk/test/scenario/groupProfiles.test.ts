import { expect, test } from "vitest";
import { conversationOf, groupOf, heard, listed, notice, say, tip } from "./group";
import { EVENT, person, TYPES, until } from "./person";
import { setting } from "./rest";

test("tips and notices say who did what to whom [compat#19] [compat#23] [getTotalUnreadMessageCount#2] [setMessageRead#8]", async () => {
  const ann = await person();
  const bob = await person();
  await ann.chat.updateMyProfile({ nick: "Ann", avatar: "http://pictures/ann" });
  await bob.chat.updateMyProfile({ nick: "Bob" });
  const group = await groupOf(ann, [bob]);
  const { groupID } = group;
  const joined = await tip(bob, TYPES.GRP_TIP_MBR_JOIN);
  expect(joined).toMatchObject({
    conversationID: conversationOf(group),
    conversationType: TYPES.CONV_GROUP,
    conversationSubType: TYPES.GRP_WORK,
    from: TYPES.CONV_SYSTEM,
    to: groupID,
    flow: "in",
    sequence: 1,
    status: "success",
    isSystemMessage: false,
  });
  expect(joined.payload).toEqual({
    operationType: TYPES.GRP_TIP_MBR_JOIN,
    operatorID: ann.userID,
    operatorInfo: { userID: ann.userID, nick: "Ann", avatar: "http://pictures/ann" },
    userIDList: [bob.userID],
    memberList: [{ userID: bob.userID, nick: "Bob", avatar: "" }],
    memberCount: 2,
    memberNum: 2,
    groupJoinType: 2,
    groupProfile: { groupID, groupName: "friends", from: TYPES.CONV_SYSTEM, to: groupID },
  });
  expect(await tip(ann, TYPES.GRP_TIP_MBR_JOIN)).toMatchObject({ ID: joined.ID, payload: joined.payload });

  const added = await notice(bob, 7);
  expect(added).toMatchObject({
    conversationID: TYPES.CONV_SYSTEM,
    conversationType: TYPES.CONV_SYSTEM,
    from: TYPES.CONV_SYSTEM,
    flow: "in",
    isSystemMessage: true,
    ID: expect.stringMatching(/^144115198244471703-/) as string,
    payload: {
      operationType: 7,
      operatorID: ann.userID,
      handleMessage: "",
      groupProfile: { groupID, name: "friends", groupType: TYPES.GRP_WORK, from: TYPES.CONV_SYSTEM, to: bob.userID },
    },
  });
  const system = await bob.conversation(TYPES.CONV_SYSTEM);
  expect(system).toMatchObject({ type: TYPES.CONV_SYSTEM, unreadCount: 1, toAccount: TYPES.CONV_SYSTEM });
  expect(system?.lastMessage.type).toBe(TYPES.MSG_GRP_SYS_NOTICE);
  expect(bob.chat.getTotalUnreadMessageCount()).toBe(0);
  const { data } = await bob.chat.getMessageList({ conversationID: TYPES.CONV_SYSTEM });
  expect(data.messageList.map(({ ID }) => ID)).toEqual([added.ID]);
  await bob.chat.setMessageRead({ conversationID: TYPES.CONV_SYSTEM });
  expect((await bob.conversation(TYPES.CONV_SYSTEM))?.unreadCount).toBe(0);
  await expect(bob.chat.deleteMessage(data.messageList)).rejects.toMatchObject({ code: 2116 });
  await bob.chat.clearHistoryMessage(TYPES.CONV_SYSTEM);
  expect((await bob.chat.getMessageList({ conversationID: TYPES.CONV_SYSTEM })).data.messageList).toEqual([]);
});

test("a new profile reaches everybody; nothing changed, nothing raised [updateGroupProfile#2] [updateGroupProfile#7]", async () => {
  const ann = await person();
  const bob = await person();
  const group = await groupOf(ann, [bob], { type: TYPES.GRP_PUBLIC });
  const { groupID } = group;
  const { data } = await ann.chat.updateGroupProfile({
    groupID,
    name: "best friends",
    inviteOption: TYPES.INVITE_OPTIONS_FREE_ACCESS,
  });
  expect(data.group).toMatchObject({
    name: "best friends",
    inviteOption: TYPES.INVITE_OPTIONS_FREE_ACCESS,
    infoSequence: 2,
  });
  for (const it of [ann, bob]) {
    await it.event(EVENT.GROUP_LIST_UPDATED, (list) => list[0]?.name === "best friends");
    await it.event(EVENT.CONVERSATION_LIST_UPDATED, (list) =>
      list.some((of) => of.groupProfile?.name === "best friends" && of.lastMessage.lastSequence === 2),
    );
    expect((await tip(it, TYPES.GRP_TIP_GRP_PROFILE_UPDATED)).payload).toMatchObject({
      operatorID: ann.userID,
      userIDList: [ann.userID],
      memberList: [],
      newGroupProfile: { groupName: "best friends" },
      groupProfile: { groupID, groupName: "best friends" },
    });
  }
  await expect(bob.chat.updateGroupProfile({ groupID, name: "bob's" })).rejects.toMatchObject({ code: 10007 });
  bob.forget();
  await ann.chat.updateGroupProfile({ groupID, name: "best friends" });
  await say(ann, group, "a message");
  await until(() => heard(bob, group).length === 1, "the message");
  expect(
    bob
      .of(EVENT.GROUP_LIST_UPDATED)
      .flat()
      .every(({ infoSequence }) => infoSequence === 2),
  ).toBe(true);
});

test("custom fields are set, told and asked for by key [updateGroupProfile#5] [getGroupProfile#1]", async ({
  onTestFinished,
}) => {
  onTestFinished(await setting("group.customFields", ["colour", "size"]));
  const ann = await person();
  const bob = await person();
  const groupCustomField = [{ key: "size", value: "small" }];
  const group = await groupOf(ann, [bob], { groupCustomField });
  const { groupID } = group;
  expect(group.groupCustomField).toEqual(groupCustomField);
  await ann.chat.updateGroupProfile({ groupID, groupCustomField: [{ key: "colour", value: "blue" }] });
  expect((await tip(bob, TYPES.GRP_TIP_GRP_PROFILE_UPDATED)).payload).toMatchObject({
    newGroupProfile: { groupCustomField: [{ key: "colour", value: "blue" }] },
  });
  const asked = await bob.chat.getGroupProfile({ groupID, groupCustomFieldFilter: ["colour"] });
  expect(asked.data.group.groupCustomField).toEqual([{ key: "colour", value: "blue" }]);
  expect((await listed(bob, group))?.groupCustomField).toHaveLength(2);
});

test("what is told of a new profile depends on the type [updateGroupProfile#3]", async () => {
  const ann = await person();
  const notification = "at nine";
  for (const type of [TYPES.GRP_PUBLIC, TYPES.GRP_MEETING, TYPES.GRP_COMMUNITY]) {
    const { groupID } = await groupOf(ann, [], { type });
    await ann.chat.updateGroupProfile({ groupID, notification, muteAllMembers: true });
    await ann.chat.updateGroupProfile({ groupID, muteAllMembers: false }); // is not told
    const { messageList } = (await ann.chat.getMessageList({ conversationID: `GROUP${groupID}` })).data;
    expect(messageList).toMatchObject([{ sequence: 1, payload: { newGroupProfile: { notification } } }]);
  }
  const { groupID } = await groupOf(ann, [], { type: TYPES.GRP_AVCHATROOM });
  await ann.chat.joinGroup({ groupID });
  await ann.chat.updateGroupProfile({ groupID, notification: "now" });
  await ann.event(EVENT.MESSAGE_RECEIVED, (all) =>
    all.some(
      ({ to, sequence, payload }) =>
        to === groupID && sequence === 0 && JSON.stringify(payload["newGroupProfile"]) === '{"notification":"now"}',
    ),
  );
});
