import { expect, test } from "vitest";
import { kindOf, problemOf, toRecording } from "../../src/chat/attachment";
import { describeSend, isTooLarge } from "../../src/chat/limits";
import { en } from "../../src/i18n/en";
import { zh } from "../../src/i18n/zh";

const largest = { image: 20 << 20, audio: 5 << 20, video: 100 << 20, file: 100 << 20 };

test.each([
  ["image/jpeg", "image"],
  ["image/webp", "image"],
  ["image/svg+xml", "file"], // it may hold scripts, and the server takes none
  ["image/heic", "file"],
  ["video/mp4", "video"],
  ["video/quicktime", "video"],
  ["video/webm", "file"],
  ["audio/mpeg", "file"], // music is no voice message
  ["", "file"],
])("%s is sent as %s [createImageMessage#3] [createVideoMessage#3]", (type, kind) => {
  expect(kindOf({ type })).toBe(kind);
});

test.each([
  ["image", 1, null],
  ["image", largest.image, null],
  ["image", largest.image + 1, "tooLarge"],
  ["file", largest.image + 1, null],
  ["audio", largest.audio + 1, "tooLarge"],
  ["file", 0, "empty"],
] as const)("%s of %d bytes: %s", (kind, size, problem) => {
  expect(problemOf({ kind, file: { size } as File }, largest)).toBe(problem);
});

test("a recording says how long it is", () => {
  const { kind, file } = toRecording(new File(["sound"], "voice.webm"), 2_345);
  expect([kind, file.name, (file as File & { duration: number }).duration]).toEqual(["audio", "voice.webm", 2_345]);
});

test.each([
  [2253, "The file is too large: at most 21 MB can be sent."],
  [2301, "The file is too large: at most 5.2 MB can be sent."],
  [2351, "The file is too large: at most 105 MB can be sent."],
  [2402, "The file is too large: at most 105 MB can be sent."],
])("the refusal %d names the limit", (code, words) => {
  expect(isTooLarge(code)).toBe(true);
  expect(describeSend(code, largest, en, "en-GB")).toBe(words);
});

test("other refusals have the words that they have elsewhere", () => {
  expect(isTooLarge(2100)).toBe(false);
  expect(describeSend(20007, largest, zh, "zh-CN")).toBe(zh.errors.refused);
  expect(describeSend(2350, largest, en, "en")).toBe("The upload was interrupted.");
});
