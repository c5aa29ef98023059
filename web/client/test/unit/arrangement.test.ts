import TencentCloudChat from "@parley-im/chat";
import { expect, test } from "vitest";
import { Arrangement, toQuietHours } from "../../src/chat/arrangement";
import type { ChatLine } from "../../src/chat/conversation";
import { chatsIn, tabsOf } from "../../src/conversations/tabs";
import { en } from "../../src/i18n/en";
import { FakeChat } from "./fakeChat";

const { EVENT, TYPES } = TencentCloudChat;

function line(id: string, fields: Partial<ChatLine> = {}): ChatLine {
  const plain = { id, kind: "person", peerID: id.slice(3), unread: 1, isQuiet: false, isFolded: false, tabs: [] };
  return { ...plain, ...fields } as ChatLine; // of its fields those that are read
}

test("tabs are there once somebody made one or put a chat aside, and count what is not quiet", () => {
  const ann = line("C2Cann", { tabs: ["Work"] });
  const ben = line("C2Cben", { isFolded: true, tabs: ["Work"], unread: 4 });
  const cleo = line("C2Ccleo", { isQuiet: true, unread: 9 });
  const tabs = (chats: readonly ChatLine[], names: readonly string[]): [string, number][] =>
    tabsOf(chats, names, en).map(({ id, unread }) => [id, unread]);
  expect(tabs([ann, cleo], [])).toEqual([]);
  expect(tabs([ann, ben, cleo], ["Work"])).toEqual([
    ["all", 1],
    ["/Work", 1],
    ["folded", 4],
  ]);
  expect(chatsIn("all", [ann, ben, cleo])).toEqual([ann, cleo]);
  expect(chatsIn("/Work", [ann, ben, cleo])).toEqual([ann]);
  expect(chatsIn("folded", [ann, ben, cleo])).toEqual([ben]);
});

test("a chat becomes quiet by its user or its group", async () => {
  const fake = new FakeChat();
  const arrangement = new Arrangement(fake.chat);
  await arrangement.setQuiet(line("C2Cann"), true);
  await arrangement.setQuiet(line("GROUPg", { kind: "group", peerID: "g" }), false);
  expect(fake.calls).toEqual([
    ["setMessageRemindType", { userIDList: ["ann"], messageRemindType: TYPES.MSG_REMIND_ACPT_NOT_NOTE }],
    ["setMessageRemindType", { groupID: "g", messageRemindType: TYPES.MSG_REMIND_ACPT_AND_NOTE }],
  ]);
});

test("a tab is made with its first chat; what the server refuses is thrown", async () => {
  const fake = new FakeChat();
  const arrangement = new Arrangement(fake.chat);
  const answer = (failures: object[]): object => ({ failureConversationIDList: failures });
  for (const name of ["createConversationGroup", "addConversationsToGroup"]) fake.answers.set(name, answer([]));
  await arrangement.setTab(line("C2Cann"), "Work", true);
  fake.raise(EVENT.CONVERSATION_GROUP_LIST_UPDATED, ["Work"]);
  await arrangement.setTab(line("C2Cben"), "Work", true);
  expect(fake.calls.map((call) => (call as [string])[0])).toEqual([
    "createConversationGroup",
    "addConversationsToGroup",
  ]);
  fake.answers.set("markConversation", answer([{ code: 2500 }]));
  await expect(arrangement.fold(line("C2Cann"), true)).rejects.toMatchObject({ code: 2500 });
});

test("quiet hours go over midnight, and come back as they were set", async () => {
  const fake = new FakeChat();
  const arrangement = new Arrangement(fake.chat);
  const at = (hours: number, minutes = 0): number => new Date(2026, 4, 3, hours, minutes).getTime() / 1000;
  const option = {
    messageRemindType: TYPES.MSG_REMIND_ACPT_NOT_NOTE,
    startTime: at(22, 30),
    endTime: at(31),
    isRepeated: true,
  };
  fake.answers.set("setAllReceiveMessageOpt", option);
  await arrangement.setQuietHours({ from: 1_350, to: 420 });
  expect(fake.calls).toEqual([
    [
      "setAllReceiveMessageOpt",
      {
        messageRemindType: TYPES.MSG_REMIND_ACPT_NOT_NOTE,
        startHour: 22,
        startMinute: 30,
        duration: 510 * 60,
        isRepeated: true,
      },
    ],
  ]);
  expect(arrangement.quietHours.value).toEqual({ from: 1_350, to: 420 });
  expect(toQuietHours({ ...option, isRepeated: false })).toBeNull();
  expect(toQuietHours({ ...option, messageRemindType: TYPES.MSG_REMIND_ACPT_AND_NOTE })).toBeNull();
});
