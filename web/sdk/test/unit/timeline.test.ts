import { describe, expect, test } from "vitest";
import { createTimeline } from "../../src/internal/timeline";

describe("a timeline", () => {
  test("hands out what comes in order at once", () => {
    const timeline = createTimeline<string>();
    expect(timeline.offer(1, "a")).toEqual(["a"]);
    expect(timeline.offer(2, "b")).toEqual(["b"]);
    expect(timeline.known).toBe(2);
    expect(timeline.hole()).toBeUndefined();
  });

  test("drops what it has handed out and what is history", () => {
    const timeline = createTimeline<string>(5);
    expect(timeline.offer(5, "old")).toEqual([]);
    expect(timeline.offer(6, "new")).toEqual(["new"]);
    expect(timeline.offer(6, "again")).toEqual([]);
  });

  test("holds what comes early until the hole before it is filled", () => {
    const timeline = createTimeline<string>();
    expect(timeline.offer(3, "c")).toEqual([]);
    expect(timeline.offer(2, "b")).toEqual([]);
    expect(timeline.hole()).toEqual({ after: 0, upTo: 1 });
    expect(timeline.offer(1, "a")).toEqual(["a", "b", "c"]);
  });

  test("does not hand out the own messages, but counts them", () => {
    const timeline = createTimeline<string>();
    expect(timeline.offer(1, null)).toEqual([]);
    expect(timeline.offer(3, "c")).toEqual([]);
    expect(timeline.offer(2, null)).toEqual(["c"]);
    expect(timeline.known).toBe(3);
  });

  test("does not hand out a copy of a message whose acknowledgement came first", () => {
    const timeline = createTimeline<string>();
    timeline.offer(2, null);
    timeline.offer(2, "mine");
    expect(timeline.offer(1, "a")).toEqual(["a"]);
    expect(timeline.known).toBe(2);
  });

  test("knows that something is missing at its end when it is told so", () => {
    const timeline = createTimeline<string>(4);
    timeline.expect(9);
    expect(timeline.hole()).toEqual({ after: 4, upTo: 9 });
    timeline.offer(8, "h");
    expect(timeline.hole()).toEqual({ after: 4, upTo: 7 });
    timeline.expect(3);
    expect(timeline.hole()).toEqual({ after: 4, upTo: 7 });
  });

  test("gives up what the server does not have, and hands out what it held, in order", () => {
    const timeline = createTimeline<string>();
    timeline.offer(9, "i");
    timeline.offer(4, "d");
    timeline.offer(2, "b");
    expect(timeline.skipTo(8)).toEqual(["b", "d", "i"]);
    expect(timeline.known).toBe(9);
    expect(timeline.skipTo(3)).toEqual([]);
    expect(timeline.known).toBe(9);
  });

  test("hands out each of a thousand shuffled and repeated messages once and in order", () => {
    const timeline = createTimeline<number>();
    const arriving = Array.from({ length: 1000 }, (_, i) => i + 1).flatMap((n) => [n, n]);
    let seed = 7;
    arriving.sort(() => ((seed = (seed * 16_807) % 2_147_483_647) % 3) - 1);
    const out = arriving.flatMap((n) => timeline.offer(n, n));
    expect(out).toEqual(Array.from({ length: 1000 }, (_, i) => i + 1));
  });
});
