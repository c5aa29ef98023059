import { afterEach, expect, test, vi } from "vitest";
import TencentCloudChat from "../../src/index";
import { createLogger } from "../../src/internal/logger";

afterEach(() => vi.restoreAllMocks());

const METHODS = ["debug", "info", "warn", "error"] as const;

/** Counts what is printed, by method. */
function printed(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const method of METHODS) {
    vi.spyOn(console, method).mockImplementation(() => void counts.set(method, (counts.get(method) ?? 0) + 1));
  }
  return counts;
}

test.each([
  [0, ["debug", "info", "warn", "error"]],
  [1, ["info", "warn", "error"]],
  [2, ["warn", "error"]],
  [3, ["error"]],
  [4, []],
])("level %i prints %j and nothing below [setLogLevel#1] [setLogLevel#2]", (level, expected) => {
  const counts = printed();
  const log = createLogger();
  log.level = level;
  log.debug("d");
  log.info("i");
  log.warn("w");
  log.error("e");
  expect([...counts.keys()]).toEqual(expected);
});

test("setLogLevel works before login, and refuses what is no level [setLogLevel#1] [general#1] [general#3]", async () => {
  const counts = printed();
  const chat = TencentCloudChat.create({ SDKAppID: 1400000779 });
  chat.setLogLevel(3);
  chat.on("tick", () => undefined); // an anonymous handler is worth a warning
  expect(counts.get("warn")).toBeUndefined();
  expect(() => chat.setLogLevel("high" as never)).toThrow("Params validate failed.");
  expect(counts.get("error")).toBe(1); // which parameter is logged before it throws
  chat.setLogLevel(2);
  chat.on("tick", () => undefined);
  expect(counts.get("warn")).toBe(1);
  await chat.destroy();
});
