import {
  TYPES,
  type Group as WireGroup,
  type GroupMember as WireMember,
  type GroupNoticePayload,
  type GroupTipPayload,
  type Message as WireMessage,
  type SelfInfo,
} from "../generated/protocol";
import type * as api from "../api";
import { toLastMessage, type Message } from "./message";
import { own } from "./ok";

/** What a group's conversation knows of it. */
export interface Place {
  readonly last: Message | undefined;
  /** When something was said last before it was deleted. */
  readonly lastTime: number;
  readonly isListed: boolean;
  readonly readSequence: number;
}

const NOBODY: SelfInfo = { role: "", joinTime: 0, messageRemindType: "" };

const copies = (fields: readonly api.GroupField[] = []): api.GroupField[] => fields.map((field) => ({ ...field }));

/**
 * A group as apps read it.
 *
 * @param me - userID of who looks at it
 * @param place - undefined where it has no conversation
 * @param messageRemindType - how I want to hear of its messages, where that is known
 */
export function groupView(group: WireGroup, me: string, place?: Place, messageRemindType?: string): api.Group {
  const { lastTime = 0, ...fields } = group;
  const { memberCount, maxMemberCount } = group;
  const selfInfo = group.selfInfo && { ...group.selfInfo, ...(messageRemindType && { messageRemindType }) };
  return {
    introduction: "",
    notification: "",
    avatar: "",
    ...fields,
    groupCustomField: copies(group.groupCustomField),
    memberNum: memberCount,
    maxMemberNum: maxMemberCount,
    // `getGroupList#4`
    lastMessage: toLastMessage(place?.last, place?.isListed ? 0 : Math.max(lastTime, place?.lastTime ?? 0)),
    selfInfo: selfView(selfInfo ?? NOBODY, selfInfo ? me : "", place?.readSequence ?? 0),
  };
}

function selfView(info: SelfInfo, userID: string, readedSequence: number): api.GroupSelfInfo {
  const { nameCard = "", muteUntil = 0, memberCustomField } = info;
  return { ...info, userID, nameCard, muteUntil, memberCustomField: copies(memberCustomField), readedSequence };
}

export const memberView = (member: WireMember): api.GroupMember => ({
  nick: "",
  avatar: "",
  nameCard: "",
  muteUntil: 0,
  memberCustomField: [],
  lastSendMsgTime: 0,
  isOnline: false,
  markType: [],
  ...own(member),
});

/** Written by the system: not to be forwarded, merged, revoked or deleted for all. */
export const isOfTheSystem = ({ type }: { readonly type: string }): boolean =>
  type === TYPES.MSG_GRP_TIP || type === TYPES.MSG_GRP_SYS_NOTICE;

/** What a tip or notice says, as apps read it. */
export function systemPayload({ type, payload, from, to }: WireMessage): api.Payload {
  // by type, as the server made it
  const said = payload as GroupTipPayload | GroupNoticePayload;
  const view = { ...said, groupProfile: { ...said.groupProfile, from, to } };
  if (type === TYPES.MSG_GRP_SYS_NOTICE) return view;
  const { memberCount, memberList = [] } = said as GroupTipPayload;
  return { ...view, memberList, ...(memberCount !== undefined && { memberNum: memberCount }) };
}
