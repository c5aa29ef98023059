import { expect, test } from "vitest";
import TencentCloudChat from "../../src/index";
import { fakeServer, wireMessage } from "./fakeServer";
import { chatOn, signIn } from "./fakeUser";

const { TYPES } = TencentCloudChat;

test("a merged message that was downloaded keeps its messages, however often it comes again [downloadMergerMessage#2]", async () => {
  const server = fakeServer();
  const chat = chatOn(server);
  const payload = { title: "News", abstractList: [], compatibleText: "old", messageList: [], downloadKey: "key" };
  const wire = { ...wireMessage("bob", "ann", 1), type: TYPES.MSG_MERGER, payload };
  const inside = { ID: "7-1-1", from: "eve", messageBody: [{ type: TYPES.MSG_TEXT, payload: { text: "hi" } }] };
  server.on("message.downloadMerger", () => ({ messageList: [inside] }));
  server.on("message.list", () => ({ messageList: [wire], isCompleted: true }));
  await signIn(chat);
  const page = async (): Promise<unknown> =>
    (await chat.getMessageList({ conversationID: "C2Cbob" })).data.messageList.map((it) => it.payload);
  server.push("message.received", { message: wire });
  const message = chat.findMessage("7-1-1") ?? expect.fail("it is not held");
  expect(await page()).toEqual([payload]);

  await chat.downloadMergerMessage(message);

  const whole = { ...payload, messageList: [inside], downloadKey: "" };
  expect(await page()).toEqual([whole]);
  expect(message.payload).toEqual(whole);
  server.push("message.revoked", {
    messageList: [{ ...wire, payload: {}, change: 1, revocation: { revoker: "bob" } }],
  });
  expect(message).toMatchObject({ isRevoked: true, payload: {} });
});
