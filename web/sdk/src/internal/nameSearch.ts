import { Limits, type Group as WireGroup } from "../generated/protocol";
import type * as api from "../api";
import { checkEnabled } from "./errors";
import { copyOf } from "./profiles";
import { createRate } from "./rate";
import type { Session } from "./session";
import { ok, own } from "./ok";

const PAGE = 20;

/** @param shown - a group as apps read it */
export function createNameSearch(
  session: Pick<Session, "call" | "config">,
  shown: (group: WireGroup) => api.Group,
): api.NameSearchApi {
  /** What each kind of search does before it asks (`general#9`). */
  const admission = (method: string): (() => void) => {
    const admit = createRate(method, Limits.SEARCHES_PER_5_SECONDS, 5000);
    return () => {
      checkEnabled(session, "search.cloud");
      admit();
    };
  };
  const users = admission("searchCloudUsers");
  const groups = admission("searchCloudGroups");
  const members = admission("searchCloudGroupMembers");

  const page = <O extends api.NameSearchOptions>({ count = PAGE, cursor = "", ...options }: O) => ({
    ...options,
    count: Math.min(Math.ceil(count), Limits.SEARCH_PAGE),
    cursor: cursor === "" ? undefined : cursor,
  });
  const found = <T>(page: { totalCount: number; cursor?: string }, results: T[]): api.Response<api.Found<T>> =>
    ok({ totalCount: page.totalCount, cursor: page.cursor ?? "", searchResultList: results });

  return {
    async searchCloudUsers(options) {
      users();
      const result = await session.call("search.users", page(options));
      return found(result, result.searchResultList.map(copyOf));
    },
    async searchCloudGroups(options) {
      groups();
      const result = await session.call("search.groups", page(options));
      return found(result, result.searchResultList.map(shown));
    },
    async searchCloudGroupMembers(options) {
      members();
      const result = await session.call("search.members", page(options));
      return found(result, own(result.searchResultList));
    },
  };
}
