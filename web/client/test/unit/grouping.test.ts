import { expect, test } from "vitest";
import { byDay } from "../../src/timeline/grouping";
import { entry } from "./entries";

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
