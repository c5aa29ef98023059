import { expect, test } from "vitest";
import { AVATAR_COLOURS, colourOf, initials } from "../../src/text/initials";

test.each([
  ["alice", "A"],
  ["Alice Liddell", "AL"],
  ["Ann Mary Lee", "AL"],
  ["user_42", "U4"],
  ["王小明", "小明"],
  ["  ", "?"],
  ["🦊 fox", "🦊F"],
])("%s → %s", (name, expected) => {
  expect(initials(name)).toBe(expected);
});

test("everybody keeps their colour, and colours are spread", () => {
  const used = new Map<number, number>();
  for (let index = 0; index < 800; index++) {
    const colour = colourOf(`user${index}`);
    expect(colour).toBe(colourOf(`user${index}`));
    used.set(colour, (used.get(colour) ?? 0) + 1);
  }
  expect([...used.keys()].sort()).toEqual([...Array(AVATAR_COLOURS).keys()]);
  expect(Math.min(...used.values())).toBeGreaterThan(50);
});
