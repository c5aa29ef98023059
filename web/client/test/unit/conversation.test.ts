import TencentCloudChat, { type Conversation, type Group, type LastMessage } from "@parley-im/chat";
import { expect, test } from "vitest";
import {
  addressOf,
  asksForReceipts,
  canWrite,
  checkUserID,
  conversationIDOf,
  partyOf,
  peerOf,
  toChatLine,
  writerOf,
  type ChatLine,
} from "../../src/chat/conversation";
import { message } from "./entries";

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

test("an ID tells who is on the other side, and where messages go", () => {
  expect(partyOf("GROUP@TGS#1")).toEqual({ kind: "group", peerID: "@TGS#1" });
  expect(partyOf("@TIM#SYSTEM")).toEqual({ kind: "system", peerID: "@TIM#SYSTEM" });
  expect(["GROUP", "C2C", "TOPICx", ""].map(partyOf)).toEqual([null, null, null, null]);
  expect(addressOf("GROUP@TGS#1")).toEqual({ to: "@TGS#1", conversationType: "GROUP" });
  expect(addressOf("C2Cbob")).toEqual({ to: "bob", conversationType: "C2C" });
});

/** A conversation as the SDK hands it out. Of its fields those that the page reads. */
function line(
  conversationID: string,
  last: Partial<LastMessage>,
  group?: Group,
  joined = group ? [group] : [],
  calls: Conversation["groupAtInfoList"] = [],
  options: Partial<Conversation> = {},
): ChatLine {
  const conversation = {
    conversationID,
    unreadCount: 3,
    groupAtInfoList: calls,
    isPinned: false,
    messageRemindType: "",
    markList: [],
    conversationGroupList: [],
    ...options,
    lastMessage: {
      type: "TIMTextElem",
      payload: { text: "hello" },
      lastTime: 9,
      nick: "",
      nameCard: "",
      isPeerRead: false,
      isRevoked: false,
      hasRiskContent: false,
      ...last,
    },
    ...(group && { groupProfile: group }),
  } as Conversation;
  const groups = new Map(joined.map((one) => [one.groupID, one]));
  const shown = toChatLine(conversation, "alice", "Notices", groups);
  if (shown === null) throw new Error(`${conversationID} is not shown`);
  return shown;
}
const friends = {
  groupID: "@TGS#1",
  type: "Private",
  name: "Friends",
  avatar: "https://x/a",
  isSupportTopic: false,
  selfInfo: { userID: "alice" },
} as Group;

test("a group's line has its name, and says who wrote last", () => {
  expect(line("GROUP@TGS#1", { fromAccount: "bob", nick: "Bob", nameCard: "Bobby" }, friends)).toMatchObject({
    kind: "group",
    peerID: "@TGS#1",
    name: "Friends",
    avatar: "https://x/a",
    unread: 3,
    last: { sender: "Bobby", isMine: false },
  });
  expect(line("GROUP@TGS#1", { fromAccount: "bob", nick: "Bob" }, friends).last?.sender).toBe("Bob");
  expect(line("GROUP@TGS#1", { fromAccount: "bob" }, { ...friends, name: "" })).toMatchObject({
    name: "@TGS#1",
    last: { sender: "bob" },
  });
});

test("nobody is named as the sender of a tip, a notice or in a chat of two", () => {
  const tip = { type: "TIMGroupTipElem", payload: { operationType: 2 }, fromAccount: "@TIM#SYSTEM" };
  const notice = { type: "TIMGroupSystemNoticeElem", payload: { operationType: 7 }, fromAccount: "@TIM#SYSTEM" };
  expect(line("GROUP@TGS#1", tip, friends).last?.sender).toBe("");
  expect(line("@TIM#SYSTEM", notice)).toMatchObject({ kind: "system", name: "Notices", last: { sender: "" } });
  expect(line("C2Cbob", { fromAccount: "bob", nick: "Bob" }).last?.sender).toBe("");
});

test("a group that I am in is shown as the list of groups has it", () => {
  expect(line("GROUP@TGS#1", {}, friends, [{ ...friends, name: "Pals" }])).toMatchObject({ name: "Pals", isIn: true });
  expect(line("GROUP@TGS#1", {}, friends, [])).toMatchObject({ name: "Friends", isIn: false });
  expect(line("GROUP@TGS#1", {}, { ...friends, type: "AVChatRoom" }, [])).toMatchObject({ isIn: true });
});

test("a line says who is called by name in what is unread: me before everybody, the first of them is where to go", () => {
  const call = (messageSequence: number, ...atTypeArray: number[]): Conversation["groupAtInfoList"][0] => ({
    from: "bob",
    groupID: "@TGS#1",
    messageSequence,
    atTypeArray,
  });
  const of = (...calls: Conversation["groupAtInfoList"]): [ChatLine["call"], number] => {
    const { call: who, callSequence } = line("GROUP@TGS#1", {}, friends, [friends], calls);
    return [who, callSequence];
  };
  const { CONV_AT_ME, CONV_AT_ALL, CONV_AT_ALL_AT_ME } = TencentCloudChat.TYPES;
  expect(of()).toEqual([null, 0]);
  expect(of(call(5, CONV_AT_ALL))).toEqual(["everybody", 5]);
  expect(of(call(5, CONV_AT_ALL), call(7, CONV_AT_ME))).toEqual(["me", 5]);
  expect(of(call(9, CONV_AT_ALL_AT_ME))).toEqual(["me", 9]);
});

test("a line shows how its owner has arranged it", () => {
  const of = (options: Partial<Conversation>): ChatLine => line("C2Cbob", {}, undefined, [], [], options);
  const { CONV_MARK_TYPE_FOLD, CONV_MARK_TYPE_UNREAD, MSG_REMIND_ACPT_AND_NOTE, MSG_REMIND_ACPT_NOT_NOTE } =
    TencentCloudChat.TYPES;
  expect(of({ messageRemindType: MSG_REMIND_ACPT_AND_NOTE })).toMatchObject({
    isPinned: false,
    isQuiet: false,
    isFolded: false,
    isMarkedUnread: false,
  });
  const arranged = {
    isPinned: true,
    messageRemindType: MSG_REMIND_ACPT_NOT_NOTE,
    markList: [CONV_MARK_TYPE_UNREAD, CONV_MARK_TYPE_FOLD],
    conversationGroupList: ["Work"],
    remark: "Bobby",
  };
  expect(of(arranged)).toMatchObject({
    name: "Bobby",
    isPinned: true,
    isQuiet: true,
    isFolded: true,
    isMarkedUnread: true,
    tabs: ["Work"],
  });
});

test("who has read is asked for in chats of two and in groups that are not too large or of a type without", () => {
  const group = (type: string, memberCount: number): { kind: "group"; group: Group } => ({
    kind: "group",
    group: { ...friends, type, memberCount },
  });
  expect(asksForReceipts({ kind: "person", group: null })).toBe(true);
  expect(asksForReceipts({ kind: "system", group: null })).toBe(false);
  expect(asksForReceipts(group("Private", 200))).toBe(true);
  expect(asksForReceipts(group("Public", 201))).toBe(false);
  expect(asksForReceipts(group("Community", 3))).toBe(false);
});

test("one writes to people and in groups that one is in, not to the system", () => {
  expect(canWrite(line("C2Cbob", {}))).toBe(true);
  expect(canWrite(line("GROUP@TGS#1", {}, friends))).toBe(true);
  expect(canWrite(line("GROUP@TGS#1", {}, friends, []))).toBe(false);
  expect(canWrite(line("@TIM#SYSTEM", {}))).toBe(false);
});

test("in a group others are called by card, nick or ID, in a chat of two as the chat is", () => {
  const [group, two] = [
    { kind: "group", name: "Friends" },
    { kind: "person", name: "Robert" },
  ] as const;
  expect(writerOf(message(1, { nick: "Bob", nameCard: "Bobby" }), group)).toBe("Bobby");
  expect(writerOf(message(1, { nick: "Bob", nameCard: "" }), group)).toBe("Bob");
  expect(writerOf(message(1, { nick: "", nameCard: "" }), group)).toBe("bob");
  expect(writerOf(message(1, { nick: "Bob", nameCard: "Bobby" }), two)).toBe("Robert");
});
