import { expect, test } from "vitest";
import { problemOf, recordingFormat } from "../../src/timeline/composer/recording";

test.each([
  [["audio/webm;codecs=opus", "audio/mp4;codecs=mp4a.40.2"], "voice.m4a"], // AAC plays everywhere
  [["audio/webm;codecs=opus", "audio/mp4"], "voice.webm"],
  [["audio/ogg;codecs=opus"], "voice.ogg"],
  [["audio/mp4"], "voice.m4a"],
  [[], "voice.webm"],
])("of %j the recording becomes %s [createAudioMessage#3]", (supported, name) => {
  const format = recordingFormat((type) => supported.includes(type));
  expect(format.name).toBe(name);
  expect([...supported, ""]).toContain(format.type);
});

test.each([
  [new DOMException("no", "NotAllowedError"), "refused"],
  [new DOMException("no", "NotFoundError"), "missing"],
  [new DOMException("no", "NotReadableError"), "failed"],
  [new TypeError("no"), "failed"],
])("%s: %s", (error, problem) => {
  expect(problemOf(error)).toBe(problem);
});
