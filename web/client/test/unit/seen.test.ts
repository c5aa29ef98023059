import type { Chat, Message, Reaction } from "@parley-im/chat";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Reactions } from "../../src/chat/reactions";
import { Receipts } from "../../src/chat/receipts";
import { message } from "./entries";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const many = (count: number, fields: Partial<Message> = {}): Message[] =>
  Array.from({ length: count }, (_, index) => message(index + 1, fields));
const reaction = (reactionID: string, totalUserCount: number, reactedByMyself = false): Reaction => ({
  reactionID,
  totalUserCount,
  reactedByMyself,
  partialUserList: [],
});

describe("read receipts", () => {
  test("are sent once, to those who ask, at most 30 in a call", async () => {
    const calls: string[][] = [];
    const sendMessageReadReceipt = (list: Message[]): Promise<object> => {
      calls.push(list.map(({ ID }) => ID));
      return Promise.resolve({});
    };
    const receipts = new Receipts({ sendMessageReadReceipt } as unknown as Chat); // it has what receipts call
    receipts.seen([message(90), message(91, { needReadReceipt: true, flow: "out" })]);
    receipts.seen(many(20, { needReadReceipt: true }));
    receipts.seen(many(40, { needReadReceipt: true }));
    await vi.runAllTimersAsync();
    expect(calls.map((ids) => ids.length)).toEqual([30, 10]);
    receipts.seen(many(40, { needReadReceipt: true }));
    await vi.runAllTimersAsync();
    expect(calls).toHaveLength(2);
  });

  test("that failed are sent when the message is seen again", async () => {
    const sendMessageReadReceipt = vi.fn(() => Promise.resolve()).mockRejectedValueOnce(new Error("offline"));
    const receipts = new Receipts({ sendMessageReadReceipt } as unknown as Chat);
    for (let turn = 0; turn < 3; turn++) {
      receipts.seen([message(1, { needReadReceipt: true })]);
      await vi.runAllTimersAsync();
    }
    expect(sendMessageReadReceipt).toHaveBeenCalledTimes(2);
  });
});

describe("who has read messages of mine in a group", () => {
  const mine: Partial<Message> = { flow: "out", needReadReceipt: true, conversationType: "GROUP" };

  test("is asked for once, and again after a time without connection", async () => {
    const getMessageReadReceiptList = vi.fn((list: Message[]) => {
      for (const it of list) it.readReceiptInfo = { readCount: 2, unreadCount: 1 };
      return Promise.resolve({});
    });
    const counted: string[] = [];
    const receipts = new Receipts({ getMessageReadReceiptList } as unknown as Chat, (list) =>
      counted.push(...list.map(({ ID }) => ID)),
    );
    const look = async (): Promise<void> => {
      receipts.seen([...many(2, mine), message(8, { ...mine, status: "unSend" }), message(9, { flow: "out" })]);
      await vi.runAllTimersAsync();
    };
    await look();
    await look();
    expect(counted).toEqual(["m1", "m2"]);
    receipts.forget();
    await look();
    expect(getMessageReadReceiptList).toHaveBeenCalledTimes(2);
  });

  test("comes in pages, by name", async () => {
    const pages = [
      { readUserIDList: ["ann", "ben"], unreadUserIDList: [], cursor: "2", isCompleted: false },
      { readUserIDList: ["cleo"], unreadUserIDList: [], cursor: "", isCompleted: true },
    ];
    const asked: unknown[] = [];
    const getGroupMessageReadMemberList = (options: { cursor: string; filter: number }): Promise<object> => {
      asked.push([options.filter, options.cursor]);
      return Promise.resolve({ code: 0, data: pages[asked.length - 1] });
    };
    const receipts = new Receipts({ getGroupMessageReadMemberList } as unknown as Chat);
    const names: string[] = [];
    for await (const page of receipts.members(message(1, mine), "read")) names.push(...page);
    expect(names).toEqual(["ann", "ben", "cleo"]);
    expect(asked).toEqual([
      [0, ""],
      [0, "2"],
    ]);
  });
});

describe("reactions", () => {
  class FakeChat {
    readonly asked: string[][] = [];
    failure = 0;
    update: (event: { data: { messageID: string; reactionList: Reaction[] } }) => void = () => undefined;

    on(_name: string, handler: FakeChat["update"]): void {
      this.update = handler;
    }
    getMessageReactions({ messageList }: { messageList: Message[] }): Promise<object> {
      this.asked.push(messageList.map(({ ID }) => ID));
      if (this.failure !== 0) return Promise.reject(Object.assign(new Error("refused"), { code: this.failure }));
      const resultList = [{ messageID: "m1", reactionList: [reaction("👍", 2, true)] }];
      return Promise.resolve({ code: 0, data: { resultList } });
    }
  }
  const of = (chat: FakeChat): Reactions => new Reactions(chat as unknown as Chat); // the fake has what is called

  test("are asked for once, at most 20 messages in a call", async () => {
    const chat = new FakeChat();
    const reactions = of(chat);
    reactions.watch(many(30));
    reactions.watch(many(30));
    await vi.runAllTimersAsync();
    expect(chat.asked.map((ids) => ids.length)).toEqual([20, 10]);
    expect(reactions.of.get("m1")).toEqual([reaction("👍", 2, true)]);
  });

  test("follow the events, which tell only what changed", async () => {
    const chat = new FakeChat();
    const reactions = of(chat);
    reactions.watch(many(1));
    await vi.runAllTimersAsync();
    chat.update({ data: { messageID: "m1", reactionList: [reaction("🎉", 1)] } });
    expect(reactions.of.get("m1")?.map(({ reactionID }) => reactionID)).toEqual(["👍", "🎉"]);
    chat.update({ data: { messageID: "m1", reactionList: [reaction("👍", 0), reaction("🎉", 0)] } });
    expect(reactions.of.has("m1")).toBe(false);
  });

  test("are left alone where the server has none", async () => {
    const chat = new FakeChat();
    chat.failure = 3122;
    const reactions = of(chat);
    reactions.watch(many(1));
    await vi.runAllTimersAsync();
    reactions.watch(many(2));
    await vi.runAllTimersAsync();
    expect(chat.asked).toHaveLength(1);
    expect(reactions.isOff.value).toBe(true);
  });
});
