import { expect, onTestFinished, test } from "vitest";
import TencentCloudChat, { type Chat } from "../../src/index";
import { ALL } from "../../src/internal/areas";
import { createChat } from "../../src/internal/chat";
import { fakeServer, wireMessage } from "./fakeServer";

const { EVENT, TSignaling } = TencentCloudChat;

/** A signal as the server tells it to those who are online. */
const signal = (from: string, to: string, info: object): object => ({
  ...wireMessage(from, to, 0, Math.floor(Date.now() / 1000)),
  ...{ ID: `${from}-1-1`, type: "TIMCustomElem", isSignal: true, cloudCustomData: '{"type":"tsignaling"}' },
  payload: { data: JSON.stringify(info), description: "", extension: "" },
});

test("an answer that is faster than the server's word on the invitation is heard of after it", async () => {
  const server = fakeServer();
  server.on("signaling.list", () => ({ invitationList: [] }));
  server.on("signaling.invite", ({ id, inviteID, timeout }) => {
    const info = { inviteID, inviter: "ann", groupID: "", inviteeList: ["bob"], data: "", timeout, actionType: 1 };
    server.push("message.received", { message: signal("bob", "ann", { ...info, data: "busy", actionType: 4 }) });
    return { message: { ...signal("ann", "bob", info), ID: id } };
  });
  const chat = createChat(1400000001, "ws://there/ws", server.platform, () => undefined, ALL) as Chat;
  onTestFinished(async () => {
    await chat.destroy();
  });
  chat.setLogLevel(4);
  const ready = new Promise((resolve) => chat.once(EVENT.SDK_READY, resolve));
  await chat.login({ userID: "ann", userSig: "signature" });
  await ready;

  const news: string[] = [];
  const rejected = new Promise((resolve) => {
    chat.addSignalingListener(TSignaling.INVITEE_REJECTED, ({ data: { inviteID, data } }) => {
      news.push(`${inviteID} is rejected: ${data}`);
      resolve(null);
    });
  });
  const { inviteID } = await chat.invite({ userID: "bob", timeout: 30, onlineUserOnly: true });
  news.push("invited");
  await rejected;

  expect(news).toEqual(["invited", `${inviteID} is rejected: busy`]);
});
