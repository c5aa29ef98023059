import { expect, test } from "vitest";
import type { Figures, Totals } from "../../src/overview/figures";
import { lineOf } from "../../src/overview/line";
import { KEPT, pointOf, withFigures, type History } from "../../src/overview/rates";

const NONE: Totals = {
  Answered: 0,
  Seconds: 0,
  Refused: 0,
  Messages: 0,
  Commits: 0,
  CommitSeconds: 0,
  Deliveries: 0,
};

function figures(Uptime: number, totals: Partial<Totals> = {}, more: Partial<Figures> = {}): Figures {
  const Totals = { ...NONE, ...totals };
  return { Node: "a", StartedAt: 5000, Uptime, Totals, Sessions: 3, Waiting: 1, HeapUsed: 7, HeapMax: 9, ...more };
}

test("between two looks at a node, what was counted becomes what happened a second", () => {
  const point = pointOf(
    figures(1000, { Messages: 10, Answered: 100, Seconds: 1, Refused: 1, Deliveries: 20 }),
    figures(3000, {
      Messages: 14,
      Answered: 104,
      Seconds: 1.02,
      Refused: 1,
      Deliveries: 30,
      Commits: 2,
      CommitSeconds: 0.01,
    }),
  );
  expect(point).toMatchObject({ at: 8000, messages: 2, requests: 2, refused: 0, deliveries: 5, sessions: 3, heap: 7 });
  expect(point.requestTime).toBeCloseTo(5);
  expect(point.commitTime).toBeCloseTo(5);
});

test("without requests there is no time that one takes", () => {
  expect(pointOf(figures(1000), figures(3000))).toMatchObject({ requests: 0, requestTime: null, commitTime: null });
});

test("a first look, and one at a node that was started anew, tell no rates", () => {
  const nothing = { messages: null, requests: null, requestTime: null, waiting: 1 };
  expect(pointOf(null, figures(1000, { Messages: 10 }))).toMatchObject(nothing);
  const restarted = figures(100, { Messages: 2 }, { StartedAt: 9000 });
  expect(pointOf(figures(1000, { Messages: 10 }), restarted)).toMatchObject(nothing);
});

test("nodes that answer in turn have a history each, which does not grow for ever", () => {
  let histories: ReadonlyMap<string, History> = new Map();
  for (let i = 1; i <= KEPT + 10; i++) {
    histories = withFigures(histories, figures(i * 1000, { Messages: i }));
    histories = withFigures(histories, figures(i * 1000, { Messages: i * 5 }, { Node: "b" }));
  }
  expect([...histories.keys()]).toEqual(["a", "b"]);
  expect(histories.get("a")?.points).toHaveLength(KEPT);
  expect(histories.get("a")?.points.at(-1)?.messages).toBe(1);
  expect(histories.get("b")?.points.at(-1)?.messages).toBe(5);
});

test("a line has one value of every point", () => {
  const points = [pointOf(null, figures(1000)), pointOf(figures(1000), figures(2000, { Messages: 4 }))];
  expect(lineOf("stored", points, (point) => point.messages)).toEqual({
    name: "stored",
    points: [
      [6000, null],
      [7000, 4],
    ],
  });
});
