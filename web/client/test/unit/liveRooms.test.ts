import type { Chat, Conversation, Group, GroupMember } from "@parley-im/chat";
import { expect, test, vi } from "vitest";
import { closedWords } from "../../src/timeline/closedWords";
import { inTurn, isStarred, LIST_MS, LiveRooms } from "../../src/chat/liveRooms";
import type { ChatLine } from "../../src/chat/conversation";
import { Messenger } from "../../src/chat/messenger";
import { rightsIn } from "../../src/chat/rights";
import { Timeline } from "../../src/chat/timeline";
import { memberItems, type MemberStep } from "../../src/groups/memberItems";
import { en } from "../../src/i18n/en";
import { message } from "./entries";
import { FakeChat } from "./fakeChat";

const room = (role: string): Group =>
  ({ groupID: "r", name: "Launch", type: "AVChatRoom", selfInfo: { role, userID: "alice", muteUntil: 0 } }) as Group;
const conversation = { conversationID: "GROUPr", subType: "AVChatRoom" } as Conversation;
const notice = (operationType: number): object => ({
  type: "TIMGroupSystemNoticeElem",
  payload: { operationType, operatorID: "bob", groupProfile: { groupID: "r", name: "Launch" } },
});

test("a room that I am out of is kept, with what was said about why, until I am in again", async () => {
  const sdk = new FakeChat();
  const rooms = new LiveRooms(sdk.chat);
  sdk.raise("onConversationListUpdated", [conversation]);
  expect(rooms.left.value.size).toBe(0);
  sdk.raise("onMessageReceived", [notice(8), notice(21)]);
  sdk.raise("onConversationListUpdated", []);
  expect(rooms.left.value.get("GROUPr")).toBe(conversation);
  expect(rooms.endings.value.get("r")?.operation).toBe(21);
  await rooms.enter("r");
  expect(rooms.endings.value.size).toBe(0);
});

test("who is out of a room reads who has put them out or that it has ended", () => {
  const sdk = new FakeChat();
  const messenger = new Messenger(sdk.chat, "alice", { image: 1, audio: 1, video: 1, file: 1 });
  const chat = { kind: "group", topic: null, group: room(""), peerID: "r" } as unknown as ChatLine; // what is looked at
  expect(closedWords(chat, messenger, en)).toBe("You are not in this live room any more.");
  sdk.raise("onMessageReceived", []);
  const rooms = messenger.liveRooms;
  rooms.endings.value = new Map([
    ["r", { kind: "notice", operation: 5, operatorID: "bob", groupName: "Launch", words: "" }],
  ]);
  expect(closedWords(chat, messenger, en)).toBe("bob ended Launch");
});

test("what is said in a room stands in the order in which it came, and what failed in its place", async () => {
  const said = (id: string): ReturnType<typeof message> => message(0, { ID: id, conversationID: "GROUPr" });
  const mine = { ...said("mine"), flow: "out", status: "unSend" } as ReturnType<typeof message>;
  let refuse: (error: unknown) => void = () => undefined;
  const timeline = new Timeline(
    { sendMessage: () => new Promise((_, reject) => (refuse = reject)) } as unknown as Chat, // what it calls
    "GROUPr",
  );
  const ids = (): string[] => timeline.entries.value.map(({ id }) => id);
  timeline.receive([said("a"), said("b")]); // nothing was loaded, and nothing else will bring them
  const posting = timeline.post(mine);
  timeline.receive([said("c")]);
  expect(ids()).toEqual(["a", "b", "c", "mine"]);
  Object.assign(mine, { status: "fail" });
  refuse(Object.assign(new Error("muted"), { code: 10017 }));
  await posting;
  timeline.receive([said("d"), said("a")]);
  expect(ids()).toEqual(["a", "b", "c", "mine", "d"]);
  timeline.receive(Array.from({ length: 1_600 }, (_, index) => said(`x${index}`)));
  expect(timeline.entries.value.length).toBe(1_000);
  expect(ids().at(-1)).toBe("x1599");
});

test("the owner mutes members, gives them stars and puts them out, and nobody else does", () => {
  const steps = (role: string, markType: number[] = []): MemberStep[] => {
    const member = { userID: "bob", role: "Member", muteUntil: 0, markType } as unknown as GroupMember; // what is read
    const chosen: MemberStep[] = [];
    memberItems(member, rightsIn(room(role)).over(member), 0, en, (step) => chosen.push(step)).forEach(({ run }) =>
      run(),
    );
    return chosen;
  };
  expect(steps("Owner")).toEqual(["mute", "star", "ban"]);
  expect(steps("Owner", [1000])).toEqual(["mute", "unstar", "ban"]);
  expect(steps("Member")).toEqual([]);
  expect(isStarred({ markType: [1001] } as unknown as GroupMember)).toBe(false);
});

test("what was asked for too soon is asked for once more, and everything else fails at once", async () => {
  vi.useFakeTimers();
  try {
    const answers = [Object.assign(new Error("too soon"), { code: 2996 }), "members"];
    const asking = inTurn(() => {
      const answer = answers.shift();
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    });
    await vi.advanceTimersByTimeAsync(LIST_MS);
    expect(await asking).toBe("members");
    await expect(inTurn(() => Promise.reject(Object.assign(new Error("no"), { code: 10007 })))).rejects.toThrow("no");
  } finally {
    vi.useRealTimers();
  }
});
