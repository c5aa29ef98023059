import { expect, test } from "vitest";
import type { CreateGroupOptions, Group } from "../../src/index";
import { conversationOf, groupOf, heard, listed, say } from "./group";
import { device, EVENT, newUserID, person, TYPES, until, type Person } from "./person";
import { proxy } from "./proxy";

const JOIN = TYPES.GRP_TIP_MBR_JOIN;
const RENAMED = TYPES.GRP_TIP_GRP_PROFILE_UPDATED;

/** A group of a chosen ID that has had another name and three messages, all of which have reached bob. */
async function oldGroup(ann: Person, bob: Person, options: Partial<CreateGroupOptions>): Promise<Group> {
  const group = await groupOf(ann, [bob], { name: "first", ...options });
  await ann.chat.updateGroupProfile({ groupID: group.groupID, name: "old" });
  for (const text of ["1", "2", "3"]) await say(ann, group, text);
  await until(() => heard(bob, group).includes("3"), "what is said in the old group");
  return group;
}

const isGone = (who: Person, group: Group) => until(async () => !(await listed(who, group)), "the end of the group");

/** Times are in seconds: only in the next one something made later is told apart by them. */
const nextSecond = ({ createTime }: { readonly createTime: number }) =>
  until(() => Date.now() / 1000 > createTime + 1, "the next second");

test("a group that gets the ID of one that was dismissed begins anew [createGroup#4]", async () => {
  const [ann, bob] = [await person(), await person()];
  const options = { groupID: newUserID("club"), type: TYPES.GRP_PUBLIC };
  const group = await oldGroup(ann, bob, options);
  const id = conversationOf(group);
  await bob.chat.setMessageRemindType({
    groupID: group.groupID,
    messageRemindType: TYPES.MSG_REMIND_ACPT_NOT_NOTE,
  });
  await bob.chat.setConversationDraft({ conversationID: id, draftText: "so far" });
  await ann.chat.dismissGroup(group.groupID);
  await isGone(bob, group);
  expect((await bob.conversation(id))?.lastMessage.messageForShow).toBe("3"); // `dismissGroup#2`
  for (const it of [ann, bob]) it.forget();

  await groupOf(ann, [bob], { name: "new", ...options });
  await say(ann, group, "a");
  await say(ann, group, "b");

  await until(() => heard(bob, group).includes("b"), "what is said in the new group");
  expect(heard(bob, group)).toEqual([JOIN, "a", "b"]);
  const isNew = { name: "new", infoSequence: 1, memberCount: 2, nextMessageSeq: 4 };
  for (const [who, unreadCount] of [[bob, 2] as const, [ann, 0] as const]) {
    expect(await listed(who, group)).toMatchObject({ ...isNew, lastMessage: { lastSequence: 3 } });
    expect(await who.conversation(id)).toMatchObject({
      unreadCount,
      lastMessage: { messageForShow: "b", lastSequence: 3 },
      groupProfile: isNew,
      messageRemindType: TYPES.MSG_REMIND_ACPT_AND_NOTE,
      draftText: "",
    });
    expect(who.chat.getTotalUnreadMessageCount()).toBe(unreadCount);
  }
  await bob.chat.setMessageRead({ conversationID: id });
  expect((await bob.conversation(id))?.unreadCount).toBe(0);
  const { messageList } = (await bob.chat.getMessageList({ conversationID: id })).data;
  expect(messageList.map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
});

test("a group that got the ID of another one while nobody listened begins anew [createGroup#4]", async () => {
  const net = await proxy();
  const [ann, bob] = [await person(), await person(newUserID("bob"), device(net.address))];
  const options = { groupID: newUserID("club"), type: TYPES.GRP_PUBLIC };
  const group = await oldGroup(ann, bob, options);
  net.refuse();
  net.cut();
  await bob.event(EVENT.NET_STATE_CHANGE, ({ state }) => state === "disconnected");
  await ann.chat.dismissGroup(group.groupID);
  await nextSecond(group);
  await ann.chat.createGroup({ name: "new", ...options, memberList: [{ userID: bob.userID }] });
  await say(ann, group, "a");
  bob.forget();

  net.accept();

  await until(() => heard(bob, group).includes("a"), "what was missed");
  await say(ann, group, "b");
  await until(() => heard(bob, group).includes("b"), "what is said then");
  expect(heard(bob, group)).toEqual([JOIN, "a", "b"]);
  await until(async () => (await listed(bob, group))?.name === "new", "the new name");
  expect(await listed(bob, group)).toMatchObject({ infoSequence: 1, nextMessageSeq: 4 });
  expect(await bob.conversation(conversationOf(group))).toMatchObject({
    unreadCount: 2,
    lastMessage: { messageForShow: "b" },
  });
});

test("who has quit a group comes into another one of its ID, or again into the same [createGroup#4] [quitGroup#2]", async () => {
  const [ann, bob] = [await person(), await person()];
  const joinOption = TYPES.JOIN_OPTIONS_FREE_ACCESS;
  const options = { groupID: newUserID("club"), type: TYPES.GRP_PUBLIC, joinOption };
  const group = await oldGroup(ann, bob, options);
  const { groupID } = group;
  const id = conversationOf(group);
  await bob.chat.quitGroup(groupID);
  await say(ann, group, "without bob");
  await bob.chat.joinGroup({ groupID });
  await say(ann, group, "4");
  await until(() => heard(bob, group).includes("4"), "what is said in the same group");
  expect(heard(bob, group)).toEqual([JOIN, RENAMED, "1", "2", "3", JOIN, "4"]);
  expect(await bob.conversation(id)).toMatchObject({ unreadCount: 1, groupProfile: { name: "old" } });
  await bob.chat.quitGroup(groupID);
  await ann.chat.dismissGroup(groupID); // nobody tells bob
  await nextSecond(group);
  await groupOf(ann, [], { name: "new", ...options });
  bob.forget();

  const joined = (await bob.chat.joinGroup({ groupID })).data.group;
  await say(ann, group, "a");

  expect(joined).toMatchObject({ name: "new", memberCount: 2 });
  await until(() => heard(bob, group).includes("a"), "what is said in the other group");
  expect(heard(bob, group)).toEqual([JOIN, "a"]);
  expect(await bob.conversation(id)).toMatchObject({
    unreadCount: 1,
    lastMessage: { messageForShow: "a", lastSequence: 2 },
    groupProfile: { name: "new" },
  });
});

test("a live room that gets the ID of one that was dismissed begins anew [createGroup#4]", async () => {
  const [ann, bob] = [await person(), await person()];
  const options = { groupID: newUserID("live"), type: TYPES.GRP_AVCHATROOM };
  const { group } = (await ann.chat.createGroup({ name: "first", ...options })).data;
  const { groupID } = group;
  await ann.chat.updateGroupProfile({ groupID, name: "old" });
  for (const { chat } of [ann, bob]) await chat.joinGroup({ groupID });
  await say(ann, group, "1");
  await until(() => heard(bob, group).includes("1"), "what is said in the old room");
  await ann.chat.dismissGroup(groupID);
  await until(async () => !(await bob.conversation(conversationOf(group))), "the end of the room");

  await ann.chat.createGroup({ name: "new", ...options });
  const joined = (await bob.chat.joinGroup({ groupID })).data.group;

  expect(joined).toMatchObject({ name: "new", infoSequence: 1, memberCount: 1 });
  const { groupProfile } = (await bob.conversation(conversationOf(group))) ?? {};
  expect(groupProfile).toMatchObject({ name: "new", memberCount: 1 });
});

/** A Community with topics of ann's, in which bob is; of chosen IDs. */
async function town(ann: Person, bob: Person, groupID: string): Promise<{ topicID: string; topic: Group }> {
  const options = { groupID, type: TYPES.GRP_COMMUNITY, isSupportTopic: true };
  await ann.chat.createGroup({ name: "Town", ...options, memberList: [{ userID: bob.userID }] });
  const topicID = `${groupID}@TOPIC#_news`;
  await topicOf(ann, bob, groupID, topicID, "old");
  return { topicID, topic: { groupID: topicID } as Group };
}

async function topicOf(ann: Person, bob: Person, groupID: string, topicID: string, topicName: string): Promise<void> {
  bob.forget();
  await ann.chat.createTopicInCommunity({ groupID, topicID, topicName });
  await bob.event(EVENT.TOPIC_CREATED, (it) => it.topicID === topicID);
}

const ofTopic = async (who: Person, groupID: string) =>
  (await who.chat.getTopicList({ groupID })).data.successTopicList[0];

async function expectNew(bob: Person, groupID: string, topic: Group): Promise<void> {
  await until(() => heard(bob, topic).includes("b"), "what is said in the new topic");
  expect(heard(bob, topic)).toEqual(["a", "b"]);
  expect(await ofTopic(bob, groupID)).toMatchObject({
    topicName: "new",
    unreadCount: 2,
    nextMessageSeq: 3,
    lastMessage: { messageForShow: "b" },
    selfInfo: { messageRemindType: TYPES.MSG_REMIND_ACPT_AND_NOTE },
  });
}

test("a topic that gets the ID of one that was deleted begins anew [createTopicInCommunity#3]", async () => {
  const [ann, bob] = [await person(), await person()];
  const groupID = `@TGS#_${newUserID("town")}`;
  const { topicID, topic } = await town(ann, bob, groupID);
  for (const text of ["1", "2", "3"]) await say(ann, topic, text);
  await until(() => heard(bob, topic).includes("3"), "what is said in the old topic");
  await bob.chat.setMessageRemindType({ groupID: topicID, messageRemindType: TYPES.MSG_REMIND_ACPT_NOT_NOTE });
  await ann.chat.deleteTopicFromCommunity({ groupID, topicIDList: [topicID] });
  await bob.event(EVENT.TOPIC_DELETED);

  await topicOf(ann, bob, groupID, topicID, "new");
  for (const text of ["a", "b"]) await say(ann, topic, text);
  await expectNew(bob, groupID, topic);
  expect(await ofTopic(ann, groupID)).toMatchObject({ nextMessageSeq: 3, lastMessage: { messageForShow: "b" } });
});

test("a topic that got the ID of another one while nobody listened begins anew [createTopicInCommunity#3]", async () => {
  const net = await proxy();
  const [ann, bob] = [await person(), await person(newUserID("bob"), device(net.address))];
  const groupID = `@TGS#_${newUserID("town")}`;
  const { topicID, topic } = await town(ann, bob, groupID);
  const made = { createTime: Math.floor(Date.now() / 1000) };
  for (const text of ["1", "2", "3"]) await say(ann, topic, text);
  await until(() => heard(bob, topic).includes("3"), "what is said in the old topic");
  await ofTopic(bob, groupID);
  net.refuse();
  net.cut();
  await bob.event(EVENT.NET_STATE_CHANGE, ({ state }) => state === "disconnected");
  await ann.chat.deleteTopicFromCommunity({ groupID, topicIDList: [topicID] });
  await nextSecond(made);
  await ann.chat.createTopicInCommunity({ groupID, topicID, topicName: "new" });
  await say(ann, topic, "a");
  bob.forget();

  net.accept();

  await bob.event(EVENT.TOPIC_DELETED, ({ topicIDList }) => topicIDList.includes(topicID));
  await bob.event(EVENT.TOPIC_CREATED, (it) => it.topicID === topicID);
  await say(ann, topic, "b");
  await expectNew(bob, groupID, topic);
});
