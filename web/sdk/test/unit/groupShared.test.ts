import { expect, test, vi } from "vitest";
import TencentCloudChat from "../../src/index";
import { fakeServer } from "./fakeServer";
import { chatOn, signIn } from "./fakeUser";

const { EVENT } = TencentCloudChat;

test("what was read of a group is read again where the clock was set back or the user was out [getGroupAttributes#4] [getGroupOnlineMemberCount#2]", async () => {
  const server = fakeServer();
  const chat = chatOn(server);
  await signIn(chat);
  const group = { groupID: "g", type: "Public", memberCount: 2, createTime: 1, infoSequence: 1, nextMessageSeq: 1 };
  const asked = (op: string): unknown[] => server.asked.filter((it) => it.op === op);
  server.push("group.joined", { group });
  server.on("group.getAttributes", () => ({ version: 1, attributes: {} }));
  server.on("group.getCounters", () => ({ counters: [] }));
  server.on("group.countOnline", () => ({ memberCount: 2 }));
  server.on("group.quit", () => ({}));
  const readAll = async (): Promise<unknown> => {
    await chat.getGroupAttributes({ groupID: "g", keyList: [] });
    await chat.getGroupCounters({ groupID: "g" });
    return (await chat.getGroupOnlineMemberCount("g")).data;
  };
  const reads = (): number[] =>
    ["group.getAttributes", "group.getCounters", "group.countOnline"].map((op) => asked(op).length);

  expect(await readAll()).toEqual({ memberCount: 2 });
  await readAll();
  expect(reads()).toEqual([1, 1, 1]);
  const now = Date.now();
  const clock = vi.spyOn(Date, "now").mockReturnValue(now - 3_600_000);
  try {
    await readAll();
    expect(reads()).toEqual([2, 2, 2]);
    clock.mockReturnValue(now - 3_600_000 + 59_999);
    await readAll();
    expect(reads()).toEqual([3, 3, 2]);
    clock.mockReturnValue(now - 3_600_000 + 60_000);
    await readAll();
    expect(reads()).toEqual([3, 3, 3]);
  } finally {
    clock.mockRestore();
  }

  await chat.quitGroup("g");
  server.on("group.countOnline", () => ({ memberCount: 0 }));
  expect((await chat.getGroupOnlineMemberCount("g")).data).toEqual({ memberCount: 0 });
});

test("a read of attributes that overtakes the push of a change tells of it [setGroupAttributes#3]", async () => {
  const server = fakeServer();
  const chat = chatOn(server);
  await signIn(chat);
  const told: unknown[] = [];
  chat.on(EVENT.GROUP_ATTRIBUTES_UPDATED, ({ data }) => void told.push(data));
  const change = (version: number, seat: string): object => ({
    ...{ groupID: "g", version, attributes: { seat } },
    ...{ updatedKeyList: ["seat"], deletedKeyList: [] },
  });
  server.push("group.attributesChanged", change(1, "free"));
  server.on("group.setAttributes", () => ({ code: 10056 })); // somebody was faster
  server.on("group.getAttributes", () => ({ version: 2, attributes: { seat: "bob" } }));

  const set = chat.setGroupAttributes({ groupID: "g", groupAttributes: { seat: "ann" } });
  await expect(set).rejects.toMatchObject({ code: 10056 });
  const { data } = await chat.getGroupAttributes({ groupID: "g", keyList: [] });
  server.push("group.attributesChanged", change(2, "bob"));

  expect(data.groupAttributes).toEqual({ seat: "bob" });
  const seat = (who: string): object => ({ groupID: "g", groupAttributes: { seat: who } });
  const keys = { updatedKeyList: ["seat"], deletedKeyList: [] };
  expect(told).toEqual([
    { ...seat("free"), ...keys },
    { ...seat("bob"), ...keys },
  ]);
});
