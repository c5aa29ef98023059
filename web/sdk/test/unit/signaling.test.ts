import { expect, test, vi } from "vitest";
import TencentCloudChat from "../../src/index";
import { fakeServer, wireMessage } from "./fakeServer";
import { chatOn, signIn } from "./fakeUser";

const { TSignaling } = TencentCloudChat;

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
  const chat = chatOn(server);
  await signIn(chat);

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

test.each([
  { outcome: "is not heard of where it was given", code: 0, heard: [] },
  { outcome: "that came second lets its instance hear of the first", code: 8010, heard: ["from the other device"] },
])("an answer that is told before the call ends $outcome", async ({ code, heard }) => {
  const server = fakeServer();
  const invitation = { inviteID: "one", inviter: "bob", groupID: "", inviteeList: ["ann"], data: "", timeout: 0 };
  server.on("signaling.list", () => ({ invitationList: [] }));
  server.on("signaling.act", ({ id }) => {
    const answer = signal("ann", "bob", { ...invitation, data: "from the other device", actionType: 4 });
    server.push("message.received", { message: answer });
    return code ? { code } : { message: { ...answer, ID: id } };
  });
  const chat = chatOn(server);
  const rejected: string[] = [];
  chat.addSignalingListener(TSignaling.INVITEE_REJECTED, ({ data }) => {
    rejected.push(data.data);
  });
  const invited = new Promise((resolve) => {
    chat.addSignalingListener(TSignaling.NEW_INVITATION_RECEIVED, resolve);
  });
  await signIn(chat);
  server.push("message.received", {
    message: { ...signal("bob", "ann", { ...invitation, actionType: 1 }), ID: "bob-1-2" },
  });
  await invited;

  const answered = await chat.reject({ inviteID: "one" }).then(
    () => 0,
    (failure: unknown) => (failure as { code: number }).code,
  );

  expect(answered).toBe(code);
  await vi.waitFor(() => expect(rejected).toEqual(heard));
});

test("an invitation that is written down and not yet on its way rings once its message comes, or the next list has it", async () => {
  const server = fakeServer();
  const invitation = (inviteID: string, sequence?: number): object => ({
    ...{
      pendingList: ["ann"],
      conversationID: "C2Cbob",
      messageID: `bob-1-${inviteID}`,
      time: Math.floor(Date.now() / 1000),
    },
    info: { inviteID, inviter: "bob", groupID: "", inviteeList: ["ann"], data: "", timeout: 0, actionType: 1 },
    ...(sequence && { sequence }),
  });
  const lists = [
    [invitation("pushed"), invitation("listed")],
    [invitation("pushed", 1), invitation("listed", 2)],
  ];
  server.on("signaling.list", () => ({ invitationList: lists.shift() ?? [] }));
  const chat = chatOn(server);
  const rung: string[] = [];
  chat.addSignalingListener(TSignaling.NEW_INVITATION_RECEIVED, ({ data }) => {
    rung.push(data.inviteID);
  });
  await signIn(chat);
  await vi.waitFor(() => expect(lists).toHaveLength(1));
  const { info } = invitation("pushed") as { info: object };
  server.push("message.received", { message: { ...signal("bob", "ann", info), ID: "bob-1-1" } });

  await vi.waitFor(() => expect(rung).toEqual(["pushed", "listed"]), { timeout: 10_000 });
});
