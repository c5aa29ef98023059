import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { TYPES } from "../../src/generated/protocol";
import type { Create } from "../../src/internal/creating";
import { createLogger } from "../../src/internal/logger";
import { createMedia } from "../../src/internal/media";
import { createMediaAccess, type MediaAccess } from "../../src/internal/mediaAccess";
import { extensionsOf, openFile } from "../../src/internal/mediaFile";
import { toView, toWire } from "../../src/internal/mediaPayload";
import { Message } from "../../src/internal/message";
import type { Session } from "../../src/internal/session";

const addressOf = (uuid: string, size = ""): string => `https://files/${uuid}${size}`;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("the files of every platform are found [createImageMessage#4] [createAudioMessage#6] [createFileMessage#2]", () => {
  const photo = new File(["abc"], "photo.png", { type: "image/png" });
  const other = new File(["d"], "other.png");
  expect(openFile({ files: [photo, other] })).toMatchObject({
    name: "photo.png",
    size: 3,
    blob: photo,
    resource: photo,
  });
  expect(openFile({ tempFiles: [photo], tempFilePaths: ["blob:x"] })?.blob).toBe(photo); // uni-app in a browser
  expect(openFile(Object.assign(Buffer.from("abcd"), { name: "C:\\notes\\a.txt" }))).toMatchObject({
    name: "a.txt",
    size: 4,
  });
  expect(openFile(new Uint8Array([1, 2]).buffer)).toMatchObject({ name: "", size: 2 });
  expect(openFile({ tempFilePath: "wxfile://tmp/voice.aac", duration: 1_500, fileSize: 9 })).toMatchObject({
    name: "voice.aac",
    duration: 1_500,
    size: 9,
    path: "wxfile://tmp/voice.aac",
    resource: "wxfile://tmp/voice.aac",
  });
  expect(openFile({ tempFilePaths: ["wxfile://tmp/a.jpg"] })).toMatchObject({ name: "a.jpg", size: undefined });
  const asset = { uri: "file:///sd/b.m4a?x=1", type: "audio/mp4", duration: 3_200 };
  expect(openFile(asset)).toMatchObject({ name: "b.m4a", type: "audio/mp4", duration: 3_200, resource: asset });
  expect(openFile({ assets: [asset] })?.resource).toBe(asset);
  for (const nothing of [{ files: [] }, { files: null }, {}, { name: "a" }]) expect(openFile(nothing)).toBeUndefined();
});

test("what a file says that it is, is its name's end and its type", () => {
  expect(extensionsOf({ name: "a.b.PNG", type: "" })).toEqual(["png"]);
  expect(extensionsOf({ name: "a", type: "video/quicktime" })).toEqual(["quicktime"]);
  expect(extensionsOf({ name: "a", type: "" })).toEqual([]);
});

test("payloads go without addresses and come back with ours, inside of merged messages too", () => {
  const wires = {
    [TYPES.MSG_IMAGE]: {
      uuid: "i",
      imageFormat: 1,
      imageInfoArray: [0, 1, 2].map((type) => ({ type, size: 5, width: 4, height: 3 })),
    },
    [TYPES.MSG_AUDIO]: { uuid: "a", second: 2, size: 7 },
    [TYPES.MSG_FILE]: { uuid: "f", fileName: "a.txt", fileSize: 7 },
    [TYPES.MSG_VIDEO]: {
      ...{ videoUUID: "v", videoFormat: "mp4", videoSecond: 1, videoSize: 9 },
      ...{ thumbUUID: "t", thumbFormat: "jpg", thumbWidth: 4, thumbHeight: 3, thumbSize: 5 },
    },
  };
  const messageList: unknown[] = [];
  for (const [type, wire] of Object.entries(wires)) {
    const foreign = { ...wire, url: "http://evil/", videoUrl: "http://evil/", fileUrl: "http://evil/" };
    const view = toView(type, foreign, addressOf);
    expect(JSON.stringify(view)).not.toContain("evil");
    expect(JSON.stringify(view)).toContain("https://files/");
    expect(toWire(type, { ...view, file: {} })).toEqual(wire);
    messageList.push({ ID: type, messageBody: [{ type, payload: wire }] });
  }
  const merged = { title: "", messageList: [...messageList] };
  const nested = { title: "", messageList: [{ ID: "n", messageBody: [{ type: TYPES.MSG_MERGER, payload: merged }] }] };
  const view = toView(TYPES.MSG_MERGER, nested, addressOf);
  expect(JSON.stringify(view).match(/https:\/\/files\/v/g)).toHaveLength(2);
  expect(toWire(TYPES.MSG_MERGER, view)).toEqual(nested);
  // a video without a picture, and a message that was revoked
  const { thumbUUID: _thumb, thumbFormat: _format, ...bare } = wires[TYPES.MSG_VIDEO];
  expect(toView(TYPES.MSG_VIDEO, bare, addressOf)).toMatchObject({ thumbUrl: "", snapshotUrl: "", thumbUUID: "" });
  expect(toWire(TYPES.MSG_VIDEO, toView(TYPES.MSG_VIDEO, bare, addressOf))).toEqual(bare);
  for (const type of [...Object.keys(wires), TYPES.MSG_MERGER]) expect(toView(type, {}, addressOf)).toEqual({});
});

test("the token of addresses is renewed a day before its end, also after a failure or a sleep", async () => {
  const DAY = 24 * 3_600_000;
  let asked = 0;
  let fails = false;
  const changed = vi.fn();
  const session = {
    serverTime: () => Date.now(),
    call: () =>
      fails
        ? Promise.reject(new Error("no network"))
        : Promise.resolve({ token: `t${++asked}`, expireTime: Math.floor((Date.now() + 8 * DAY) / 1000) }),
  } as unknown as Pick<Session, "call" | "serverTime">;
  const log = createLogger();
  log.level = 4;
  const access = createMediaAccess(session, 14, "wss://host/chat/ws?v=1&sdkappid=14", log, changed);
  expect(access.addressOf("u")).toBe("");
  await access.renew();
  await access.renew(); // it lasts
  expect(access.addressOf("u", "/large")).toBe("https://host/chat/media/14/u/large?t=t1");
  expect(access.resolve("/media/14/upload/x?t=1")).toBe("https://host/chat/media/14/upload/x?t=1");
  expect(access.resolve("https://cdn/x")).toBe("https://cdn/x");
  await vi.advanceTimersByTimeAsync(7 * DAY - 2_000);
  expect(asked).toBe(1);
  fails = true;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(access.addressOf("u")).toContain("t=t1");
  fails = false;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(access.addressOf("u")).toBe("https://host/chat/media/14/u?t=t2");
  expect(changed).toHaveBeenCalledTimes(2);
  vi.setSystemTime(Date.now() + 20 * DAY); // asleep: timers do not run
  await access.renew();
  expect(asked).toBe(3);
  access.reset();
  await vi.advanceTimersByTimeAsync(30 * DAY);
  expect(asked).toBe(3);
  expect(access.addressOf("u")).toBe("");
});

test("addresses have the server's configured public name [compat#24]", async () => {
  const name = { url: "https://chat.example.com", token: "t", expireTime: 30 * 86_400 };
  const session = { call: () => Promise.resolve(name as never), serverTime: () => 0 };
  const socket = "ws://10.0.0.7:8080/ws?v=1";
  const access = createMediaAccess(session, 7, socket, createLogger(), () => undefined);
  await access.renew();
  expect(access.addressOf("u", "/thumbnail")).toBe("https://chat.example.com/media/7/u/thumbnail?t=t");
  access.reset();
});

test("an upload that ends while its file is read asks for nothing [logout#4]", async () => {
  // a cast: of what makes messages, only this call is used here
  const make = ((type: string, _options: unknown, payload: object) => {
    const extras = {};
    return Object.assign(new Message(), { type, payload, _extras: () => extras });
  }) as unknown as Create;
  const call = vi.fn();
  const media = createMedia({ call }, {} as MediaAccess, make, createLogger(), {});
  const reading = new Promise<(response: object) => void>((begun) =>
    vi.stubGlobal("fetch", () => new Promise((resolve) => begun(resolve))),
  );
  try {
    const options = { to: "bob", conversationType: TYPES.CONV_C2C, payload: { file: { path: "file:///a.txt" } } };
    const message = media.creating.createFileMessage(options);
    if (!(message instanceof Message)) expect.fail("no message");
    const upload = expect(media.upload(message, undefined)).rejects.toMatchObject({ code: 2400 });
    const read = await reading;
    media.reset(); // the user signs out
    read({ blob: () => new Blob(["abc"]) });
    await upload;
    expect(call).not.toHaveBeenCalled();
  } finally {
    vi.unstubAllGlobals();
  }
});

test("a video that is not uploaded yet has the size and length that its file says", () => {
  const make = ((type: string, _options: unknown, payload: object) => ({ type, payload })) as unknown as Create;
  const media = createMedia({ call: vi.fn() }, {} as MediaAccess, make, createLogger(), {});
  const file = Object.assign(new File(["film"], "film.mp4"), { width: 64, height: 48, duration: 2.5 });
  const options = { to: "bob", conversationType: TYPES.CONV_C2C, payload: { file } };
  expect(media.creating.createVideoMessage(options).payload).toMatchObject({
    ...{ videoFormat: "mp4", videoSecond: 2, videoSize: 4, snapshotUrl: "" },
    ...{ snapshotWidth: 64, snapshotHeight: 48, thumbWidth: 64, thumbHeight: 48 },
  });
  media.reset(); // ends the address that was made for it
});
