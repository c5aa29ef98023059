import { expect, test, vi } from "vitest";
import TencentCloudChat from "../../src/index";
import { fakeServer, profile } from "./fakeServer";
import { chatOn, signIn } from "./fakeUser";

test("when friends were heard of is told with them, and is no news of its own [getFriendList#1]", async () => {
  const server = fakeServer();
  const chat = chatOn(server);
  const told: string[] = [];
  chat.on(
    TencentCloudChat.EVENT.FRIEND_LIST_UPDATED,
    ({ data }) => void told.push(data.map(({ remark }) => remark).join()),
  );
  let version = 0;
  let remark = "Bob";
  const timeOf = async (): Promise<number> => (await chat.getFriendList()).data[0]?.timestamp ?? 0;
  server.on("relation.sync", () => {
    const friend = { userID: "bob", remark, groupList: [], source: "", wording: "", addTime: 1, friendCustomField: [] };
    const friendList = [{ ...friend, profile: profile("bob") }];
    return { friends: { version: ++version, groupNameList: [], friendList }, profileList: [], serverTime: Date.now() };
  });
  const clock = vi.spyOn(Date, "now");
  try {
    clock.mockReturnValue(1_000_000);
    await signIn(chat);
    await expect.poll(() => told).toEqual(["Bob"]);
    expect(await timeOf()).toBe(1_000_000);

    clock.mockReturnValue(1_001_000);
    server.push("session.resync", {}); // the same list again
    await vi.waitFor(async () => expect(await timeOf()).toBe(1_001_000));
    remark = "Bobby";
    server.push("session.resync", {});

    await vi.waitFor(() => expect(told).toEqual(["Bob", "Bobby"]));
  } finally {
    clock.mockRestore();
  }
});
