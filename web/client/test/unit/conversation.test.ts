import { expect, test } from "vitest";
import { checkUserID, conversationIDOf, peerOf } from "../../src/chat/conversation";

test.each([
  ["bob", null],
  ["user_42@example.org", null],
  ["x".repeat(32), null],
  ["", "invalid"],
  ["x".repeat(33), "invalid"],
  ["two words", "invalid"],
  ["王小明", "invalid"],
  ["alice", "self"],
] as const)("alice writes to '%s': %s", (userID, problem) => {
  expect(checkUserID(userID, "alice")).toBe(problem);
});

test("a conversation of two is named after the other", () => {
  expect(conversationIDOf("bob")).toBe("C2Cbob");
  expect(peerOf("C2Cbob")).toBe("bob");
  expect(peerOf("C2C")).toBeNull();
  expect(peerOf("GROUPbob")).toBeNull();
});
