import { beforeEach, describe, expect, test } from "vitest";
import TencentCloudChat, { type Chat, type Message } from "../../src/index";
import { fakeServer, wireMessage, type FakeServer } from "./fakeServer";
import { chatOn, signIn } from "./fakeUser";

const { TYPES } = TencentCloudChat;

let server: FakeServer;
let chat: Chat;

beforeEach(async () => {
  server = fakeServer();
  chat = chatOn(server);
  server.on("conversation.get", () => ({ code: 10010 }));
  server.on("message.send", () => ({ sequence: 1, time: 5, unreadCounter: 1 }));
  await signIn(chat);
});

const asked = (op: string): Record<string, unknown>[] =>
  server.asked.filter((request) => request.op === op).map(({ body }) => body);

const text = (said: string): Message =>
  chat.createTextMessage({ to: "bob", conversationType: TYPES.CONV_C2C, payload: { text: said } });

describe("a message that the server has", () => {
  test("is not sent again, whatever has become of it [resendMessage#1]", async () => {
    const message = text("hi");
    await chat.sendMessage(message);
    message.payload = { text: "hi there" };
    server.on("message.send", () => ({ code: 20001 }));

    await expect(chat.resendMessage(message)).resolves.toEqual({ code: 0, data: { message } });
    await expect(chat.sendMessage(message)).resolves.toEqual({ code: 0, data: { message } });

    expect(message).toMatchObject({ status: "success", isResend: false, payload: { text: "hi there" } });
    expect(asked("message.send")).toHaveLength(1);
  });

  test("was sent, although its answer is lost and it came back with others", async () => {
    const message = text("hi");
    server.on("message.send", () => {
      server.push("message.received", { message: { ...wireMessage("ann", "bob", 1), ID: message.ID } });
      return { code: 20001 };
    });

    await chat.sendMessage(message);

    expect(message.status).toBe("success");
  });

  test("has the receipts that were pushed before its answer came", async () => {
    const group = { groupID: "g", type: TYPES.GRP_WORK, name: "", ownerID: "ann", memberCount: 4, nextMessageSeq: 1 };
    server.push("group.changed", { group });
    const options = { to: "g", conversationType: TYPES.CONV_GROUP, payload: { text: "hi" }, needReadReceipt: true };
    const [slow, fast] = [chat.createTextMessage(options), chat.createTextMessage(options)];

    await chat.sendMessage(slow);
    server.on("message.send", ({ id }) => {
      const receiptList = [{ id, change: 3, receipts: { count: 2, time: 6, unread: 1 } }];
      server.push("message.receiptsReceived", { conversationID: "GROUPg", receiptList });
      return { sequence: 2, time: 6, unreadCounter: 2 };
    });
    await chat.sendMessage(fast);

    expect(slow.readReceiptInfo).toEqual({ readCount: 0, unreadCount: 3 });
    expect(fast.readReceiptInfo).toEqual({ readCount: 2, unreadCount: 1 });
  });
});

test("sending takes null for no options", async () => {
  const message = text("hi");
  await chat.sendMessage(message, null as never);
  expect(message.status).toBe("success");
});
