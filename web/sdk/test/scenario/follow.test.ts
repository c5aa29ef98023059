import { expect, test } from "vitest";
import { EVENT, newUserID, person } from "./person";
import { rest, setting } from "./rest";

test("following shows in lists, counts and events on both sides [getMyFollowersList#3] [getMyFollowersList#4] [getUserFollowInfo#2] [checkFollowType#3]", async ({
  onTestFinished,
}) => {
  onTestFinished(await setting("login.maxWebInstances", 2));
  const ann = await person();
  const annToo = await person(ann.userID);
  const bob = await person();
  const carol = await person();
  await bob.chat.updateMyProfile({ nick: "Bob" });

  const { data } = await ann.chat.followUser([bob.userID, carol.userID, ann.userID, "nobody"]);
  expect(data.map(({ userID, resultCode }) => [userID, resultCode])).toEqual([
    [bob.userID, 0],
    [carol.userID, 0],
    [ann.userID, 30001],
    ["nobody", 30003],
  ]);
  for (const one of [ann, annToo]) {
    expect(await one.event(EVENT.MY_FOLLOWING_LIST_UPDATED)).toMatchObject({
      isAdd: true,
      userInfoList: [{ userID: bob.userID, nick: "Bob" }, { userID: carol.userID }],
    });
  }
  const mine = { isAdd: true, userInfoList: [{ userID: ann.userID }] };
  expect(await bob.event(EVENT.MY_FOLLOWERS_LIST_UPDATED)).toMatchObject(mine);
  await bob.chat.followUser([ann.userID]);
  expect(await bob.event(EVENT.MUTUAL_FOLLOWERS_LIST_UPDATED)).toMatchObject(mine);
  for (const one of [ann, annToo]) await one.event(EVENT.MUTUAL_FOLLOWERS_LIST_UPDATED);

  const following = (await ann.chat.getMyFollowingList()).data;
  expect(following.resultList.map(({ userID }) => userID).sort()).toEqual([bob.userID, carol.userID].sort());
  expect(following.nextCursor).toBe("");
  const followers = (await ann.chat.getMyFollowersList("")).data;
  expect(followers).toMatchObject({ resultList: [{ userID: bob.userID, nick: "Bob" }], nextCursor: "" });
  expect(followers.resultList[0]?.followTime).toBeGreaterThan(Date.now() / 1000 - 600);
  expect((await ann.chat.getMutualFollowersList()).data.resultList).toMatchObject([{ userID: bob.userID }]);
  expect((await ann.chat.getUserFollowInfo()).data).toEqual([
    { userID: ann.userID, followersCount: 1, followingCount: 2, mutualFollowersCount: 1 },
  ]);
  expect((await ann.chat.getUserFollowInfo([carol.userID])).data).toMatchObject([{ followersCount: 1 }]);
  const types = (await ann.chat.checkFollowType([bob.userID, carol.userID, "nobody"])).data;
  expect(types.map(({ followType }) => followType)).toEqual([3, 2, 0]);
  expect((await carol.chat.checkFollowType([ann.userID])).data).toEqual([{ userID: ann.userID, followType: 1 }]);

  await ann.chat.unfollowUser([bob.userID]);
  const gone = { isAdd: false, userInfoList: [ann.userID] };
  expect(await bob.event(EVENT.MY_FOLLOWERS_LIST_UPDATED, ({ isAdd }) => !isAdd)).toEqual(gone);
  expect(await bob.event(EVENT.MUTUAL_FOLLOWERS_LIST_UPDATED, ({ isAdd }) => !isAdd)).toEqual(gone);
  await annToo.event(EVENT.MY_FOLLOWING_LIST_UPDATED, ({ isAdd }) => !isAdd);
  expect((await bob.chat.getMutualFollowersList()).data.resultList).toEqual([]);
});

test("an operator may switch it off [followUser#1] [unfollowUser#1] [getMyFollowersList#1] [getMyFollowingList#1] [getMutualFollowersList#1] [getUserFollowInfo#1] [checkFollowType#1] [general#5]", async () => {
  const { chat, event } = await person();
  const restore = await setting("follow.enabled", false);
  try {
    await event(EVENT.SERVER_CONFIG_UPDATED, ({ config }) => config.disabled.includes("follow.enabled"));
    const calls = [
      chat.followUser(["bob"]),
      chat.unfollowUser(["bob"]),
      chat.getMyFollowersList(),
      chat.getMyFollowingList(),
      chat.getMutualFollowersList(),
      chat.getUserFollowInfo(),
      chat.checkFollowType(["bob"]),
    ];
    for (const call of calls) await expect(call).rejects.toMatchObject({ code: 3122 });
  } finally {
    await restore();
  }
});

test("too many at once are refused [followUser#2] [followUser#4] [unfollowUser#2] [checkFollowType#2]", async () => {
  const { chat } = await person();
  const many = Array.from({ length: 21 }, (_, i) => `user-${i}`);
  await expect(chat.followUser(many)).rejects.toMatchObject({ code: 30001 });
  await expect(chat.unfollowUser(many)).rejects.toMatchObject({ code: 30001 });
  for (let i = 0; i < 20; i++) await chat.checkFollowType(["bob"]);
  await expect(chat.checkFollowType(["bob"])).rejects.toMatchObject({ code: 2996 });
});

test(
  "lists come in pages of 500 [getMyFollowersList#2] [getMyFollowersList#3] [getMyFollowingList#2] [getMutualFollowersList#2]",
  { timeout: 120_000 },
  async () => {
    const star = await person();
    const fans: string[] = [];
    const follow = async (): Promise<void> => {
      const fan = await person(newUserID("fan"));
      await fan.chat.followUser([star.userID]);
      fans.push(fan.userID);
      await fan.chat.destroy();
    };
    for (let i = 0; i < 501; i += 20) {
      await Promise.all(Array.from({ length: Math.min(20, 501 - i) }, follow));
    }
    for (let i = 0; i < 501; i += 20) await star.chat.followUser(fans.slice(i, i + 20));
    const { chat } = star;
    const lists = [
      (cursor?: string) => chat.getMyFollowersList(cursor),
      (cursor?: string) => chat.getMyFollowingList(cursor),
      (cursor?: string) => chat.getMutualFollowersList(cursor),
    ];
    for (const list of lists) {
      const first = (await list()).data;
      expect(first.resultList).toHaveLength(500);
      const second = (await list(first.nextCursor)).data;
      expect(second.resultList).toHaveLength(1);
      expect(second.nextCursor).toBe("");
      const found = [...first.resultList, ...second.resultList].map(({ userID }) => userID);
      expect(found.sort()).toEqual([...fans].sort());
    }
  },
);

test("5000 users may be followed [followUser#3]", { timeout: 120_000 }, async () => {
  const { chat } = await person();
  const prefix = newUserID("many");
  const users = Array.from({ length: 5001 }, (_, i) => `${prefix}-${i}`);
  for (let i = 0; i < users.length; i += 100) {
    const AccountList = users.slice(i, i + 100).map((UserID) => ({ UserID }));
    await rest("im_open_login_svc/multiaccount_import", { AccountList });
  }
  for (let i = 0; i < 5000; i += 200) {
    const calls = Array.from({ length: 10 }, (_, k) => chat.followUser(users.slice(i + 20 * k, i + 20 * k + 20)));
    await Promise.all(calls);
  }
  expect((await chat.getUserFollowInfo()).data[0]?.followingCount).toBe(5000);
  await expect(chat.followUser(users.slice(4990, 5001))).rejects.toMatchObject({ code: 30010 });
  expect((await chat.followUser(users.slice(4980, 5000))).data.every(({ resultCode }) => resultCode === 0)).toBe(true);
});
