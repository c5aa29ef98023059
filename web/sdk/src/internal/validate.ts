import type { Logger } from "./logger";
import {
  COUNT,
  DELETION,
  isObject,
  LEVEL,
  OBJECT,
  oneOf,
  SELECTION,
  TEXT,
  TEXT_PAYLOAD,
  TEXTS,
  type Kind,
} from "./kinds";

/** What the first parameter of each method must be: of a kind, or an object whose fields are. */
const PARAMETERS: Readonly<Record<string, Kind | Readonly<Record<string, Kind>>>> = {
  login: { userID: TEXT, userSig: TEXT },
  registerPlugin: OBJECT,
  setLogLevel: LEVEL,
  createTextMessage: { to: TEXT, conversationType: TEXT, payload: TEXT_PAYLOAD },
  sendMessage: OBJECT,
  resendMessage: OBJECT,
  getMessageList: { conversationID: TEXT, count: COUNT },
  getMessageListHopping: {
    conversationID: TEXT,
    sequence: COUNT,
    time: COUNT,
    direction: oneOf(undefined, 0, 1),
    count: COUNT,
  },
  findMessage: TEXT,
  setMessageRead: { conversationID: TEXT },
  getConversationList: SELECTION,
  getConversationProfile: TEXT,
  deleteConversation: DELETION,
  getUserProfile: { userIDList: TEXTS },
  updateMyProfile: OBJECT,
};

/** Throws unless a value is of its kind, after logging what is wrong (`general#3`). */
export type Check = (method: string, parameter: string, value: unknown, kind: Kind) => void;

export function createCheck(log: Logger): Check {
  return (method, parameter, value, [expected, fits]) => {
    if (fits(value)) return;
    const given = typeof value === "number" ? value : typeof value; // a text may be a secret
    log.error(`${method}: ${parameter} is ${given}, expected ${expected}`);
    throw new Error("Params validate failed.");
  };
}

/** The check that every method makes of its parameter before it does anything. */
export function checkParameter(check: Check, method: string, parameter: unknown): void {
  const expected = PARAMETERS[method];
  if (!expected) return;
  if (isKind(expected)) {
    check(method, "the parameter", parameter, expected);
    return;
  }
  check(method, "the parameter", parameter, OBJECT);
  const fields = isObject(parameter) ? parameter : {};
  for (const name in expected) check(method, name, fields[name], expected[name] ?? OBJECT);
}

const isKind = (expected: Kind | Readonly<Record<string, Kind>>): expected is Kind => Array.isArray(expected);
