import type { Group, Topic } from "@parley-im/chat";
import { expect, test } from "vitest";
import { Communities, groupOfTopic, inOneList, isTopic } from "../../src/chat/communities";
import type { ChatLine } from "../../src/chat/conversation";
import { rightsIn, silenceIn } from "../../src/chat/rights";
import { topicItems, type TopicStep } from "../../src/communities/topicItems";
import { en } from "../../src/i18n/en";
import { FakeChat } from "./fakeChat";

function community(groupID: string, role = "Member"): Group {
  const selfInfo = { role, userID: "alice", muteUntil: 0 };
  return { groupID, name: groupID, type: "Community", isSupportTopic: true, createTime: 50, selfInfo } as Group;
}

/** @param lastTime - 0: nothing was said */
function topic(topicID: string, lastTime = 0, unreadCount = 0, messageRemindType = ""): Topic {
  return {
    topicID,
    topicName: topicID.slice(-1),
    avatar: "",
    notification: "",
    muteAllMembers: false,
    unreadCount,
    groupAtInfoList: [],
    lastMessage: {
      lastTime,
      type: "TIMTextElem",
      payload: { text: "hi" },
      fromAccount: "bob",
      nick: "Bob",
      nameCard: "",
    },
    selfInfo: { muteTime: 0, messageRemindType },
  } as unknown as Topic; // of the SDK's what is looked at
}

const [A, B] = ["@TGS#_1@TOPIC#_A", "@TGS#_1@TOPIC#_B"];

async function signedIn(groupList: Group[], topics: Topic[]): Promise<{ sdk: FakeChat; communities: Communities }> {
  const sdk = new FakeChat();
  sdk.answers.set("getJoinedCommunityList", { groupList });
  sdk.answers.set("getTopicList", { successTopicList: topics, failureTopicList: [] });
  const communities = new Communities(sdk.chat, "alice");
  sdk.raise("sdkStateReady", undefined);
  await expect
    .poll(() => communities.lines.value.map((line) => line.topics.length))
    .toEqual(groupList.map(() => topics.length));
  return { sdk, communities };
}

test("a community counts what is unread in its topics that are not quiet, and shows what was said last", async () => {
  const { sdk, communities } = await signedIn(
    [community("@TGS#_1")],
    [topic(A, 100, 2), topic(B, 90, 5, "AcceptNotNotify")],
  );
  const [line] = communities.lines.value;
  expect(line).toMatchObject({ unread: 2, isCalled: false, time: 100, newest: { name: "A", isIn: true } });
  expect(communities.unread.value).toBe(2);
  const called = {
    ...topic(B, 200, 6, "AcceptNotNotify"),
    groupAtInfoList: [{ messageSequence: 9, atTypeArray: [1] }],
  };
  sdk.raise("onTopicUpdated", { groupID: "@TGS#_1", topic: called });
  expect(communities.lines.value[0]).toMatchObject({
    isCalled: true,
    time: 200,
    newest: { name: "B", callSequence: 9 },
  });
});

test("a topic that is gone can still be looked at, and so can those of a community that I have left", async () => {
  const { sdk, communities } = await signedIn([community("@TGS#_1")], [topic(A), topic(B)]);
  sdk.raise("onTopicDeleted", { groupID: "@TGS#_1", topicIDList: [A] });
  expect(communities.lines.value[0]?.topics.map(({ name }) => name)).toEqual(["B"]);
  expect(communities.find(`GROUP${A}`)).toMatchObject({ name: "A", isIn: false });
  expect(communities.find(`GROUP${B}`)?.isIn).toBe(true);
  sdk.answers.set("getJoinedCommunityList", { groupList: [] });
  sdk.raise("onGroupListUpdated", []);
  await expect.poll(() => communities.find(`GROUP${B}`)?.isIn).toBe(false);
  expect(communities.lines.value).toEqual([]);
  expect(communities.find("GROUP@TGS#_1@TOPIC#_C")).toBeNull();
});

test("a topic that nobody has heard of is asked for, and one that is not there is said to be unknown", async () => {
  const { sdk, communities } = await signedIn([community("@TGS#_1")], [topic(A)]);
  sdk.answers.set("getTopicList", { successTopicList: [topic(A), topic(B)] });
  await communities.meet(`GROUP${B}`);
  expect(communities.find(`GROUP${B}`)?.name).toBe("B");
  await expect(communities.meet("GROUP@TGS#_1@TOPIC#_C")).rejects.toMatchObject({ code: 10010 });
});

test("a topic that somebody else has deleted already is no failure, and everything else is one", async () => {
  const { sdk, communities } = await signedIn([community("@TGS#_1")], [topic(A)]);
  const failing = (code: number): unknown => ({ failureTopicList: [{ topicID: A, code, message: "no" }] });
  sdk.answers.set("deleteTopicFromCommunity", failing(10010));
  await communities.remove("@TGS#_1", A);
  sdk.answers.set("deleteTopicFromCommunity", failing(10007));
  await expect(communities.remove("@TGS#_1", A)).rejects.toMatchObject({ code: 10007 });
});

test("communities stand among the chats by what was said last, below those that are pinned", async () => {
  const chat = (id: string, time: number, isPinned = false): ChatLine => ({ id, isPinned, last: { time } }) as ChatLine;
  const { communities } = await signedIn([community("@TGS#_1")], [topic(A, 100)]);
  const [line] = communities.lines.value;
  const order = (...chats: ChatLine[]): string[] =>
    inOneList(chats, line ? [line, { ...line, time: 300 }] : []).map((it) => ("topics" in it ? `c${it.time}` : it.id));
  expect(order(chat("p", 10, true), chat("x", 200), chat("y", 50))).toEqual(["p", "c300", "x", "c100", "y"]);
  expect(order(chat("x", 400))).toEqual(["x", "c300", "c100"]);
  expect(order()).toEqual(["c300", "c100"]);
});

test("owner and administrators change topics, and nobody one that is gone", async () => {
  const steps = async (role: string, isIn = true): Promise<TopicStep[]> => {
    const { communities } = await signedIn([community("@TGS#_1", role)], [topic(A)]);
    const line = communities.lines.value[0]?.topics[0];
    const chosen: TopicStep[] = [];
    if (line) topicItems({ ...line, isIn }, en, (step) => chosen.push(step)).forEach(({ run }) => run());
    return chosen;
  };
  expect(await steps("Member")).toEqual(["view", "quiet"]);
  expect(await steps("Admin")).toEqual(["view", "quiet", "edit", "delete"]);
  expect(await steps("Owner")).toEqual(["view", "quiet", "edit", "delete"]);
  expect(await steps("Owner", false)).toEqual([]);
  expect(rightsIn({ ...community("@TGS#_1", "Owner"), isSupportTopic: false }).manageTopics).toBe(false);
});

test("who is muted in a topic, or where all are, is silent there", () => {
  const muted = { ...topic(A), muteAllMembers: true };
  expect(silenceIn(community("c"), 99_000, muted)).toEqual({ kind: "all" });
  expect(silenceIn(community("c", "Admin"), 99_000, muted)).toBeNull();
  const { selfInfo, ...rest } = topic(A);
  const mine = { ...rest, selfInfo: { ...selfInfo, muteTime: 100 } };
  expect(silenceIn(community("c"), 99_000, mine)).toEqual({ kind: "me", until: 100 });
  expect(silenceIn(community("c"), 100_000, mine)).toBeNull();
});

test("topics are told from groups by their IDs", () => {
  expect([`GROUP${A}`, "GROUP@TGS#_1", "C2Cann@TOPIC#_"].map(isTopic)).toEqual([true, false, false]);
  expect(groupOfTopic(A)).toBe("@TGS#_1");
});
