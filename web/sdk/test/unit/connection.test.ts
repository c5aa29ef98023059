import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createConnection, delayBefore, type Connection } from "../../src/internal/connection";
import { createLogger } from "../../src/internal/logger";
import type { Platform, Socket } from "../../src/index";

describe("a connection", () => {
  let sockets: (Socket & { url: string; sent: string[]; closed: boolean })[];
  let heard: string[];
  let connection: Connection;
  /** The state in which the app closes. */
  let isTooMuch: string | undefined;

  beforeEach(() => {
    vi.useFakeTimers();
    sockets = [];
    heard = [];
    isTooMuch = undefined;
    const log = createLogger();
    log.level = 4;
    const platform: Platform = {
      name: "Web",
      watch: () => () => undefined,
      openSocket(url) {
        const socket = {
          url,
          sent: [] as string[],
          closed: false,
          onopen: null,
          onmessage: null,
          onclose: null,
          onerror: null,
          send: (text: string) => void socket.sent.push(text),
          close: () => void (socket.closed = true),
        };
        sockets.push(socket);
        return socket;
      },
    };
    connection = createConnection(platform, "ws://there/ws", log, {
      state(state) {
        heard.push(state);
        if (state === isTooMuch) connection.close();
      },
      opened: () => heard.push("opened"),
      frame(frame) {
        heard.push(`frame ${JSON.stringify(frame)}`);
        if ("event" in frame && frame.event === "session.kicked") connection.close();
        if ("code" in frame && frame.code) throw new Error("on purpose");
      },
      lost: () => heard.push("lost"),
      refused: (code) => heard.push(`refused ${code}`),
    });
  });
  afterEach(() => {
    connection.close();
    vi.useRealTimers();
  });

  const last = (): (typeof sockets)[number] => sockets.at(-1) ?? expect.fail("no socket was opened");
  const lose = (code = 1006): unknown => last().onclose?.({ code, reason: "" });

  test("opens, sends and receives", () => {
    connection.open();
    expect(connection.send("too early")).toBe(false);
    last().onopen?.();
    expect(connection.send("hi")).toBe(true);
    last().onmessage?.({ data: '{"id":1}' });
    expect(last()).toMatchObject({ url: "ws://there/ws", sent: ["hi"] });
    expect(heard).toEqual(["connecting", "connected", "opened", 'frame {"id":1}']);
  });

  test("receives frames that come joined, whatever becomes of one of them", () => {
    connection.open();
    last().onopen?.();
    heard = [];
    last().onmessage?.({ data: '[{"id":1},{"id":2,"code":3},{"id":4}]' });
    last().onmessage?.({ data: '[{"id":5},{"id":6}' }); // cut off
    last().onmessage?.({ data: '[{"id":7},{"event":"session.kicked"},{"id":8}]' }); // nobody listens any more
    expect(heard).toEqual([
      'frame {"id":1}',
      'frame {"id":2,"code":3}',
      'frame {"id":4}',
      'frame {"id":7}',
      'frame {"event":"session.kicked"}',
    ]);
  });

  test("tries again at once, then ever more slowly, until all is well", () => {
    connection.open();
    last().onopen?.();
    connection.settled();
    lose();
    vi.advanceTimersByTime(0);
    expect(sockets).toHaveLength(2);
    lose();
    vi.advanceTimersByTime(249);
    expect(sockets).toHaveLength(2);
    vi.advanceTimersByTime(251);
    expect(sockets).toHaveLength(3);
    expect(heard).toEqual([
      "connecting",
      "connected",
      "opened",
      "lost",
      "connecting",
      "lost",
      "disconnected",
      "connecting",
    ]);
  });

  test("waits half a second doubling to 30 s, less a random half", () => {
    expect(delayBefore(0)).toBe(0);
    expect(delayBefore(1, 0)).toBe(500);
    expect(delayBefore(1, 1)).toBe(250);
    expect(delayBefore(3, 0)).toBe(2_000);
    expect(delayBefore(20, 0)).toBe(30_000);
  });

  test.each(["connecting", "disconnected", "connected"])(
    "that is closed by who hears that it is %s stays closed",
    (state) => {
      connection.open();
      lose(); // the second attempt comes later
      isTooMuch = state;
      vi.advanceTimersByTime(1_000);
      last().onopen?.();
      lose();
      lose();
      const before = sockets.length;
      vi.advanceTimersByTime(60_000);
      connection.hurry();
      expect(sockets).toHaveLength(before);
      expect(last().closed).toBe(true);
      expect(heard.at(-1)).toBe(state);
      expect(connection.state).toBe("disconnected");
    },
  );

  test("does not wait when the network is back", () => {
    connection.open();
    for (let i = 0; i < 5; i++) {
      lose();
      connection.hurry();
    }
    expect(sockets).toHaveLength(6);
    connection.hurry();
    expect(sockets).toHaveLength(6); // an attempt is running
  });

  test("does not try again where the server says so", () => {
    connection.open();
    last().onopen?.();
    lose(4001);
    vi.advanceTimersByTime(60_000);
    expect(sockets).toHaveLength(1);
    expect(heard.slice(-2)).toEqual(["disconnected", "refused 4001"]);
  });

  test("tries again when the server restarts or found it too slow", () => {
    connection.open();
    for (const code of [1001, 4003, 4004, 4005, 4008]) {
      lose(code);
      vi.advanceTimersToNextTimer(); // the next attempt
    }
    expect(sockets).toHaveLength(6);
  });

  test("gives up a socket that does not open in time, and hears nothing of it afterwards", () => {
    connection.open();
    const first = last();
    vi.advanceTimersByTime(10_500);
    expect(first.closed).toBe(true);
    expect(first.onopen).toBeNull();
    expect(sockets).toHaveLength(2);
  });

  test("stays closed once it is closed", () => {
    connection.open();
    last().onopen?.();
    connection.close();
    expect(last().closed).toBe(true);
    vi.advanceTimersByTime(60_000);
    connection.hurry();
    expect(sockets).toHaveLength(1);
    expect(connection.send("x")).toBe(false);
  });
});
