import { expect, test, vi } from "vitest";
import { fakeServer, wireMessage } from "./fakeServer";
import { chatOn, signIn } from "./fakeUser";

test("topics that messages come from are asked for together, by Community", async () => {
  const server = fakeServer();
  const chat = chatOn(server);
  server.on("topic.list", () => ({ successTopicList: [], failureTopicList: [] }));
  await signIn(chat);
  const asked = (): unknown[] => server.asked.filter(({ op }) => op === "topic.list").map(({ body }) => body);
  const topics = ["a@TOPIC#_1", "a@TOPIC#_2", "b@TOPIC#_1", "a@TOPIC#_2"];

  topics.forEach((to, i) => {
    const message = { ...wireMessage("bob", to, 1), ID: `7-1-${i}`, conversationType: "GROUP" };
    server.push("message.received", { message });
  });

  await expect.poll(asked).toEqual([
    { groupID: "a", topicIDList: ["a@TOPIC#_1", "a@TOPIC#_2"] },
    { groupID: "b", topicIDList: ["b@TOPIC#_1"] },
  ]);
});

const wireTopic = (topicID: string): object => ({
  topic: { topicID, topicName: topicID, muteAllMembers: false, infoSequence: 1 },
  selfInfo: {},
  conversation: {
    ...{ conversationID: `GROUP${topicID}`, type: "GROUP", lastSequence: 0, unreadCounter: 0, readCounter: 0 },
    ...{ readSequence: 0, peerReadSequence: 0, peerReadTime: 0 },
  },
});

test("a list that is older than a deletion does not bring the topic back [deleteTopicFromCommunity#2]", async () => {
  const server = fakeServer();
  const chat = chatOn(server);
  await signIn(chat);
  const [gone, stays] = ["a@TOPIC#_1", "a@TOPIC#_2"];
  server.on("topic.list", () => {
    server.push("topic.deleted", { groupID: "a", topicIDList: [gone] });
    return { successTopicList: [wireTopic(gone), wireTopic(stays)], failureTopicList: [] };
  });

  const { data: some } = await chat.getTopicList({ groupID: "a", topicIDList: [gone, stays] });
  const { data: all } = await chat.getTopicList({ groupID: "a" });
  const { data: kept } = await chat.getTopicList({ groupID: "a" });

  for (const { successTopicList } of [some, all, kept])
    expect(successTopicList.map(({ topicID }) => topicID)).toEqual([stays]);
  expect(some.failureTopicList).toMatchObject([{ topicID: gone, code: 10010 }]);
  expect(all.failureTopicList).toEqual([]);
});

test("in a Community that gets the ID of one that was dismissed, topics begin anew [createTopicInCommunity#3] [dismissGroup#4]", async () => {
  const server = fakeServer();
  const chat = chatOn(server);
  const [groupID, topicID] = ["@TGS#_a", "@TGS#_a@TOPIC#_1"];
  const group = { groupID, type: "Community", isSupportTopic: true, createTime: 1, infoSequence: 1, nextMessageSeq: 1 };
  const heard: unknown[] = [];
  chat.on("onMessageReceived", ({ data }) => void heard.push(...data.map(({ payload }) => payload.text)));
  await signIn(chat);
  const begin = (createTime: number, ...texts: string[]): void => {
    server.push("group.joined", { group: { ...group, createTime } });
    server.push("topic.created", { groupID, topic: { topicID, topicName: "News", createTime, infoSequence: 1 } });
    texts.forEach((text, i) => {
      const message = { ...wireMessage("bob", topicID, i + 1, createTime), conversationType: "GROUP" };
      server.push("message.received", { message: { ...message, payload: { text } } });
    });
  };

  begin(1, "1", "2", "3");
  server.push("group.left", { groupID, reason: "dismissed" });
  begin(2, "a", "b");

  await expect.poll(() => heard).toEqual(["1", "2", "3", "a", "b"]);
});

test("a list of topics is kept for five minutes, and kept current by what is told [getTopicList#3]", async () => {
  const server = fakeServer();
  const chat = chatOn(server);
  server.on("topic.list", () => ({ successTopicList: [wireTopic("a@TOPIC#_1")], failureTopicList: [] }));
  await signIn(chat);
  const names = async (): Promise<string[]> =>
    (await chat.getTopicList({ groupID: "a" })).data.successTopicList.map(({ topicName }) => topicName);
  const asked = (): number => server.asked.filter(({ op }) => op === "topic.list").length;
  const start = Date.now();
  const clock = vi.spyOn(Date, "now").mockReturnValue(start);
  try {
    expect(await names()).toEqual(["a@TOPIC#_1"]);
    clock.mockReturnValue(start + 299_999);
    const topic = { topicID: "a@TOPIC#_1", topicName: "News", muteAllMembers: false, infoSequence: 2 };
    server.push("topic.changed", { topic });
    expect(await names()).toEqual(["News"]);
    expect(asked()).toBe(1);
    clock.mockReturnValue(start + 300_000);
    await names();
    expect(asked()).toBe(2);
    clock.mockReturnValue(start);
    await names();
    expect(asked()).toBe(3); // the clock was set back
  } finally {
    clock.mockRestore();
  }
});
