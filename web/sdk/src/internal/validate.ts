import { Limits, TYPES } from "../generated/protocol";
import { first } from "./first";
import type { Logger } from "./logger";
import {
  COUNT,
  CUSTOM_PAYLOAD,
  DELETION,
  FACE_PAYLOAD,
  FIELDS,
  FROM_1,
  LEVEL,
  LOCATION_PAYLOAD,
  NO_RECEIVERS,
  OBJECT,
  READ_SCOPE,
  RECEIVERS,
  SELECTION,
  STRING,
  TEXT,
  TEXTS,
  TEXT_AT_PAYLOAD,
  TEXT_PAYLOAD,
  oneOf,
  upTo,
  type Kind,
} from "./kinds";

/** Fields of an object, by name. */
export type Fields = Readonly<Record<string, Kind>>;
/** Parameters one after the other. */
export type Positions = readonly (readonly [name: string, kind: Kind])[];
/** What each method takes: a parameter of a kind, or an object whose fields are, or several parameters. */
export type Parameters = Readonly<Record<string, Kind | Fields | Positions>>;

/** What all messages are made of. */
export function creation(payload: Kind): Fields {
  return {
    to: TEXT,
    conversationType: TEXT,
    payload,
    cloudCustomData: STRING,
    receiverList: RECEIVERS,
    customModerationConfigurationID: STRING,
  };
}

/** Of the methods that every app has. */
export const PARAMETERS: Parameters = {
  login: { userID: TEXT, userSig: TEXT },
  registerPlugin: OBJECT,
  setLogLevel: LEVEL,
  createTextMessage: creation(TEXT_PAYLOAD),
  createTextAtMessage: {
    ...creation(TEXT_AT_PAYLOAD),
    conversationType: oneOf(TYPES.CONV_GROUP), // `createTextAtMessage#1`
    receiverList: NO_RECEIVERS, // `createTextAtMessage#2`
  },
  createCustomMessage: creation(CUSTOM_PAYLOAD),
  createFaceMessage: creation(FACE_PAYLOAD),
  createLocationMessage: creation(LOCATION_PAYLOAD),
  createForwardMessage: { to: TEXT, conversationType: TEXT }, // `createForwardMessage` says itself what it is given
  clearHistoryMessage: TEXT,
  sendMessage: OBJECT,
  resendMessage: OBJECT,
  getMessageList: { conversationID: TEXT, count: COUNT },
  getMessageListHopping: {
    conversationID: TEXT,
    sequence: FROM_1,
    time: FROM_1,
    direction: oneOf(undefined, 0, 1),
    count: COUNT,
  },
  findMessage: TEXT,
  setMessageRead: { conversationID: TEXT },
  getConversationList: SELECTION,
  getConversationProfile: TEXT,
  deleteConversation: DELETION,
  setAllMessageRead: READ_SCOPE,
  getUserProfile: { userIDList: upTo(Limits.PROFILES_PER_QUERY, TEXTS) },
  updateMyProfile: { profileCustomField: FIELDS },
};

/**
 * Throws unless a value is of its kind, after logging what is wrong (`general#3`).
 *
 * @returns the value, or as much of it as counts
 */
export type Check = <T>(method: string, parameter: string, value: T, kind: Kind) => T;

export function createCheck(log: Logger): Check {
  return (method, parameter, value, [expected, fits, most]) => {
    if (fits(value)) return most && Array.isArray(value) ? (first(log, method, value, most) as typeof value) : value;
    const given = typeof value === "number" ? value : typeof value; // a text may be a secret
    log.error(`${method}: ${parameter} is ${given}, expected ${expected}`);
    throw new Error("Params validate failed.");
  };
}

/**
 * The check that every method makes of what it is given before it does anything.
 *
 * @returns what it goes on with
 */
export function checkParameters<A extends readonly unknown[]>(
  check: Check,
  parameters: Parameters,
  method: string,
  given: A,
): A;
export function checkParameters(
  check: Check,
  parameters: Parameters,
  method: string,
  given: readonly unknown[],
): readonly unknown[] {
  const expected = parameters[method];
  if (!expected) return given;
  if (isPositions(expected)) return expected.map(([name, kind], i) => check(method, name, given[i], kind));
  const [parameter, ...others] = given;
  if (isKind(expected)) return [check(method, "the parameter", parameter, expected), ...others];
  const fields: Record<string, unknown> = { ...check(method, "the parameter", parameter as object, OBJECT) };
  for (const name in expected) fields[name] = check(method, name, fields[name], expected[name] ?? OBJECT);
  return [fields, ...others];
}

type Expected = Parameters[string];
const isPositions = (expected: Expected): expected is Positions =>
  Array.isArray(expected) && Array.isArray(expected[0]);
const isKind = (expected: Expected): expected is Kind => Array.isArray(expected);
