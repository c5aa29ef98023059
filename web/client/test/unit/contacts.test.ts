import TencentCloudChat, { type Friend } from "@parley-im/chat";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { Contacts, friendName } from "../../src/chat/contacts";
import { Follows } from "../../src/chat/follows";
import { GroupApplications } from "../../src/chat/groupApplications";
import { byLetter, letterOf } from "../../src/text/letters";
import { message } from "./entries";
import { FakeChat } from "./fakeChat";

const { EVENT } = TencentCloudChat;

function friend(userID: string, nick: string, remark = ""): Friend {
  return { userID, remark, profile: { userID, nick } } as Friend;
}

describe("contacts", () => {
  test("show what the SDK tells of, and know who somebody is", () => {
    const fake = new FakeChat();
    const contacts = new Contacts(fake.chat);
    fake.raise(EVENT.FRIEND_LIST_UPDATED, [friend("ben", "Ben", "Benny"), friend("cleo", "")]);
    fake.raise(EVENT.FRIEND_APPLICATION_LIST_UPDATED, { friendApplicationList: [{ userID: "dan" }], unreadCount: 1 });
    fake.raise(EVENT.BLACKLIST_UPDATED, ["eve"]);
    expect(contacts.friends.value.map(friendName)).toEqual(["Benny", "cleo"]);
    expect([contacts.friend("ben")?.remark, contacts.friend("dan")]).toEqual(["Benny", null]);
    expect([contacts.isBlocked("eve"), contacts.isBlocked("ben")]).toEqual([true, false]);
    expect([contacts.requests.value.length, contacts.newRequests.value]).toEqual([1, 1]);
  });

  test.each([
    [2801, ["Ben"]],
    [20002, []],
  ])("what could not be loaded with %i is asked for again if that may help", async (code, shown) => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const fake = new FakeChat();
    const contacts = new Contacts(fake.chat);
    fake.answers.set("getFriendList", Object.assign(new Error("not now"), { code }));
    fake.raise(EVENT.SDK_READY, undefined);
    await vi.advanceTimersByTimeAsync(1_000);
    fake.answers.set("getFriendList", [friend("ben", "Ben")]);
    fake.answers.set("getFriendApplicationList", { friendApplicationList: [], unreadCount: 0 });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(contacts.friends.value.map(friendName)).toEqual(shown);
  });

  test("adding tells whether the other side decides", async () => {
    const fake = new FakeChat();
    const contacts = new Contacts(fake.chat);
    fake.answers.set("addFriend", { userID: "ben", code: 0 });
    expect(await contacts.add("ben", "hello")).toBe(true);
    fake.answers.set("addFriend", { userID: "ben", code: 30539 });
    expect(await contacts.add("ben", "")).toBe(false);
    expect(fake.calls[0]).toEqual(["addFriend", { to: "ben", source: "AddSource_Type_Web", wording: "hello" }]);
  });

  test("a list of friends is made with the first one that comes into it", async () => {
    const fake = new FakeChat();
    const contacts = new Contacts(fake.chat);
    await contacts.setLabel("ben", "Family", true);
    fake.raise(EVENT.FRIEND_GROUP_LIST_UPDATED, [{ name: "Family", userIDList: ["ben"], count: 1 }]);
    await contacts.setLabel("cleo", "Family", true);
    await contacts.setLabel("ben", "Family", false);
    expect(fake.calls.map((call) => (call as [string])[0])).toEqual([
      "createFriendGroup",
      "addToFriendGroup",
      "removeFromFriendGroup",
    ]);
  });

  test("requests are read once there are new ones", async () => {
    const fake = new FakeChat();
    const contacts = new Contacts(fake.chat);
    await contacts.requestsSeen();
    fake.raise(EVENT.FRIEND_APPLICATION_LIST_UPDATED, { friendApplicationList: [], unreadCount: 2 });
    await contacts.requestsSeen();
    expect(fake.calls).toEqual([["setFriendApplicationRead", undefined]]);
  });
});

describe("applications to groups", () => {
  const application = { applicant: "dan", groupID: "g", messageKey: "1" };

  test("are asked for when a notice says that somebody waits, and after each decision", async () => {
    const fake = new FakeChat();
    const applications = new GroupApplications(fake.chat);
    fake.answers.set("getGroupApplicationList", { applicationList: [application] });
    const notice = (operationType: number): unknown =>
      fake.raise(EVENT.MESSAGE_RECEIVED, [
        message(1, { type: "TIMGroupSystemNoticeElem", payload: { operationType } }),
      ]);
    notice(7);
    expect(fake.calls).toEqual([]);
    notice(1);
    await expect.poll(() => applications.waiting.value).toEqual([application]);

    fake.answers.set("handleGroupApplication", Object.assign(new Error("late"), { code: 10024 }));
    fake.answers.set("getGroupApplicationList", { applicationList: [] });
    const [waiting] = applications.waiting.value;
    if (waiting) await expect(applications.decide(waiting, true)).rejects.toThrow("late");
    expect(fake.calls).toContainEqual(["handleGroupApplication", { handleAction: "Agree", application }]);
    await expect.poll(() => applications.waiting.value).toEqual([]);
  });
});

describe("following", () => {
  test("tells both ways and the counts", async () => {
    const fake = new FakeChat();
    fake.answers.set("checkFollowType", [{ userID: "ben", followType: 2 }]);
    fake.answers.set("getUserFollowInfo", [{ userID: "ben", followersCount: 4, followingCount: 2 }]);
    const follows = new Follows(fake.chat);
    expect(await follows.of("ben")).toEqual({ iFollow: true, followsMe: false, followers: 4, following: 2 });
    fake.answers.set("checkFollowType", [{ userID: "ben", followType: 1 }]);
    expect(await follows.of("ben")).toMatchObject({ iFollow: false, followsMe: true });
  });

  test("where it is switched off nobody asks twice", async () => {
    const fake = new FakeChat();
    fake.answers.set("checkFollowType", Object.assign(new Error("off"), { code: 3122 }));
    const follows = new Follows(fake.chat);
    expect(await follows.of("ben")).toBeNull();
    const asked = fake.calls.length;
    expect(await follows.of("ben")).toBeNull();
    expect(fake.calls.length).toBe(asked);
  });
});

test.each([
  ["Ann", "A"],
  ["éva", "E"],
  ["  zoe", "Z"],
  ["王小明", "W"],
  ["陈曦", "C"],
  ["安", "A"],
  ["张三", "Z"],
  ["李四", "L"],
  ["42", "#"],
  ["Ωmega", "#"],
  ["", "#"],
])("“%s” stands under %s", (name, letter) => {
  expect(letterOf(name)).toBe(letter);
});

test("people are listed by letter, and those without at the end", () => {
  const names = ["7up", "Zoe", "王五", "Ann", "安", "Willy"];
  const listed = byLetter(names, (name) => name).map(({ letter, people }) => `${letter}: ${people.join(" ")}`);
  expect(listed.map((line) => line.charAt(0))).toEqual(["A", "W", "Z", "#"]);
  expect(["A: Ann 安", "A: 安 Ann"]).toContain(listed[0]);
});
