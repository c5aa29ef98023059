import { expect, test } from "vitest";
import { groupOf, groupText, say } from "./group";
import { EVENT, newUserID, person, TYPES } from "./person";
import { setting } from "./rest";

const codeOf = (call: Promise<unknown>): Promise<number> =>
  call.then(
    () => 0,
    (error: unknown) => (error as { code: number }).code,
  );

test("owner and admins pin messages of a group, and all its members hear of it", async () => {
  const [ann, bob] = await Promise.all([person(), person()]);
  const group = await groupOf(ann, [bob]);
  const { groupID } = group;
  const message = await say(bob, group, "keep this");
  expect(await codeOf(bob.chat.pinGroupMessage({ groupID, message, isPinned: true }))).toBe(10007);

  expect(await ann.chat.pinGroupMessage({ groupID, message, isPinned: true })).toEqual({ code: 0, data: {} });
  const operatorInfo = { userID: ann.userID, nick: "", avatar: "" };
  for (const who of [ann, bob]) {
    const event = await who.event(EVENT.PINNED_GROUP_MESSAGE_UPDATED);
    expect(event).toMatchObject({ groupID, isPinned: true, operatorInfo, message: { ID: message.ID } });
    expect(event.message).toMatchObject({ payload: { text: "keep this" }, pinnerInfo: operatorInfo });
  }
  const { messageList } = (await bob.chat.getPinnedGroupMessageList(groupID)).data;
  expect(messageList).toHaveLength(1);
  expect(messageList[0]).toBe(message); // the object that is kept up to date
  expect(message.pinnerInfo).toEqual(operatorInfo);

  await ann.chat.pinGroupMessage({ groupID, message, isPinned: false });
  const taken = await bob.event(EVENT.PINNED_GROUP_MESSAGE_UPDATED, (it) => !it.isPinned);
  expect(Object.keys(taken.message).sort()).toEqual(["ID", "clientTime", "random", "sequence", "time"]);
  expect(message.pinnerInfo).toBeNull();
  expect((await bob.chat.getPinnedGroupMessageList(groupID)).data.messageList).toEqual([]);
  const unsent = groupText(ann, group, "never sent");
  expect(await codeOf(ann.chat.pinGroupMessage({ groupID, message: unsent, isPinned: true }))).toBe(20026);
});

test("users, groups and members are found by parts of their names", async () => {
  const word = newUserID("otter");
  const [ann, bob, cid] = await Promise.all([person(), person(), person()]);
  await bob.chat.updateMyProfile({ nick: `Bob the ${word}`, gender: TYPES.GENDER_MALE, birthday: 19900101 });
  await cid.chat.updateMyProfile({ nick: `王小明 ${word.toUpperCase()}`, gender: TYPES.GENDER_FEMALE });

  const users = (await ann.chat.searchCloudUsers({ keywordList: [word] })).data;
  expect(users).toMatchObject({ totalCount: 2, cursor: "" });
  expect(users.searchResultList.map(({ userID }) => userID).sort()).toEqual([bob.userID, cid.userID].sort());
  const six = ["no1", "no2", "no3", "no4"].map((it) => it + word).concat(word, "no6");
  expect((await ann.chat.searchCloudUsers({ keywordList: six, count: 200 })).data.totalCount).toBe(2); // `general#6`
  const one = await ann.chat.searchCloudUsers({
    keywordList: [word, "bob"],
    keywordListMatchType: "and",
    gender: TYPES.GENDER_MALE,
    miniBirthday: 19800101,
    maxBirthday: 19991231,
  });
  expect(one.data.searchResultList).toMatchObject([{ userID: bob.userID, nick: `Bob the ${word}` }]);
  const first = (await ann.chat.searchCloudUsers({ keywordList: [word], count: 1 })).data;
  const second = (await ann.chat.searchCloudUsers({ keywordList: [word], count: 1, cursor: first.cursor })).data;
  expect(second).toMatchObject({ totalCount: 2, cursor: "" });
  expect(second.searchResultList[0]?.userID).not.toBe(first.searchResultList[0]?.userID);

  const { groupID } = await groupOf(ann, [bob], { name: `The ${word}`, type: TYPES.GRP_PUBLIC });
  const mine = await bob.chat.searchCloudGroups({ keywordList: [word], groupTypeList: [TYPES.GRP_PUBLIC] });
  expect(mine.data).toMatchObject({ totalCount: 1, searchResultList: [{ groupID, name: `The ${word}` }] });
  const theirs = await cid.chat.searchCloudGroups({ keywordList: [word] });
  expect(theirs.data.searchResultList[0]?.selfInfo.userID).toBe("");

  await bob.chat.setGroupMemberNameCard({ groupID, nameCard: `Bobby ${word}` });
  const members = await ann.chat.searchCloudGroupMembers({ keywordList: ["bobby"], groupIDList: [groupID] });
  expect(members.data).toEqual({
    totalCount: 1,
    cursor: "",
    searchResultList: [
      {
        groupInfo: { groupID, name: `The ${word}`, type: TYPES.GRP_PUBLIC, avatar: "" },
        memberList: [{ userID: bob.userID, nick: `Bob the ${word}`, nameCard: `Bobby ${word}`, avatar: "" }],
      },
    ],
  });
  expect((await cid.chat.searchCloudGroupMembers({ keywordList: ["bobby"] })).data.searchResultList).toEqual([]);
});

test("searches for names are refused without keywords, too often, and when they are switched off [general#5] [general#9]", async () => {
  const ann = await person();
  expect(() => ann.chat.searchCloudUsers({ keywordList: [] })).toThrow("Params validate failed.");
  expect(await codeOf(ann.chat.searchCloudGroups({ keywordList: ["a"], groupTypeList: [TYPES.GRP_AVCHATROOM] }))).toBe(
    27003,
  );
  const codes = await Promise.all(
    Array.from({ length: 21 }, () => codeOf(ann.chat.searchCloudGroupMembers({ keywordList: ["a"] }))),
  );
  expect(codes.filter((code) => code === 2996)).toHaveLength(1);
  const restore = await setting("search.cloud", false);
  try {
    await ann.event(EVENT.SERVER_CONFIG_UPDATED, ({ config }) => config.disabled.includes("search.cloud"));
    expect(await codeOf(ann.chat.searchCloudUsers({ keywordList: ["a"] }))).toBe(3122);
  } finally {
    await restore();
  }
});
