import { expect, test } from "vitest";
import { contentOf } from "../../src/chat/content";
import type { Entry } from "../../src/chat/entry";
import { byDay } from "../../src/timeline/grouping";
import { entry, message } from "./entries";

const noon = new Date(2026, 10, 24, 12).getTime() / 1000;

/** Days as text: groups in brackets, days between bars. */
function drawn(...[entries, divider]: Parameters<typeof byDay>): string {
  return byDay(entries, divider)
    .map((day) =>
      day.bubbles.map(({ entry, isFirst, isLast }) => (isFirst ? "[" : "") + entry.id + (isLast ? "]" : "")).join(""),
    )
    .join("|");
}

test("messages of one side within five minutes stand together", () => {
  expect(drawn([entry("a", noon), entry("b", noon + 60), entry("c", noon + 361), entry("d", noon + 362, true)])).toBe(
    "[ab][c][d]",
  );
});

test("messages of different members stand apart, and so do tips", () => {
  const by = (id: string, from: string): Entry => ({ ...entry(id, noon), message: message(1, { from }) });
  const payload = { operationType: 2, operatorID: "cleo" };
  const tip = { ...entry("t", noon), content: contentOf("TIMGroupTipElem", payload) };
  expect(drawn([by("a", "bob"), by("b", "bob"), by("c", "cleo"), tip, tip, by("d", "cleo")])).toBe("[ab][c][t][t][d]");
});

test("midnight cuts", () => {
  const midnight = noon + 12 * 3600;
  expect(drawn([entry("a", midnight - 1), entry("b", midnight)])).toBe("[a]|[b]");
});

test("the line of unread messages cuts", () => {
  expect(drawn([entry("a", noon), entry("b", noon + 1)], "b")).toBe("[a][b]");
});

test("a clock that runs behind makes no new day", () => {
  const midnight = noon + 12 * 3600;
  expect(drawn([entry("a", midnight), entry("b", midnight - 5, true)])).toBe("[a][b]");
});

test("no messages, no days", () => {
  expect(byDay([])).toEqual([]);
});
