import type { Chat, Message } from "@parley-im/chat";
import { describe, expect, test } from "vitest";
import { Timeline } from "../../src/chat/timeline";
import { message } from "./entries";

/** A stand-in for the SDK: a stored conversation, and sends that end when a test says so. */
class FakeChat {
  pages = 0;
  failsToLoad = false;
  readonly #sends: { resolve: () => void; reject: (error: unknown) => void }[] = [];
  #created = 0;

  constructor(readonly stored: Message[] = []) {}

  getMessageList({ nextReqMessageID = "" }: { nextReqMessageID?: string }): Promise<object> {
    this.pages++;
    if (this.failsToLoad) return Promise.reject(new Error("no network"));
    const end = nextReqMessageID === "" ? this.stored.length : this.stored.findIndex((m) => m.ID === nextReqMessageID);
    const start = Math.max(0, end - 15);
    const next = start === 0 ? "" : (this.stored[start]?.ID ?? "");
    return Promise.resolve({
      code: 0,
      data: { messageList: this.stored.slice(start, end), nextReqMessageID: next, isCompleted: start === 0 },
    });
  }

  /** Pages of C2C are asked for by time; here every message has a second of its own. */
  getMessageListHopping({ time }: { time: number }): Promise<object> {
    this.pages++;
    const start = this.stored.findIndex((m) => m.time >= time);
    const messageList = start < 0 ? [] : this.stored.slice(start, start + 15);
    const next = this.stored[start + 15];
    const data = { messageList, isCompleted: !next, nextMessageTime: start < 0 ? "" : (next?.time ?? "") };
    return Promise.resolve({ code: 0, data });
  }

  createTextMessage({ payload }: { payload: { text: string } }): Message {
    const id = `new${++this.#created}`;
    return message(0, { ID: id, payload, flow: "out", status: "unSend", time: 1_700_009_000 });
  }

  sendMessage(): Promise<void> {
    return new Promise((resolve, reject) => this.#sends.push({ resolve, reject }));
  }

  resendMessage(): Promise<void> {
    return this.sendMessage();
  }

  /** The server stores the oldest send that has no answer. */
  ack(sent: Message | undefined, sequence: number): void {
    if (sent) Object.assign(sent, { status: "success", sequence });
    this.#sends.shift()?.resolve();
  }

  refuse(sent: Message | undefined, code: number): void {
    if (sent) sent.status = "fail";
    this.#sends.shift()?.reject(Object.assign(new Error("refused"), { code }));
  }
}

const history = (count: number): Message[] => Array.from({ length: count }, (_, index) => message(index + 1));

function timelineOf(chat: FakeChat): Timeline {
  return new Timeline(chat as unknown as Chat, "C2Cbob"); // the fake has what a timeline calls
}

const ids = (timeline: Timeline): string[] => timeline.entries.value.map((entry) => entry.id);
const deliveries = (timeline: Timeline): string[] =>
  timeline.entries.value.map(
    (entry) => `${entry.content.kind === "text" ? entry.content.text : entry.content.kind}: ${entry.delivery.kind}`,
  );

describe("history", () => {
  test("comes in pages until there is enough, oldest first", async () => {
    const chat = new FakeChat(history(40));
    const timeline = timelineOf(chat);
    await timeline.load(30);
    expect(chat.pages).toBe(2);
    expect(ids(timeline)).toEqual(
      history(40)
        .slice(10)
        .map((m) => m.ID),
    );
    expect(timeline.isComplete.value).toBe(false);
    await timeline.loadOlder();
    expect(ids(timeline)).toHaveLength(40);
    expect(timeline.isComplete.value).toBe(true);
  });

  test("two that ask at once share the answer", async () => {
    const chat = new FakeChat(history(40));
    const timeline = timelineOf(chat);
    await Promise.all([timeline.loadOlder(), timeline.loadOlder()]);
    expect(chat.pages).toBe(1);
  });

  test("what comes while the first page is on its way is kept", async () => {
    const chat = new FakeChat(history(3));
    const timeline = timelineOf(chat);
    const loading = timeline.load();
    timeline.receive([message(4)]);
    await loading;
    expect(ids(timeline)).toEqual(["m1", "m2", "m3", "m4"]);
  });

  test("what comes before anything was asked for is left to the first page", () => {
    const timeline = timelineOf(new FakeChat());
    timeline.receive([message(4)]);
    expect(ids(timeline)).toEqual([]);
  });

  test("a failed page can be asked for again", async () => {
    const chat = new FakeChat(history(3));
    const timeline = timelineOf(chat);
    chat.failsToLoad = true;
    await timeline.load();
    expect(timeline.hasFailed.value).toBe(true);
    chat.failsToLoad = false;
    await timeline.load();
    expect(timeline.hasFailed.value).toBe(false);
    expect(ids(timeline)).toHaveLength(3);
  });

  test("a deleted chat forgets, and an answer of before stays away", async () => {
    const chat = new FakeChat(history(3));
    const timeline = timelineOf(chat);
    const loading = timeline.loadOlder();
    timeline.clear();
    await loading;
    expect(ids(timeline)).toEqual([]);
  });

  test("the line of unread messages stands before the last ones of the peer", async () => {
    const chat = new FakeChat([message(1), message(2), message(3, { flow: "out" }), message(4)]);
    const timeline = timelineOf(chat);
    await timeline.load();
    timeline.markFirstUnread(2);
    expect(timeline.firstUnread.value).toBe("m2");
    timeline.markFirstUnread(0);
    expect(timeline.firstUnread.value).toBeNull();
    timeline.markFirstUnread(99);
    expect(timeline.firstUnread.value).toBe("m1");
  });
});

describe("a jump to an old message", () => {
  const numbers = (timeline: Timeline): number[] => timeline.entries.value.map((entry) => entry.position);
  const upTo = (first: number, last: number): number[] =>
    Array.from({ length: last - first + 1 }, (_, index) => first + index);

  test("shows those around it, and both ends grow until the newest are reached", async () => {
    const timeline = timelineOf(new FakeChat(history(100)));
    await timeline.load(30);
    expect(await timeline.reveal("m40")).toBe(true);
    expect(numbers(timeline)).toEqual(upTo(25, 53));
    expect(timeline.isAtNewest.value).toBe(false);

    await timeline.loadOlder();
    expect(numbers(timeline)).toEqual(upTo(10, 53));
    while (!timeline.isAtNewest.value) await timeline.loadNewer();
    expect(numbers(timeline)).toEqual(upTo(10, 100));
    await timeline.loadOlder();
    expect(numbers(timeline)).toEqual(upTo(1, 100));
    expect(timeline.isComplete.value).toBe(true);
  });

  test("in a group the way back is asked for by sequence", async () => {
    const chat = new FakeChat(history(100));
    const asked: object[] = [];
    const byTime = chat.getMessageListHopping.bind(chat);
    chat.getMessageListHopping = async (options) => {
      asked.push(options);
      const { sequence = 1 } = options as { sequence?: number };
      const { data } = (await byTime({ time: 1_700_000_000 + sequence })) as { data: { messageList: Message[] } };
      const next = sequence + data.messageList.length;
      return { code: 0, data: { messageList: data.messageList, nextMessageSeq: next > 100 ? "" : next } };
    };
    const timeline = new Timeline(chat as unknown as Chat, "GROUP@TGS#1");
    await timeline.load(30);
    expect(await timeline.reveal("m40")).toBe(true);
    while (!timeline.isAtNewest.value) await timeline.loadNewer();
    expect(numbers(timeline)).toEqual(upTo(25, 100));
    expect(asked[0]).toEqual({ conversationID: "GROUP@TGS#1", sequence: 39, direction: 1 });
  });

  test("one that is on screen already loads nothing", async () => {
    const chat = new FakeChat(history(40));
    const timeline = timelineOf(chat);
    await timeline.load(30);
    expect(await timeline.reveal("m30")).toBe(true);
    expect(chat.pages).toBe(2);
  });

  test("the first message of all can be reached", async () => {
    const timeline = timelineOf(new FakeChat(history(100)));
    await timeline.load(30);
    expect(await timeline.reveal("m1")).toBe(true);
    expect(numbers(timeline)).toEqual(upTo(1, 15));
    expect(timeline.isComplete.value).toBe(true);
  });

  test("what comes meanwhile is among the newest, and the way back is short", async () => {
    const chat = new FakeChat(history(100));
    const timeline = timelineOf(chat);
    await timeline.load(30);
    await timeline.reveal("m40");
    timeline.receive([message(101)]);
    expect(numbers(timeline).at(-1)).toBe(53);
    timeline.showNewest();
    expect(numbers(timeline)).toEqual(upTo(71, 101));
    expect(timeline.isAtNewest.value).toBe(true);
    await timeline.loadOlder();
    expect(numbers(timeline)).toEqual(upTo(56, 101));
  });

  test("one that was deleted is not found, and everything stays as it is", async () => {
    const stored = history(100);
    const chat = new FakeChat(stored.filter(({ ID }) => ID !== "m40"));
    const timeline = timelineOf(chat);
    await timeline.load(30);
    chat.getMessageList = () =>
      Promise.resolve({ code: 0, data: { messageList: stored.slice(24, 39), nextReqMessageID: "m25" } });
    expect(await timeline.reveal("m40")).toBe(false);
    expect(numbers(timeline)).toEqual(upTo(71, 100));
  });

  test("a change reaches a message wherever it is shown", async () => {
    const timeline = timelineOf(new FakeChat(history(100)));
    await timeline.load(30);
    await timeline.reveal("m40");
    timeline.update([message(40, { payload: { text: "changed" } }), message(90, { payload: { text: "changed too" } })]);
    timeline.remove(new Set(["m41", "m91"]));
    expect(timeline.entries.value.find(({ id }) => id === "m40")?.content).toEqual({ kind: "text", text: "changed" });
    expect(ids(timeline)).not.toContain("m41");
    timeline.showNewest();
    expect(timeline.entries.value.find(({ id }) => id === "m90")?.content).toEqual({
      kind: "text",
      text: "changed too",
    });
    expect(ids(timeline)).not.toContain("m91");
  });
});

describe("sending", () => {
  async function withOneStored(): Promise<{ chat: FakeChat; timeline: Timeline }> {
    const chat = new FakeChat(history(1));
    const timeline = timelineOf(chat);
    await timeline.load();
    return { chat, timeline };
  }

  test("clock, check, double check", async () => {
    const { chat, timeline } = await withOneStored();
    const sending = timeline.send("hello");
    expect(deliveries(timeline)).toEqual(["text 1: received", "hello: sending"]);
    const sent = timeline.entries.value.at(-1)?.message;
    chat.ack(sent, 2);
    await sending;
    expect(deliveries(timeline)).toEqual(["text 1: received", "hello: sent"]);
    timeline.readByPeer([message(2, { ID: "new1", flow: "out", isPeerRead: true })]);
    expect(deliveries(timeline)).toEqual(["text 1: received", "hello: read"]);
  });

  test("a message stands where the server put it, before what came first but was stored later", async () => {
    const { chat, timeline } = await withOneStored();
    const sending = timeline.send("mine");
    timeline.receive([message(3)]);
    expect(ids(timeline)).toEqual(["m1", "m3", "new1"]);
    chat.ack(timeline.entries.value.at(-1)?.message, 2);
    await sending;
    expect(ids(timeline)).toEqual(["m1", "new1", "m3"]);
  });

  test("a message that the app's back end refuses has its words", async () => {
    const { chat, timeline } = await withOneStored();
    const sending = timeline.send("mine");
    chat.refuse(timeline.entries.value.at(-1)?.message, 120042);
    await sending;
    expect(timeline.entries.value.at(-1)?.delivery).toEqual({ kind: "failed", code: 120042, said: "refused" });
  });

  test("a failed message stays where it was tried and can be tried again", async () => {
    const { chat, timeline } = await withOneStored();
    const sending = timeline.send("mine");
    chat.refuse(timeline.entries.value.at(-1)?.message, 20007);
    await sending;
    timeline.receive([message(2)]);
    expect(deliveries(timeline)).toEqual(["text 1: received", "mine: failed", "text 2: received"]);
    const failed = timeline.entries.value[1] ?? expect.unreachable();
    expect(failed.delivery).toEqual({ kind: "failed", code: 20007 });

    const retrying = timeline.retry(failed);
    expect(deliveries(timeline)).toEqual(["text 1: received", "text 2: received", "mine: sending"]);
    chat.ack(failed.message, 3);
    await retrying;
    expect(deliveries(timeline)).toEqual(["text 1: received", "text 2: received", "mine: sent"]);
  });

  test("messages on their way keep the order in which they were written", async () => {
    const { timeline } = await withOneStored();
    void timeline.send("a");
    void timeline.send("b");
    timeline.receive([message(2)]);
    expect(deliveries(timeline)).toEqual(["text 1: received", "text 2: received", "a: sending", "b: sending"]);
  });

  test("a read message stays read when its send ends late", async () => {
    const { chat, timeline } = await withOneStored();
    const sending = timeline.send("a");
    const sent = timeline.entries.value.at(-1)?.message;
    timeline.receive([message(2, { ID: "new1", flow: "out", isPeerRead: true })]);
    chat.ack(sent, 2);
    await sending;
    expect(deliveries(timeline)).toEqual(["text 1: received", "a: read"]);
  });
});

test("what did not come is fetched: into its place where it fits, anew where more is missing than a page", async () => {
  const all = Array.from({ length: 60 }, (_, index) => message(index + 1));
  const chat = new FakeChat(all.slice(0, 20));
  const timeline = new Timeline(chat as unknown as Chat, "GROUPtown@TOPIC#_1"); // what it calls
  const positions = (): number[] => timeline.entries.value.map(({ position }) => position);
  await timeline.catchUp();
  expect(chat.pages).toBe(0); // the first page brings everything
  await timeline.load();
  chat.stored.push(...all.slice(20, 24));
  timeline.receive(all.slice(23, 24)); // it called me, the three before it did not
  await timeline.catchUp();
  expect(positions()).toEqual(Array.from({ length: 24 }, (_, index) => index + 1));
  chat.stored.push(...all.slice(24));
  timeline.receive(all.slice(59));
  await timeline.catchUp();
  expect(positions()).toEqual(Array.from({ length: 30 }, (_, index) => index + 31));
});
