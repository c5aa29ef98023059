import type { Chat, Group } from "@parley-im/chat";
import { expect, test } from "vitest";
import { checkGroupName, checkPeople, userIDsIn } from "../../src/chat/groups";
import { People } from "../../src/chat/people";
import { rightsIn, silenceIn } from "../../src/chat/rights";

function group(type: string, role: string, inviteOption = "FreeAccess"): Group {
  return { type, inviteOption, selfInfo: { role, userID: role === "" ? "" : "alice" } } as Group;
}
const bob = { userID: "bob", role: "Member" };

/** The letters of what is allowed: edit, add, quit, dismiss, mute all, choose who joins and who invites. */
function allowed(it: Group): string {
  const { edit, add, quit, dismiss, muteAll, setJoining, setInviting } = rightsIn(it);
  const letters = [edit, add, quit, dismiss, muteAll, setJoining, setInviting].map((is, index) =>
    is ? "eaqdmji".charAt(index) : "",
  );
  return letters.join("");
}

/** The letters of what is allowed to be done to somebody: remove, mute, set their role, transfer to, name. */
function allowedTo(it: Group, whom = bob): string {
  const { remove, mute, setRole, transfer, rename } = rightsIn(it).over(whom);
  return [remove, mute, setRole, transfer, rename].map((is, index) => (is ? "rmstn".charAt(index) : "")).join("");
}

test.each([
  ["Private", "Owner", "eaqmi", "rtn"],
  ["Private", "Member", "eaqi", ""],
  ["Public", "Owner", "eadmji", "rmstn"],
  ["Public", "Admin", "eaqmji", "rmn"],
  ["Public", "Member", "aq", ""],
  ["ChatRoom", "Owner", "eadmi", "rmstn"],
  ["ChatRoom", "Member", "aq", ""],
  ["AVChatRoom", "Owner", "edm", "m"],
  ["Public", "", "", ""],
])("in a group of type %s as %s: %s, to a member: %s", (type, role, letters, toMember) => {
  expect(allowed(group(type, role))).toBe(letters);
  expect(allowedTo(group(type, role))).toBe(toMember);
});

test("nobody adds anybody where that is switched off", () => {
  expect(allowed(group("Public", "Owner", "DisableInvite"))).toBe("edmji");
});

test("nothing is done to equals, to the owner or to oneself", () => {
  expect(allowedTo(group("Public", "Admin"), { userID: "bob", role: "Admin" })).toBe("");
  expect(allowedTo(group("Public", "Admin"), { userID: "bob", role: "Owner" })).toBe("");
  expect(allowedTo(group("Public", "Owner"), { userID: "alice", role: "Owner" })).toBe("");
  expect(allowedTo(group("Public", "Owner"), { userID: "bob", role: "Admin" })).toBe("rmstn");
});

test.each([
  ["Public", "Member", 0, false, null],
  ["Public", "Member", 0, true, { kind: "all" }],
  ["Public", "Admin", 0, true, null],
  ["Private", "Owner", 0, true, null],
  ["Public", "Member", 100, false, { kind: "me", until: 100 }],
  ["Public", "Admin", 100, true, { kind: "me", until: 100 }],
  ["Public", "Member", 99, false, null],
] as const)("as %s %s, muted until %i, all muted: %s, it is silent: %j", (type, role, muteUntil, all, silence) => {
  const { selfInfo, ...rest } = group(type, role);
  const it = { ...rest, muteAllMembers: all, selfInfo: { ...selfInfo, muteUntil } };
  expect(silenceIn(it, 99_000)).toEqual(silence);
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
