import type { Payload } from "@parley-im/chat";
import { expect, test } from "vitest";
import { abstractOf } from "../../src/chat/abstract";
import { contentOf } from "../../src/chat/content";
import type { Reader } from "../../src/chat/groupWords";
import { previewOf } from "../../src/chat/preview";
import { en } from "../../src/i18n/en";
import { zh } from "../../src/i18n/zh";

const names: Readonly<Record<string, string>> = { ann: "Ann", ben: "Ben", alice: "Alice" };
const reader: Reader = { userID: "alice", nameOf: (userID) => names[userID] ?? userID };
const voice = JSON.stringify({ call_type: 1 });

/** The payload of a signal as the SDK makes it, of a voice call from ann to alice. */
function payloadOf(signal: object): Payload {
  const first = { inviteID: "7f1c", groupID: "", inviter: "ann", inviteeList: ["alice"], data: voice, timeout: 30 };
  return { data: JSON.stringify({ ...first, businessID: 1, ...signal }), description: "", extension: "" };
}

const group = { groupID: "g", inviteeList: ["alice", "ben"] };
test.each([
  [{ actionType: 1 }, "Ann called", "Ann发起了通话"],
  [{ actionType: 1, inviter: "alice", inviteeList: ["ann"] }, "You called", "您发起了通话"],
  [{ actionType: 1, data: JSON.stringify({ call_type: 2 }) }, "Ann made a video call", "Ann发起了视频通话"],
  [{ actionType: 2 }, "Ann called · cancelled", "Ann发起了通话 · 已取消"],
  [{ actionType: 3 }, "Ann called · accepted", "Ann发起了通话 · 已接受"],
  [{ actionType: 4 }, "Ann called · declined", "Ann发起了通话 · 已拒绝"],
  [
    { actionType: 4, data: JSON.stringify({ call_type: 1, line_busy: "line_busy" }) },
    "Ann called · busy",
    "Ann发起了通话 · 忙线中",
  ],
  [{ actionType: 5 }, "Ann called · no answer", "Ann发起了通话 · 无应答"],
  [{ actionType: 1, data: JSON.stringify({ call_type: 2, call_end: 65 }) }, "Call ended · 1:05", "通话结束 · 1:05"],
  [{ ...group, actionType: 1 }, "Ann called", "Ann发起了通话"],
  [{ ...group, actionType: 2 }, "Ann called · cancelled", "Ann发起了通话 · 已取消"],
  [{ ...group, actionType: 3, inviteeList: ["ben"] }, "Ann called · accepted by Ben", "Ann发起了通话 · Ben已接受"],
  [{ ...group, actionType: 4, inviteeList: ["alice"] }, "Ann called · declined by you", "Ann发起了通话 · 您已拒绝"],
  [{ ...group, actionType: 5 }, "Ann called · no answer from you, Ben", "Ann发起了通话 · 您、Ben无应答"],
  [{ actionType: 1, data: "dinner" }, "Ann sent an invitation", "Ann发出了邀请"],
  [{ actionType: 4, data: "" }, "Ann sent an invitation · declined", "Ann发出了邀请 · 已拒绝"],
])("a signal %j is a line", (signal, english, chinese) => {
  const content = contentOf("TIMCustomElem", payloadOf(signal));
  expect(previewOf(content, en, reader).words).toBe(english);
  expect(previewOf(content, zh, reader).words).toBe(chinese);
});

test("a signal has an icon in the list of chats and none where there are only words", () => {
  const iconOf = (signal: object): unknown => previewOf(contentOf("TIMCustomElem", payloadOf(signal)), en, reader).icon;
  expect(iconOf({ actionType: 1 })).toBe("phone");
  expect(iconOf({ actionType: 1, data: JSON.stringify({ call_type: 2 }) })).toBe("video");
  expect(iconOf({ actionType: 1, data: "dinner" })).toBe("bell");
  expect(abstractOf({ type: "TIMCustomElem", payload: payloadOf({ actionType: 2 }) }, en)).toBe(
    "ann called · cancelled",
  );
});

test.each([
  ["{", ""],
  ["[1]", ""],
  ["null", ""],
  [JSON.stringify({ inviteID: "7f1c", inviter: "ann", actionType: 9 }), "An order"],
  [JSON.stringify({ actionType: 1, inviter: "ann" }), ""],
  [JSON.stringify({ inviteID: "7f1c", actionType: 1, inviter: 5 }), ""],
])("%j is no signal", (data, description) => {
  expect(contentOf("TIMCustomElem", { data, description })).toEqual({ kind: "custom", description });
});
