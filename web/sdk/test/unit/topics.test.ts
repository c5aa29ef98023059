import { expect, test } from "vitest";
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
