import {
  TYPES,
  type Group as WireGroup,
  type GroupMember as WireMember,
  type UpdateMember,
} from "../generated/protocol";
import type * as api from "../api";
import type { GroupList } from "./groupList";
import { memberView } from "./groupView";
import type { Shown } from "./groups";
import { isRecent } from "./rate";
import type { Session } from "./session";
import { ok } from "./ok";

type Methods =
  | "getGroupMemberProfile"
  | "setGroupMemberMuteTime"
  | "setGroupMemberRole"
  | "setGroupMemberNameCard"
  | "setGroupMemberCustomField"
  | "getGroupOnlineMemberCount";

/** How long the number of members online is good for; in live rooms (`getGroupOnlineMemberCount#2`). */
const COUNT_MS = 60_000;
const LIVE_COUNT_MS = 5_000;

/** What members are in a group, one by one. */
export interface MemberEdits {
  readonly api: Pick<api.Chat, Methods>;
  /** Out of a group. */
  forget(groupID: string): void;
  reset(): void;
}

export function createMemberEdits(
  session: Pick<Session, "call">,
  groups: Pick<GroupList, "find">,
  shown: Shown,
): MemberEdits {
  const counts = new Map<string, { memberCount: number; at: number }>();

  const changed = ({ group, member }: { group: WireGroup; member: WireMember }): api.GroupMemberChange =>
    ok({ group: shown(group), member: memberView(member) });
  const update = async (request: UpdateMember): Promise<api.GroupMemberChange> =>
    changed(await session.call("group.updateMember", request));

  const methods: Pick<api.Chat, Methods> = {
    async getGroupMemberProfile(options) {
      const { memberList } = await session.call("group.getMembers", options);
      return ok({ memberList: memberList.map(memberView) });
    },
    async setGroupMemberMuteTime(options) {
      return changed(await session.call("group.muteMember", options));
    },
    async setGroupMemberRole(options) {
      return changed(await session.call("group.setRole", options));
    },
    setGroupMemberNameCard: ({ groupID, userID, nameCard }) => update({ groupID, userID, nameCard }),
    setGroupMemberCustomField: ({ groupID, userID, memberCustomField }) =>
      update({
        groupID,
        userID,
        memberCustomField: memberCustomField.map(({ key, value = "" }) => ({ key, value })),
      }),
    async getGroupOnlineMemberCount(groupID) {
      const known = counts.get(groupID);
      const isLive = groups.find(groupID)?.type === TYPES.GRP_AVCHATROOM;
      if (known && isRecent(known.at, isLive ? LIVE_COUNT_MS : COUNT_MS)) {
        return ok({ memberCount: known.memberCount });
      }
      const { memberCount } = await session.call("group.countOnline", { groupID });
      if (memberCount) counts.set(groupID, { memberCount, at: Date.now() }); // 0: who is no member may come in
      return ok({ memberCount });
    },
  };
  return { api: methods, forget: (groupID) => void counts.delete(groupID), reset: () => counts.clear() };
}
