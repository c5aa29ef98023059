import { Limits, TYPES } from "../generated/protocol";

/** Kinds of which not only cloudCustomData may change (`modifyMessage#2`). */
export const REWRITABLE: readonly string[] = [TYPES.MSG_TEXT, TYPES.MSG_CUSTOM, TYPES.MSG_LOCATION, TYPES.MSG_FACE];

/** What a value must be, in words and as a test. */
export type Kind = readonly [expected: string, fits: (value: unknown) => boolean];

/** A string with at least one character. */
export const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const areTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((element) => isText(element));

export const TEXT: Kind = ["a text that is not empty", isText];
export const TEXTS: Kind = ["an array of texts", areTexts];
export const OBJECT: Kind = ["an object", isObject];
export const FUNCTION: Kind = ["a function", (value) => typeof value === "function"];

const isString = (value: unknown): boolean => typeof value === "string";
const isOptionalString = (value: unknown): boolean => value === undefined || isString(value);
const isWithin = (value: unknown, most: number): boolean => typeof value === "number" && Math.abs(value) <= most;
/** An object whose fields all fit; fields that are not named may be anything. */
const shape =
  (fields: Readonly<Record<string, (value: unknown) => boolean>>) =>
  (value: unknown): boolean =>
    isObject(value) && Object.entries(fields).every(([name, fits]) => fits(value[name]));

/** Values by key, at least one. */
const record =
  (fits: (value: unknown) => boolean, least: number) =>
  (value: unknown): boolean =>
    isObject(value) &&
    Object.keys(value).length >= least &&
    Object.entries(value).every(([key, it]) => key && fits(it));

export const ALL_ATTRIBUTES: Kind = ["an object of strings", record(isString, 0)];
export const ATTRIBUTES: Kind = ["an object of one string or more", record(isString, 1)];
export const COUNTERS: Kind = ["an object of one whole number or more", record(Number.isSafeInteger, 1)];
export const WHOLE: Kind = ["a whole number", Number.isSafeInteger];

export const TEXT_PAYLOAD: Kind = ["{text}", shape({ text: isText })];
export const TEXT_AT_PAYLOAD: Kind = [
  "{text, atUserList}",
  shape({ text: isText, atUserList: (value) => areTexts(value) && value.length > 0 }),
];
export const CUSTOM_PAYLOAD: Kind = [
  "{data, description, extension} of strings",
  shape({ data: isOptionalString, description: isOptionalString, extension: isOptionalString }),
];
export const FACE_PAYLOAD: Kind = ["{index, data}", shape({ index: Number.isSafeInteger, data: isString })];
export const LOCATION_PAYLOAD: Kind = [
  "{description, longitude, latitude}",
  shape({
    description: isString,
    longitude: (value) => isWithin(value, 180),
    latitude: (value) => isWithin(value, 90),
  }),
];
/** Whether there is a file in it is looked at when it is sent. */
export const FILE_PAYLOAD: Kind = ["{file}", shape({ file: (value) => typeof value === "object" && value !== null })];
/** That messages are whole and were sent is looked at when they are merged. */
export const MERGER_PAYLOAD: Kind = [
  `{messageList, compatibleText} of 1 to ${Limits.MERGED_MESSAGES} messages`,
  shape({
    messageList: (value) => Array.isArray(value) && value.length > 0 && value.length <= Limits.MERGED_MESSAGES,
    title: isOptionalString,
    abstractList: (value) => value === undefined || (Array.isArray(value) && value.every(isString)),
    compatibleText: isText,
  }),
];

/** May be left out. */
export const STRING: Kind = ["a string", isOptionalString];
export const RECEIVERS: Kind = [
  `at most ${Limits.MESSAGE_RECEIVERS} userIDs`,
  (value) => value === undefined || (areTexts(value) && value.length <= Limits.MESSAGE_RECEIVERS),
];
export const NO_RECEIVERS: Kind = [
  "none",
  (value) => value === undefined || (Array.isArray(value) && value.length === 0),
];

export const SOME_TEXTS: Kind = [
  "an array with at least one text",
  (value) => Array.isArray(value) && value.length > 0 && value.every((element) => typeof element === "string"),
];
export const OPTIONAL_TEXT: Kind = [
  "a text, or nothing",
  (value) => value === undefined || value === null || typeof value === "string",
];
export const OPTIONAL_TEXTS: Kind = ["an array of texts", (value) => value === undefined || areTexts(value)];
export const SENT_AUDIO: Kind = [
  "an audio message with status success",
  (value) => isObject(value) && value["type"] === TYPES.MSG_AUDIO && value["status"] === "success",
];

/** May be left out. */
export const COUNT: Kind = [
  "a number above 0",
  (value) => value === undefined || (typeof value === "number" && value > 0),
];

export const MESSAGES: Kind = [
  "an array of messages, not empty",
  (value) => Array.isArray(value) && value.length > 0 && value.every(isObject),
];

/** Conversations to delete: one, or a list in an object. */
export const DELETION: Kind = [
  "an ID or {conversationIDList}",
  (value) => {
    const ids = isObject(value) ? value["conversationIDList"] : [value];
    return areTexts(ids) && ids.length > 0;
  },
];

/** Conversations to list. May be left out. */
export const SELECTION: Kind = [
  "IDs or a filter",
  (value) => value === undefined || areTexts(value) || isObject(value),
];

/** May be left out. */
export const OPTIONAL_USERS: Kind = ["an array of userIDs", (value) => value === undefined || areTexts(value)];
/** `addFriend#3` */
/** `unsubscribeUserStatus` may be given nothing. */
export const MAYBE_USERS: Kind = [
  "{userIDList}",
  (value) => value === undefined || shape({ userIDList: OPTIONAL_USERS[1] })(value),
];
export const FRIEND_SOURCE: Kind = [
  "AddSource_Type_ and 1 to 8 letters",
  (value) => typeof value === "string" && /^AddSource_Type_[A-Za-z0-9]{1,8}$/.test(value),
];

/** May be left out. */
export const BOOLEAN: Kind = ["true or false", (value) => value === undefined || typeof value === "boolean"];

/** Custom fields. May be left out. */
export const FIELDS: Kind = [
  "an array of {key, value}",
  (value) => value === undefined || (Array.isArray(value) && value.every(shape({ key: isText, value: isString }))),
];

/** Users, at least one. */
export const USERS: Kind = ["an array of userIDs, not empty", (value) => areTexts(value) && value.length > 0];

/** Whom a group begins with. May be left out. */
export const NEW_MEMBERS: Kind = [
  "an array of {userID, role, memberCustomField}",
  (value) =>
    value === undefined ||
    (Array.isArray(value) &&
      value.every(shape({ userID: isText, role: isOptionalString, memberCustomField: FIELDS[1] }))),
];

/** What a member's custom fields are set to. */
export const MEMBER_FIELDS: Kind = [
  "an array of {key, value}",
  (value) => Array.isArray(value) && value.every(shape({ key: isText, value: isOptionalString })),
];
export const NAME_CARD: Kind = ["a string", isString];
export const MEMBER_MARK: Kind = [
  "a whole number from 1000",
  (value) => Number.isInteger(value) && Number(value) >= 1000,
];

export const SECONDS: Kind = ["a whole number from 0", (value) => Number.isInteger(value) && Number(value) >= 0];

export const APPLICATION: Kind = [
  "an application of getGroupApplicationList",
  shape({ groupID: isText, messageKey: isText, authentication: isText }),
];
/** Of an invitation there is a notice, but it is decided by the list only (`handleGroupApplication#2`). */
export const APPLICATION_NOTICE: Kind = [
  "the notice of an application",
  shape({
    payload: shape({
      operationType: (value) => value === 1,
      groupProfile: shape({ groupID: isText }),
      messageKey: isText,
      authentication: isText,
    }),
  }),
];

/** Where a page begins. May be left out. */
export const OFFSET: Kind = [
  "a whole number from 0, or a cursor",
  (value) => value === undefined || typeof value === "string" || (Number.isInteger(value) && Number(value) >= 0),
];

/** The number of a mark's bit, -1 for what is no mark (`markConversation#2`); 2⁶³ is a number like the others. */
export const markOf = (value: unknown): number => {
  const bit = Array.from({ length: 64 }, (_, n) => 2 ** n).indexOf(Number(value));
  return bit < 4 || bit >= 32 ? bit : -1;
};
export const MARK: Kind = ["1, 2, 4, 8 or 2^32 to 2^63", (value) => typeof value === "number" && markOf(value) >= 0];

/** Conversations, at least one. */
export const CONVERSATIONS: Kind = ["an array of conversation IDs, not empty", USERS[1]];
const bytes = (value: string): number => new TextEncoder().encode(value).length;
export const CONVERSATION_DATA: Kind = [
  `a string of at most ${Limits.CONVERSATION_DATA_BYTES} bytes`,
  (value) => typeof value === "string" && bytes(value) <= Limits.CONVERSATION_DATA_BYTES,
];
export const CONVERSATION_GROUP: Kind = [
  `a name of 1 to ${Limits.CONVERSATION_GROUP_NAME_BYTES} bytes`,
  (value) => isText(value) && bytes(value) <= Limits.CONVERSATION_GROUP_NAME_BYTES,
];
export const SWITCH: Kind = ["true or false", (value) => typeof value === "boolean"];

/** What users and groups may be set to (`setMessageRemindType#9`). */
const REMINDERS = [TYPES.MSG_REMIND_ACPT_AND_NOTE, TYPES.MSG_REMIND_ACPT_NOT_NOTE, TYPES.MSG_REMIND_DISCARD];
const ROOM_REMINDERS = [TYPES.NOT_RECEIVE_OFFLINE_PUSH_EXCEPT_AT, TYPES.NOT_RECEIVE_MSG_EXCEPT_AT];
export const REMINDER: Kind = [
  "{groupID or userIDList, messageRemindType}",
  (value) => {
    if (!isObject(value)) return false;
    const { groupID, userIDList, messageRemindType } = value;
    const types: readonly unknown[] = groupID ? [...REMINDERS, ...ROOM_REMINDERS] : REMINDERS;
    return types.includes(messageRemindType) && (groupID ? isText(groupID) : USERS[1](userIDList));
  },
];
export const READ_SCOPE: Kind = [
  "{scope} with a READ_ALL_ value",
  (value) =>
    value === undefined ||
    (isObject(value) &&
      [undefined, TYPES.READ_ALL_MSG, TYPES.READ_ALL_C2C_MSG, TYPES.READ_ALL_GROUP_MSG].includes(
        value["scope"] as never,
      )),
];
const below =
  (end: number) =>
  (value: unknown): boolean =>
    value === undefined || (Number.isInteger(value) && Number(value) >= 0 && Number(value) < end);
/** A hundred years at most. */
export const QUIET_TIME: Kind = [
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

export const oneOf = (...values: readonly unknown[]): Kind => [values.join(" or "), (value) => values.includes(value)];

export const LEVEL = oneOf(0, 1, 2, 3, 4);
/** May be left out, like the following. */
export const ADD_TYPE = oneOf(undefined, TYPES.SNS_ADD_TYPE_BOTH, TYPES.SNS_ADD_TYPE_SINGLE);
export const DECISION = oneOf(undefined, TYPES.SNS_APPLICATION_AGREE, TYPES.SNS_APPLICATION_AGREE_AND_ADD);
/** May be left out. */
export const TIMEOUT: Kind = ["a whole number from 0", (value) => value === undefined || SECONDS[1](value)];
