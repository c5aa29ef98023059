import { expect, test } from "vitest";
import type { Friend } from "../../src/index";
import { device, EVENT, newUserID, person, TYPES, until, type Person } from "./person";
import { proxy } from "./proxy";
import { setting } from "./rest";

const source = "AddSource_Type_Web";

const asked = async (name: string): Promise<Person> => {
  const somebody = await person(newUserID(name));
  await somebody.chat.updateMyProfile({ allowType: TYPES.ALLOW_TYPE_NEED_CONFIRM });
  return somebody;
};

const has =
  (friend: Person) =>
  (list: Friend[]): boolean =>
    list.some(({ userID }) => userID === friend.userID);

async function become(one: Person, other: Person): Promise<void> {
  await one.chat.addFriend({ to: other.userID, source });
  await other.event(EVENT.FRIEND_LIST_UPDATED, has(one));
}

const friends = async (someone: Person): Promise<string[]> =>
  (await someone.chat.getFriendList()).data.map(({ userID }) => userID);

test("who allows it is a friend at once, on all instances [addFriend#2] [addFriend#3] [addFriend#5] [getFriendList#1] [getFriendProfile#1] [getFriendGroupList#1]", async ({
  onTestFinished,
}) => {
  onTestFinished(await setting("login.maxWebInstances", 2));
  const ann = await person();
  const annToo = await person(ann.userID);
  const bob = await person();
  await bob.chat.updateMyProfile({ nick: "Bob", location: "Rome" });

  const { data } = await ann.chat.addFriend({ to: bob.userID, source, remark: "Bobby", groupName: "work" });
  expect(data).toEqual({ userID: bob.userID, code: 0 });
  for (const one of [ann, annToo]) {
    const [friend] = await one.event(EVENT.FRIEND_LIST_UPDATED, has(bob));
    expect(friend).toMatchObject({ remark: "Bobby", source, groupList: ["work"], profile: { nick: "Bob" } });
    const group = { name: "work", userIDList: [bob.userID], count: 1 };
    expect(await one.event(EVENT.FRIEND_GROUP_LIST_UPDATED)).toEqual([group]);
    expect((await one.chat.getFriendGroupList()).data).toEqual([group]);
  }
  await bob.event(EVENT.FRIEND_LIST_UPDATED, has(ann));
  const profiles = (await ann.chat.getFriendProfile({ userIDList: [bob.userID, "nobody"] })).data;
  expect(Math.abs(Date.now() - Number(profiles.friendList[0]?.timestamp))).toBeLessThan(60_000);
  expect(profiles.friendList).toMatchObject([{ userID: bob.userID, profile: { location: "Rome" } }]);
  expect(profiles.failureUserIDList).toMatchObject([{ userID: "nobody", code: 2700 }]);
  expect(await friends(ann)).toEqual([bob.userID]);
  const sources: unknown[] = ["Web", "AddSource_Type_", "AddSource_Type_TooLongWord", undefined];
  for (const wrong of sources) {
    expect(() => ann.chat.addFriend({ to: bob.userID, source: wrong as string })).toThrow("Params validate failed.");
  }
  await expect(ann.chat.addFriend({ to: bob.userID, source })).rejects.toMatchObject({ code: 30520 });
  await expect(ann.chat.addFriend({ to: ann.userID, source })).rejects.toMatchObject({ code: 30001 });
  await expect(ann.chat.addFriend({ to: "nobody-at-all", source })).rejects.toMatchObject({ code: 30003 });
});

test("others are asked and decide [addFriend#1] [getFriendApplicationList#1] [getFriendApplicationList#2] [acceptFriendApplication#1] [acceptFriendApplication#2] [setFriendApplicationRead#1] [compat#18]", async () => {
  const ann = await person();
  const bob = await asked("bob");
  const carol = await asked("carol");
  const added = await ann.chat.addFriend({ to: bob.userID, source, wording: "It's me", remark: "Bobby" });
  expect(added.data).toMatchObject({ userID: bob.userID, code: 30539 });
  await ann.chat.addFriend({ to: carol.userID, source });
  const sent = await ann.event(
    EVENT.FRIEND_APPLICATION_LIST_UPDATED,
    ({ friendApplicationList }) => friendApplicationList.length === 2,
  );
  expect(sent.friendApplicationList).toMatchObject([
    { userID: carol.userID, type: TYPES.SNS_APPLICATION_SENT_BY_ME },
    { userID: bob.userID, type: TYPES.SNS_APPLICATION_SENT_BY_ME },
  ]);
  expect(sent.unreadCount).toBe(0);
  const received = await bob.event(EVENT.FRIEND_APPLICATION_LIST_UPDATED);
  expect(received).toMatchObject({
    friendApplicationList: [{ userID: ann.userID, wording: "It's me", source, type: TYPES.SNS_APPLICATION_SENT_TO_ME }],
    unreadCount: 1,
  });
  expect((await bob.chat.setFriendApplicationRead()).data).toEqual({});
  await bob.event(EVENT.FRIEND_APPLICATION_LIST_UPDATED, ({ unreadCount }) => unreadCount === 0);
  expect((await bob.chat.getFriendApplicationList()).data.unreadCount).toBe(0);

  await bob.chat.acceptFriendApplication({ userID: ann.userID, remark: "Annie", tag: "old" });
  await carol.chat.acceptFriendApplication({ userID: ann.userID, type: TYPES.SNS_APPLICATION_AGREE });
  await ann.event(EVENT.FRIEND_LIST_UPDATED, (list) => list.length === 2);
  await ann.event(
    EVENT.FRIEND_APPLICATION_LIST_UPDATED,
    ({ friendApplicationList }) => friendApplicationList.length === 0,
  );
  expect((await bob.chat.getFriendList()).data).toMatchObject([
    { userID: ann.userID, remark: "Annie", groupList: ["old"] },
  ]);
  expect(await friends(carol)).toEqual([]);
  const dora = await person(); // asks nobody to be asked
  await ann.chat.addFriend({ to: dora.userID, source });
  expect((await dora.chat.getFriendApplicationList()).data).toEqual({ friendApplicationList: [], unreadCount: 0 });
});

test("requests are refused, withdrawn and hidden [addFriend#4] [refuseFriendApplication#1] [deleteFriendApplication#1]", async () => {
  const ann = await person();
  const bob = await asked("bob");
  const carol = await person();
  await carol.chat.updateMyProfile({ allowType: TYPES.ALLOW_TYPE_DENY_ANY });
  await expect(ann.chat.addFriend({ to: carol.userID, source })).rejects.toMatchObject({ code: 30516 });

  await ann.chat.addFriend({ to: bob.userID, source });
  await bob.event(EVENT.FRIEND_APPLICATION_LIST_UPDATED);
  ann.forget();
  bob.forget();
  await bob.chat.refuseFriendApplication({ userID: ann.userID });
  for (const one of [ann, bob]) {
    expect((await one.event(EVENT.FRIEND_APPLICATION_LIST_UPDATED)).friendApplicationList).toEqual([]);
  }
  await expect(bob.chat.refuseFriendApplication({ userID: ann.userID })).rejects.toMatchObject({ code: 30614 });
  await expect(bob.chat.acceptFriendApplication({ userID: ann.userID })).rejects.toMatchObject({ code: 30614 });

  await ann.chat.addFriend({ to: bob.userID, source });
  await bob.event(
    EVENT.FRIEND_APPLICATION_LIST_UPDATED,
    ({ friendApplicationList }) => friendApplicationList.length === 1,
  );
  bob.forget();
  await bob.chat.deleteFriendApplication({ userID: ann.userID });
  expect((await bob.event(EVENT.FRIEND_APPLICATION_LIST_UPDATED)).friendApplicationList).toEqual([]);
  const mine = { userID: bob.userID, type: TYPES.SNS_APPLICATION_SENT_BY_ME };
  await ann.chat.deleteFriendApplication(mine);
  expect((await ann.chat.getFriendApplicationList()).data.friendApplicationList).toEqual([]);
  await expect(ann.chat.deleteFriendApplication(mine)).rejects.toMatchObject({ code: 2716 });
});

test("friendships are checked and end, at one side or both [deleteFriend#1] [checkFriend#1] [checkFriend#2] [general#6]", async () => {
  const ann = await person();
  const bob = await person();
  await become(ann, bob);
  const relation = async (one: Person, other: Person, type?: string): Promise<unknown> =>
    (await one.chat.checkFriend({ userIDList: [other.userID], ...(type && { type }) })).data.successUserIDList;
  expect(await relation(ann, bob)).toEqual([{ userID: bob.userID, code: 0, relation: TYPES.SNS_TYPE_BOTH_WAY }]);

  const single = { userIDList: [bob.userID, "nobody"], type: TYPES.SNS_DELETE_TYPE_SINGLE };
  expect((await ann.chat.deleteFriend(single)).data).toMatchObject({
    successUserIDList: [{ userID: bob.userID }],
    failureUserIDList: [{ userID: "nobody", code: 2700 }],
  });
  expect(await relation(ann, bob)).toMatchObject([{ relation: TYPES.SNS_TYPE_B_WITH_A }]);
  expect(await relation(bob, ann)).toMatchObject([{ relation: TYPES.SNS_TYPE_A_WITH_B }]);
  expect(await relation(ann, bob, TYPES.SNS_CHECK_TYPE_SINGLE)).toMatchObject([
    { relation: TYPES.SNS_TYPE_NO_RELATION },
  ]);
  const { failureUserIDList } = (await ann.chat.checkFriend({ userIDList: ["nobody-at-all"] })).data;
  expect(failureUserIDList).toMatchObject([{ userID: "nobody-at-all", code: 30003 }]);

  await ann.chat.addFriend({ to: bob.userID, source });
  const many = Array.from({ length: 1000 }, (_, i) => `nobody-${i}`);
  await bob.chat.deleteFriend({ userIDList: [...many, ann.userID] }); // beyond the first thousand
  expect(await friends(bob)).toEqual([ann.userID]);
  ann.forget();
  await bob.chat.deleteFriend({ userIDList: [ann.userID] });
  expect(await ann.event(EVENT.FRIEND_LIST_UPDATED)).toEqual([]);
  expect(await relation(ann, bob)).toMatchObject([{ relation: TYPES.SNS_TYPE_NO_RELATION }]);
});

test("remarks show in conversations, fields must be configured [updateFriend#1] [updateFriend#2]", async ({
  onTestFinished,
}) => {
  onTestFinished(await setting("friend.customFields", ["Tag_SNS_Custom_Level"]));
  const ann = await person();
  const bob = await person();
  await bob.send("hi", ann);
  await ann.receives("hi");
  await become(ann, bob);
  const field = { key: "Tag_SNS_Custom_Level", value: "5" };
  const { data } = await ann.chat.updateFriend({ userID: bob.userID, remark: "Bobby", friendCustomField: [field] });
  expect(data).toMatchObject({ userID: bob.userID, remark: "Bobby", friendCustomField: [field] });
  await ann.event(EVENT.FRIEND_LIST_UPDATED, ([friend]) => friend?.remark === "Bobby");
  await ann.event(EVENT.CONVERSATION_LIST_UPDATED, ([conversation]) => conversation?.remark === "Bobby");
  const profile = await ann.chat.getConversationProfile(bob.conversationID);
  expect(profile.data.conversation.remark).toBe("Bobby");
  const other = { userID: bob.userID, friendCustomField: [{ key: "Tag_SNS_Custom_Other", value: "5" }] };
  await expect(ann.chat.updateFriend(other)).rejects.toMatchObject({ code: 30001 });
  await expect(ann.chat.updateFriend({ userID: bob.userID, remark: "ü".repeat(49) })).rejects.toMatchObject({
    code: 30001,
  });
  await expect(ann.chat.updateFriend({ userID: "nobody", remark: "?" })).rejects.toMatchObject({ code: 2700 });
  await ann.chat.deleteFriend({ userIDList: [bob.userID] });
  await ann.event(EVENT.CONVERSATION_LIST_UPDATED, ([conversation]) => conversation?.remark === "");
});

test("friends are sorted into groups [createFriendGroup#1] [deleteFriendGroup#1] [addToFriendGroup#1] [removeFromFriendGroup#1] [renameFriendGroup#1]", async () => {
  const ann = await person();
  const bob = await person();
  await become(ann, bob);
  const created = (await ann.chat.createFriendGroup({ name: "work", userIDList: ["nobody"] })).data;
  expect(created).toMatchObject({
    friendGroup: { name: "work", userIDList: [], count: 0 },
    failureUserIDList: [{ userID: "nobody", code: 32216 }],
  });
  await expect(ann.chat.createFriendGroup({ name: "work" })).rejects.toMatchObject({ code: 2710 });
  const members = { name: "work", userIDList: [bob.userID] };
  expect((await ann.chat.addToFriendGroup(members)).data.friendGroup).toEqual({ ...members, count: 1 });
  await ann.event(EVENT.FRIEND_GROUP_LIST_UPDATED, ([group]) => group?.count === 1);
  const renamed = { ...members, name: "office" };
  expect((await ann.chat.renameFriendGroup({ oldName: "work", newName: "office" })).data).toEqual({
    ...renamed,
    count: 1,
  });
  expect((await ann.chat.getFriendList()).data).toMatchObject([{ groupList: ["office"] }]);
  await expect(ann.chat.addToFriendGroup(members)).rejects.toMatchObject({ code: 2711 });
  expect((await ann.chat.removeFromFriendGroup(renamed)).data.friendGroup.count).toBe(0);
  await ann.chat.addToFriendGroup(renamed);
  expect((await ann.chat.deleteFriendGroup({ name: "office" })).data).toEqual({ ...renamed, count: 1 });
  expect((await ann.chat.getFriendGroupList()).data).toEqual([]);
  expect(await friends(ann)).toEqual([bob.userID]);
  for (let i = 0; i < 32; i++) await ann.chat.createFriendGroup({ name: `group ${i}` });
  await expect(ann.chat.createFriendGroup({ name: "one more" })).rejects.toMatchObject({ code: 30011 });
});

test("a friend's new profile is told [updateMyProfile#4]", async () => {
  const ann = await person();
  const bob = await person();
  await become(ann, bob);
  ann.forget();
  await bob.chat.updateMyProfile({ nick: "Bob the second" });
  expect(await ann.event(EVENT.PROFILE_UPDATED)).toMatchObject([{ userID: bob.userID, nick: "Bob the second" }]);
  expect(await ann.event(EVENT.FRIEND_LIST_UPDATED)).toMatchObject([{ profile: { nick: "Bob the second" } }]);
  await bob.send("hi", ann);
  await ann.event(EVENT.CONVERSATION_LIST_UPDATED, (list) => list[0]?.userProfile?.nick === "Bob the second");
  await bob.chat.updateMyProfile({ selfSignature: "builder" });
  await ann.event(EVENT.CONVERSATION_LIST_UPDATED, (list) => list[0]?.userProfile?.selfSignature === "builder");
});

test("what happens during a lost connection is known afterwards", async ({ onTestFinished }) => {
  onTestFinished(await setting("login.maxWebInstances", 2));
  const net = await proxy();
  const ann = await person(newUserID("ann"), device(net.address));
  const annToo = await person(ann.userID);
  const bob = await person();
  const carol = await person();
  const dora = await person();
  await become(annToo, bob);
  await ann.event(EVENT.FRIEND_LIST_UPDATED, has(bob));
  net.refuse();
  net.cut();
  await ann.event(EVENT.NET_STATE_CHANGE, ({ state }) => state === "disconnected");
  await annToo.chat.addFriend({ to: carol.userID, source });
  await annToo.chat.createFriendGroup({ name: "all", userIDList: [bob.userID, carol.userID] });
  await annToo.chat.addToBlacklist({ userIDList: [dora.userID] });
  await bob.chat.updateMyProfile({ nick: "New" });
  net.accept();
  expect(await ann.event(EVENT.PROFILE_UPDATED)).toMatchObject([{ userID: bob.userID, nick: "New" }]);
  await ann.event(EVENT.FRIEND_LIST_UPDATED, has(carol));
  expect(await ann.event(EVENT.BLACKLIST_UPDATED)).toEqual([dora.userID]);
  expect((await ann.chat.getFriendGroupList()).data).toMatchObject([{ name: "all", count: 2 }]);

  ann.forget();
  net.refuse();
  net.cut();
  await ann.event(EVENT.NET_STATE_CHANGE, ({ state }) => state === "disconnected");
  await bob.chat.updateMyProfile({ nick: "Newer" });
  net.accept();
  expect(await ann.event(EVENT.PROFILE_UPDATED)).toMatchObject([{ userID: bob.userID, nick: "Newer" }]);
  await ann.chat.logout();
  const again = await person(ann.userID);
  expect((await again.event(EVENT.FRIEND_LIST_UPDATED)).length).toBe(2); // as soon as it is ready
  expect(await again.event(EVENT.BLACKLIST_UPDATED)).toEqual([dora.userID]);
});

test("friends made by two instances at once are known to both, whatever order the news take", async ({
  onTestFinished,
}) => {
  onTestFinished(await setting("login.maxWebInstances", 2));
  const ann = await person();
  const annToo = await person(ann.userID);
  const people = await Promise.all(Array.from({ length: 12 }, () => person()));
  await Promise.all(
    people.map(({ userID }, i) =>
      (i % 2 ? ann : annToo).chat.addFriend({ to: userID, source, groupName: `g${i % 3}` }),
    ),
  );
  for (const one of [ann, annToo]) {
    await until(() => one.of(EVENT.FRIEND_LIST_UPDATED).at(-1)?.length === people.length, "all friends");
  }
  const timeless = async ({ chat }: Person) => (await chat.getFriendList()).data.map((it) => ({ ...it, timestamp: 0 }));
  expect(await timeless(ann)).toEqual(await timeless(annToo));
  const groups = (await ann.chat.getFriendGroupList()).data;
  expect(groups.map(({ count }) => count)).toEqual([4, 4, 4]);
});
