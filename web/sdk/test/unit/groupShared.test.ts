import { expect, test } from "vitest";
import TencentCloudChat from "../../src/index";
import { fakeServer } from "./fakeServer";
import { chatOn, signIn } from "./fakeUser";

const { EVENT } = TencentCloudChat;

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
