import TencentCloudChat, { type GroupMember } from "@parley-im/chat";
import { isStarred } from "../chat/liveRooms";
import type { MemberRights } from "../chat/rights";
import type { Dictionary } from "../i18n";
import type { MenuItem } from "../ui/menu";

/** What can be done to a member. */
export type MemberStep =
  "promote" | "demote" | "mute" | "unmute" | "card" | "transfer" | "remove" | "star" | "unstar" | "ban";

/** The menu of a member. `now` is in milliseconds. */
export function memberItems(
  member: GroupMember,
  rights: MemberRights,
  now: number,
  { members: words }: Dictionary,
  run: (step: MemberStep) => void,
): MenuItem[] {
  const isAdmin = member.role === TencentCloudChat.TYPES.GRP_MBR_ROLE_ADMIN;
  const isMuted = member.muteUntil * 1000 > now;
  const item = (isThere: boolean, icon: MenuItem["icon"], step: MemberStep, isDanger = false): MenuItem[] =>
    isThere ? [{ icon, label: words[step], isDanger, run: () => run(step) }] : [];
  return [
    ...item(rights.setRole && !isAdmin, "shield", "promote"),
    ...item(rights.setRole && isAdmin, "shield", "demote"),
    ...item(rights.mute && !isMuted, "mute", "mute"),
    ...item(rights.mute && isMuted, "microphone", "unmute"),
    ...item(rights.rename, "edit", "card"),
    ...item(rights.mark && !isStarred(member), "star", "star"),
    ...item(rights.mark && isStarred(member), "star", "unstar"),
    ...item(rights.transfer, "crown", "transfer", true),
    ...item(rights.remove, "minus", "remove", true),
    ...item(rights.ban, "block", "ban", true),
  ];
}
