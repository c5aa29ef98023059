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
export const TEXT_PAYLOAD: Kind = ["{text}", (value) => isObject(value) && isText(value["text"])];

/** May be left out. */
export const COUNT: Kind = [
  "a number above 0",
  (value) => value === undefined || (typeof value === "number" && value > 0),
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

export const oneOf = (...values: readonly unknown[]): Kind => [values.join(" or "), (value) => values.includes(value)];

export const LEVEL = oneOf(0, 1, 2, 3, 4);
