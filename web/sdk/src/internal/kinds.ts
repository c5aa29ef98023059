import { Limits, TYPES } from "../generated/protocol";

/** Kinds of which not only cloudCustomData may change (`modifyMessage#2`). */
export const REWRITABLE: readonly string[] = [TYPES.MSG_TEXT, TYPES.MSG_CUSTOM, TYPES.MSG_LOCATION, TYPES.MSG_FACE];

/** What a value must be, in words and as a test. */
export type Kind = readonly [expected: string, fits: (value: unknown) => boolean];

/** A string with at least one character. */
export const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A list of so many elements or more, which all fit. */
export const listOf =
  (fits: (element: unknown) => boolean, least = 0) =>
  (value: unknown): boolean =>
    Array.isArray(value) && value.length >= least && value.every((element) => fits(element));

export const areTexts = listOf(isText) as (value: unknown) => value is string[];

/** What may also be left out. */
export const optional = ([expected, fits]: Kind): Kind => [expected, (value) => value === undefined || fits(value)];

export const TEXT: Kind = ["a text that is not empty", isText];
export const TEXTS: Kind = ["an array of texts", areTexts];
export const OBJECT: Kind = ["an object", isObject];
export const FUNCTION: Kind = ["a function", (value) => typeof value === "function"];

export const isString = (value: unknown): boolean => typeof value === "string";
export const isOptionalString = (value: unknown): boolean => value === undefined || isString(value);
const isWithin = (value: unknown, most: number): boolean => typeof value === "number" && Math.abs(value) <= most;
/** An object whose fields all fit; fields that are not named may be anything. */
export const shape =
  (fields: Readonly<Record<string, (value: unknown) => boolean>>) =>
  (value: unknown): boolean =>
    isObject(value) && Object.entries(fields).every(([name, fits]) => fits(value[name]));

export const TEXT_PAYLOAD: Kind = ["{text}", shape({ text: isText })];
export const TEXT_AT_PAYLOAD: Kind = ["{text, atUserList}", shape({ text: isText, atUserList: listOf(isText, 1) })];
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

/** May be left out, like the following. */
export const STRING: Kind = ["a string", isOptionalString];
export const RECEIVERS = optional([
  `at most ${Limits.MESSAGE_RECEIVERS} userIDs`,
  (value) => areTexts(value) && value.length <= Limits.MESSAGE_RECEIVERS,
]);
export const NO_RECEIVERS = optional(["none", listOf(() => false)]);
export const OPTIONAL_TEXTS = optional(TEXTS);
export const COUNT = optional(["a number above 0", (value) => typeof value === "number" && value > 0]);

export const MESSAGES: Kind = ["an array of messages, not empty", listOf(isObject, 1)];

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

/** May be left out, like the following. */
export const OPTIONAL_USERS = optional(["an array of userIDs", areTexts]);
export const BOOLEAN = optional(["true or false", (value) => typeof value === "boolean"]);
/** Custom fields. */
export const FIELDS = optional(["an array of {key, value}", listOf(shape({ key: isText, value: isString }))]);

/** Users, at least one. */
export const USERS: Kind = ["an array of userIDs, not empty", listOf(isText, 1)];

export const NAME_CARD: Kind = ["a string", isString];

export const SECONDS: Kind = ["a whole number from 0", (value) => Number.isInteger(value) && Number(value) >= 0];

/** The number of a mark's bit, -1 for what is no mark (`markConversation#2`); 2⁶³ is a number like the others. */
export const markOf = (value: unknown): number => {
  const bit = Array.from({ length: 64 }, (_, n) => 2 ** n).indexOf(Number(value));
  return bit < 4 || bit >= 32 ? bit : -1;
};

export const READ_SCOPE: Kind = [
  "{scope} with a READ_ALL_ value",
  (value) =>
    value === undefined ||
    (isObject(value) &&
      [undefined, TYPES.READ_ALL_MSG, TYPES.READ_ALL_C2C_MSG, TYPES.READ_ALL_GROUP_MSG].includes(
        value["scope"] as never,
      )),
];

export const oneOf = (...values: readonly unknown[]): Kind => [values.join(" or "), (value) => values.includes(value)];

export const LEVEL = oneOf(0, 1, 2, 3, 4);
export const TIMEOUT = optional(SECONDS);
