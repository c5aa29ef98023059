import { ErrorCode, Limits, TYPES } from "../generated/protocol";
import type * as api from "../api";
import { ChatError } from "./errors";
import { isObject, oneOf, TEXT, type Kind } from "./kinds";
import type { Logger } from "./logger";
import type { MessageStore } from "./messageStore";
import { createRate } from "./rate";
import type { Session } from "./session";
import type { Check } from "./validate";

/** Finding what the server has. */
export type Search = Pick<api.Chat, "searchCloudMessages">;

const GATE = "search.cloud";
const PAGE = 20;

/** `searchCloudMessages#11` */
const SEARCHABLE: readonly unknown[] = [
  TYPES.MSG_TEXT,
  TYPES.MSG_IMAGE,
  TYPES.MSG_AUDIO,
  TYPES.MSG_FILE,
  TYPES.MSG_VIDEO,
  TYPES.MSG_LOCATION,
  TYPES.MSG_CUSTOM,
  TYPES.MSG_MERGER,
];

const isListOf =
  (fits: (element: unknown) => boolean) =>
  (value: unknown): boolean =>
    value === undefined || (Array.isArray(value) && value.every(fits));

/** May each be left out. */
const STRINGS: Kind = ["an array of strings", isListOf((element) => typeof element === "string")];
const MESSAGE_TYPES: Kind = ["an array of types that can be searched", isListOf((type) => SEARCHABLE.includes(type))];
const CURSOR: Kind = ["a string", (value) => value === undefined || typeof value === "string"];
const COUNT: Kind = [
  "a number of 1 or more",
  (value) => value === undefined || (typeof value === "number" && value >= 1),
];
const SECONDS: Kind = [
  "seconds",
  (value) => value === undefined || (typeof value === "number" && value >= 0 && value <= Limits.MAX_SECONDS),
];

export function createSearch(
  session: Pick<Session, "call" | "config">,
  store: MessageStore,
  check: Check,
  log: Logger,
): Search {
  const allows = createRate(Limits.SEARCHES_PER_SECOND, 1000); // searchCloudMessages#2

  function validate(options: api.SearchMessagesOptions): void {
    const fields: Readonly<Record<keyof api.SearchMessagesOptions, Kind>> = {
      keywordList: STRINGS,
      keywordListMatchType: oneOf(undefined, "or", "and"),
      senderUserIDList: STRINGS,
      messageTypeList: MESSAGE_TYPES,
      conversationID: options.conversationID === undefined ? CURSOR : TEXT,
      timePosition: SECONDS,
      timePeriod: SECONDS,
      count: COUNT,
      cursor: CURSOR,
    };
    for (const [name, kind] of Object.entries(fields)) {
      check("searchCloudMessages", name, options[name as keyof api.SearchMessagesOptions], kind);
    }
    const given =
      (options.keywordList ?? []).some((keyword) => keyword.trim() !== "") ||
      (options.senderUserIDList ?? []).length > 0 ||
      (options.messageTypeList ?? []).length > 0;
    check("searchCloudMessages", "options", given, ["keywords, senders or types", (value) => value === true]);
  }

  /** `general#6` */
  function first(name: string, values: readonly string[] | undefined, most: number): string[] | undefined {
    if (values && values.length > most) {
      log.warn(`searchCloudMessages: ${name} has ${values.length} elements, the first ${most} count`);
    }
    return values?.slice(0, most);
  }

  async function search(options: api.SearchMessagesOptions): Promise<api.Response<api.SearchMessagesResult>> {
    if (session.config.disabled.includes(GATE)) {
      throw new ChatError(ErrorCode.FEATURE_NOT_ENABLED, `${GATE} is switched off for this app`);
    }
    if (!allows()) throw new ChatError(ErrorCode.OVER_FREQUENCY_LIMIT, "more than 2 searches in a second");
    const { count = PAGE, timePosition, timePeriod } = options;
    const result = await session.call("message.search", {
      keywordList: first("keywordList", options.keywordList, Limits.SEARCH_KEYWORDS),
      keywordListMatchType: options.keywordListMatchType,
      senderUserIDList: first("senderUserIDList", options.senderUserIDList, Limits.SEARCH_SENDERS),
      messageTypeList: options.messageTypeList && [...new Set(options.messageTypeList)],
      conversationID: options.conversationID,
      timePosition: timePosition && Math.floor(timePosition),
      timePeriod: timePeriod && Math.ceil(timePeriod),
      count: Math.min(Math.ceil(count), Limits.SEARCH_PAGE),
      cursor: options.cursor === "" ? undefined : options.cursor,
    });
    return {
      code: 0,
      data: {
        totalCount: result.totalCount,
        cursor: result.cursor ?? "",
        searchResultList: result.searchResultList.map(({ conversationID, messageCount, messageList }) => ({
          conversationID,
          messageCount,
          messageList: messageList.map((wire) => store.adopt(wire)),
        })),
      },
    };
  }

  return {
    searchCloudMessages(options) {
      if (options === undefined || (isObject(options) && Object.values(options).every((it) => it === undefined))) {
        return Promise.reject(new ChatError(ErrorCode.OPTIONS_IS_EMPTY, "there is nothing to search by"));
      }
      check("searchCloudMessages", "the parameter", options, ["an object", isObject]);
      validate(options);
      return search(options);
    },
  };
}
