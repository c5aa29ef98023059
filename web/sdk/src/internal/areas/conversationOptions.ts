import { Limits, TYPES } from "../../generated/protocol";
import type * as api from "../../api";
import type { Area } from "../area";
import { createConversationOptions } from "../conversationOptions";
import { NAME_CARD, USERS, markOf } from "../areaKinds";
import { TEXT, isObject, isText, shape, upTo, type Kind } from "../kinds";
import { utf8Size } from "../scope";
import type { Parameters } from "../validate";

/** What users and groups may be set to (`setMessageRemindType#9`). */
const REMINDERS = [TYPES.MSG_REMIND_ACPT_AND_NOTE, TYPES.MSG_REMIND_ACPT_NOT_NOTE, TYPES.MSG_REMIND_DISCARD];

const ROOM_REMINDERS = [TYPES.NOT_RECEIVE_OFFLINE_PUSH_EXCEPT_AT, TYPES.NOT_RECEIVE_MSG_EXCEPT_AT];

const below =
  (end: number) =>
  (value: unknown): boolean =>
    value === undefined || (Number.isInteger(value) && Number(value) >= 0 && Number(value) < end);

const MARK: Kind = ["1, 2, 4, 8 or 2^32 to 2^63", (value) => typeof value === "number" && markOf(value) >= 0];

/** Conversations, at least one. */
const CONVERSATIONS = upTo(Limits.CONVERSATIONS_PER_CALL, ["an array of conversation IDs, not empty", USERS[1]]);

const CONVERSATION_DATA: Kind = [
  `a string of at most ${Limits.CONVERSATION_DATA_BYTES} bytes`,
  (value) => typeof value === "string" && utf8Size(value) <= Limits.CONVERSATION_DATA_BYTES,
];

const CONVERSATION_GROUP: Kind = [
  `a name of 1 to ${Limits.CONVERSATION_GROUP_NAME_BYTES} bytes`,
  (value) => isText(value) && utf8Size(value) <= Limits.CONVERSATION_GROUP_NAME_BYTES,
];

const SWITCH: Kind = ["true or false", (value) => typeof value === "boolean"];

const REMINDER: Kind = [
  "{groupID or userIDList, messageRemindType}",
  (value) => {
    if (!isObject(value)) return false;
    const { groupID, userIDList, messageRemindType } = value;
    const types: readonly unknown[] = groupID ? [...REMINDERS, ...ROOM_REMINDERS] : REMINDERS;
    return types.includes(messageRemindType) && (groupID ? isText(groupID) : USERS[1](userIDList));
  },
];

/** A hundred years at most. */
const QUIET_TIME: Kind = [
  "{messageRemindType, startHour, startMinute, startSecond, duration, isRepeated}",
  shape({
    messageRemindType: (value) =>
      value === undefined || value === TYPES.MSG_REMIND_ACPT_NOT_NOTE || value === TYPES.MSG_REMIND_ACPT_AND_NOTE,
    startHour: below(24),
    startMinute: below(60),
    startSecond: below(60),
    duration: below(100 * 365 * 86_400),
    isRepeated: (value) => value === undefined || typeof value === "boolean",
  }),
];

const PARAMETERS: Parameters = {
  pinConversation: { conversationID: TEXT, isPinned: SWITCH },
  setMessageRemindType: REMINDER,
  markConversation: { conversationIDList: CONVERSATIONS, markType: MARK, enableMark: SWITCH },
  setConversationCustomData: { conversationIDList: CONVERSATIONS, customData: CONVERSATION_DATA },
  setConversationDraft: { conversationID: TEXT, draftText: NAME_CARD },
  setAllReceiveMessageOpt: QUIET_TIME,
  createConversationGroup: { conversationIDList: CONVERSATIONS, groupName: CONVERSATION_GROUP },
  deleteConversationGroup: CONVERSATION_GROUP,
  renameConversationGroup: { oldName: CONVERSATION_GROUP, newName: CONVERSATION_GROUP },
  addConversationsToGroup: { conversationIDList: CONVERSATIONS, groupName: CONVERSATION_GROUP },
  deleteConversationsFromGroup: { conversationIDList: CONVERSATIONS, groupName: CONVERSATION_GROUP },
};

/** What users keep about conversations: pins, marks, groups, drafts, reminding. */
export const conversationOptions: Area<api.ConversationOptionApi> = {
  parameters: PARAMETERS,
  part: ({ session, options, list, groups, topics, log }) => ({
    api: createConversationOptions(session, options, list, groups, topics, log),
  }),
};
