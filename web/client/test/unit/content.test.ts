import { expect, test } from "vitest";
import { contentOf } from "../../src/chat/content";
import { previewOf } from "../../src/chat/preview";
import { en } from "../../src/i18n/en";
import { zh } from "../../src/i18n/zh";

const picture = (type: number, url: string): object => ({ type, url, width: 40 * type, height: 30 * type, size: 9 });

test("an image has three sizes, whatever their order", () => {
  const imageInfoArray = [picture(2, "https://x/large"), picture(0, "https://x/original"), picture(1, "blob:thumb")];
  expect(contentOf("TIMImageElem", { imageFormat: 2, imageInfoArray })).toEqual({
    kind: "image",
    original: { url: "https://x/original", width: 0, height: 0 },
    thumbnail: { url: "blob:thumb", width: 40, height: 30 },
    large: { url: "https://x/large", width: 80, height: 60 },
    size: 9,
    isGif: true,
  });
});

test("where a smaller image is missing the original stands in", () => {
  const content = contentOf("TIMImageElem", { imageInfoArray: [picture(0, "https://x/original")] });
  expect(content.kind === "image" && [content.thumbnail.url, content.large.url]).toEqual([
    "https://x/original",
    "https://x/original",
  ]);
});

test.each(["javascript:alert(1)", "data:text/html,x", " https://x", 7])("%j is no address of a file", (fileUrl) => {
  expect(contentOf("TIMFileElem", { fileUrl, fileName: "a.pdf", fileSize: 3 })).toEqual({
    kind: "file",
    url: "",
    name: "a.pdf",
    size: 3,
  });
});

test.each([
  ["TIMTextElem", { text: "" }],
  ["TIMTextElem", null],
  ["TIMLocationElem", { description: "nowhere", latitude: 91, longitude: 0 }],
  ["TIMLocationElem", { description: "nowhere", latitude: "1", longitude: 0 }],
  ["TIMGroupTipElem", {}],
  ["constructor", {}],
])("%s with %j is nothing that can be shown", (type, payload) => {
  expect(contentOf(type, payload)).toEqual({ kind: "unknown" });
});

test.each([
  ["TIMImageElem", {}, "Photo", "图片"],
  ["TIMSoundElem", {}, "Voice message", "语音"],
  ["TIMVideoFileElem", {}, "Video", "视频"],
  ["TIMFileElem", { fileName: "plan.pdf" }, "plan.pdf", "plan.pdf"],
  ["TIMFaceElem", { index: 1, data: "😀" }, "😀", "😀"],
  ["TIMFaceElem", { index: 1, data: "smile@2x" }, "Sticker", "表情"],
  ["TIMLocationElem", { description: "", latitude: 1, longitude: 2 }, "Location", "位置"],
  ["TIMCustomElem", { data: "{}" }, "Message of another app", "其他应用的消息"],
  ["TIMRelayElem", { title: "Ann and Ben" }, "Ann and Ben", "Ann and Ben"],
  ["TIMNewElem", {}, en.kinds.unknown, zh.kinds.unknown],
])("%s with %j comes down to “%s”", (type, payload, english, chinese) => {
  const content = contentOf(type, payload);
  expect([previewOf(content, en).words, previewOf(content, zh).words]).toEqual([english, chinese]);
});
