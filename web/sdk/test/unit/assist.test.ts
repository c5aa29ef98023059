import { expect, onTestFinished, test } from "vitest";
import type { Chat } from "../../src/index";
import TencentCloudChat from "../../src/index";
import { ALL } from "../../src/internal/areas";
import { createChat } from "../../src/internal/chat";
import { fakeServer } from "./fakeServer";

const { EVENT, TYPES } = TencentCloudChat;

test("without a language the provider chooses, of those it knows [convertVoiceToText#4]", async () => {
  const server = fakeServer();
  server.on("assist.convertVoiceToText", () => ({ result: "早上好" }));
  const chat = createChat(1400000001, "ws://there/ws", server.platform, () => undefined, ALL) as Chat;
  onTestFinished(async () => {
    await chat.destroy();
  });
  chat.setLogLevel(4);
  const ready = new Promise((resolve) => chat.once(EVENT.SDK_READY, resolve));
  await chat.login({ userID: "ann", userSig: "signature" });
  await ready;
  const message = chat.createTextMessage({ to: "bob", conversationType: TYPES.CONV_C2C, payload: { text: "-" } });
  Object.assign(message, { type: TYPES.MSG_AUDIO, status: "success" });
  for (const language of [undefined, null, ""]) {
    const { data } = await chat.convertVoiceToText({ message, language } as { message: typeof message });
    expect(data).toEqual({ result: "早上好" });
  }
  await chat.convertVoiceToText({ message, language: "yue-Hant-HK" });
  const asked = server.asked.filter(({ op }) => op === "assist.convertVoiceToText").map(({ body }) => body["language"]);
  expect(asked).toEqual([undefined, undefined, undefined, "yue-Hant-HK"]);
});
