import { beforeEach, describe, expect, test } from "vitest";
import type { Chat } from "../../src/index";
import TencentCloudChat from "../../src/index";
import { fakeServer, wireMessage, type FakeServer } from "./fakeServer";
import { chatOn, signIn } from "./fakeUser";

const { EVENT, TYPES } = TencentCloudChat;

const group = {
  ...{ groupID: "g", type: "Public", name: "G", ownerID: "ann", memberCount: 2, maxMemberCount: 9, createTime: 1 },
  ...{ infoSequence: 1, nextMessageSeq: 4, groupCustomField: [] },
  selfInfo: { role: "Owner", joinTime: 1, messageRemindType: "AcceptAndNotify" },
};

const conversation = {
  ...{ conversationID: "GROUPg", type: "GROUP", lastSequence: 3, unreadCounter: 3, readCounter: 0, readSequence: 0 },
  ...{ peerReadSequence: 0, peerReadTime: 0, lastChange: 0, group },
};

describe("what was on its way for ann when she left is not bob's [logout#4]", () => {
  let server: FakeServer;
  let chat: Chat;
  beforeEach(async () => {
    server = fakeServer();
    chat = chatOn(server);
    await signIn(chat);
  });

  const asked = (op: string): unknown[] => server.asked.filter((it) => it.op === op).map(({ body }) => body);
  const last = (op: string): number => server.asked.filter((it) => it.op === op).at(-1)?.id ?? expect.fail(`no ${op}`);

  /** Ann is gone as soon as `say` is called, and bob comes at once. */
  const ways: [string, (say: (frame: object) => void) => Promise<void>][] = [
    [
      "who logs out",
      async (say) => {
        server.on("session.logout", () => undefined);
        const out = chat.logout();
        say({ id: last("session.logout"), code: 0, body: {} });
        await out;
        await signIn(chat, "bob");
      },
    ],
    [
      "who is kicked out",
      async (say) => {
        const back = new Promise((resolve) => chat.once(EVENT.KICKED_OUT, () => resolve(signIn(chat, "bob"))));
        say({ event: "session.kicked", body: { type: TYPES.KICKED_OUT_MULT_ACCOUNT } });
        await back;
      },
    ],
  ];

  async function nothingOfAnns(): Promise<void> {
    expect(chat.getLoginUser()).toBe("bob");
    expect((await chat.getGroupList()).data.groupList).toEqual([]);
    expect((await chat.getConversationList()).data.conversationList).toEqual([]);
    expect(chat.getTotalUnreadMessageCount()).toBe(0);
  }

  test.each(ways)("an answer in the same frame: %s", async (_way, leave) => {
    server.on("group.get", () => undefined);
    chat.getGroupProfile({ groupID: "g" }).catch(() => undefined);
    await leave((end) => server.say({ id: last("group.get"), code: 0, body: { group } }, end));
    await nothingOfAnns();
    await new Promise((resolve) => setTimeout(resolve, 300)); // a hole would be filled by now
    expect(asked("conversation.get")).toEqual([]);
    expect(asked("message.catchUp")).toEqual([]);
  });

  describe.each(ways)("the comparison after a lost connection: %s", (_way, leave) => {
    test.each([undefined, "more of ann's"])("with a list that goes on with %s", async (cursor) => {
      const login = { tinyID: "1", serverTime: Date.now(), expireTime: 0, profile: { profileCustomField: [] } };
      const config = { heartbeat: 30, maxMessageBytes: 1, historyPage: 15, disabled: [], localWords: [] };
      const conversations = { conversationList: [conversation], cursor, serverTime: Date.now() };
      server.on("session.login", ({ userID }) => ({ ...login, config, ...(userID === "ann" && { conversations }) }));
      server.on("conversation.syncOptions", () =>
        asked("session.login").length === 2 ? undefined : { isCompleted: true },
      );
      server.close();
      await expect.poll(() => asked("conversation.syncOptions")).toHaveLength(2);
      await leave((end) => server.say(end));
      await nothingOfAnns();
      expect(JSON.stringify(asked("conversation.list"))).not.toContain("ann");
    });
  });

  test.each(ways)("the topics of all communities: %s", async (_way, leave) => {
    const communities = ["@TGS#_a", "@TGS#_b"].map((groupID) => ({
      ...{ ...group, groupID, type: "Community" },
      isSupportTopic: true,
    }));
    server.on("group.list", () => ({ groupList: communities.splice(0), isCompleted: true }));
    server.on("topic.list", () => undefined);
    server.push("session.resync", {});
    await expect.poll(() => asked("topic.list")).toHaveLength(1);
    await leave((end) => server.say(end));
    expect(asked("topic.list")).toHaveLength(1);
  });

  test.each(ways)("a topic that is looked up in a moment: %s", async (_way, leave) => {
    const message = { ...wireMessage("eve", "@TGS#_a@TOPIC#_1", 1), conversationType: "GROUP" };
    server.push("message.received", { message });
    await leave((end) => server.say(end));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(asked("topic.list")).toEqual([]);
  });
});
