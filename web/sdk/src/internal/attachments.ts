import { Limits } from "../generated/protocol";
import type * as api from "../api";
import type { Extensions } from "./extensions";
import { isObject, isText, STRING, TEXT, TEXTS, type Kind } from "./kinds";
import type { Reactions } from "./reactions";
import type { Receipts } from "./receipts";
import type { Check } from "./validate";

const isSent = (value: unknown): boolean => isObject(value) && isText(value["ID"]) && value["status"] === "success";

const SENT: Kind = ["a message that was sent", isSent];
const EXTENSIBLE: Kind = [
  "a message that was sent with isSupportExtension",
  (value) => isSent(value) && isObject(value) && value["isSupportExtension"] === true,
];
const MESSAGES: Kind = ["an array of messages", (value) => Array.isArray(value) && value.every(isObject)];
const SENT_MESSAGES: Kind = [
  "an array of messages that were sent",
  (value) => Array.isArray(value) && value.length > 0 && value.every(isSent),
];
const EXTENSIONS: Kind = [
  "an array of {key, value}",
  (value) =>
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((it) => isObject(it) && isText(it["key"]) && typeof it["value"] === "string"),
];
const KEYS: Kind = [
  "an array of keys, or nothing",
  (value) => value === undefined || (Array.isArray(value) && value.length > 0 && TEXTS[1](value)),
];

/** A whole number in a range. */
const within = (least: number, most: number): Kind => [
  `${least} to ${most}`,
  (value) => value === undefined || (Number.isInteger(value) && Number(value) >= least && Number(value) <= most),
];

interface Areas {
  readonly extensions: Extensions;
  readonly reactions: Reactions;
  readonly receipts: Receipts;
}
type Methods =
  | "setMessageExtensions"
  | "getMessageExtensions"
  | "deleteMessageExtensions"
  | "addMessageReaction"
  | "removeMessageReaction"
  | "getMessageReactions"
  | "getAllUserListOfMessageReaction"
  | "sendMessageReadReceipt"
  | "getMessageReadReceiptList"
  | "getGroupMessageReadMemberList";

/** The methods about what users attach to messages, with the checks of all their parameters (`general#3`). */
export function attachments(check: Check, { extensions, reactions, receipts }: Areas): Pick<api.Chat, Methods> {
  return {
    setMessageExtensions(message, wanted) {
      check("setMessageExtensions", "message", message, EXTENSIBLE);
      check("setMessageExtensions", "extensions", wanted, EXTENSIONS);
      return extensions.setMessageExtensions(message, wanted);
    },
    getMessageExtensions(message) {
      check("getMessageExtensions", "message", message, EXTENSIBLE);
      return extensions.getMessageExtensions(message);
    },
    deleteMessageExtensions(message, keyList) {
      check("deleteMessageExtensions", "message", message, EXTENSIBLE);
      check("deleteMessageExtensions", "keyList", keyList, KEYS);
      return extensions.deleteMessageExtensions(message, keyList);
    },
    addMessageReaction(message, reactionID) {
      check("addMessageReaction", "message", message, SENT);
      check("addMessageReaction", "reactionID", reactionID, TEXT);
      return reactions.addMessageReaction(message, reactionID);
    },
    removeMessageReaction(message, reactionID) {
      check("removeMessageReaction", "message", message, SENT);
      check("removeMessageReaction", "reactionID", reactionID, TEXT);
      return reactions.removeMessageReaction(message, reactionID);
    },
    getMessageReactions(options) {
      const { messageList, maxUserCountPerReaction } = { ...options };
      check("getMessageReactions", "messageList", messageList, SENT_MESSAGES);
      check("getMessageReactions", "maxUserCountPerReaction", maxUserCountPerReaction, within(0, Limits.PARTIAL_USERS));
      return reactions.getMessageReactions(options);
    },
    getAllUserListOfMessageReaction(options) {
      const { message, reactionID, nextSeq, count } = { ...options };
      check("getAllUserListOfMessageReaction", "message", message, SENT);
      check("getAllUserListOfMessageReaction", "reactionID", reactionID, TEXT);
      check("getAllUserListOfMessageReaction", "nextSeq", nextSeq, within(0, Number.MAX_SAFE_INTEGER));
      check("getAllUserListOfMessageReaction", "count", count, within(1, Number.MAX_SAFE_INTEGER));
      return reactions.getAllUserListOfMessageReaction(options);
    },
    sendMessageReadReceipt(messageList) {
      check("sendMessageReadReceipt", "messageList", messageList, MESSAGES);
      return receipts.sendMessageReadReceipt(messageList);
    },
    getMessageReadReceiptList(messageList) {
      check("getMessageReadReceiptList", "messageList", messageList, MESSAGES);
      return receipts.getMessageReadReceiptList(messageList);
    },
    getGroupMessageReadMemberList(options) {
      const { message, filter, cursor, count } = { ...options };
      check("getGroupMessageReadMemberList", "message", message, SENT);
      check("getGroupMessageReadMemberList", "filter", filter, within(0, 1));
      check("getGroupMessageReadMemberList", "cursor", cursor, STRING);
      check("getGroupMessageReadMemberList", "count", count, within(1, Number.MAX_SAFE_INTEGER));
      return receipts.getGroupMessageReadMemberList(options);
    },
  };
}
