import TencentCloudChat from "@parley-im/chat";
import type { Dictionary } from "../i18n";
import type { Named, NoticeContent, ProfileChange, TipContent } from "./groupEvents";

const { TYPES } = TencentCloudChat;

/** Whose page it is: they are "you". */
export interface Reader {
  readonly userID: string;
  /** What somebody is called of whom a message says no more than the ID. */
  nameOf(userID: string): string;
}

/** More names than these are counted, not listed. */
const MAX_NAMES = 5;
/** What stands between two things that happened at once. */
const BETWEEN = " · ";

/** What happened in a group, in words: "Ann added Ben". */
export function tipWords(tip: TipContent, reader: Reader, t: Dictionary): string {
  const words = t.tips;
  const { operation, operator, members } = tip;
  const who = subject(operator, reader, t);
  const whom = objects(members, reader, t);
  const isByThemselves = members.length === 0 || (members.length === 1 && members[0]?.userID === operator.userID);
  switch (operation) {
    case TYPES.GRP_TIP_MBR_JOIN:
      return isByThemselves ? words.joined(who) : words.added(who, whom);
    case TYPES.GRP_TIP_MBR_QUIT:
      return words.left(who);
    case TYPES.GRP_TIP_MBR_KICKED_OUT:
      return words.removed(who, whom);
    case TYPES.GRP_TIP_MBR_SET_ADMIN:
      return words.madeAdmin(who, whom);
    case TYPES.GRP_TIP_MBR_CANCELED_ADMIN:
      return words.unmadeAdmin(who, whom);
    case TYPES.GRP_TIP_GRP_PROFILE_UPDATED:
      return changeWords(tip.change, who, reader, t);
    case TYPES.GRP_TIP_MBR_PROFILE_UPDATED:
      return members
        .filter(({ muteSeconds }) => muteSeconds !== null)
        .map((member) => {
          const name = objects([member], reader, t);
          const seconds = member.muteSeconds ?? 0;
          return seconds > 0 ? words.muted(who, name, muteLength(seconds, t)) : words.unmuted(who, name);
        })
        .join(BETWEEN);
    case TYPES.GRP_TIP_BAN_AVCHATROOM_MEMBER:
      return words.banned(who, whom);
    case TYPES.GRP_TIP_UNBAN_AVCHATROOM_MEMBER:
      return words.unbanned(who, whom);
    default:
      return words.other;
  }
}

function changeWords(change: ProfileChange, who: string, reader: Reader, t: Dictionary): string {
  const words = t.tips;
  const { name, notification, introduction, owner, isMutedForAll } = change;
  const said = [
    name !== null && words.renamed(who, name),
    owner !== null && words.madeOwner(who, objects([owner], reader, t)),
    notification !== null &&
      (notification === "" ? words.noNotification(who) : words.changedNotification(who, notification)),
    introduction !== null && words.changedIntroduction(who),
    change.avatar && words.changedAvatar(who),
    isMutedForAll !== null && (isMutedForAll ? words.mutedAll(who) : words.unmutedAll(who)),
    change.joinOption && words.changedJoining(who),
    change.inviteOption && words.changedInviting(who),
  ].filter((line) => line !== false);
  return said.length > 0 ? said.join(BETWEEN) : words.changed(who);
}

/** What a notice says: "Ann added you to Friends". */
export function noticeWords(notice: NoticeContent, reader: Reader, t: Dictionary): string {
  const { operation, operatorID, groupName: group, words: note } = notice;
  const words = t.notices;
  const who = subject({ userID: operatorID, name: reader.nameOf(operatorID) }, reader, t);
  switch (operation) {
    case 1:
      return withNote(words.applies(who, group), note);
    case 2:
      return withNote(words.accepted(who, group), note);
    case 3:
      return withNote(words.refused(who, group), note);
    case 4:
      return withNote(words.removed(who, group), note);
    case 5:
      return words.dismissed(who, group);
    case 6:
      return words.created(who, group);
    case 7:
      return words.added(who, group);
    case 8:
      return words.quit(who, group);
    case 9:
      return words.madeAdmin(who, group);
    case 10:
      return words.unmadeAdmin(who, group);
    case 11:
      return words.recycled(group);
    case 12:
      return words.invited(who, group);
    case 13:
      return words.invitationAccepted(who, group);
    case 14:
      return words.invitationRefused(who, group);
    case 21:
      return words.banned(who, group);
    case 22:
      return words.unbanned(who, group);
    case 23:
      return words.invitationToApprove(who, group);
    case 255:
      return note === "" ? words.other(group) : `${group}: ${note}`;
    default:
      return words.other(group);
  }
}

function withNote(sentence: string, note: string): string {
  return note === "" ? sentence : `${sentence}: ${note}`;
}

/** Who does something, as a sentence begins with them. */
export function subject({ userID, name }: Named, reader: Reader, t: Dictionary): string {
  if (userID === reader.userID) return t.tips.youSubject;
  return name === "" ? t.tips.somebody : name;
}

/** Those to whom something is done, in a list. */
export function objects(people: readonly Named[], reader: Reader, t: Dictionary): string {
  const names = people.map(({ userID, name }) => (userID === reader.userID ? t.tips.youObject : name));
  const listed = names.slice(0, names.length > MAX_NAMES ? MAX_NAMES - 1 : MAX_NAMES).join(t.common.listSeparator);
  return names.length > MAX_NAMES ? t.tips.andMore(listed, names.length - MAX_NAMES + 1) : listed;
}

/** A length in the largest unit that it fills, rounded: "10 minutes". */
export function muteLength(seconds: number, { tips }: Dictionary): string {
  if (seconds >= 86_400) return tips.days(Math.round(seconds / 86_400));
  if (seconds >= 3_600) return tips.hours(Math.round(seconds / 3_600));
  return seconds >= 60 ? tips.minutes(Math.round(seconds / 60)) : tips.seconds(seconds);
}
