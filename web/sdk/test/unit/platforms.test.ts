import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Chat, NetworkEvents, UploadRequest } from "../../src/index";
import TencentCloudChat from "../../src/index";
import { ALL } from "../../src/internal/areas";
import { createChat } from "../../src/internal/chat";
import { findPlatform } from "../../src/internal/platforms/find";
import { miniProgramPlatform } from "../../src/internal/platforms/miniProgram";
import { reactNativePlatform } from "../../src/internal/platforms/reactNative";
import { random32, utf8Size } from "../../src/internal/scope";
import { fakeMiniProgram, type FakeMiniProgram } from "./fakeMiniProgram";
import { fakeServer } from "./fakeServer";

const { TYPES } = TencentCloudChat;

afterEach(() => vi.unstubAllGlobals());

const deaf: NetworkEvents = { online: () => undefined, offline: () => undefined, visible: () => undefined };
const upload = (told: number[], resources: unknown, method: "PUT" | "POST" = "POST"): UploadRequest => ({
  ...{ url: "https://chat.example.com/upload/1", method, headers: {}, resources, downloadUrl: "" },
  onProgress: (part) => told.push(part as number),
});

describe("a mini program", () => {
  let fake: FakeMiniProgram;
  beforeEach(() => (fake = fakeMiniProgram()));

  test("opens a socket that behaves like a WebSocket", () => {
    const socket = miniProgramPlatform(fake.wx).openSocket("wss://chat.example.com/ws");
    const seen: unknown[] = [];
    socket.onopen = () => seen.push("open");
    socket.onmessage = ({ data }) => seen.push(data);
    socket.onclose = ({ code, reason }) => seen.push([code, reason]);
    fake.accept();
    socket.send("hello");
    fake.receive("welcome");
    fake.close(4001, "kicked");
    fake.close(1006, "again"); // some versions say it twice
    expect(fake.opened).toEqual(["wss://chat.example.com/ws"]);
    expect(fake.sent).toEqual(["hello"]);
    expect(seen).toEqual(["open", "welcome", [4001, "kicked"]]);
  });

  test("whose domain is not trusted loses its socket at once", async () => {
    fake.refusal = "connectSocket:fail url not in domain list";
    const socket = miniProgramPlatform(fake.wx).openSocket("wss://chat.example.com/ws");
    const closed = new Promise((resolve) => (socket.onclose = resolve));
    expect(await closed).toEqual({ code: 1006, reason: fake.refusal });
  });

  test("tells of its network and of being looked at, until that is undone", () => {
    const platform = miniProgramPlatform(fake.wx);
    const events = { online: vi.fn(), offline: vi.fn(), visible: vi.fn() };
    const undo = platform.watch(events);
    fake.network(false);
    fake.network(true);
    fake.show();
    expect([events.offline, events.online, events.visible].map(({ mock }) => mock.calls.length)).toEqual([1, 1, 1]);
    undo();
    expect(fake.listeners).toBe(0);
  });

  test("uploads what it has chosen, with progress [createVideoMessage#5] [createFileMessage#2]", async () => {
    const { uploader, sizeOf } = miniProgramPlatform(fake.wx);
    const told: number[] = [];
    const done = (path: string): Promise<unknown> =>
      new Promise((resolve) => uploader?.uploadFile(upload(told, path), resolve));
    expect(await done("wxfile://tmp/a.mp4")).toBeNull();
    expect(fake.uploads).toEqual([
      { url: "https://chat.example.com/upload/1", filePath: "wxfile://tmp/a.mp4", name: "file" },
    ]);
    expect(told).toEqual([0.5]);
    fake.upload = { statusCode: 403, data: '{"code":2041}' };
    expect(await done("wxfile://tmp/b")).toEqual(new Error('{"code":2041}'));
    fake.upload = "uploadFile:fail timeout";
    expect(await done("wxfile://tmp/b")).toEqual(new Error("uploadFile:fail timeout"));
    fake.files.set("wxfile://tmp/a.mp4", 7);
    expect(await sizeOf?.("wxfile://tmp/a.mp4")).toBe(7);
    await expect(sizeOf?.("wxfile://tmp/b")).rejects.toThrow("no such file");
  });

  test("is found by its global object, and a browser that has one too is a browser", () => {
    vi.stubGlobal("WebSocket", undefined);
    vi.stubGlobal("wx", fake.wx);
    expect(findPlatform().uploader).toBeDefined();
    vi.stubGlobal("uni", fakeMiniProgram().wx);
    findPlatform().openSocket("wss://uni");
    expect(fake.opened).toEqual([]); // uni-app's own goes before the vendor's
    vi.stubGlobal("WebSocket", vi.fn());
    expect(findPlatform().uploader).toBeUndefined();
  });

  test("lacks what browsers have, and still sends [createImageMessage#4] [createAudioMessage#6]", async () => {
    for (const missing of ["Blob", "crypto", "TextEncoder", "structuredClone", "fetch", "URL", "AbortController"]) {
      vi.stubGlobal(missing, undefined);
    }
    const server = fakeServer();
    const mini = miniProgramPlatform(fake.wx);
    const chat = createChat(
      1,
      "ws://there/ws",
      { ...mini, openSocket: (url: string) => server.platform.openSocket(url) },
      deaf.online,
      ALL,
    );
    const whole = chat as Chat;
    whole.setLogLevel(4);
    const ready = new Promise<void>((resolve) => whole.on(TencentCloudChat.EVENT.SDK_READY, () => resolve()));
    await whole.login({ userID: "ann", userSig: "signature" });
    await ready;
    const uploads = { begin: vi.fn(), complete: vi.fn() };
    server.on("media.begin", (body) => {
      uploads.begin(body["size"], body["name"]);
      return { uploadID: "u", uploadUrl: "/upload/u" };
    });
    server.on("media.complete", () => ({ uuid: "x", format: "jpg", size: 9, name: "a.jpg", imageInfoArray: [] }));
    server.on("message.send", () => ({ sequence: 1, time: 5 }));
    fake.files.set("wxfile://tmp/a.jpg", 9);
    const to = { to: "bob", conversationType: TYPES.CONV_C2C };
    const image = whole.createImageMessage({ ...to, payload: { file: { tempFilePaths: ["wxfile://tmp/a.jpg"] } } });
    await whole.sendMessage(image);
    expect(uploads.begin.mock.calls).toEqual([[9, "a.jpg"]]);
    expect(fake.uploads.map(({ url }) => url)).toEqual(["http://there/upload/u"]);
    const copy = whole.createForwardMessage({ ...to, payload: image });
    await whole.sendMessage(copy);
    expect(copy.status).toBe("success");
    await whole.destroy();
  });
});

describe("React Native", () => {
  test("uploads a file from where it is [createAudioMessage#6] [createFileMessage#2]", async () => {
    const parts: unknown[] = [];
    vi.stubGlobal(
      "FormData",
      class {
        append = (name: string, value: unknown): unknown => parts.push([name, value]); // its own takes such objects
      },
    );
    const asked: unknown[] = [];
    vi.stubGlobal("fetch", (url: string, init: RequestInit) => {
      asked.push([url, init.method]);
      return Promise.resolve(new Response("", { status: 200 }));
    });
    const send = (file: object): Promise<unknown> =>
      new Promise((resolve) => reactNativePlatform().uploader?.uploadFile(upload([], file), resolve));
    expect(await send({ uri: "file:///sd/b.m4a", type: "audio/mp4", duration: 3_200 })).toBeNull();
    expect(await send({ uri: "content://7", fileName: "cat.jpg", type: "image" })).toBeNull();
    expect(asked).toEqual(Array(2).fill(["https://chat.example.com/upload/1", "POST"]));
    expect(parts).toEqual([
      ["file", { uri: "file:///sd/b.m4a", name: "b.m4a", type: "audio/mp4" }],
      ["file", { uri: "content://7", name: "cat.jpg", type: "application/octet-stream" }],
    ]);
  });

  test("is told by its plugin that the network is gone [registerPlugin#2]", async () => {
    vi.stubGlobal("navigator", { product: "ReactNative" });
    expect(findPlatform().uploader).toBeDefined();
    const server = fakeServer();
    const chat = createChat(1, "ws://there/ws", server.platform, deaf.online, ALL) as Chat;
    chat.setLogLevel(4);
    let tell: ((state: { isConnected: boolean | null }) => void) | undefined;
    const addEventListener = (listener: typeof tell): (() => void) => {
      tell = listener;
      return () => (tell = undefined);
    };
    chat.registerPlugin({ "chat-network-monitor": { addEventListener } });
    await chat.login({ userID: "ann", userSig: "signature" });
    expect(server.sockets).toBe(1);
    const states: string[] = [];
    chat.on(TencentCloudChat.EVENT.NET_STATE_CHANGE, ({ data }) => states.push(data.state));
    tell?.({ isConnected: null }); // it does not know yet
    expect(states).toEqual([]);
    tell?.({ isConnected: false });
    expect(states).toContain("connecting");
    await chat.destroy();
    expect(tell).toBeUndefined();
  });
});

test("what platforms lack is made up for", () => {
  for (const text of ["", "abc", "é", "聊天", "👍", "a👍聊é"]) {
    expect(utf8Size(text)).toBe(new TextEncoder().encode(text).length);
  }
  vi.stubGlobal("crypto", undefined);
  expect(new Set(Array.from({ length: 50 }, random32)).size).toBeGreaterThan(45);
});
