import { Limits, TYPES, type ListMembersResult } from "../generated/protocol";
import type * as api from "../api";
import type { GroupList } from "./groupList";
import { memberView } from "./groupView";
import type { Session } from "./session";

/** How many members a page has where nothing is said. */
const PAGE = 15;
/** Lists of which it is known where their pages begin; beyond, those not asked for longest are let go. */
const CAPACITY = 100;

/** Where pages of one list begin: how many members come before, and the server's cursor. */
type Places = Map<number, string>;

/**
 * Pages of members. The server's cursors are texts; apps count members, but in communities, and may ask for any place.
 */
export function createMembers(
  session: Pick<Session, "call">,
  groups: Pick<GroupList, "find">,
): Pick<api.Chat, "getGroupMemberList"> {
  const lists = new Map<string, Places>();

  function placesOf(key: string): Places {
    const places: Places = lists.get(key) ?? new Map([[0, ""]]);
    lists.delete(key);
    lists.set(key, places);
    const [oldest] = lists.keys();
    if (lists.size > CAPACITY && oldest !== undefined) lists.delete(oldest);
    return places;
  }

  return {
    async getGroupMemberList({ groupID, count = PAGE, offset = 0, role, filter }) {
      const ask = (cursor: string, most: number): Promise<ListMembersResult> =>
        session.call("group.listMembers", {
          groupID,
          cursor: cursor === "" ? undefined : cursor,
          count: Math.min(Math.ceil(most), Limits.GROUP_PAGE),
          role,
          filter,
        });
      const answer = ({ memberList }: ListMembersResult, next: number | string) => ({
        code: 0,
        data: { memberList: memberList.map(memberView), offset: next || 0 }, // `getGroupMemberList#4`
      });

      if (typeof offset === "string" || groups.find(groupID)?.type === TYPES.GRP_COMMUNITY) {
        const page = await ask(typeof offset === "string" ? offset : "", count); // `getGroupMemberList#8`
        return answer(page, page.cursor);
      }
      const places = placesOf(JSON.stringify([groupID, role, filter]));
      let at = Math.max(...[...places.keys()].filter((place) => place <= offset));
      for (;;) {
        const page = await ask(places.get(at) ?? "", at < offset ? offset - at : count);
        const isIt = at === offset;
        at += page.memberList.length;
        if (page.cursor) places.set(at, page.cursor);
        if (isIt) return answer(page, page.cursor && at);
        if (!page.cursor) return answer({ memberList: [], cursor: "" }, 0);
      }
    },
  };
}
