import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createRate, isRecent } from "../../src/internal/rate";
import { fakeServer } from "./fakeServer";
import { chatOn, signIn } from "./fakeUser";

const HOUR_MS = 3_600_000;

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000_000 }));
afterEach(() => void vi.useRealTimers());

test("so many calls are let through in so much time, and no more [general#9]", () => {
  const admit = createRate("getTopicList", 2, 1_000);
  admit();
  vi.advanceTimersByTime(600);
  admit();
  vi.advanceTimersByTime(399);
  expect(admit).toThrow(expect.objectContaining({ code: 2996 }));
  vi.advanceTimersByTime(1);
  admit();
  expect(admit).toThrow(expect.objectContaining({ code: 2996 }));
});

test("a clock that is set back holds nothing up", () => {
  const admit = createRate("getTopicList", 1, 1_000);
  admit();
  const at = Date.now();
  vi.setSystemTime(at - HOUR_MS);
  admit();
  expect(admit).toThrow(expect.objectContaining({ code: 2996 }));
  expect(isRecent(at, 30_000)).toBe(false);
  vi.setSystemTime(at + 29_999);
  expect(isRecent(at, 30_000)).toBe(true);
  vi.setSystemTime(at + 30_000);
  expect(isRecent(at, 30_000)).toBe(false);
});

test("the server's clock is read half-way between question and answer, unless that took too long [getServerTime#1]", async () => {
  const server = fakeServer();
  const chat = chatOn(server);
  const AHEAD_MS = 60_000;
  /** An answer after a while in which the device may sleep: its timers do not run. */
  const after = (ms: number): { serverTime: number } => {
    const serverTime = Date.now() + AHEAD_MS + ms / 2;
    vi.setSystemTime(Date.now() + ms);
    return { serverTime };
  };
  const difference = (): number => chat.getServerTime() - Date.now();
  server.on("session.login", () => ({
    ...{ tinyID: "1", expireTime: 0, profile: { profileCustomField: [] }, ...after(2_000) },
    config: { heartbeat: 30, maxMessageBytes: 1, historyPage: 15, disabled: [], localWords: [] },
  }));
  const login = signIn(chat);
  await vi.advanceTimersByTimeAsync(50);
  await login;
  expect(difference()).toBe(AHEAD_MS);
  server.on("session.ping", () => after(600_000));
  await vi.advanceTimersByTimeAsync(30_000);
  expect(server.asked.filter(({ op }) => op === "session.ping").length).toBeGreaterThan(0);
  expect(difference()).toBe(AHEAD_MS);
  server.on("session.ping", () => ({ serverTime: Date.now() + 7 }));
  await vi.advanceTimersByTimeAsync(30_000);
  expect(difference()).toBe(7);
});
