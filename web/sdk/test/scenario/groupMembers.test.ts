import { expect, test, vi } from "vitest";
import type { Group, GroupApplication } from "../../src/index";
import { conversationOf, groupOf, groupText, notice, say, tip } from "./group";
import { device, EVENT, newUserID, person, TYPES, until, type Person } from "./person";
import { proxy } from "./proxy";
import { setting } from "./rest";

/** Waits until somebody's list has the group with these fields of selfInfo. */
const self = (who: Person, { groupID }: Group, expected: object): Promise<unknown> =>
  until(async () => {
    const { groupList } = (await who.chat.getGroupList()).data;
    const mine: Record<string, unknown> = { ...groupList.find((it) => it.groupID === groupID)?.selfInfo };
    return Object.entries(expected).every(([name, value]) => mine[name] === value);
  }, `selfInfo of ${who.userID}`);

const applications = async (who: Person): Promise<GroupApplication[]> =>
  (await who.chat.getGroupApplicationList()).data.applicationList;

test("the owner makes admins [setGroupMemberRole#1] [setGroupMemberRole#2]", async () => {
  const [ann, bob] = [await person(), await person()];
  const group = await groupOf(ann, [bob], { type: TYPES.GRP_PUBLIC });
  const { groupID } = group;
  const role = TYPES.GRP_MBR_ROLE_ADMIN;
  const { data } = await ann.chat.setGroupMemberRole({ groupID, userID: bob.userID, role });
  expect(data.member).toMatchObject({ userID: bob.userID, role, isOnline: true });
  expect(data.group.selfInfo.role).toBe(TYPES.GRP_MBR_ROLE_OWNER);
  expect((await tip(bob, TYPES.GRP_TIP_MBR_SET_ADMIN)).payload["userIDList"]).toEqual([bob.userID]);
  await notice(bob, 9);
  await self(bob, group, { role });
  const asked = { groupID, userID: ann.userID, role };
  await expect(bob.chat.setGroupMemberRole(asked)).rejects.toMatchObject({ code: 2681 });
  await expect(ann.chat.setGroupMemberRole(asked)).rejects.toMatchObject({ code: 2684 });
  await expect(ann.chat.setGroupMemberRole({ ...asked, userID: bob.userID, role: "King" })).rejects.toMatchObject({
    code: 2683,
  });
  const work = await groupOf(ann, [bob]);
  await expect(ann.chat.setGroupMemberRole({ groupID: work.groupID, userID: bob.userID, role })).rejects.toMatchObject({
    code: 2682,
  });
});

test("who is muted cannot write [setGroupMemberMuteTime#1] [setGroupMemberMuteTime#5] [setGroupMemberMuteTime#6]", async () => {
  const [ann, bob] = [await person(), await person()];
  const group = await groupOf(ann, [bob], { type: TYPES.GRP_PUBLIC });
  const { groupID } = group;
  const { userID } = bob;
  const { data } = await ann.chat.setGroupMemberMuteTime({ groupID, userID, muteTime: 600 });
  const { muteUntil } = data.member;
  expect(muteUntil).toBeGreaterThan(Date.now() / 1000 + 500);
  await self(bob, group, { muteUntil });
  expect((await tip(bob, TYPES.GRP_TIP_MBR_PROFILE_UPDATED)).payload["memberList"]).toMatchObject([
    { userID, muteTime: 600 },
  ]);
  await expect(bob.chat.sendMessage(groupText(bob, group, "may I?"))).rejects.toMatchObject({ code: 10017 });
  await ann.chat.setGroupMemberMuteTime({ groupID, userID, muteTime: 0 });
  await say(bob, group, "thanks");
  await expect(bob.chat.setGroupMemberMuteTime({ groupID, userID: ann.userID, muteTime: 1 })).rejects.toMatchObject({
    code: 10007,
  });
  await expect(ann.chat.setGroupMemberMuteTime({ groupID, userID: ann.userID, muteTime: 1 })).rejects.toMatchObject({
    code: 2685,
  });
  expect(() => ann.chat.setGroupMemberMuteTime({ groupID, userID, muteTime: -1 })).toThrow("Params validate failed.");
  const work = await groupOf(ann, [bob]);
  await expect(ann.chat.setGroupMemberMuteTime({ groupID: work.groupID, userID, muteTime: 1 })).rejects.toMatchObject({
    code: 10007,
  });
});

test("members have a name and fields in the group [setGroupMemberNameCard#1] [setGroupMemberNameCard#2] [setGroupMemberCustomField#1] [setGroupMemberCustomField#2] [setGroupMemberCustomField#3] [getGroupMemberProfile#1] [getGroupMemberProfile#2] [getGroupMemberProfile#3]", async () => {
  const restore = await setting("group.memberCustomFields", ["rank", "city"]);
  try {
    const [ann, bob] = [await person(), await person()];
    const group = await groupOf(ann, [bob], { type: TYPES.GRP_PUBLIC });
    const { groupID } = group;
    const { data } = await bob.chat.setGroupMemberNameCard({ groupID, nameCard: "Bob the guide" });
    expect(data.member.nameCard).toBe("Bob the guide");
    expect((await say(bob, group, "follow me")).nameCard).toBe("Bob the guide");
    const told = (message: { payload: { text?: string } }) => message.payload.text === "follow me";
    const got = await ann.event(EVENT.MESSAGE_RECEIVED, (all) => all.some(told)); // tips may come with it
    expect(got.find(told)?.nameCard).toBe("Bob the guide");
    await ann.chat.setGroupMemberNameCard({ groupID, userID: bob.userID, nameCard: "Bob" });
    await self(bob, group, { nameCard: "Bob" });
    await expect(
      bob.chat.setGroupMemberNameCard({ groupID, userID: ann.userID, nameCard: "Ann" }),
    ).rejects.toMatchObject({ code: 10007 });

    const memberCustomField = [
      { key: "rank", value: "guide" },
      { key: "city", value: "Oslo" },
    ];
    expect((await bob.chat.setGroupMemberCustomField({ groupID, memberCustomField })).data.member).toMatchObject({
      memberCustomField,
    });
    await expect(
      bob.chat.setGroupMemberCustomField({ groupID, userID: ann.userID, memberCustomField }),
    ).rejects.toMatchObject({ code: 10007 });
    await expect(
      bob.chat.setGroupMemberCustomField({ groupID, memberCustomField: [{ key: "shoe", value: "44" }] }),
    ).rejects.toMatchObject({ code: 10004 });
    await bob.chat.setGroupMemberCustomField({ groupID, memberCustomField: [{ key: "rank" }] });
    const some = await ann.chat.getGroupMemberProfile({
      groupID,
      userIDList: [bob.userID],
      memberCustomFieldFilter: ["rank", "city"],
    });
    expect(some.data.memberList).toMatchObject([{ memberCustomField: [{ key: "city", value: "Oslo" }] }]);
    const many = [...Array.from({ length: 50 }, (_, at) => `user${at}`), bob.userID];
    expect((await ann.chat.getGroupMemberProfile({ groupID, userIDList: many })).data.memberList).toEqual([]);

    const live = (await ann.chat.createGroup({ name: "live", type: TYPES.GRP_AVCHATROOM })).data.group.groupID;
    for (const call of [
      () => ann.chat.setGroupMemberNameCard({ groupID: live, nameCard: "Ann" }),
      () => ann.chat.setGroupMemberCustomField({ groupID: live, memberCustomField }),
      () => ann.chat.getGroupMemberProfile({ groupID: live, userIDList: [ann.userID] }),
    ]) {
      await expect(call()).rejects.toMatchObject({ code: 2687 });
    }
  } finally {
    await restore();
  }
});

test("whom a group begins with may have a role and fields [createGroup#5]", async () => {
  const restore = await setting("group.memberCustomFields", ["city"]);
  try {
    const [ann, bob, eve] = [await person(), await person(), await person()];
    const memberCustomField = [{ key: "city", value: "Oslo" }];
    const creation = {
      name: "climbers",
      type: TYPES.GRP_COMMUNITY,
      memberList: [
        { userID: bob.userID, role: TYPES.GRP_MBR_ROLE_ADMIN },
        { userID: eve.userID, role: TYPES.GRP_MBR_ROLE_CUSTOM, memberCustomField },
      ],
    };
    const { groupID } = (await ann.chat.createGroup(creation)).data.group;
    const userIDList = [bob.userID, eve.userID];
    expect((await ann.chat.getGroupMemberProfile({ groupID, userIDList })).data.memberList).toMatchObject([
      { role: TYPES.GRP_MBR_ROLE_ADMIN, memberCustomField: [] },
      { role: TYPES.GRP_MBR_ROLE_CUSTOM, memberCustomField },
    ]);
    await expect(ann.chat.createGroup({ ...creation, type: TYPES.GRP_PUBLIC })).rejects.toMatchObject({ code: 10004 });
  } finally {
    await restore();
  }
});

test("the first decision about an application holds, and its notice is gone everywhere [joinGroup#4] [getGroupApplicationList#1] [getGroupApplicationList#2] [handleGroupApplication#1] [handleGroupApplication#4]", async () => {
  const [ann, bob, eve] = [await person(), await person(), await person()];
  const group = await groupOf(ann, [bob], { type: TYPES.GRP_PUBLIC });
  const { groupID } = group;
  await ann.chat.setGroupMemberRole({ groupID, userID: bob.userID, role: TYPES.GRP_MBR_ROLE_ADMIN });
  const { status } = (await eve.chat.joinGroup({ groupID, applyMessage: "please" })).data;
  expect(status).toBe(TYPES.JOIN_STATUS_WAIT_APPROVAL);
  const [atAnn, atBob] = [await notice(ann, 1), await notice(bob, 1)];
  expect(atAnn.payload).toMatchObject({ operatorID: eve.userID, handleMessage: "please", groupProfile: { groupID } });
  expect(await applications(bob)).toMatchObject([
    { applicant: eve.userID, groupID, groupName: "friends", applicationType: 0, userID: "", note: "please" },
  ]);
  expect(() => ann.chat.handleGroupApplication({ handleAction: "Perhaps", message: atAnn })).toThrow(
    "Params validate failed.",
  );
  const { data } = await ann.chat.handleGroupApplication({
    handleAction: "Agree",
    handleMessage: "welcome",
    message: atAnn,
  });
  expect(data.group.memberCount).toBe(3);
  expect((await notice(eve, 2)).payload["handleMessage"]).toBe("welcome");
  await eve.event(EVENT.CONVERSATION_LIST_UPDATED, (list) =>
    list.some((it) => it.conversationID === conversationOf(group)),
  );
  await expect(bob.chat.handleGroupApplication({ handleAction: "Reject", message: atBob })).rejects.toMatchObject({
    code: 10024,
  });
  for (const who of [ann, bob]) {
    await until(() => who.chat.findMessage(atAnn.ID) === null, `the notice goes at ${who.userID}`);
    const { messageList } = (await who.chat.getMessageList({ conversationID: TYPES.CONV_SYSTEM })).data;
    expect(messageList.map(({ ID }) => ID)).not.toContain(atAnn.ID);
    expect(await applications(who)).toEqual([]);
  }
});

test("invitations are decided by the list only [handleGroupApplication#2] [handleGroupApplication#3]", async () => {
  const [ann, bob, eve] = [await person(), await person(), await person()];
  const { groupID } = await groupOf(ann, [bob], {
    type: TYPES.GRP_PUBLIC,
    inviteOption: TYPES.INVITE_OPTIONS_NEED_PERMISSION,
  });
  const { successUserIDList } = (await bob.chat.addGroupMember({ groupID, userIDList: [eve.userID] })).data;
  expect(successUserIDList).toEqual([eve.userID]);
  const message = await notice(ann, 23);
  expect(() => ann.chat.handleGroupApplication({ handleAction: "Agree", message })).toThrow("Params validate failed.");
  const [application] = await applications(ann);
  expect(application).toMatchObject({ applicationType: 2, applicant: bob.userID, userID: eve.userID, note: "" });
  await ann.chat.handleGroupApplication({ handleAction: "Agree", application });
  await expect(ann.chat.handleGroupApplication({ handleAction: "Reject", application })).rejects.toMatchObject({
    code: 10024,
  });
  await notice(bob, 13);
  await eve.event(EVENT.GROUP_LIST_UPDATED, (list) => list.some((it) => it.groupID === groupID));
});

test("the server is asked once in a minute how many are online [getGroupOnlineMemberCount#1] [getGroupOnlineMemberCount#2]", async () => {
  const net = await proxy();
  const [bob, ann] = [await person(), await person(newUserID("ann"), device(net.address))];
  const { groupID } = await groupOf(ann, [bob]);
  const count = async (who: Person): Promise<number> =>
    (await who.chat.getGroupOnlineMemberCount(groupID)).data.memberCount;
  expect(await count(ann)).toBe(2);
  net.muteServer(); // who asked would get no answer
  vi.useFakeTimers({ now: Date.now() + 59_000, toFake: ["Date"] });
  try {
    expect(await count(ann)).toBe(2);
  } finally {
    vi.useRealTimers();
  }
  net.unmuteServer();
  await ann.chat.quitGroup(groupID);
  expect(await count(ann)).toBe(0); // no member any more
  await bob.chat.addGroupMember({ groupID, userIDList: [ann.userID] });
  expect(await count(ann)).toBeGreaterThan(1); // at once, as 0 is no number to keep
});
