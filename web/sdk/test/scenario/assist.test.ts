import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Message } from "../../src/index";
import { EVENT, person, TYPES } from "./person";
import { setting } from "./rest";

// The server of the run translates with Apertium and understands speech with Sphinx.

test("translations come in the order of the texts, and the source language may be found out [translateText#2]", async () => {
  onTestFinished(await setting("message.translation", "provider"));
  const { chat } = await person();
  const { data } = await chat.translateText({
    sourceTextList: ["Good morning", "", "cats"],
    sourceLanguage: "en",
    targetLanguage: "es",
  });
  expect(data).toEqual({ translatedTextList: ["Buenos días", "", "Gatos"] });
  for (const source of [{}, { sourceLanguage: "" }, { sourceLanguage: "auto" }]) {
    const options = { sourceTextList: ["la casa blanca"], targetLanguage: "en-US", ...source };
    expect((await chat.translateText(options)).data.translatedTextList).toEqual(["The white house"]);
  }
});

test("translation is off until the operator turns it on [translateText#1]", async () => {
  const { chat } = await person();
  const options = { sourceTextList: ["cats"], sourceLanguage: "en", targetLanguage: "es" };
  await expect(chat.translateText(options)).rejects.toMatchObject({ code: 2117 });
  onTestFinished(await setting("message.translation", "provider"));
  expect((await chat.translateText(options)).data.translatedTextList).toEqual(["Gatos"]);
  await expect(chat.translateText({ ...options, targetLanguage: "ja" })).rejects.toMatchObject({
    code: 2117,
    message: expect.stringContaining('targetLanguage is "ja", expected one of') as string,
  });
});

test("what is ill-typed is refused at once, too many calls by the server", async () => {
  const { chat } = await person();
  const options = { sourceTextList: ["cats"], targetLanguage: "es" };
  for (const wrong of [
    { sourceTextList: [] },
    { sourceTextList: "cats" },
    { targetLanguage: "" },
    { sourceLanguage: 1 },
  ]) {
    expect(() => chat.translateText({ ...options, ...wrong } as never)).toThrow("Params validate failed.");
  }
  const codes = await Promise.all(
    Array.from({ length: 25 }, () =>
      chat.translateText(options).catch((error: unknown) => (error as { code: number }).code),
    ),
  );
  expect(codes.filter((code) => code === 2117)).toHaveLength(20);
  expect(codes.filter((code) => code === 2996)).toHaveLength(5);
});

test("only audio that is sent has words", async () => {
  const ann = await person();
  const bob = await person();
  const message = await ann.send("hi", bob);
  expect(() => ann.chat.convertVoiceToText({ message })).toThrow("Params validate failed.");
});

/** Somebody says it, in a file of one of the formats that `ffmpeg` writes. */
function recording(words: string, format: "wav" | "m4a"): File {
  const folder = mkdtempSync(path.join(tmpdir(), "parley-speech-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const [wav, file] = [path.join(folder, "speech.wav"), path.join(folder, `note.${format}`)];
  execFileSync("flite", ["-voice", "awb", "-t", words, "-o", wav]);
  execFileSync("ffmpeg", ["-y", "-loglevel", "error", "-i", wav, file]);
  return Object.assign(new File([readFileSync(file)], `note.${format}`), { duration: 1000 });
}

// The first call starts the engine, which reads its model.
test(
  "both sides read what a recording says, whatever its format [convertVoiceToText#1] [convertVoiceToText#2] [convertVoiceToText#3] [convertVoiceToText#5]",
  { timeout: 120_000 },
  async () => {
    const [ann, bob] = await Promise.all([person(), person()]);
    const say = async (format: Parameters<typeof recording>[1]): Promise<Message> => {
      const message = ann.chat.createAudioMessage({
        to: bob.userID,
        conversationType: TYPES.CONV_C2C,
        payload: { file: recording("good morning", format) },
      });
      return (await ann.chat.sendMessage(message)).data.message;
    };
    await say("wav");
    const [message] = await bob.event(EVENT.MESSAGE_RECEIVED);
    if (!message) throw new Error("an event without messages");
    await expect(bob.chat.convertVoiceToText({ message })).rejects.toMatchObject({ code: 2118 });
    onTestFinished(await setting("message.speechToText", "provider"));
    expect((await bob.chat.convertVoiceToText({ message })).data).toEqual({ result: "good morning" });
    const again = { message: await say("m4a"), language: "en-US" };
    expect((await ann.chat.convertVoiceToText(again)).data.result).toBe("good morning");
    await expect(bob.chat.convertVoiceToText({ message, language: "ja-JP" })).rejects.toMatchObject({
      code: 2118,
      message: expect.stringContaining('language is "ja-JP", expected en') as string,
    });
  },
);
