import { onTestFinished, beforeEach, expect, test } from "vitest";
import type { Chat, NetworkEvents } from "../../src/index";
import { ALL } from "../../src/internal/areas";
import { createChat } from "../../src/internal/chat";
import { fakeServer, type FakeServer } from "./fakeServer";

let server: FakeServer;
let watching: NetworkEvents[];
let chat: Chat;

beforeEach(() => {
  server = fakeServer();
  watching = [];
  const watch = (events: NetworkEvents): (() => void) => {
    watching.push(events);
    return () => void watching.splice(watching.indexOf(events), 1);
  };
  chat = createChat(1400000001, "ws://there/ws", { ...server.platform, watch }, () => undefined, ALL) as Chat;
  chat.setLogLevel(4);
  onTestFinished(async () => {
    await chat.destroy();
  });
});

const asked = (op: string): number[] => server.asked.filter((it) => it.op === op).map(({ id }) => id);

test("a guest who may not enter one room still enters another [joinGroup#5]", async () => {
  server.on("group.join", ({ groupID }) => (groupID === "closed" ? { code: 2662 } : undefined));
  const closed = chat.joinGroup({ groupID: "closed" });
  const open = chat.joinGroup({ groupID: "open" });

  await expect(closed).rejects.toMatchObject({ code: 2662 });
  server.say({ id: asked("group.join")[1], code: 0, body: { status: "JoinedSuccess" } });

  await expect(open).resolves.toMatchObject({ data: { status: "JoinedSuccess" } });
  await expect(chat.joinGroup({ groupID: "closed" })).rejects.toMatchObject({ code: 2662 });
  server.on("group.quit", () => ({}));
  await chat.quitGroup("open"); // nobody was put out
});

test("a guest hears of the network for as long as it is in a room", async () => {
  server.on("group.join", () => ({ status: "JoinedSuccess" }));
  server.on("group.quit", () => ({}));
  const before = watching.length;
  await chat.joinGroup({ groupID: "room" });
  const events = watching.at(-1) ?? expect.fail("nobody watches");
  await expect.poll(() => asked("group.join")).toHaveLength(1);

  events.visible();
  await expect.poll(() => asked("session.ping")).toHaveLength(1);
  events.offline();
  await expect.poll(() => asked("group.join")).toHaveLength(2); // is back
  expect(server.sockets).toBe(2);
  expect(watching).toHaveLength(before + 1);

  await chat.quitGroup("room");
  expect(watching).toHaveLength(before);
});
