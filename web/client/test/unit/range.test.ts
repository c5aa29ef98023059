import { expect, test } from "vitest";
import { follow, MAX_RENDERED, newer, newest, older, STEP } from "../../src/timeline/range";

test("walking back and forth through 10,000 messages passes all of them with few rendered", () => {
  const total = 10_000;
  let range = newest(total);
  expect(range).toEqual({ start: total - MAX_RENDERED, end: total });
  while (range.start > 0) {
    const next = older(range);
    expect(next.end - next.start).toBe(MAX_RENDERED);
    expect(range.start - next.start).toBeLessThanOrEqual(STEP);
    range = next;
  }
  while (range.end < total) {
    const next = newer(range, total);
    expect(next.end - next.start).toBe(MAX_RENDERED);
    expect(next.end).toBeGreaterThan(range.end);
    range = next;
  }
  expect(range).toEqual(newest(total));
});

test("a short conversation is rendered whole", () => {
  expect(newest(3)).toEqual({ start: 0, end: 3 });
  expect(older(newest(3))).toEqual({ start: 0, end: 3 });
});

test("older messages that arrive in front move the range, not what it shows", () => {
  expect(follow({ start: 0, end: 30 }, 45, 15, true)).toEqual({ start: 15, end: 45 });
  expect(follow({ start: 10, end: 130 }, 1015, 25, false)).toEqual({ start: 25, end: 145 });
});

test("new messages are taken in at the end, but not without bound", () => {
  expect(follow({ start: 0, end: 30 }, 31, 0, true)).toEqual({ start: 0, end: 31 });
  expect(follow({ start: 0, end: 30 }, 31, 0, false)).toEqual({ start: 0, end: 30 });
  expect(follow({ start: 0, end: 100 }, 5000, 0, true)).toEqual({ start: 0, end: 100 });
});

test("after everything was replaced the newest are shown", () => {
  expect(follow({ start: 500, end: 600 }, 20, -1, false)).toEqual({ start: 0, end: 20 });
});
