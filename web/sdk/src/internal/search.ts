import { ErrorCode, Limits, TYPES } from "../generated/protocol";
import type * as api from "../api";
import { ChatError } from "./errors";
import { isObject, isString, listOf, oneOf, optional, STRING, TEXT, upTo, type Kind } from "./kinds";
import type { MessageStore } from "./messageStore";
import { found, pageOf, SEARCH_GATE } from "./nameSearch";
import { createRate } from "./rate";
import type { Session } from "./session";
import { checkParameters, type Check, type Parameters } from "./validate";

/** Finding what the server has. */
export type Search = Pick<api.Chat, "searchCloudMessages">;

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

const SOMETHING: Kind = ["keywords, senders or types", (value) => value === true];

/** Asked for only where there is something to search by: that is refused in another way. */
const PARAMETERS: Parameters = {
  searchCloudMessages: {
    keywordList: upTo(Limits.SEARCH_KEYWORDS, STRINGS),
    keywordListMatchType: oneOf(undefined, "or", "and"),
    senderUserIDList: upTo(Limits.SEARCH_SENDERS, STRINGS),
    messageTypeList: MESSAGE_TYPES,
    conversationID: optional(TEXT),
    timePosition: SECONDS,
    timePeriod: SECONDS,
    count: COUNT,
    cursor: STRING,
  },
};

export function createSearch(session: Pick<Session, "call" | "config">, store: MessageStore, check: Check): Search {
  const admit = createRate("searchCloudMessages", Limits.SEARCHES_PER_SECOND, 1000, session, SEARCH_GATE); // searchCloudMessages#2

  async function search(options: api.SearchMessagesOptions): Promise<api.Response<api.SearchMessagesResult>> {
    admit();
    const { messageTypeList, timePosition, timePeriod } = options;
    const result = await session.call("message.search", {
      ...pageOf(options),
      messageTypeList: messageTypeList && [...new Set(messageTypeList)],
      timePosition: timePosition && Math.floor(timePosition),
      timePeriod: timePeriod && Math.ceil(timePeriod),
    });
    return found(
      result,
      result.searchResultList.map((it) => ({ ...it, messageList: it.messageList.map((wire) => store.adopt(wire)) })),
    );
  }

  return {
    // null as JavaScript may give it
    searchCloudMessages(options?: api.SearchMessagesOptions | null) {
      const isEmpty = isObject(options) && Object.values(options).every((it) => it === undefined);
      if (options === undefined || options === null || isEmpty) {
        return Promise.reject(new ChatError(ErrorCode.OPTIONS_IS_EMPTY, "there is nothing to search by"));
      }
      const given: [api.SearchMessagesOptions] = [options];
      const [checked] = checkParameters(check, PARAMETERS, "searchCloudMessages", given);
      const { keywordList = [], senderUserIDList = [], messageTypeList = [] } = checked;
      const isAboutSomething =
        keywordList.some((keyword) => keyword.trim() !== "") || senderUserIDList.length + messageTypeList.length > 0;
      check("searchCloudMessages", "options", isAboutSomething, SOMETHING);
      return search(checked);
    },
  };
}
