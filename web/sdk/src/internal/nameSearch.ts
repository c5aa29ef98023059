import { Limits, type Group as WireGroup } from "../generated/protocol";
import type * as api from "../api";
import { copyOf } from "./profiles";
import { createRate } from "./rate";
import type { Session } from "./session";
import { ok, own } from "./ok";

export const SEARCH_GATE = "search.cloud";
const PAGE = 20;

/** Where a page begins, and how long it is. */
interface Page {
  readonly count?: number | undefined;
  readonly cursor?: string | undefined;
}

export const pageOf = <O extends Page>({ count = PAGE, cursor = "", ...options }: O) => ({
  ...options,
  count: Math.min(Math.ceil(count), Limits.SEARCH_PAGE),
  cursor: cursor === "" ? undefined : cursor,
});

/** What a search resolves with. */
export const found = <T>(page: { totalCount: number; cursor?: string }, results: T[]): api.Response<api.Found<T>> =>
  ok({ totalCount: page.totalCount, cursor: page.cursor ?? "", searchResultList: results });

/** @param shown - a group as apps read it */
export function createNameSearch(
  session: Pick<Session, "call" | "config">,
  shown: (group: WireGroup) => api.Group,
): api.NameSearchApi {
  /** What each kind of search does before it asks (`general#9`). */
  const admission = (method: string): (() => void) =>
    createRate(method, Limits.SEARCHES_PER_5_SECONDS, 5000, session, SEARCH_GATE);
  const users = admission("searchCloudUsers");
  const groups = admission("searchCloudGroups");
  const members = admission("searchCloudGroupMembers");

  return {
    async searchCloudUsers(options) {
      users();
      const result = await session.call("search.users", pageOf(options));
      return found(result, result.searchResultList.map(copyOf));
    },
    async searchCloudGroups(options) {
      groups();
      const result = await session.call("search.groups", pageOf(options));
      return found(result, result.searchResultList.map(shown));
    },
    async searchCloudGroupMembers(options) {
      members();
      const result = await session.call("search.members", pageOf(options));
      return found(result, own(result.searchResultList));
    },
  };
}
