import { describe, expect, test } from "vitest";
import TencentCloudChat from "../../src/index";
import { conversationOf, fill, Message, toLastMessage } from "../../src/internal/message";

const { TYPES } = TencentCloudChat;
const wire = {
  ID: "144115-1700000000-4294967295",
  conversationType: TYPES.CONV_C2C,
  from: "ann",
  to: "bob",
  sequence: 7,
  time: 1_700_000_001,
  type: TYPES.MSG_TEXT,
  payload: { text: "hi" },
  unreadCounter: 3,
};

describe("a message", () => {
  test("belongs to the talk with the other one, whoever looks", () => {
    expect(conversationOf(wire, "bob")).toBe("C2Cann");
    expect(conversationOf(wire, "ann")).toBe("C2Cbob");
    expect(conversationOf({ ...wire, to: "ann" }, "ann")).toBe("C2Cann");
    const inGroup = { ...wire, conversationType: TYPES.CONV_GROUP, to: "@TGS#1" };
    expect(conversationOf(inGroup, "bob")).toBe("GROUP@TGS#1");
  });

  test("takes clientTime and random from its ID [create#9] [compat#10]", () => {
    const message = fill(new Message(), wire, { userID: "bob", tinyID: "1" }, false);
    expect(message).toMatchObject({ clientTime: 1_700_000_000, random: 4_294_967_295, flow: "in", status: "success" });
    expect(message).not.toHaveProperty("unreadCounter");
  });

  test("has every field as its own, enumerable and fit for JSON [compat#9] [compat#11]", () => {
    const message = fill(new Message(), wire, { userID: "bob", tinyID: "1" }, false);
    expect(JSON.parse(JSON.stringify(message))).toEqual(Object.fromEntries(Object.entries(message)));
    expect(Object.keys(message)).toHaveLength(new Set(Object.keys(new Message())).size);
    expect(message.readReceiptInfo).toEqual({});
  });
});

describe("the last message", () => {
  test("is shown as its text, or as the placeholder that apps match [compat#19]", () => {
    const shown = (type: string, payload: object = {}): string =>
      toLastMessage(Object.assign(new Message(), { type, payload })).messageForShow;
    expect(shown(TYPES.MSG_TEXT, { text: "hi" })).toBe("hi");
    expect(shown(TYPES.MSG_IMAGE)).toBe("[图片]");
    expect(shown(TYPES.MSG_AUDIO)).toBe("[语音]");
    expect(shown(TYPES.MSG_VIDEO)).toBe("[视频]");
    expect(shown(TYPES.MSG_FILE)).toBe("[文件]");
    expect(shown(TYPES.MSG_LOCATION)).toBe("[位置]");
    expect(shown(TYPES.MSG_FACE)).toBe("[动画表情]");
    expect(shown(TYPES.MSG_CUSTOM)).toBe("[自定义消息]");
    expect(shown(TYPES.MSG_GRP_TIP)).toBe("[群提示消息]");
    expect(shown(TYPES.MSG_MERGER)).toBe("[聊天记录]");
  });

  test("of an empty conversation has the shape and nothing in it", () => {
    expect(toLastMessage(undefined)).toMatchObject({ lastTime: 0, lastSequence: 0, payload: null, messageForShow: "" });
  });
});
