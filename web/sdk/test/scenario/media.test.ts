import { readFileSync } from "node:fs";
import { deflateSync } from "node:zlib";
import { expect, inject, onTestFinished, test, vi } from "vitest";
import type {
  AudioPayload,
  Chat,
  ChatError,
  FilePayload,
  ImagePayload,
  MergerPayload,
  Message,
  VideoPayload,
} from "../../src/index";
import { device, EVENT, newUserID, person, TYPES, until, type Person } from "./person";
import { proxy } from "./proxy";
import { setting } from "./rest";

/** A PNG of one colour, with noise below its last line so that it can be of any size. */
function png(width: number, height: number, noise = 0): Uint8Array<ArrayBuffer> {
  const crcTable = Array.from({ length: 256 }, (_, n) => {
    let c = n;
    for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c >>> 0;
  });
  const chunk = (type: string, data: Uint8Array): Buffer => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
    let crc = 0xffffffff;
    for (const byte of body) crc = (crcTable[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
    const whole = Buffer.alloc(body.length + 8);
    whole.writeUInt32BE(data.length, 0);
    body.copy(whole, 4);
    whole.writeUInt32BE((crc ^ 0xffffffff) >>> 0, body.length + 4);
    return whole;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const line = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, 200)]);
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunk("IHDR", header),
      ...(noise ? [chunk("nOis", bytes(noise))] : []),
      chunk("IDAT", deflateSync(Buffer.concat(Array.from({ length: height }, () => line)))),
      chunk("IEND", new Uint8Array()),
    ]),
  );
}

/** Bytes that are the same again only by chance. */
function bytes(size: number): Uint8Array<ArrayBuffer> {
  const made = new Uint8Array(size);
  for (let at = 0; at < size; at += 65_536) crypto.getRandomValues(made.subarray(at, Math.min(at + 65_536, size)));
  return made;
}

/** A recording of silence. */
function wav(seconds: number): Uint8Array<ArrayBuffer> {
  const data = Buffer.alloc(8_000 * seconds, 128);
  const header = Buffer.alloc(44);
  header.write("RIFF", 0).toString();
  header.writeUInt32LE(36 + data.length, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8_000, 24);
  header.writeUInt32LE(8_000, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write("data", 36);
  header.writeUInt32LE(data.length, 40);
  return new Uint8Array(Buffer.concat([header, data]));
}

/** Two seconds of one colour, 64 by 48. */
const mp4 = (): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(new URL("film.mp4", import.meta.url)));

type Maker = "createImageMessage" | "createAudioMessage" | "createVideoMessage" | "createFileMessage";

/** A message with a file, not sent. */
const draft = (
  { chat }: { readonly chat: Chat },
  maker: Maker,
  to: Person,
  file: object,
  onProgress?: (part: number) => void,
): Message =>
  chat[maker]({
    to: to.userID,
    conversationType: TYPES.CONV_C2C,
    payload: { file },
    ...(onProgress && { onProgress }),
  });

const imageOf = (message: Message | undefined): ImagePayload => message?.payload as ImagePayload;

/** The file behind an address. */
async function download(url: string): Promise<Uint8Array> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return new Uint8Array(await response.arrayBuffer());
}

const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/** Why a promise rejects. */
const failure = (promise: Promise<unknown>): Promise<ChatError> =>
  promise.then(
    () => Promise.reject(new Error("It did not fail")),
    (reason: unknown) => reason as ChatError,
  );

const arrived = async (at: Person, count = 1): Promise<Message[]> => {
  const messages = (): Message[] => at.of(EVENT.MESSAGE_RECEIVED).flat();
  await until(() => messages().length >= count, `${count} messages`);
  return messages();
};

test("an image goes to the other side in three sizes [createImageMessage#3] [createImageMessage#4] [create#1]", async () => {
  const [ann, bob] = await Promise.all([person(), person()]);
  const content = png(600, 300);
  const other = new File([bytes(10)], "second.png");
  const message = draft(ann, "createImageMessage", bob, { files: [new File([content], "wide.png"), other] });
  const before = imageOf(message);
  expect(message.status).toBe("unSend");
  expect(before).toMatchObject({ uuid: "", imageFormat: 3 });
  expect(before.imageInfoArray.map(({ type, sizeType, size }) => [type, sizeType, size])).toEqual([
    [0, 1, content.length],
    [1, 3, content.length],
    [2, 2, content.length],
  ]);
  expect(same(await download(before.imageInfoArray[0]?.url ?? ""), content)).toBe(true); // shown at once
  expect(JSON.stringify(message)).not.toContain("file");
  await ann.chat.sendMessage(message);
  expect(imageOf(message)).toBe(before); // the same object, so that a page that shows it is brought up to date
  const [got] = await arrived(bob);
  expect(got?.payload).toEqual(message.payload);
  const { uuid, imageFormat, imageInfoArray } = imageOf(got);
  expect(uuid).not.toBe("");
  expect(imageFormat).toBe(3);
  expect(imageInfoArray.map(({ width, height }) => [width, height])).toEqual([
    [600, 300],
    [396, 198],
    [600, 300],
  ]);
  for (const { url, imageUrl, instanceID } of imageInfoArray) {
    expect(url).toBe(imageUrl);
    expect(url.startsWith(`${inject("server").url}/media/`)).toBe(true);
    expect(instanceID).toBe(uuid);
  }
  expect(same(await download(imageInfoArray[0]?.url ?? ""), content)).toBe(true);
  expect((await download(imageInfoArray[1]?.url ?? "")).length).toBe(imageInfoArray[1]?.size);
  const conversation = await bob.conversation(ann.conversationID);
  expect(conversation?.lastMessage).toMatchObject({ messageForShow: "[图片]", type: TYPES.MSG_IMAGE });
  expect(conversation?.lastMessage.payload).toEqual(got?.payload);
});

test("recordings, videos and files arrive as they were [createAudioMessage#4] [createVideoMessage#6] [compat#23]", async () => {
  const [ann, bob] = await Promise.all([person(), person()]);
  const sound = wav(2);
  const video = mp4();
  const paper = bytes(70_000);
  const drafts = [
    draft(ann, "createAudioMessage", bob, Object.assign(new File([sound], "note.wav"), { duration: 2_999 })),
    draft(ann, "createVideoMessage", bob, new File([video], "film.mp4", { type: "video/mp4" })),
    draft(ann, "createFileMessage", bob, Object.assign(paper, { name: "论文 1.pdf" })),
  ];
  const [audio, film] = drafts;
  expect((audio?.payload as AudioPayload).second).toBe(2);
  expect(film?.payload["videoUrl"]).toMatch(/^blob:/);
  for (const message of drafts) await ann.chat.sendMessage(message);
  const messages = await arrived(bob, 3);
  expect(messages.map(({ payload }) => payload)).toEqual(drafts.map(({ payload }) => payload));
  const heard = messages[0]?.payload as AudioPayload;
  expect(heard).toMatchObject({ second: 2, size: sound.length, downloadFlag: 2, remoteAudioUrl: heard.url });
  expect(same(await download(heard.url), sound)).toBe(true);
  const seen = messages[1]?.payload as VideoPayload;
  expect(seen).toMatchObject({
    videoFormat: "mp4",
    videoSecond: 2,
    videoSize: video.length,
    remoteVideoUrl: seen.videoUrl,
    snapshotUrl: seen.thumbUrl,
    snapshotWidth: seen.thumbWidth,
  });
  expect(same(await download(seen.remoteVideoUrl), video)).toBe(true);
  const read = messages[2]?.payload as FilePayload;
  expect(read).toMatchObject({ fileName: "论文 1.pdf", fileSize: paper.length, remoteFileUrl: read.fileUrl });
  expect(same(await download(read.fileUrl), paper)).toBe(true);
  const { data } = await bob.chat.getMessageList({ conversationID: ann.conversationID });
  expect(data.messageList).toEqual(messages);
  expect((await ann.conversation(bob.conversationID))?.lastMessage.messageForShow).toBe("[文件]");
});

test("what was uploaded is not uploaded again, forwarded, merged or sent again [createForwardMessage#3] [resendMessage#1] [createMergerMessage#4]", async () => {
  const [ann, bob] = await Promise.all([person(), person()]);
  const fetched = vi.spyOn(globalThis, "fetch");
  onTestFinished(() => fetched.mockRestore());
  const image = draft(ann, "createImageMessage", bob, new File([png(30, 30)], "a.png"));
  await ann.chat.sendMessage(image);
  const requests = fetched.mock.calls.length;
  await ann.chat.resendMessage(image);
  const copy = ann.chat.createForwardMessage({ to: bob.userID, conversationType: TYPES.CONV_C2C, payload: image });
  expect(copy.ID).not.toBe(image.ID);
  // what an app does to addresses goes nowhere
  Object.assign(imageOf(copy).imageInfoArray[0] ?? {}, {
    url: "http://evil.example/",
    imageUrl: "http://evil.example/",
  });
  await ann.chat.sendMessage(copy);
  const merged = ann.chat.createMergerMessage({
    to: bob.userID,
    conversationType: TYPES.CONV_C2C,
    payload: { messageList: [image], compatibleText: "old client" },
  });
  await ann.chat.sendMessage(merged);
  expect(fetched.mock.calls.length).toBe(requests);
  const messages = await arrived(bob, 3);
  expect(messages.map(({ ID }) => ID)).toEqual([image.ID, copy.ID, merged.ID]); // the resend was the same message
  expect(messages[1]?.payload).toEqual(image.payload);
  const inside = (messages[2]?.payload as unknown as MergerPayload).messageList[0]?.messageBody[0]?.payload;
  expect(inside).toEqual(image.payload);
});

test("an upload goes on where the network cut it off, and tells how far it is [createFileMessage#1]", async () => {
  const net = await proxy();
  const ann = await person(newUserID("ann"), device(net.address));
  const bob = await person();
  const content = bytes(20 * 1024 * 1024);
  const told: number[] = [];
  let cuts = 0;
  const message = draft(ann, "createFileMessage", bob, new File([content], "big.bin"), (part) => {
    told.push(part);
    if (part > 0.3 * (cuts + 1) && cuts < 2) {
      cuts++;
      net.cut();
    }
  });
  const fetched = vi.spyOn(globalThis, "fetch");
  onTestFinished(() => fetched.mockRestore());
  await ann.chat.sendMessage(message);
  expect(cuts).toBe(2);
  const asked = fetched.mock.calls.map(([, init]) => init);
  expect(asked.filter((init) => init?.method === "HEAD").length).toBeGreaterThan(0);
  const offsets = asked
    .filter((init) => init?.method === "PATCH")
    .map((init) => Number(new Headers(init?.headers).get("Upload-Offset")));
  expect(offsets.filter((offset) => offset === 0)).toHaveLength(1); // never from the start again
  expect(told.every((part, i) => part > (told[i - 1] ?? 0))).toBe(true);
  expect(told.length).toBeGreaterThan(3);
  expect(told.at(-1)).toBe(1);
  const [got] = await arrived(bob);
  expect(same(await download((got?.payload as FilePayload).fileUrl), content)).toBe(true);
});

test("a cancelled upload fails the send, and sending again goes on from there", async () => {
  const [ann, bob] = await Promise.all([person(), person()]);
  const content = bytes(12 * 1024 * 1024);
  const cancel = new AbortController();
  const message = draft(ann, "createFileMessage", bob, new File([content], "big.bin"), (part) => {
    if (part > 0.1) cancel.abort();
  });
  const refused = await failure(ann.chat.sendMessage(message, { signal: cancel.signal }));
  expect(refused.code).toBe(2400);
  expect(refused.data["message"]).toBe(message);
  expect(message.status).toBe("fail");
  expect((await failure(ann.chat.sendMessage(message, { signal: cancel.signal }))).code).toBe(2400);
  const fetched = vi.spyOn(globalThis, "fetch");
  onTestFinished(() => fetched.mockRestore());
  await ann.chat.resendMessage(message);
  expect(fetched.mock.calls.map(([, init]) => init?.method)[0]).toBe("HEAD");
  const first = fetched.mock.calls.find(([, init]) => init?.method === "PATCH")?.[1];
  expect(Number(new Headers(first?.headers).get("Upload-Offset"))).toBeGreaterThan(0);
  const [got] = await arrived(bob);
  expect(got?.ID).toBe(message.ID);
  expect(same(await download((got?.payload as FilePayload).fileUrl), content)).toBe(true);
});

test("a plugin brings the bytes instead of the SDK [registerPlugin#1] [compat#8]", async () => {
  const asked: { url: string; method: string; resources: unknown }[] = [];
  class Plugin {
    uploadFile(
      request: {
        url: string;
        method: string;
        headers: Record<string, string>;
        resources: unknown;
        onProgress: (event: { percent: number }) => void;
      },
      done: (error: unknown, result?: unknown) => void,
    ): void {
      asked.push(request);
      const body = request.resources instanceof Blob ? request.resources : form(content);
      request.onProgress({ percent: 0.5 });
      fetch(request.url, { method: request.method, headers: request.headers, body }).then((answer) => {
        done(answer.ok ? null : new Error(String(answer.status)), {});
      }, done);
    }
  }
  const form = (of: Uint8Array<ArrayBuffer>): FormData => {
    const made = new FormData();
    made.append("file", new Blob([of]), "from-the-phone.png");
    return made;
  };
  const content = png(20, 20);
  const seen = device();
  seen.chat.registerPlugin({ "tim-upload-plugin": Plugin });
  const [ann, bob] = await Promise.all([person(newUserID("ann"), seen), person()]);
  const told: number[] = [];
  const fromDisk = draft(ann, "createImageMessage", bob, new File([content], "a.png"), (part) => told.push(part));
  await ann.chat.sendMessage(fromDisk);
  // as a mini program names a chosen image
  const tempFiles = [{ path: "wxfile://tmp/b.png", size: content.length }];
  const fromPhone = draft(ann, "createImageMessage", bob, { tempFilePaths: ["wxfile://tmp/b.png"], tempFiles });
  expect(imageOf(fromPhone).imageInfoArray[0]?.url).toBe("wxfile://tmp/b.png");
  await ann.chat.sendMessage(fromPhone);
  expect(asked.map(({ method }) => method)).toEqual(["PUT", "POST"]);
  expect(asked[1]?.resources).toBe("wxfile://tmp/b.png");
  expect(told).toEqual([0.5, 1]);
  for (const message of await arrived(bob, 2)) {
    expect(same(await download(imageOf(message).imageInfoArray[0]?.url ?? ""), content)).toBe(true);
  }
});

test("without a way to upload the send is refused, whatever the plugin is [registerPlugin#1]", async () => {
  const seen = device();
  seen.chat.registerPlugin({
    "tim-upload-plugin": class {
      uploadFile(_request: unknown, done: (error: unknown) => void): void {
        done({ errMsg: "uploadFile:fail" });
      }
    },
  });
  const [ann, bob, carol] = await Promise.all([person(newUserID("ann"), seen), person(), person()]);
  const file = new File([png(9, 9)], "a.png");
  expect((await failure(ann.chat.sendMessage(draft(ann, "createImageMessage", bob, file)))).code).toBe(2100);
  const sound = new File([wav(1)], "a.wav");
  expect((await failure(ann.chat.sendMessage(draft(ann, "createAudioMessage", bob, sound)))).code).toBe(2300);
  const film = new File([mp4()], "a.mp4");
  expect((await failure(ann.chat.sendMessage(draft(ann, "createVideoMessage", bob, film)))).code).toBe(2350);
  vi.stubGlobal("fetch", undefined);
  onTestFinished(() => void vi.unstubAllGlobals());
  expect((await failure(carol.chat.sendMessage(draft(carol, "createImageMessage", bob, file)))).code).toBe(2040);
});

test("files that are missing, empty, of another type or not what they say are refused [createImageMessage#7] [createImageMessage#3] [createVideoMessage#3] [createFileMessage#1]", async () => {
  const [ann, bob] = await Promise.all([person(), person()]);
  const code = async (maker: Maker, file: object): Promise<number> => {
    const message = draft(ann, maker, bob, file);
    const { code: refused } = await failure(ann.chat.sendMessage(message));
    expect(message.status).toBe("fail");
    return refused;
  };
  expect(await code("createImageMessage", { files: [] })).toBe(2251);
  expect(await code("createFileMessage", { files: [] })).toBe(2401);
  expect(await code("createAudioMessage", {})).toBe(2300);
  expect(await code("createVideoMessage", { files: null })).toBe(2350);
  for (const maker of [
    "createImageMessage",
    "createAudioMessage",
    "createVideoMessage",
    "createFileMessage",
  ] as const) {
    expect(await code(maker, new File([], "a.png", { type: "image/png" }))).toBe(2108);
    expect(() => draft(ann, maker, bob, undefined as never)).toThrow("Params validate failed.");
  }
  expect(await code("createImageMessage", new File([png(9, 9)], "a.svg"))).toBe(2252);
  expect(await code("createImageMessage", new File([bytes(99)], "a.png"))).toBe(2252); // found out by the server
  expect(await code("createAudioMessage", new File([png(9, 9)], "a.mp3"))).toBe(2300);
  expect(await code("createVideoMessage", new File([bytes(99)], "a.avi"))).toBe(2352);
  expect(await code("createVideoMessage", new File([bytes(99)], "a.mov"))).toBe(2352);
  expect(await code("createFileMessage", new File([bytes(9)], "x".repeat(1_021)))).toBe(2041);
  const empty = draft(ann, "createFileMessage", bob, new File([bytes(9)], "a"));
  const copy = ann.chat.createForwardMessage({ to: bob.userID, conversationType: TYPES.CONV_C2C, payload: empty });
  expect((await failure(ann.chat.sendMessage(copy))).code).toBe(2403);
});

test("files beyond the size of their kind are refused before they are uploaded [createImageMessage#7] [createAudioMessage#5] [createVideoMessage#4] [createFileMessage#1]", async () => {
  const [ann, bob] = await Promise.all([person(), person()]);
  const fetched = vi.spyOn(globalThis, "fetch");
  onTestFinished(() => fetched.mockRestore());
  const MIB = 1024 * 1024;
  const large = (name: string, size: number): File => new File([new Uint8Array(size)], name);
  const code = async (maker: Maker, file: File): Promise<number> =>
    (await failure(ann.chat.sendMessage(draft(ann, maker, bob, file)))).code;
  expect(await code("createImageMessage", large("a.png", 20 * MIB + 1))).toBe(2253);
  expect(await code("createAudioMessage", large("a.mp3", 20 * MIB + 1))).toBe(2301);
  expect(await code("createVideoMessage", large("a.mp4", 100 * MIB + 1))).toBe(2351);
  expect(await code("createFileMessage", large("a", 100 * MIB + 1))).toBe(2402);
  expect(fetched).not.toHaveBeenCalled();
  const restore = await setting("upload.maxFile", 1);
  onTestFinished(restore);
  fetched.mockClear();
  expect(await code("createFileMessage", large("a", MIB + 1))).toBe(2402);
  expect(fetched).not.toHaveBeenCalled();
});
