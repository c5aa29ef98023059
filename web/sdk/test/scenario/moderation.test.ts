import { readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { ChatError, Message } from "../../src/index";
import { EVENT, newUserID, person, TYPES, until, type Person } from "./person";
import { rest } from "./rest";

let ann: Person;
let villain: Person; // the moderation service blocks whatever she sends

const KEYS = ["cloud", "words", "wait", "customConfigurations", "localWords"];

const set = (values: Readonly<Record<string, unknown>>): Promise<unknown> =>
  rest("settings/set", {
    Settings: Object.fromEntries(Object.entries(values).map(([key, value]) => [`moderation.${key}`, value])),
  });

beforeEach(async () => {
  [ann, villain] = await Promise.all([person(newUserID("ann")), person(newUserID("villain"))]);
});

afterEach(() => set(Object.fromEntries(KEYS.map((key) => [key, null]))));

const failure = (promise: Promise<unknown>): Promise<ChatError> =>
  promise.then(
    () => Promise.reject(new Error("It did not fail")),
    (reason: unknown) => reason as ChatError,
  );

async function refused(message: Message, code: number): Promise<void> {
  expect(await failure(villain.chat.sendMessage(message))).toMatchObject({ code, data: { message } });
  expect(message).toMatchObject({ status: "fail", hasRiskContent: true });
}

const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

function files(more: object = {}): readonly Message[] {
  const { chat } = villain;
  const options = (file: object): never =>
    ({ to: ann.userID, conversationType: TYPES.CONV_C2C, payload: { file }, ...more }) as never;
  const film = readFileSync(new URL("film.mp4", import.meta.url));
  return [
    chat.createImageMessage(options(new File([Buffer.from(PNG, "base64")], "dot.png", { type: "image/png" }))),
    chat.createAudioMessage(
      options(Object.assign(new File([new Uint8Array([1, 2, 3])], "a.aac", { type: "audio/aac" }), { duration: 1000 })),
    ),
    chat.createVideoMessage(options(new File([film], "film.mp4", { type: "video/mp4" }))),
  ];
}

test("a refused message has failed and is risky until it is sent [sendMessage#21]", async () => {
  await set({ cloud: "text", words: ["spam"] });
  const byWord = villain.draft("Spam!", ann);
  await refused(byWord, 80001);
  await refused(villain.draft("nothing at all", ann), 80001);

  await set({ cloud: null });
  await villain.chat.resendMessage(byWord);
  expect(byWord).toMatchObject({ status: "success", hasRiskContent: false });
  expect((await ann.receives("Spam!"))[0]?.hasRiskContent).toBe(false);
});

test("texts and custom messages pick their rules [create#7] [createTextMessage#3] [createCustomMessage#1]", async () => {
  await set({ cloud: "image", customConfigurations: { strict: { kinds: ["text"], words: ["darn"] } } });
  const to = { to: ann.userID, conversationType: TYPES.CONV_C2C };
  const strict = { ...to, customModerationConfigurationID: "strict" };
  const { chat } = villain;
  const payload = { text: "oh darn" };

  await refused(chat.createTextMessage({ ...strict, payload }), 80001);
  await refused(chat.createCustomMessage({ ...strict, payload: { description: "darn" } }), 80001);
  await chat.sendMessage(chat.createTextMessage({ ...to, payload }));
  await chat.sendMessage(chat.createTextMessage({ ...to, payload, customModerationConfigurationID: "unknown" }));
  await set({ cloud: null });
  await chat.sendMessage(chat.createTextMessage({ ...strict, payload }));

  const received = await ann.receives("oh darn", "oh darn", "oh darn");
  expect(JSON.stringify(received)).not.toContain("strict");
});

test("files pick their rules [createImageMessage#2] [createAudioMessage#2] [createVideoMessage#2]", async () => {
  const customConfigurations = { files: { kinds: ["image", "audio", "video"] } };
  await set({ cloud: "text", wait: 10_000, customConfigurations });

  for (const message of files({ customModerationConfigurationID: "files" })) await refused(message, 80004);
  for (const message of files()) await villain.chat.sendMessage(message);

  await until(() => ann.of(EVENT.MESSAGE_RECEIVED).flat().length === 3, "three files");
});

test("a file that was out before its verdict becomes risky [createImageMessage#1] [createAudioMessage#1] [createVideoMessage#1]", async () => {
  await set({ cloud: "image,audio,video", wait: 0 });
  for (const message of files()) {
    await villain.chat.sendMessage(message);
    const isIt = ([told]: readonly Message[]): boolean => told?.ID === message.ID;
    for (const someone of [villain, ann]) {
      const [told] = await someone.event(EVENT.MESSAGE_MODIFIED, isIt);
      expect(told).toMatchObject({ hasRiskContent: true, isModified: false, status: "success" });
    }
    expect(message).toMatchObject({ hasRiskContent: true, status: "success" });
    expect(await ann.conversation(villain.conversationID)).toMatchObject({ lastMessage: { hasRiskContent: true } });
  }
  const later = await person(ann.userID);
  expect(await later.conversation(villain.conversationID)).toMatchObject({ lastMessage: { hasRiskContent: true } });
  const { data } = await later.chat.getMessageList({ conversationID: villain.conversationID });
  expect(data.messageList.map(({ hasRiskContent }) => hasRiskContent)).toEqual([true, true, true]);
});

test("a message can be excluded while it is stored [sendMessage#17]", async () => {
  await set({ cloud: "text" });
  const messageControlInfo = { excludedFromContentModeration: true };

  await villain.chat.sendMessage(villain.draft("anything", ann), { messageControlInfo });
  await refused(villain.draft("anything", ann), 80001);

  expect((await ann.receives("anything"))[0]?.hasRiskContent).toBe(false);
});

test("signals are not looked at [signaling#3]", async () => {
  await set({ cloud: "text", words: ["spam"], localWords: ["spam"] });
  await villain.chat.invite({ userID: ann.userID, data: "spam", timeout: 30 });

  await until(() => ann.of(EVENT.MESSAGE_RECEIVED).flat().length === 1, "the invitation");
  await refused(villain.draft("a text", ann), 80001);
});

test("local words are not even sent", async () => {
  const sent = await villain.send("harmless", ann);
  await set({ localWords: ["spam*"] });
  const message = ann.draft("SPAMMING", villain);
  await until(async () => (await failure(ann.chat.setSelfStatus({ customStatus: "spam" }))).code === 3123, "3123");

  expect(await failure(ann.chat.sendMessage(message))).toMatchObject({ code: 3123, data: { message } });
  expect(message).toMatchObject({ status: "fail", hasRiskContent: false });
  const named = { name: "Spammers", type: TYPES.GRP_WORK };
  expect(await failure(ann.chat.createGroup(named))).toMatchObject({ code: 3123 });
  expect(await failure(ann.chat.updateMyProfile({ nick: "spam" }))).toMatchObject({ code: 3123 });
  sent.payload = { text: "spam" };
  expect(await failure(villain.chat.modifyMessage(sent))).toMatchObject({ code: 3123 });
});
