import { TYPES, type Group as WireGroup } from "../generated/protocol";
import type * as api from "../api";
import type { GroupList } from "./groupList";
import { groupView } from "./groupView";
import type { LiveRoom } from "./liveRoom";
import { createRate } from "./rate";
import type { Session } from "./session";
import { ok, own } from "./ok";

/** What users do with groups as a whole, and who is in them. */
export type Groups = Pick<
  api.GroupApi,
  | "getGroupList"
  | "getGroupProfile"
  | "createGroup"
  | "dismissGroup"
  | "updateGroupProfile"
  | "joinGroup"
  | "quitGroup"
  | "searchGroupByID"
  | "changeGroupOwner"
  | "addGroupMember"
  | "deleteGroupMember"
  | "markGroupMemberList"
>;

/** A group of an answer as the app gets it; one that the user is in is kept. */
export type Shown = (group: WireGroup) => api.Group;

/**
 * @param list - keeps what the server says
 * @param expect - is told up to which sequence a conversation has messages, tips of this instance's calls among them
 */
export function createShown(list: GroupList, expect: (conversationID: string, sequence: number) => void): Shown {
  return (group) => {
    if (!group.selfInfo) return groupView(group, "");
    list.take(group);
    const { groupID } = group;
    if (group.type !== TYPES.GRP_AVCHATROOM && !group.isSupportTopic) {
      expect(TYPES.CONV_GROUP + groupID, group.nextMessageSeq - 1);
    }
    return { ...(list.view(groupID) ?? groupView(group, "")) };
  };
}

/** @param list - keeps what the server says */
export function createGroups(
  session: Pick<Session, "call">,
  list: GroupList,
  live: Pick<LiveRoom, "join">,
  shown: Shown,
): Groups {
  const admitGet = createRate("getGroupProfile", 8, 1000);
  const admitUpdate = createRate("updateGroupProfile", 8, 1000);
  const withGroup = <T extends { readonly group: WireGroup }>(result: T) =>
    ok({ ...own(result), group: shown(result.group) });

  return {
    // nobody is ready before the first sync has completed
    getGroupList: () => Promise.resolve(ok({ groupList: list.listed(), isSyncCompleted: true })),
    async getGroupProfile({ groupID, groupCustomFieldFilter }) {
      admitGet();
      const { group } = await session.call("group.get", { groupID });
      const all = shown(group);
      const isWanted = ({ key }: api.GroupField): boolean => groupCustomFieldFilter?.includes(key) ?? true;
      return ok({ group: { ...all, groupCustomField: all.groupCustomField.filter(isWanted) } });
    },
    async createGroup(options) {
      const { groupID, isSupportTopic = false } = options;
      const result = await session.call("group.create", {
        ...options,
        groupID: groupID === "" ? undefined : groupID, // as forms have it
        isSupportTopic,
      });
      if (result.group.selfInfo) list.joined(result.group); // into live rooms all go by themselves (`createGroup#1`)
      return withGroup(result);
    },
    async dismissGroup(groupID) {
      await session.call("group.dismiss", { groupID });
      list.left(groupID, true);
      return ok({ groupID });
    },
    async updateGroupProfile(options) {
      admitUpdate();
      return withGroup(await session.call("group.update", options));
    },
    async joinGroup({ groupID, applyMessage }) {
      const { status, group } = await live.join(groupID, applyMessage);
      return ok({ status, ...(group && { group: shown(group) }) });
    },
    async quitGroup(groupID) {
      await session.call("group.quit", { groupID });
      list.left(groupID);
      return ok({ groupID });
    },
    async searchGroupByID(groupID) {
      const { group } = await session.call("group.search", { groupID });
      return ok({ group: groupView(group, "") });
    },
    async changeGroupOwner(options) {
      return withGroup(await session.call("group.transfer", options));
    },
    async addGroupMember(options) {
      return withGroup(await session.call("group.addMembers", options));
    },
    async deleteGroupMember(options) {
      return withGroup(await session.call("group.deleteMembers", options));
    },
    async markGroupMemberList(options) {
      return ok(own(await session.call("group.markMembers", options)));
    },
  };
}
