import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import TencentCloudChat, { type Chat, type ChatError, type Message as Shown } from "../../src/index";
import { Message } from "../../src/internal/message";
import { fakeServer, profile, wireMessage, type FakeServer } from "./fakeServer";
import { chatOn, signIn } from "./fakeUser";

const { TYPES } = TencentCloudChat;

let server: FakeServer;
let chat: Chat;

beforeEach(async () => {
  server = fakeServer();
  chat = chatOn(server);
  server.on("conversation.get", () => ({ code: 10010 }));
  server.on("message.send", () => ({ sequence: 1, time: 5, unreadCounter: 1 }));
  await signIn(chat);
});

const asked = (op: string): Record<string, unknown>[] =>
  server.asked.filter((request) => request.op === op).map(({ body }) => body);

const text = (said: string): Shown =>
  chat.createTextMessage({ to: "bob", conversationType: TYPES.CONV_C2C, payload: { text: said } });

/** Why a promise rejects. */
const failure = (promise: Promise<unknown>): Promise<ChatError> =>
  promise.then(
    () => Promise.reject(new Error("It did not fail")),
    (reason: unknown) => reason as ChatError,
  );

describe("a message that the server has", () => {
  test("is not sent again, whatever has become of it [resendMessage#1]", async () => {
    const message = text("hi");
    await chat.sendMessage(message);
    message.payload = { text: "hi there" };
    server.on("message.send", () => ({ code: 20001 }));

    await expect(chat.resendMessage(message)).resolves.toEqual({ code: 0, data: { message } });
    await expect(chat.sendMessage(message)).resolves.toEqual({ code: 0, data: { message } });

    expect(message).toMatchObject({ status: "success", isResend: false, payload: { text: "hi there" } });
    expect(asked("message.send")).toHaveLength(1);
  });

  test("was sent, although its answer is lost and it came back with others", async () => {
    const message = text("hi");
    server.on("message.send", () => {
      server.push("message.received", { message: { ...wireMessage("ann", "bob", 1), ID: message.ID } });
      return { code: 20001 };
    });

    await chat.sendMessage(message);

    expect(message.status).toBe("success");
  });

  test("has the receipts that were pushed before its answer came", async () => {
    const group = { groupID: "g", type: TYPES.GRP_WORK, name: "", ownerID: "ann", memberCount: 4, nextMessageSeq: 1 };
    server.push("group.changed", { group });
    const options = { to: "g", conversationType: TYPES.CONV_GROUP, payload: { text: "hi" }, needReadReceipt: true };
    const [slow, fast] = [chat.createTextMessage(options), chat.createTextMessage(options)];

    await chat.sendMessage(slow);
    server.on("message.send", ({ id }) => {
      const receiptList = [{ id, change: 3, receipts: { count: 2, time: 6, unread: 1 } }];
      server.push("message.receiptsReceived", { conversationID: "GROUPg", receiptList });
      return { sequence: 2, time: 6, unreadCounter: 2 };
    });
    await chat.sendMessage(fast);

    expect(slow.readReceiptInfo).toEqual({ readCount: 0, unreadCount: 3 });
    expect(fast.readReceiptInfo).toEqual({ readCount: 2, unreadCount: 1 });
  });
});

test("sending takes null for no options", async () => {
  const message = text("hi");
  await chat.sendMessage(message, null as never);
  expect(message.status).toBe("success");
});

/** As Vue's `reactive` does it: Proxies of an object and of all that is read from it. */
function reactive<T extends object>(target: T): T {
  return new Proxy(target, {
    get(object, name, receiver) {
      const value: unknown = Reflect.get(object, name, receiver);
      const kind = Object.prototype.toString.call(value);
      return kind === "[object Object]" || kind === "[object Array]" ? reactive(value as object) : value;
    },
  });
}

describe("a message with a file", () => {
  const file = new File(["abc"], "a.mp4", { type: "video/mp4" });
  const told: number[] = [];
  const draft = (maker: "createImageMessage" | "createAudioMessage" | "createVideoMessage" | "createFileMessage") =>
    chat[maker]({
      ...{ to: "bob", conversationType: TYPES.CONV_C2C, customModerationConfigurationID: "strict" },
      payload: { file: maker === "createImageMessage" ? new File(["abc"], "a.png") : file },
      onProgress: (part) => told.push(part),
    });

  beforeEach(() => {
    told.length = 0;
    chat.registerPlugin({
      "tim-upload-plugin": { uploadFile: (_: unknown, done: (error?: unknown) => void) => done() },
    });
    server.on("media.begin", () => ({ uploadID: "u", uploadUrl: "http://there/upload" }));
    server.on("media.complete", () => ({ uuid: "f", kind: "file", name: "a.mp4", size: 3, format: "mp4", second: 0 }));
  });
  afterEach(() => void vi.useRealTimers());

  test("is sent again by a Proxy of it, such as a list in Vue hands out [resendMessage#1]", async () => {
    const message = draft("createFileMessage");
    server.on("media.begin", () => ({ code: 60022 }));
    expect(await failure(chat.sendMessage(message))).toMatchObject({ code: 60022 });
    server.on("media.begin", () => ({ uploadID: "u", uploadUrl: "http://there/upload" }));
    const { shown } = reactive({ shown: message });

    const { data } = await chat.resendMessage(shown);

    expect(data.message).toBe(shown);
    expect(message).toMatchObject({ status: "success", payload: { uuid: "f" } });
    expect(asked("message.send")).toMatchObject([{ customModerationConfigurationID: "strict" }]);
    expect(told).toEqual([1]);
    expect(chat.findMessage(message.ID)?.status).toBe("success");
  });

  test("is sent as a Proxy from the start", async () => {
    for (const maker of ["createFileMessage", "createAudioMessage", "createVideoMessage"] as const) {
      const shown = reactive(draft(maker));
      await chat.sendMessage(shown);
      expect(shown.status).toBe("success");
    }
  });

  test("shows nobody what it keeps for its upload, and lets go of the file after that [compat#9]", async () => {
    const message = draft("createFileMessage");
    if (!(message instanceof Message)) throw new Error("It is of another class");
    expect(Object.keys(message)).toEqual(Object.keys(new Message()));
    expect(structuredClone<object>(message)).toEqual(Object.assign({}, message));
    expect(JSON.stringify(message)).not.toContain("strict");
    expect(message._extras?.().draft?.file?.blob).toBe(file);

    await chat.sendMessage(message);

    expect(message._extras?.().draft?.file).toBeUndefined();
  });

  test("fails with the codes of uploads where the server does not answer", async () => {
    const codes = {
      createImageMessage: 2100,
      createAudioMessage: 2300,
      createVideoMessage: 2350,
      createFileMessage: 2400,
    };
    vi.useFakeTimers();
    async function unanswered(op: string, maker: keyof typeof codes): Promise<number> {
      server.on(op, () => undefined);
      const failed = failure(chat.sendMessage(draft(maker)));
      await vi.advanceTimersByTimeAsync(31_000);
      return (await failed).code;
    }
    for (const maker of Object.keys(codes) as (keyof typeof codes)[]) {
      expect(await unanswered("media.complete", maker)).toBe(codes[maker]);
    }
    expect(await unanswered("media.begin", "createFileMessage")).toBe(2041);
  });
});

describe("parameters", () => {
  test("that are numbers are such as the server takes [general#3]", async () => {
    for (const wrong of [1.5, -1, 2 ** 32, 1e300, Number.NaN, Number.POSITIVE_INFINITY]) {
      for (const name of ["birthday", "language", "level", "role", "messageSettings"]) {
        await expect(chat.updateMyProfile({ [name]: wrong })).rejects.toMatchObject({ code: 2721 });
      }
      const refused = "Params validate failed.";
      if (wrong === 2 ** 32) continue;
      expect(() => chat.createGroup({ name: "g", maxMemberNum: wrong })).toThrow(refused);
      expect(() => chat.getMessageListHopping({ conversationID: "C2Cbob", time: wrong })).toThrow(refused);
      expect(() => chat.getMessageListHopping({ conversationID: "GROUPg", sequence: wrong })).toThrow(refused);
      expect(() => chat.getGroupMemberList({ groupID: "g", filter: wrong })).toThrow(refused);
      expect(() => chat.setGroupMemberMuteTime({ groupID: "g", userID: "bob", muteTime: wrong })).toThrow(refused);
    }
    expect(asked("profile.update")).toEqual([]);
    server.on("profile.update", (given) => ({ profile: { ...profile("ann"), ...given } }));
    const { data } = await chat.updateMyProfile({ birthday: 20_000_131, level: 2 ** 32 - 1, role: 0 });
    expect(data).toMatchObject({ birthday: 20_000_131, level: 2 ** 32 - 1, role: 0 });
  });

  test("are never read from null", async () => {
    await expect(chat.searchCloudMessages(null as never)).rejects.toMatchObject({ code: 3153 });
    const others = ["destroy", "logout"];
    server.on("*", () => ({ code: 20001 }));
    for (const [name, method] of Object.entries(chat) as unknown as [string, (given: unknown) => unknown][]) {
      if (others.includes(name) || typeof method !== "function") continue;
      let outcome: unknown;
      try {
        outcome = await method(null);
      } catch (failed) {
        outcome = failed;
      }
      expect(outcome, name).not.toBeInstanceOf(TypeError);
    }
  });
});
