import { expect, test } from "vitest";
import { contentOf } from "../../src/chat/content";
import { muteLength, type Reader } from "../../src/chat/groupWords";
import { previewOf } from "../../src/chat/preview";
import { en } from "../../src/i18n/en";
import { zh } from "../../src/i18n/zh";

const names: Readonly<Record<string, string>> = { ann: "Ann", alice: "Alice" };
const reader: Reader = { userID: "alice", nameOf: (userID) => names[userID] ?? userID };

/** What something comes down to for alice, in both languages. */
function words(type: string, payload: object): [string, string] {
  const content = contentOf(type, payload);
  return [previewOf(content, en, reader).words, previewOf(content, zh, reader).words];
}

const ann = { operatorID: "ann", operatorInfo: { userID: "ann", nick: "Ann", avatar: "" } };
const ben = { userID: "ben", nick: "Ben", avatar: "" };
const me = { userID: "alice", nick: "Alice", avatar: "" };

test.each([
  [{ operationType: 1, ...ann, userIDList: ["ann"] }, "Ann joined", "Ann加入了群"],
  [{ operationType: 1, ...ann }, "Ann joined", "Ann加入了群"],
  [{ operationType: 1, ...ann, userIDList: ["ben"], memberList: [ben] }, "Ann added Ben", "Ann将Ben加入了群"],
  [
    { operationType: 1, ...ann, userIDList: ["ben", "alice"], memberList: [ben, me] },
    "Ann added Ben, you",
    "Ann将Ben、您加入了群",
  ],
  [{ operationType: 1, operatorID: "alice", userIDList: ["ben"] }, "You added ben", "您将ben加入了群"],
  [{ operationType: 2, ...ann, userIDList: ["ann"] }, "Ann left", "Ann退出了群"],
  [{ operationType: 3, ...ann, userIDList: ["ben"], memberList: [ben] }, "Ann removed Ben", "Ann将Ben移出了群"],
  [
    { operationType: 4, ...ann, userIDList: ["alice"], memberList: [me] },
    "Ann made you an administrator",
    "Ann将您设为管理员",
  ],
  [
    { operationType: 5, ...ann, userIDList: ["ben"], memberList: [ben] },
    "Ann took the administrator’s role from Ben",
    "Ann取消了Ben的管理员身份",
  ],
  [
    { operationType: 6, ...ann, newGroupProfile: { groupName: "Pals" } },
    "Ann renamed the group to “Pals”",
    "Ann将群名称改为“Pals”",
  ],
  [
    { operationType: 6, ...ann, newGroupProfile: { notification: "At 8", muteAllMembers: true } },
    "Ann changed the announcement: At 8 · Ann muted everybody",
    "Ann修改了群公告：At 8 · Ann开启了全员禁言",
  ],
  [
    { operationType: 6, ...ann, newGroupProfile: { notification: "" } },
    "Ann removed the announcement",
    "Ann删除了群公告",
  ],
  [
    { operationType: 6, ...ann, newGroupProfile: { muteAllMembers: false } },
    "Ann let everybody write again",
    "Ann关闭了全员禁言",
  ],
  [
    { operationType: 6, ...ann, userIDList: ["ben"], memberList: [ben], newGroupProfile: { ownerID: "ben" } },
    "Ann made Ben the owner",
    "Ann将群主转让给Ben",
  ],
  [{ operationType: 6, ...ann, newGroupProfile: { groupCustomField: [] } }, "Ann changed the group", "Ann修改了群资料"],
  [
    { operationType: 7, ...ann, userIDList: ["ben"], memberList: [{ ...ben, muteTime: 600 }] },
    "Ann muted Ben for 10 minutes",
    "Ann将Ben禁言 10 分钟",
  ],
  [
    { operationType: 7, ...ann, userIDList: ["alice"], memberList: [{ ...me, muteTime: 0 }] },
    "Ann let you write again",
    "Ann解除了您的禁言",
  ],
  [{ operationType: 99, ...ann }, "Something changed in the group", "群有变化"],
  [{ operationType: 2 }, "Somebody left", "有人退出了群"],
])("the tip %j says “%s”", (payload, english, chinese) => {
  expect(words("TIMGroupTipElem", payload)).toEqual([english, chinese]);
});

test("of many people some are named", () => {
  const userIDList = ["a", "b", "c", "d", "e", "f", "g"];
  expect(words("TIMGroupTipElem", { operationType: 1, ...ann, userIDList })[0]).toBe("Ann added a, b, c, d and 3 more");
  const five = { operationType: 1, ...ann, userIDList: userIDList.slice(0, 5) };
  expect(words("TIMGroupTipElem", five)[0]).toBe("Ann added a, b, c, d, e");
});

const friends = { groupID: "@TGS#1", name: "Friends", groupType: "Private" };

test.each([
  [1, "let me in", "Ann asks to join Friends: let me in", "Ann申请加入Friends: let me in"],
  [4, "", "Ann removed you from Friends", "Ann将您移出了Friends"],
  [5, "", "Ann ended Friends", "Ann解散了Friends"],
  [7, "", "Ann added you to Friends", "Ann将您加入了Friends"],
  [9, "", "Ann made you an administrator of Friends", "Ann将您设为Friends的管理员"],
  [99, "", "Something changed in Friends", "Friends有变化"],
])("notice %i with the note “%s” says “%s”", (operationType, handleMessage, english, chinese) => {
  const payload = { operationType, operatorID: "ann", handleMessage, groupProfile: friends };
  expect(words("TIMGroupSystemNoticeElem", payload)).toEqual([english, chinese]);
});

test("a notice about what I did says so, one of the app what the app says", () => {
  const about = (operationType: number, more: object): string =>
    words("TIMGroupSystemNoticeElem", { operationType, handleMessage: "", groupProfile: friends, ...more })[0];
  expect(about(6, { operatorID: "alice" })).toBe("You created Friends");
  expect(about(255, { operatorID: "admin", userDefinedField: "Lunch is ready" })).toBe("Friends: Lunch is ready");
  expect(about(7, { operatorID: "x", groupProfile: { groupID: "@TGS#1" } })).toBe("x added you to @TGS#1");
});

test.each([
  ["TIMGroupTipElem", { operationType: "1" }],
  ["TIMGroupSystemNoticeElem", {}],
])("%s with %j is nothing that can be shown", (type, payload) => {
  expect(contentOf(type, payload)).toEqual({ kind: "unknown" });
});

test.each([
  [1, "1 second"],
  [60, "1 minute"],
  [5_400, "2 hours"],
  [172_800, "2 days"],
])("%i seconds are %s", (seconds, length) => {
  expect(muteLength(seconds, en)).toBe(length);
});
