import { areTexts, isObject, isString, isText, listOf, optional, TEXTS, type Kind } from "./kinds";

// What only the methods of areas take: whoever leaves the areas out leaves these out, too.

/** Users, at least one. */
export const USERS: Kind = ["an array of userIDs, not empty", listOf(isText, 1)];

export const MESSAGES: Kind = ["an array of messages, not empty", listOf(isObject, 1)];

export const NAME_CARD: Kind = ["a string", isString];

export const SECONDS: Kind = ["a whole number from 0", (value) => Number.isSafeInteger(value) && Number(value) >= 0];

/** May be left out, like the following. */
export const TIMEOUT = optional(SECONDS);
export const OPTIONAL_TEXTS = optional(TEXTS);
export const OPTIONAL_USERS = optional(["an array of userIDs", areTexts]);
export const BOOLEAN = optional(["true or false", (value) => typeof value === "boolean"]);

/** The number of a mark's bit, -1 for what is no mark (`markConversation#2`); 2⁶³ is a number like the others. */
export const markOf = (value: unknown): number => {
  const bit = Array.from({ length: 64 }, (_, n) => 2 ** n).indexOf(Number(value));
  return bit < 4 || bit >= 32 ? bit : -1;
};
