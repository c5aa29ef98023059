import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Chat, Message } from "../../src/index";
import TencentCloudChat from "../../src/index";
import { ALL } from "../../src/internal/areas";
import { createChat } from "../../src/internal/chat";
import { fakeServer, wireConversation, wireMessage, type FakeServer } from "./fakeServer";

const { EVENT, TYPES } = TencentCloudChat;

describe("a session", () => {
  let server: FakeServer;
  let chat: Chat;
  let events: { name: string; data: unknown }[];
  const me = { userID: "ann", userSig: "signature" };

  beforeEach(() => {
    vi.useFakeTimers({ now: 1_000_000 });
    server = fakeServer();
    chat = createChat(1400000001, "ws://there/ws", server.platform, () => undefined, ALL) as Chat;
    chat.setLogLevel(4);
    events = [];
    for (const name of Object.values(EVENT)) {
      chat.on(name, function record(event: { name: string; data: unknown }) {
        events.push(event);
      });
    }
  });
  afterEach(async () => {
    const destroyed = chat.destroy();
    await vi.advanceTimersByTimeAsync(5_000);
    await destroyed;
    vi.useRealTimers();
  });

  const soon = (ms = 50): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
  const named = (name: string): unknown[] => events.filter((event) => event.name === name).map(({ data }) => data);
  const received = (): number[] => (named(EVENT.MESSAGE_RECEIVED).flat() as Message[]).map(({ sequence }) => sequence);
  const asked = (op: string): Record<string, unknown>[] =>
    server.asked.filter((request) => request.op === op).map(({ body }) => body);
  async function ready(): Promise<void> {
    const login = chat.login(me);
    await soon();
    await login;
    expect(chat.isReady()).toBe(true);
  }

  test("that gets no answer to its login within 15 s fails with 2801", async () => {
    server.on("session.login", () => undefined);
    const login = expect(chat.login(me)).rejects.toMatchObject({ code: 2801 });
    await soon(15_000);
    await login;
    expect(server.sockets).toBeGreaterThan(0);
  });

  test("that is logged out while logging in can log in again", async () => {
    server.on("session.login", () => undefined);
    const first = expect(chat.login(me)).rejects.toMatchObject({ code: 3005 });
    await soon();
    void chat.logout();
    server.on("session.login", () => ({ ...fakeLogin(), tinyID: "5" }));
    const second = chat.login({ ...me, userID: "carol" });
    await first;
    await soon();
    await second;
    expect(chat.getLoginUser()).toBe("carol");
  });

  test("that logs in while it logs out is the new user's [logout#4] [login#8]", async () => {
    await ready();
    server.on("session.logout", () => undefined);
    const out = chat.logout();
    const outToo = chat.logout();
    const login = chat.login({ ...me, userID: "carol" });
    await soon(3_100);
    await Promise.all([out, outToo]);
    expect((await login).data).not.toHaveProperty("repeatLogin");
    expect(asked("session.logout")).toHaveLength(1);
    expect(chat.getLoginUser()).toBe("carol");
  });

  test("loses nothing of what comes before its first list", async () => {
    server.on("conversation.list", () => {
      server.push("conversation.read", { conversationID: "C2Cbob", readSequence: 2, readCounter: 2 });
      server.push("conversation.readAll", {
        readList: [{ conversationID: "C2Ceve", readSequence: 1, readCounter: 1 }],
      });
      server.push("message.readByPeer", { conversationID: "C2Ccarol", peerReadSequence: 1, peerReadTime: 5 });
      server.push("conversation.historyCleared", { conversationID: "C2Cfay", clearedSequence: 1, readCounter: 1 });
      server.push("conversation.deleted", { conversationIDList: ["C2Cdan"] });
      const mine = { ...wireConversation("ann", "carol", 1, 1), lastMessage: wireMessage("ann", "carol", 1) };
      const others = [2, 1, 1, 1].map((n, i) => wireConversation("ann", ["bob", "dan", "eve", "fay"][i] ?? "", n));
      return { conversationList: [mine, ...others], serverTime: Date.now() };
    });
    await ready();
    const { conversationList } = (await chat.getConversationList()).data;
    expect(conversationList.map(({ conversationID }) => conversationID).toSorted()).toEqual(
      ["bob", "carol", "eve", "fay"].map((name) => `C2C${name}`),
    );
    expect(chat.getTotalUnreadMessageCount()).toBe(0);
    expect(conversationList.find(({ conversationID }) => conversationID === "C2Ccarol")?.lastMessage).toMatchObject({
      isPeerRead: true,
    });
    expect(conversationList.find(({ conversationID }) => conversationID === "C2Cfay")?.lastMessage).toMatchObject({
      messageForShow: "",
    });
  });

  const fakeLogin = (): object => ({
    ...{ serverTime: Date.now(), expireTime: 0, profile: { profileCustomField: [] } },
    config: {
      heartbeat: 30,
      maxMessageBytes: 12_288,
      historyPage: 15,
      maxConversations: 500,
      disabled: [],
      localWords: [],
    },
  });

  test("tries its first sync again until the server answers", async () => {
    server.on("conversation.list", () => ({ code: 60022 }));
    const login = chat.login(me);
    await soon();
    await login;
    expect(chat.isReady()).toBe(false);
    server.on("conversation.list", () => ({ conversationList: [], serverTime: 1 }));
    await soon(1_000);
    expect(named(EVENT.SDK_READY)).toHaveLength(1);
  });

  test("raises what came between login and readiness after SDK_READY, and what the list holds not at all", async () => {
    server.on("conversation.list", () => {
      server.push("message.received", { message: wireMessage("bob", "ann", 1) });
      server.push("message.received", { message: wireMessage("bob", "ann", 2) });
      return { conversationList: [wireConversation("ann", "bob", 1)], serverTime: Date.now() };
    });
    await ready();
    const names = events.map(({ name }) => name);
    expect(names.indexOf(EVENT.SDK_READY)).toBeLessThan(names.indexOf(EVENT.MESSAGE_RECEIVED));
    expect(received()).toEqual([2]);
    expect(chat.getTotalUnreadMessageCount()).toBe(2);
  });

  test("catches up when the connection was lost during its first sync", async () => {
    server.on("conversation.list", () => undefined);
    void chat.login(me);
    await soon();
    server.close();
    server.on("conversation.list", () => ({ conversationList: [], serverTime: 1 }));
    await soon();
    expect(chat.isReady()).toBe(true);
    expect(asked("conversation.list").length).toBeGreaterThanOrEqual(3);
  });

  test("fills a hole after 200 ms, not before", async () => {
    await ready();
    server.on("message.catchUp", ({ after }) => ({
      messageList: after === 1 ? [wireMessage("bob", "ann", 2)] : [],
      isCompleted: true,
    }));
    server.push("message.received", { message: wireMessage("bob", "ann", 1) });
    server.push("message.received", { message: wireMessage("bob", "ann", 3) });
    await soon(150);
    expect(received()).toEqual([1]);
    await soon(100);
    expect(received()).toEqual([1, 2, 3]);
    expect(asked("message.catchUp")).toEqual([{ conversationID: "C2Cbob", after: 1, upTo: 2, count: 100 }]);
  });

  test("asks nobody about a hole that closes by itself, and drops what comes twice", async () => {
    await ready();
    for (const sequence of [1, 3, 3, 2, 1]) {
      server.push("message.received", { message: wireMessage("bob", "ann", sequence) });
    }
    await soon(1_000);
    expect(received()).toEqual([1, 2, 3]);
    expect(asked("message.catchUp")).toEqual([]);
  });

  test("does not wait for ever for messages that the server no longer has", async () => {
    await ready();
    server.on("message.catchUp", () => ({ messageList: [], isCompleted: true }));
    server.push("message.received", { message: wireMessage("bob", "ann", 1) });
    server.push("message.received", { message: wireMessage("bob", "ann", 9) });
    await soon(500);
    expect(received()).toEqual([1, 9]);
  });

  test("asks again when filling a hole or comparing the lists failed", async () => {
    await ready();
    server.push("message.received", { message: wireMessage("bob", "ann", 1) });
    server.on("message.catchUp", () => ({ code: 60022 }));
    server.push("message.received", { message: wireMessage("bob", "ann", 3) });
    await soon(500);
    server.on("message.catchUp", () => ({ messageList: [wireMessage("bob", "ann", 2)], isCompleted: true }));
    await soon(2_500);
    expect(received()).toEqual([1, 2, 3]);

    server.on("conversation.list", () => ({ code: 60022 }));
    server.push("session.resync", {});
    await soon(500);
    server.on("conversation.list", () => ({
      conversationList: [wireConversation("ann", "bob", 4)],
      serverTime: Date.now(),
    }));
    server.on("message.catchUp", () => ({ messageList: [wireMessage("bob", "ann", 4)], isCompleted: true }));
    await soon(2_500);
    expect(received()).toEqual([1, 2, 3, 4]);
    const lists = asked("conversation.list").length;
    await soon(60_000);
    expect(asked("conversation.list")).toHaveLength(lists);
  });

  test("goes back to the login's moment in a conversation that the list did not hold", async () => {
    await ready();
    const now = Math.floor(Date.now() / 1000);
    server.on("conversation.get", () => ({ conversation: wireConversation("ann", "bob", 300, 298) }));
    server.on("message.catchUp", ({ after, upTo }) => ({
      messageList: Array.from({ length: Number(upTo) - Number(after) }, (_, i) => Number(after) + 1 + i).map(
        (sequence) => wireMessage("bob", "ann", sequence, sequence > 120 ? now + 1 : now - 60),
      ),
      isCompleted: true,
    }));
    server.push("message.received", { message: wireMessage("bob", "ann", 300, now + 2) });
    await soon(1_000);
    expect(received()).toEqual(Array.from({ length: 180 }, (_, i) => 121 + i));
    expect(chat.getTotalUnreadMessageCount()).toBe(2);
  });

  test("that is silent for its heartbeat asks whether anybody is there, and reconnects if not", async () => {
    await ready();
    await soon(30_000);
    expect(asked("session.ping")).toHaveLength(1);
    expect(server.sockets).toBe(1);
    server.on("session.ping", () => undefined);
    await soon(40_000);
    expect(server.sockets).toBe(2);
    expect(asked("session.login")).toHaveLength(2);
    expect(asked("session.login")[0]?.["instanceID"]).toBe(asked("session.login")[1]?.["instanceID"]);
    expect(named(EVENT.SDK_READY)).toHaveLength(1);
  });

  test("that only sends finds out, too, that nobody is there", async () => {
    await ready();
    server.on("session.ping", () => undefined);
    for (let i = 0; i < 5; i++) {
      void chat.getUserProfile({ userIDList: ["bob"] }).catch(() => undefined);
      await soon(10_000);
    }
    expect(server.sockets).toBe(2);
  });

  test("that a handler of the network's state ends stays signed out [logout#1]", async () => {
    chat.on(EVENT.NET_STATE_CHANGE, function leave({ data }) {
      if (data.state === "connecting") void chat.logout();
    });
    await expect(chat.login(me)).rejects.toMatchObject({ code: 3005 });
    await soon(60_000);
    expect(server.sockets).toBe(0);
    expect(chat.getLoginUser()).toBe("");
  });

  test("is over once it is destroyed, also for a login that waits [destroy#1]", async () => {
    await ready();
    server.on("session.logout", () => undefined);
    const out = chat.logout();
    const login = expect(chat.login(me)).rejects.toMatchObject({ code: 3005 });
    const destroyed = chat.destroy();
    await soon(3_100);
    await Promise.all([out, login, destroyed]);
    await expect(chat.login(me)).rejects.toMatchObject({ code: 3005 });
    await expect(chat.getMyProfile()).rejects.toMatchObject({ code: 3005 });
    await soon(60_000);
    expect(server.sockets).toBe(1);
  });

  test.each([
    [70001, TYPES.KICKED_OUT_USERSIG_EXPIRED, 3004],
    [70052, TYPES.KICKED_OUT_REST_API, 3006],
  ])("that is refused with %i when it reconnects is kicked out [general#2]", async (refused, type, code) => {
    await ready();
    server.on("session.login", () => ({ code: refused }));
    server.close();
    await soon(1_000);
    expect(named(EVENT.KICKED_OUT)).toEqual([{ type }]);
    expect(named(EVENT.SDK_NOT_READY)).toHaveLength(1);
    await expect(chat.getMyProfile()).rejects.toMatchObject({ code });
    await soon(60_000);
    expect(server.sockets).toBe(2);
  });

  test.each([
    [TYPES.KICKED_OUT_MULT_DEVICE, 3002],
    [TYPES.KICKED_OUT_MULT_ACCOUNT, 3003],
    [TYPES.KICKED_OUT_USERSIG_EXPIRED, 3004],
    [TYPES.KICKED_OUT_REST_API, 3006],
  ])("that is kicked out as %s answers calls with %i [general#2]", async (type, code) => {
    await ready();
    server.push("session.kicked", { type });
    expect(events.slice(-2).map(({ name }) => name)).toEqual([EVENT.SDK_NOT_READY, EVENT.KICKED_OUT]);
    await expect(chat.getMyProfile()).rejects.toMatchObject({ code });
    await soon(60_000);
    expect(server.sockets).toBe(1);
  });

  test("goes on trying while the server is too busy to sign it in again", async () => {
    await ready();
    server.on("session.login", () => ({ code: 60022 }));
    server.close(1001);
    await soon(5_000);
    expect(server.sockets).toBeGreaterThan(2);
    server.on("session.login", () => ({ ...fakeLogin(), tinyID: "144115" }));
    await soon(30_000);
    await expect(chat.getMyProfile()).resolves.toBeDefined();
    expect(named(EVENT.SDK_NOT_READY)).toEqual([]);
  });

  test("tells of a server that does not want it, and stops", async () => {
    await ready();
    server.close(4000);
    expect(named(EVENT.ERROR)).toMatchObject([{ code: 2800 }]);
    expect(named(EVENT.SDK_NOT_READY)).toHaveLength(1);
    await soon(60_000);
    expect(server.sockets).toBe(1);
  });

  test("tells of a new configuration and keeps to it", async () => {
    await ready();
    const config = {
      heartbeat: 5,
      maxMessageBytes: 100,
      historyPage: 15,
      maxConversations: 500,
      disabled: [],
      localWords: [],
    };
    server.push("settings.updated", { config });
    expect(named(EVENT.SERVER_CONFIG_UPDATED)).toEqual([{ config }]);
    await soon(5_100);
    expect(asked("session.ping")).toHaveLength(1);
    const message = chat.createTextMessage({
      to: "bob",
      conversationType: TYPES.CONV_C2C,
      payload: { text: "x".repeat(100) },
    });
    await expect(chat.sendMessage(message)).rejects.toMatchObject({ code: 80002 });
  });

  test("outlives frames that it does not understand", async () => {
    await ready();
    server.push("nobody.knows", {});
    server.push("message.received", {});
    server.push("message.received", { message: wireMessage("bob", "ann", 1) });
    expect(received()).toEqual([1]);
  });
});
