import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createRequests, type Requests } from "../../src/internal/requests";

describe("requests", () => {
  let sent: { id: number; op: string; body: unknown }[];
  let isConnected: boolean;
  let requests: Requests;

  beforeEach(() => {
    vi.useFakeTimers();
    sent = [];
    isConnected = true;
    requests = createRequests((text) => {
      if (isConnected) sent.push(JSON.parse(text) as (typeof sent)[number]);
      return isConnected;
    });
  });
  afterEach(() => vi.useRealTimers());

  const ask = (n: number): Promise<unknown> => requests.call("message.list", { conversationID: `C2C${n}`, count: n });
  const order = (): unknown[] => sent.map(({ body }) => (body as { count: number }).count);
  const answer = (index: number, code = 0, message?: string): void =>
    requests.answer({ id: sent[index]?.id ?? 0, code, ...(message && { message }), body: { index } });

  test("wait for the sign-in, go out in order, and leave out what is undefined", async () => {
    const first = ask(1);
    void requests.call("conversation.list", { cursor: undefined, count: 2 });
    expect(sent).toEqual([]);
    requests.resume();
    expect(sent).toMatchObject([
      { op: "message.list", body: { conversationID: "C2C1", count: 1 } },
      { op: "conversation.list", body: { count: 2 } },
    ]);
    answer(0);
    await expect(first).resolves.toEqual({ index: 0 });
  });

  test("reject with the server's code", async () => {
    requests.resume();
    const refused = ask(1);
    answer(0, 20003, "no such user");
    await expect(refused).rejects.toMatchObject({ code: 20003, message: "no such user", data: {}, retryable: false });
  });

  test("are sent again in order after a lost connection, except what has its answer", async () => {
    requests.resume();
    const answered = ask(1);
    void ask(2);
    void ask(3);
    answer(0);
    await answered;
    requests.pause();
    void ask(4);
    sent = [];
    requests.resume();
    expect(order()).toEqual([2, 3, 4]);
    expect(sent.map((frame) => "again" in frame)).toEqual([true, true, false]);
    expect(sent[0]).toMatchObject({ id: 2, op: "message.list", again: true });
  });

  test("fail with 2801 after 30 s, all attempts together, or with 2805 where they never were sent [general#7]", async () => {
    requests.resume();
    const first = expect(ask(1)).rejects.toMatchObject({ code: 2801, retryable: true });
    vi.advanceTimersByTime(15_000);
    requests.pause();
    requests.resume();
    vi.advanceTimersByTime(10_000);
    requests.pause(); // the server may have it all the same
    vi.advanceTimersByTime(5_000);
    await first;
    const second = expect(ask(2)).rejects.toMatchObject({ code: 2805 });
    vi.advanceTimersByTime(30_000);
    await second;
    sent = [];
    requests.resume();
    expect(sent).toEqual([]);
  });

  test("that cannot wait fail with 2800 when the connection is lost [general#7]", async () => {
    const ping = expect(requests.callNow("session.ping", {}, 10_000)).rejects.toMatchObject({ code: 2800 });
    requests.pause();
    await ping;
    isConnected = false;
    await expect(requests.callNow("session.ping", {}, 10_000)).rejects.toMatchObject({ code: 2800 });
  });

  test("never are more than 24 on their way", async () => {
    requests.resume();
    const all = Array.from({ length: 60 }, (_, i) => ask(i));
    expect(sent).toHaveLength(24);
    for (let i = 0; i < 60; i++) answer(i);
    await Promise.all(all);
    expect(order()).toEqual(Array.from({ length: 60 }, (_, i) => i));
  });

  test("never are more than 900 in a second", async () => {
    vi.setSystemTime(1_000_000);
    requests.resume();
    const all = Array.from({ length: 1000 }, (_, i) => ask(i));
    for (let i = 0; i < sent.length; i++) answer(i);
    expect(sent).toHaveLength(900);
    vi.advanceTimersByTime(1_000);
    for (let i = 900; i < sent.length; i++) answer(i);
    await Promise.all(all);
    expect(order()).toEqual(Array.from({ length: 1000 }, (_, i) => i));
  });

  test("all fail when the user is signed out", async () => {
    requests.resume();
    const all = [ask(1), ask(2)].map((call) => expect(call).rejects.toMatchObject({ code: 3005 }));
    requests.abort(3005, "logged out");
    await Promise.all(all);
  });

  test("that the server would close the socket for are refused here", async () => {
    requests.resume();
    const large = { userIDList: ["x".repeat(70_000)] };
    await expect(requests.call("profile.get", large)).rejects.toMatchObject({ code: 20001 });
    expect(sent).toEqual([]);
  });
});
