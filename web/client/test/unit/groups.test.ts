import type { Chat, Group } from "@parley-im/chat";
import { expect, test } from "vitest";
import { checkGroupName, checkPeople, rightsIn, userIDsIn } from "../../src/chat/groups";
import { People } from "../../src/chat/people";

function group(type: string, role: string, inviteOption = "FreeAccess"): Group {
  return { type, inviteOption, selfInfo: { role, userID: role === "" ? "" : "alice" } } as Group;
}
const bob = { userID: "bob", role: "Member" };

/** The letters of what is allowed: edit, add, quit, dismiss, remove bob. */
function allowed(it: Group, whom = bob): string {
  const { edit, add, quit, dismiss, remove } = rightsIn(it);
  return (edit ? "e" : "") + (add ? "a" : "") + (quit ? "q" : "") + (dismiss ? "d" : "") + (remove(whom) ? "r" : "");
}

test.each([
  ["Private", "Owner", "eaqr"],
  ["Private", "Member", "eaq"],
  ["Public", "Owner", "eadr"],
  ["Public", "Admin", "eaqr"],
  ["Public", "Member", "aq"],
  ["ChatRoom", "Member", "aq"],
  ["Public", "", ""],
])("in a group of type %s as %s: %s", (type, role, letters) => {
  expect(allowed(group(type, role))).toBe(letters);
});

test("nobody adds anybody where that is switched off", () => {
  expect(allowed(group("Public", "Owner", "DisableInvite"))).toBe("edr");
});

test("nobody is put out by their equals or by themselves", () => {
  expect(allowed(group("Public", "Admin"), { userID: "bob", role: "Admin" })).toBe("eaq");
  expect(allowed(group("Public", "Admin"), { userID: "bob", role: "Owner" })).toBe("eaq");
  expect(allowed(group("Public", "Owner"), { userID: "alice", role: "Owner" })).toBe("ead");
});

test("user IDs are read from a list however it is written", () => {
  expect(userIDsIn(" ben, cleo;dan\nben，eve、 fay ")).toEqual(["ben", "cleo", "dan", "eve", "fay"]);
  expect(userIDsIn("  ")).toEqual([]);
});

test("what cannot be a user ID is named, and more than 500 are too many", () => {
  expect(checkPeople(["ben", "王小明"], "alice")).toEqual({ kind: "invalid", userID: "王小明" });
  expect(checkPeople(["ben", "alice"], "alice")).toBeNull();
  expect(
    checkPeople(
      Array.from({ length: 501 }, (_, index) => `u${index}`),
      "alice",
    ),
  ).toEqual({ kind: "tooMany" });
});

test.each([
  ["Friends", null],
  ["  ", "missing"],
  ["群".repeat(33), null],
  ["群".repeat(34), "tooLong"],
])("the name “%s” is %s", (name, problem) => {
  expect(checkGroupName(name)).toBe(problem);
});

test("names are asked for together, once each, and again only after a failure", async () => {
  const asked: string[][] = [];
  let isDown = true;
  const people = new People({
    getUserProfile: ({ userIDList }: { userIDList: string[] }) => {
      asked.push(userIDList);
      if (isDown) return Promise.reject(new Error("no connection"));
      return Promise.resolve({
        code: 0,
        data: userIDList.map((userID) => ({ userID, nick: userID === "ann" ? "Ann" : "" })),
      });
    },
  } as unknown as Pick<Chat, "getUserProfile">); // of the SDK what is called
  const names = (): string[] => ["ann", "ben", "ann"].map((userID) => people.nameOf(userID));
  expect(names()).toEqual(["ann", "ben", "ann"]);
  await expect.poll(() => asked).toEqual([["ann", "ben"]]);
  isDown = false;
  await expect.poll(names).toEqual(["Ann", "ben", "Ann"]);
  expect(names()).toEqual(["Ann", "ben", "Ann"]);
  expect(asked).toEqual([
    ["ann", "ben"],
    ["ann", "ben"],
  ]);
});
