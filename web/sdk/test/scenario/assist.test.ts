import { expect, onTestFinished, test } from "vitest";
import { person } from "./person";
import { setting } from "./rest";

// The server of the run translates with Apertium.

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
