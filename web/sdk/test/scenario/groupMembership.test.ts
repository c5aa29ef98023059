import { expect, test } from "vitest";
import { groupOf, notice, say, tip } from "./group";
import { EVENT, newUserID, person, TYPES } from "./person";
import { rest, setting } from "./rest";

test("members are added and put out [addGroupMember#1] [addGroupMember#2] [addGroupMember#3] [addGroupMember#7] [deleteGroupMember#4] [getGroupMemberList#9]", async () => {
  const ann = await person();
  const bob = await person();
  const carol = await person();
  const group = await groupOf(ann, [bob]);
  const { groupID } = group;
  const { data } = await bob.chat.addGroupMember({ groupID, userIDList: [ann.userID, carol.userID] });
  expect(data).toMatchObject({
    successUserIDList: [carol.userID],
    failureUserIDList: [],
    existedUserIDList: [ann.userID],
    overLimitUserIDList: [],
    group: { groupID, memberCount: 3 },
  });
  await carol.event(EVENT.GROUP_LIST_UPDATED, (list) => list[0]?.groupID === groupID);
  await ann.event(EVENT.GROUP_LIST_UPDATED, (list) => list[0]?.memberCount === 3);
  const strangers = [newUserID()];
  await expect(bob.chat.addGroupMember({ groupID, userIDList: strangers })).rejects.toMatchObject({ code: 10019 });
  await expect(bob.chat.deleteGroupMember({ groupID, userIDList: [carol.userID] })).rejects.toMatchObject({
    code: 10007,
  });

  const out = await ann.chat.deleteGroupMember({ groupID, userIDList: [carol.userID], reason: "too loud" });
  expect(out.data).toMatchObject({ group: { memberCount: 2 }, userIDList: [carol.userID] });
  await carol.event(EVENT.GROUP_LIST_UPDATED, (list) => list.length === 0);
  expect((await notice(carol, 4)).payload).toMatchObject({ operatorID: ann.userID, handleMessage: "too loud" });
  const told = await tip(bob, TYPES.GRP_TIP_MBR_KICKED_OUT);
  expect(told.payload).toMatchObject({
    userIDList: [carol.userID],
    memberList: [{ userID: carol.userID, reason: "too loud" }],
    memberNum: 2,
  });
  expect((await carol.chat.getGroupMemberList({ groupID })).data).toEqual({ memberList: [], offset: 0 });
  await expect(say(carol, group, "hello?")).rejects.toMatchObject({ code: 10007 });

  const publicGroup = await groupOf(ann, [bob], { type: TYPES.GRP_PUBLIC });
  const asked = bob.chat.addGroupMember({ groupID: publicGroup.groupID, userIDList: [carol.userID] });
  await expect(asked).rejects.toMatchObject({ code: 10007 });
});

test("members are listed page by page and from any place [getGroupMemberList#2] [getGroupMemberList#3] [getGroupMemberList#4] [getGroupMemberList#7]", async () => {
  const ann = await person();
  const others = Array.from({ length: 39 }, () => newUserID("member"));
  await rest("im_open_login_svc/multiaccount_import", { AccountList: others.map((UserID) => ({ UserID })) });
  const group = await groupOf(ann, [], {
    type: TYPES.GRP_PUBLIC,
    memberList: others.map((userID) => ({ userID })),
  });
  const { groupID } = group;
  expect(group.memberCount).toBe(40);
  const page = async (options: object): Promise<{ users: string[]; offset: number | string }> => {
    const { memberList, offset } = (await ann.chat.getGroupMemberList({ groupID, ...options })).data;
    return { users: memberList.map(({ userID }) => userID), offset };
  };
  const first = await page({ offset: 0 });
  expect(first).toMatchObject({ offset: 15 });
  const second = await page({ count: 15, offset: first.offset });
  const last = await page({ count: 30, offset: second.offset });
  expect(last).toMatchObject({ offset: 0 });
  const all = [...first.users, ...second.users, ...last.users];
  expect(all).toHaveLength(40);
  expect([...all].sort()).toEqual([ann.userID, ...others].sort());
  expect(await page({ count: 100 })).toEqual({ users: all, offset: 0 });
  expect(await page({ count: 3, offset: 22 })).toEqual({ users: all.slice(22, 25), offset: 25 });
  expect(await page({ offset: 40 })).toEqual({ users: [], offset: 0 });
  expect(await page({ role: TYPES.GRP_MBR_ROLE_OWNER })).toEqual({ users: [ann.userID], offset: 0 });
  const { memberList } = (await ann.chat.getGroupMemberList({ groupID, role: TYPES.GRP_MBR_ROLE_OWNER })).data;
  expect(memberList).toMatchObject([{ userID: ann.userID, role: "Owner", nameCard: "", muteUntil: 0, nick: "" }]);
});

test("who is in as many groups as may be is left out [createGroup#6] [addGroupMember#6]", async ({
  onTestFinished,
}) => {
  onTestFinished(await setting("group.maxPerUser", 50));
  const [ann, bob, carol] = [await person(), await person(), await person()];
  const memberList = [{ userID: bob.userID }];
  const groups = [ann, carol].flatMap(({ chat }) =>
    Array.from({ length: 25 }, (_, i) => chat.createGroup({ name: `group ${i}`, memberList })),
  );
  await Promise.all(groups);
  const { data } = await carol.chat.createGroup({
    name: "one more",
    memberList: [...memberList, { userID: ann.userID }],
  });
  expect(data).toMatchObject({ overLimitUserIDList: [bob.userID], group: { memberCount: 2 } });
  const { groupID } = data.group;
  const added = await carol.chat.addGroupMember({ groupID, userIDList: [bob.userID] });
  expect(added.data).toMatchObject({ overLimitUserIDList: [bob.userID], successUserIDList: [] });
  await expect(bob.chat.createGroup({ name: "his own" })).rejects.toMatchObject({ code: 10037 });
});

test("who may bring others is up to the group [addGroupMember#4] [addGroupMember#5] [addGroupMember#8]", async () => {
  const [ann, bob, carol] = [await person(), await person(), await person()];
  const userIDList = [carol.userID];
  const town = await groupOf(ann, [bob], { type: TYPES.GRP_COMMUNITY });
  const brought = await bob.chat.addGroupMember({ groupID: town.groupID, userIDList });
  expect(brought.data.successUserIDList).toEqual(userIDList);
  const { groupID } = await groupOf(ann, [], { type: TYPES.GRP_AVCHATROOM });
  await expect(ann.chat.addGroupMember({ groupID, userIDList })).rejects.toMatchObject({ code: 2661 });
  const inviteOption = TYPES.INVITE_OPTIONS_NEED_PERMISSION;
  const asked = await groupOf(ann, [], { type: TYPES.GRP_PUBLIC, inviteOption });
  const added = await ann.chat.addGroupMember({ groupID: asked.groupID, userIDList });
  expect(added.data).toMatchObject({ successUserIDList: userIDList, group: { memberCount: 2 } }); // at once
  const shut = await groupOf(ann, [], { type: TYPES.GRP_PUBLIC });
  const refused = ann.chat.addGroupMember({ groupID: shut.groupID, userIDList });
  await expect(refused).rejects.toMatchObject({ code: 10007 });
});

test("a list of those to put out is cut after the first hundred [deleteGroupMember#5]", async () => {
  const [ann, bob] = [await person(), await person()];
  const { groupID } = await groupOf(ann, [bob]);
  const others = Array.from({ length: 100 }, () => newUserID());
  const userIDList = [...others, bob.userID];
  await expect(ann.chat.deleteGroupMember({ groupID, userIDList })).rejects.toMatchObject({ code: 2623 });
  expect((await ann.chat.getGroupProfile({ groupID })).data.group.memberCount).toBe(2);
});

test("lists of members say who is online, and of communities come by cursor [getGroupMemberList#1] [getGroupMemberList#8]", async () => {
  const [ann, bob] = [await person(), await person()];
  const users = Array.from({ length: 19 }, () => newUserID("citizen"));
  await rest("im_open_login_svc/multiaccount_import", { AccountList: users.map((UserID) => ({ UserID })) });
  const memberList = [bob.userID, ...users].map((userID) => ({ userID }));
  const { groupID } = await groupOf(ann, [], { type: TYPES.GRP_COMMUNITY, memberList });
  const first = (await ann.chat.getGroupMemberList({ groupID, count: 15 })).data;
  expect(first.memberList).toHaveLength(15);
  expect(first.offset).toEqual(expect.any(String));
  const rest15 = (await ann.chat.getGroupMemberList({ groupID, count: 15, offset: first.offset })).data;
  expect(rest15.offset).toBe(0);
  const all = [...first.memberList, ...rest15.memberList];
  expect(all.map(({ userID }) => userID).sort()).toEqual([ann.userID, bob.userID, ...users].sort());
  const online = all.filter(({ isOnline }) => isOnline).map(({ userID }) => userID);
  expect(online.sort()).toEqual([ann.userID, bob.userID].sort());
});
