import { expect, test } from "vitest";
import TencentCloudChat from "../../src/index";
import { fakeServer } from "./fakeServer";
import { chatOn, signIn } from "./fakeUser";

const { EVENT, TYPES } = TencentCloudChat;

test("what the app is given is its own: profiles and the server's settings", async () => {
  const server = fakeServer();
  const chat = chatOn(server);
  const field = { key: "Tag_Profile_Custom_A", value: "1" };
  const config = { heartbeat: 30, maxMessageBytes: 100, historyPage: 15, disabled: [] as string[], localWords: [] };
  const mine = { userID: "ann", nick: "", avatar: "", lastUpdatedTime: 0, profileCustomField: [field] };
  server.on("session.login", () => ({ tinyID: "1", serverTime: Date.now(), expireTime: 0, profile: mine, config }));
  await signIn(chat);

  const { profileCustomField } = (await chat.getMyProfile()).data;
  Object.assign(profileCustomField[0] ?? {}, { value: "the app's" });
  expect((await chat.getMyProfile()).data.profileCustomField).toEqual([field]);

  chat.once(EVENT.SERVER_CONFIG_UPDATED, ({ data }) => Object.assign(data.config, { maxMessageBytes: 1 }));
  server.push("settings.updated", { config });
  server.on("message.send", () => ({ sequence: 1, time: 1 }));
  const options = { to: "bob", conversationType: TYPES.CONV_C2C, payload: { text: "hi" } };
  await chat.sendMessage(chat.createTextMessage(options));
});
