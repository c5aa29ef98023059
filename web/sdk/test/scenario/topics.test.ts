import { expect, test } from "vitest";
import type { Group, Topic } from "../../src/index";
import { groupText } from "./group";
import { device, EVENT, newUserID, person, TYPES, until, type Person } from "./person";
import { proxy } from "./proxy";
import { setting } from "./rest";

/** A Community of the owner's with a topic, which have reached these others. */
async function townOf(owner: Person, ...others: Person[]): Promise<{ groupID: string; topicID: string }> {
  const { data } = await owner.chat.createGroup({
    name: "Town",
    type: TYPES.GRP_COMMUNITY,
    isSupportTopic: true,
    memberList: others.map(({ userID }) => ({ userID })),
  });
  const { groupID } = data.group;
  const { topicID } = (await owner.chat.createTopicInCommunity({ groupID, topicName: "News" })).data;
  for (const it of [owner, ...others]) {
    expect(await it.event(EVENT.TOPIC_CREATED)).toEqual({ groupID, topicID });
  }
  return { groupID, topicID };
}

const say = (who: Person, topicID: string, text: string) =>
  who.chat.sendMessage(groupText(who, { groupID: topicID } as Group, text));

/** Texts received so far; notices have none. */
const texts = (who: Person): string[] => who.received().filter(Boolean);

const updated = async (who: Person, fits: (topic: Topic) => boolean): Promise<Topic> =>
  (await who.event(EVENT.TOPIC_UPDATED, ({ topic }) => fits(topic))).topic;

async function topicsOf(who: Person, groupID: string): Promise<Topic[]> {
  return (await who.chat.getTopicList({ groupID })).data.successTopicList;
}

test("topics are made, changed, listed and deleted [createTopicInCommunity#3] [updateTopicProfile#1] [getTopicList#2] [deleteTopicFromCommunity#2] [getJoinedCommunityList#1]", async () => {
  const [ann, bob] = [await person(), await person()];
  const { groupID, topicID } = await townOf(ann, bob);
  const chosen = `${groupID}@TOPIC#_sports`;
  await ann.chat.createTopicInCommunity({ groupID, topicID: chosen, topicName: "Sports", customData: "{}" });
  await bob.event(EVENT.TOPIC_CREATED, (it) => it.topicID === chosen);

  expect((await topicsOf(bob, groupID)).map((it) => it.topicID)).toEqual([topicID, chosen]);
  expect((await topicsOf(bob, groupID))[1]).toMatchObject({ topicName: "Sports", customData: "{}", unreadCount: 0 });
  const { data } = await ann.chat.updateTopicProfile({ groupID, topicID, topicName: "Old news", muteAllMembers: true });
  expect(data.topic).toMatchObject({ topicName: "Old news", muteAllMembers: true, avatar: "" });
  expect((await updated(bob, (it) => it.muteAllMembers)).topicName).toBe("Old news");
  expect(ann.of(EVENT.TOPIC_UPDATED)).toEqual([]);
  await expect(say(bob, topicID, "muted")).rejects.toMatchObject({ code: 10017 });
  expect((await bob.chat.getJoinedCommunityList()).data.groupList.map((it) => it.groupID)).toEqual([groupID]);
  expect((await bob.chat.getGroupList()).data.groupList).toEqual([]);

  const some = await ann.chat.deleteTopicFromCommunity({ groupID, topicIDList: [topicID, "nonsense"] });
  expect(some.data.successTopicList).toEqual([{ topicID }]);
  expect(some.data.failureTopicList).toMatchObject([{ topicID: "nonsense", code: 10010 }]);
  expect(await bob.event(EVENT.TOPIC_DELETED)).toEqual({ groupID, topicIDList: [topicID] });
  expect((await topicsOf(bob, groupID)).map((it) => it.topicID)).toEqual([chosen]);
  await ann.chat.deleteTopicFromCommunity({ groupID });
  await until(() => bob.of(EVENT.TOPIC_DELETED).length === 2, "all topics to be gone");
  expect(await topicsOf(bob, groupID)).toEqual([]);
});

test("what is no topic is refused [createTopicInCommunity#1] [createTopicInCommunity#4] [getTopicList#1] [sendMessage#22] [clearHistoryMessage#2]", async () => {
  const [ann, bob] = [await person(), await person()];
  const { groupID, topicID } = await townOf(ann, bob);
  const make = (options: object) => ann.chat.createTopicInCommunity({ groupID, topicName: "x", ...options });
  await expect(make({ topicID: "sports" })).rejects.toMatchObject({ code: 3021 });
  await expect(make({ topicID })).rejects.toMatchObject({ code: 10021 });
  await expect(make({ topicName: "n".repeat(101) })).rejects.toMatchObject({ code: 10004 });
  await expect(bob.chat.createTopicInCommunity({ groupID, topicName: "x" })).rejects.toMatchObject({ code: 10007 });
  const plain = (await ann.chat.createGroup({ name: "plain", type: TYPES.GRP_COMMUNITY })).data.group;
  await expect(ann.chat.getTopicList({ groupID: plain.groupID })).rejects.toMatchObject({ code: 10004 });
  await expect(say(ann, groupID, "to nobody")).rejects.toMatchObject({ code: 2115 });
  await expect(ann.chat.clearHistoryMessage(`GROUP${topicID}`)).rejects.toMatchObject({ code: 2502 });
  expect(() => ann.chat.getTopicList({ groupID, topicIDList: "x" as unknown as string[] })).toThrow("Params");
});

test("each topic counts what is unread, and no list or sum has it [getConversationList#12] [getTotalUnreadMessageCount#4] [setMessageRead#5] [createTextAtMessage#4]", async () => {
  const [ann, bob] = [await person(), await person()];
  const { groupID, topicID } = await townOf(ann, bob);
  await say(ann, topicID, "one");
  const { data } = await ann.chat.sendMessage(
    ann.chat.createTextAtMessage({
      to: topicID,
      conversationType: TYPES.CONV_GROUP,
      payload: { text: "bob!", atUserList: [bob.userID] },
    }),
  );
  const seen = await updated(bob, (it) => it.unreadCount === 2);
  expect(seen).toMatchObject({ topicID, topicName: "News", nextMessageSeq: 3 });
  expect(seen.lastMessage.messageForShow).toBe("bob!");
  expect(seen.groupAtInfoList).toEqual([
    { from: ann.userID, groupID, topicID, messageSequence: data.message.sequence, atTypeArray: [TYPES.CONV_AT_ME] },
  ]);
  await until(() => texts(bob).length === 2, "both messages");
  expect(texts(bob)).toEqual(["one", "bob!"]);
  expect(bob.chat.getTotalUnreadMessageCount()).toBe(0);
  expect((await bob.conversations()).filter(({ type }) => type === TYPES.CONV_GROUP)).toEqual([]);
  expect((await updated(ann, (it) => it.nextMessageSeq === 3)).unreadCount).toBe(0);

  bob.forget();
  await bob.chat.setMessageRead({ conversationID: `GROUP${topicID}` });
  const read = await updated(bob, (it) => it.unreadCount === 0);
  expect(read.groupAtInfoList).toEqual([]);
  expect(read.selfInfo.readedSequence).toBe(2);
  const again = await person(bob.userID); // asks the server
  expect((await topicsOf(again, groupID))[0]).toMatchObject({ unreadCount: 0, nextMessageSeq: 3 });
});

test("somebody can be muted in one topic, and who quits is out of all [setGroupMemberMuteTime#4]", async () => {
  const [ann, bob] = [await person(), await person()];
  const { groupID, topicID } = await townOf(ann, bob);
  await topicsOf(bob, groupID);
  const { data } = await ann.chat.setGroupMemberMuteTime({ groupID: topicID, userID: bob.userID, muteTime: 60 });
  const muted = await updated(bob, ({ selfInfo }) => selfInfo.muteTime > 0);
  expect(muted.selfInfo.muteTime).toBe(data.member.muteUntil);
  await expect(say(bob, topicID, "muted")).rejects.toMatchObject({ code: 10017 });
  bob.forget();
  await ann.chat.updateGroupProfile({ groupID, name: "City" });
  await bob.event(EVENT.GROUP_LIST_UPDATED); // a Community has no event of its own
  expect((await bob.chat.getJoinedCommunityList()).data.groupList).toMatchObject([{ groupID, name: "City" }]);
  bob.forget();
  await bob.chat.quitGroup(groupID);
  expect(await bob.event(EVENT.GROUP_LIST_UPDATED)).toEqual([]);
  expect((await bob.chat.getJoinedCommunityList()).data.groupList).toEqual([]);
  await expect(bob.chat.getTopicList({ groupID })).rejects.toMatchObject({ code: 10007 });
});

test("what was missed in topics comes in order and once", async () => {
  const net = await proxy();
  const ann = await person();
  const bob = await person(newUserID("bob"), device(net.address));
  const { groupID, topicID } = await townOf(ann, bob);
  await topicsOf(bob, groupID);
  await say(ann, topicID, "0");
  await until(() => texts(bob).includes("0"), "what comes before");
  net.refuse();
  net.cut();
  await bob.event(EVENT.NET_STATE_CHANGE, ({ state }) => state === "disconnected");
  for (const text of ["1", "2", "3"]) await say(ann, topicID, text);
  const { topicID: sports } = (await ann.chat.createTopicInCommunity({ groupID, topicName: "Sports" })).data;
  await say(ann, sports, "goal");
  net.accept();
  await bob.event(EVENT.TOPIC_CREATED, (it) => it.topicID === sports);
  await updated(bob, (it) => it.unreadCount === 4);
  await say(ann, topicID, "4");
  await until(() => bob.received().includes("4") && bob.received().includes("goal"), "all messages");
  expect(texts(bob).filter((it) => it !== "goal")).toEqual(["0", "1", "2", "3", "4"]);
  expect(texts(bob)).toHaveLength(6);
});

test("what was missed in a topic that nothing was heard of comes too", async () => {
  const [ann, bob] = [await person(), await person()];
  const { groupID, topicID } = await townOf(ann, bob);
  const { topicID: sports } = (await ann.chat.createTopicInCommunity({ groupID, topicName: "Sports" })).data;
  for (const it of [topicID, sports]) await say(ann, it, "old");
  await bob.chat.logout();
  const second = Math.floor(Date.now() / 1000);
  await until(() => Math.floor(Date.now() / 1000) > second, "the next second");
  const net = await proxy();
  const back = await person(bob.userID, device(net.address));
  net.refuse();
  net.cut();
  await back.event(EVENT.NET_STATE_CHANGE, ({ state }) => state === "disconnected");
  await say(ann, sports, "missed");
  net.accept();
  await until(() => texts(back).length, "what was missed");
  await updated(back, (it) => it.topicID === sports && it.unreadCount === 2);
  for (const it of [topicID, sports]) await say(ann, it, "as usual");
  await until(() => texts(back).length === 3, "messages as usual");
  expect(texts(back)).toEqual(["missed", "as usual", "as usual"]);
  expect(back.of(EVENT.TOPIC_CREATED)).toEqual([]);
});

test("a list without an ID is that of all topics, which know who wrote last [getTopicList#2]", async () => {
  const [ann, bob] = [await person(), await person()];
  const { groupID, topicID } = await townOf(ann, bob);
  await ann.chat.updateMyProfile({ avatar: "http://example.org/ann.png" });
  await say(ann, topicID, "hi");
  await until(() => texts(bob).length, "what is said");
  for (let i = 0; i < 2; i++) {
    // the second from what is kept
    const { successTopicList } = (await bob.chat.getTopicList({ groupID, topicIDList: [] })).data;
    expect(successTopicList).toMatchObject([{ topicID, lastMessage: { avatar: "http://example.org/ann.png" } }]);
  }
  await expect(ann.chat.deleteTopicFromCommunity({ groupID, topicIDList: [] })).rejects.toMatchObject({ code: 10004 });
});

test("what was missed in a new topic is news from its first message on", async () => {
  const net = await proxy();
  const ann = await person();
  const bob = await person(newUserID("bob"), device(net.address));
  const { topicID } = await townOf(ann, bob);
  net.refuse();
  net.cut();
  await bob.event(EVENT.NET_STATE_CHANGE, ({ state }) => state === "disconnected");
  await say(ann, topicID, "first");
  net.accept();
  await until(() => texts(bob).length > 0, "what was missed");
  await say(ann, topicID, "second");
  await until(() => texts(bob).includes("second"), "a message as usual");
  expect(texts(bob)).toEqual(["first", "second"]);
});

test("who wants calls only gets those, and who discards the Community nothing [setMessageRemindType#4] [setMessageRemindType#8]", async () => {
  const [ann, bob] = [await person(), await person()];
  const { groupID, topicID } = await townOf(ann, bob);
  await topicsOf(bob, groupID);
  const messageRemindType = TYPES.NOT_RECEIVE_MSG_EXCEPT_AT;
  const { data } = await bob.chat.setMessageRemindType({ groupID: topicID, messageRemindType });
  expect(data.topic?.selfInfo.messageRemindType).toBe(messageRemindType);
  await updated(bob, ({ selfInfo }) => selfInfo.messageRemindType === messageRemindType);
  await say(ann, topicID, "not for bob");
  await ann.chat.sendMessage(
    ann.chat.createTextAtMessage({
      to: topicID,
      conversationType: TYPES.CONV_GROUP,
      payload: { text: "bob!", atUserList: [bob.userID] },
    }),
  );
  await until(() => texts(bob).length, "the call");
  const remind = (id: string, type: string) => bob.chat.setMessageRemindType({ groupID: id, messageRemindType: type });
  await remind(topicID, TYPES.MSG_REMIND_ACPT_AND_NOTE);
  await remind(groupID, TYPES.MSG_REMIND_DISCARD);
  await say(ann, topicID, "nor this");
  await remind(groupID, TYPES.MSG_REMIND_ACPT_AND_NOTE);
  await say(ann, topicID, "this");
  await until(() => texts(bob).includes("this"), "messages as usual");
  expect(texts(bob)).toEqual(["bob!", "this"]);
});

test("who wants calls only gets no others after a lost connection", async () => {
  const net = await proxy();
  const ann = await person();
  const bob = await person(newUserID("bob"), device(net.address));
  const { groupID, topicID } = await townOf(ann, bob);
  await topicsOf(bob, groupID);
  await say(ann, topicID, "as usual");
  await until(() => texts(bob).includes("as usual"), "what comes before");
  await bob.chat.setMessageRemindType({ groupID: topicID, messageRemindType: TYPES.NOT_RECEIVE_MSG_EXCEPT_AT });
  net.refuse();
  net.cut();
  await bob.event(EVENT.NET_STATE_CHANGE, ({ state }) => state === "disconnected");
  await say(ann, topicID, "not for bob");
  net.accept();
  await updated(bob, (it) => it.unreadCount === 2 && it.nextMessageSeq === 3);
  const call = { to: topicID, conversationType: TYPES.CONV_GROUP, payload: { text: "bob!", atUserList: [bob.userID] } };
  await ann.chat.sendMessage(ann.chat.createTextAtMessage(call));
  await until(() => texts(bob).includes("bob!"), "the call");
  expect(texts(bob)).toEqual(["as usual", "bob!"]);
});

test("who wants calls only is told of the newest of the others now and then [setMessageRemindType#7]", async ({
  onTestFinished,
}) => {
  onTestFinished(await setting("topic.atOnlyNotifyInterval", 1));
  const [ann, bob] = [await person(), await person()];
  const { groupID, topicID } = await townOf(ann, bob);
  await topicsOf(bob, groupID);
  await bob.chat.setMessageRemindType({ groupID: topicID, messageRemindType: TYPES.NOT_RECEIVE_MSG_EXCEPT_AT });
  await say(ann, topicID, "one");
  await say(ann, topicID, "two");
  const typing = groupText(ann, { groupID: topicID } as Group, "typing");
  await ann.chat.sendMessage(typing, { onlineUserOnly: true });
  const seen = await updated(bob, (it) => it.unreadCount === 2);
  expect(seen).toMatchObject({ nextMessageSeq: 3, lastMessage: { messageForShow: "two" } });
  const call = { to: topicID, conversationType: TYPES.CONV_GROUP, payload: { text: "bob!", atUserList: [bob.userID] } };
  await ann.chat.sendMessage(ann.chat.createTextAtMessage(call));
  await updated(bob, (it) => it.unreadCount === 3 && it.lastMessage.messageForShow === "bob!");
  await say(ann, topicID, "four");
  await updated(bob, (it) => it.unreadCount === 4);
  expect(texts(bob)).toEqual(["bob!"]);
});

test("topics belong to a community that there is, and go with it [createTopicInCommunity#2] [deleteTopicFromCommunity#1] [dismissGroup#4]", async () => {
  const [ann, bob] = [await person(), await person()];
  const orphan = ann.chat.createTopicInCommunity({ groupID: "@TGS#_none", topicName: "x" });
  await expect(orphan).rejects.toMatchObject({ code: 10010 });
  const plain = (await ann.chat.createGroup({ name: "plain", type: TYPES.GRP_COMMUNITY })).data.group;
  const refused = ann.chat.deleteTopicFromCommunity({ groupID: plain.groupID });
  await expect(refused).rejects.toMatchObject({ code: 10004 });
  const { groupID, topicID } = await townOf(ann, bob);
  await say(ann, topicID, "hi");
  await until(() => texts(bob).includes("hi"), "what is said");
  await ann.chat.dismissGroup(groupID);
  await expect(say(bob, topicID, "anybody?")).rejects.toMatchObject({ code: 10010 });
  await until(async () => !(await bob.chat.getJoinedCommunityList()).data.groupList.length, "that it is gone");
});
