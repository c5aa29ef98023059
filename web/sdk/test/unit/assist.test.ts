import { expect, test } from "vitest";
import TencentCloudChat from "../../src/index";
import { fakeServer } from "./fakeServer";
import { chatOn, signIn } from "./fakeUser";

const { TYPES } = TencentCloudChat;

test("without a language the provider chooses, of those it knows [convertVoiceToText#4]", async () => {
  const server = fakeServer();
  server.on("assist.convertVoiceToText", () => ({ result: "早上好" }));
  const chat = chatOn(server);
  await signIn(chat);
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
