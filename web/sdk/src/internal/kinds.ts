import { Limits, TYPES } from "../generated/protocol";

/** Kinds of which not only cloudCustomData may change (`modifyMessage#2`). */
export const REWRITABLE: readonly string[] = [TYPES.MSG_TEXT, TYPES.MSG_CUSTOM, TYPES.MSG_LOCATION, TYPES.MSG_FACE];

/** What a value must be, in words and as a test; of a list that is longer, so many values count (`general#6`). */
export type Kind = readonly [expected: string, fits: (value: unknown) => boolean, most?: number];

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

export const upTo = (most: number, [expected, fits]: Kind): Kind => [expected, fits, most];

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

/** The same as a kind, which names the fields. */
const object = (fields: Parameters<typeof shape>[0]): Kind => [`{${Object.keys(fields).join(", ")}}`, shape(fields)];

export const TEXT_PAYLOAD = object({ text: isText });
export const TEXT_AT_PAYLOAD = object({ text: isText, atUserList: listOf(isText, 1) });
export const CUSTOM_PAYLOAD = object({
  data: isOptionalString,
  description: isOptionalString,
  extension: isOptionalString,
});
export const FACE_PAYLOAD = object({ index: Number.isSafeInteger, data: isString });
export const LOCATION_PAYLOAD = object({
  description: isString,
  longitude: (value) => isWithin(value, 180),
  latitude: (value) => isWithin(value, 90),
});

/** May be left out, like the following. */
export const STRING: Kind = ["a string", isOptionalString];
export const RECEIVERS = optional([
  `at most ${Limits.MESSAGE_RECEIVERS} userIDs`,
  (value) => areTexts(value) && value.length <= Limits.MESSAGE_RECEIVERS,
]);
export const NO_RECEIVERS = optional(["none", listOf(() => false)]);
export const COUNT = optional(["a number above 0", (value) => typeof value === "number" && value > 0]);
/** What goes to the server as it is, which takes no others. */
export const FROM_1 = optional(["a whole number above 0", (value) => Number.isSafeInteger(value) && Number(value) > 0]);

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

/** Custom fields. May be left out. */
export const FIELDS = optional(["an array of {key, value}", listOf(shape({ key: isText, value: isString }))]);

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
