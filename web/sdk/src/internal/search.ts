import { ErrorCode, Limits, TYPES } from "../generated/protocol";
import type * as api from "../api";
import { ChatError, checkEnabled } from "./errors";
import { first } from "./first";
import { isObject, isString, listOf, oneOf, optional, STRING, TEXT, type Kind } from "./kinds";
import type { Logger } from "./logger";
import type { MessageStore } from "./messageStore";
import { createRate } from "./rate";
import type { Session } from "./session";
import type { Check } from "./validate";
import { ok } from "./ok";

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

/** May each be left out. */
const STRINGS = optional(["an array of strings", listOf(isString)]);
const MESSAGE_TYPES = optional(["an array of types that can be searched", listOf((type) => SEARCHABLE.includes(type))]);
const COUNT = optional(["a number of 1 or more", (value) => typeof value === "number" && value >= 1]);
const SECONDS = optional([
  "seconds",
  (value) => typeof value === "number" && value >= 0 && value <= Limits.MAX_SECONDS,
]);

export function createSearch(
  session: Pick<Session, "call" | "config">,
  store: MessageStore,
  check: Check,
  log: Logger,
): Search {
  const admit = createRate("searchCloudMessages", Limits.SEARCHES_PER_SECOND, 1000); // searchCloudMessages#2

  function validate(options: api.SearchMessagesOptions): void {
    const fields: Readonly<Record<keyof api.SearchMessagesOptions, Kind>> = {
      keywordList: STRINGS,
      keywordListMatchType: oneOf(undefined, "or", "and"),
      senderUserIDList: STRINGS,
      messageTypeList: MESSAGE_TYPES,
      conversationID: options.conversationID === undefined ? STRING : TEXT,
      timePosition: SECONDS,
      timePeriod: SECONDS,
      count: COUNT,
      cursor: STRING,
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

  const some = (name: string, values: readonly string[] | undefined, most: number): string[] | undefined =>
    values && first(log, `searchCloudMessages, ${name}`, values, most);

  async function search(options: api.SearchMessagesOptions): Promise<api.Response<api.SearchMessagesResult>> {
    checkEnabled(session, GATE);
    admit();
    const { count = PAGE, timePosition, timePeriod } = options;
    const result = await session.call("message.search", {
      keywordList: some("keywordList", options.keywordList, Limits.SEARCH_KEYWORDS),
      keywordListMatchType: options.keywordListMatchType,
      senderUserIDList: some("senderUserIDList", options.senderUserIDList, Limits.SEARCH_SENDERS),
      messageTypeList: options.messageTypeList && [...new Set(options.messageTypeList)],
      conversationID: options.conversationID,
      timePosition: timePosition && Math.floor(timePosition),
      timePeriod: timePeriod && Math.ceil(timePeriod),
      count: Math.min(Math.ceil(count), Limits.SEARCH_PAGE),
      cursor: options.cursor === "" ? undefined : options.cursor,
    });
    return ok({
      totalCount: result.totalCount,
      cursor: result.cursor ?? "",
      searchResultList: result.searchResultList.map(({ conversationID, messageCount, messageList }) => ({
        conversationID,
        messageCount,
        messageList: messageList.map((wire) => store.adopt(wire)),
      })),
    });
  }

  return {
    // null as JavaScript may give it
    searchCloudMessages(options?: api.SearchMessagesOptions | null) {
      const isEmpty = isObject(options) && Object.values(options).every((it) => it === undefined);
      if (options === undefined || options === null || isEmpty) {
        return Promise.reject(new ChatError(ErrorCode.OPTIONS_IS_EMPTY, "there is nothing to search by"));
      }
      check("searchCloudMessages", "the parameter", options, ["an object", isObject]);
      validate(options);
      return search(options);
    },
  };
}
