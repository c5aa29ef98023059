import TencentCloudChat, { type Group } from "@parley-im/chat";
import type { Dictionary } from "../i18n";

/** The texts about a group, or what is in it: a community, and so each of its topics, is called one. */
export function wordsFor(group: Pick<Group, "type"> | null, t: Dictionary): Dictionary {
  if (group?.type !== TencentCloudChat.TYPES.GRP_COMMUNITY) return t;
  const { inCommunity: its } = t;
  return {
    ...t,
    group: { ...t.group, ...its.group },
    members: { ...t.members, ...its.members },
    tips: { ...t.tips, ...its.tips },
    deleteChat: { ...t.deleteChat, ...its.deleteChat },
  };
}
