import { EVENT, TYPES } from "../generated/protocol";
import type * as api from "../api";
import { createBurst } from "./burst";
import type { Conversation } from "./conversation";
import type { Emitter } from "./emitter";
import { toLastMessage } from "./message";
import type { Options } from "./options";
import { copyOf } from "./profiles";
import { isTopic } from "./topicIDs";
import { unreadCount } from "./unread";

/** The conversations, their order, and the events that tell apps of changes. */
export interface ConversationList {
  /** The conversation, made if it is not known yet. */
  of(id: string): Conversation;
  find(id: string): Conversation | undefined;
  /** Those on the list, in no order. */
  all(): Conversation[];
  /** Something changed that an app may see. */
  touch(conversation: Conversation): void;
  /** Puts it in the list, if need be; with `isNewest` before others whose newest message is of the same second. */
  show(conversation: Conversation, isNewest?: boolean): void;
  hide(conversation: Conversation): void;
  /** What the app sees; the same object as before while nothing has changed. */
  view(conversation: Conversation): api.Conversation;
  /** Pinned ones first, then the one with the newest message (`getConversationList#11`). */
  sorted(): api.Conversation[];
  total(): number;
  /** What I call my friends may have changed. */
  remarksChanged(): void;
  forget(id: string): void;
  /** From now on changes are announced. */
  announce(): void;
  reset(): void;
}

/** The groups as conversations show them. */
export interface GroupViews {
  view(groupID: string): api.Group | undefined;
  /** A group's conversation has changed. */
  touch(groupID: string): void;
}

const KINDS: readonly string[] = [TYPES.CONV_C2C, TYPES.CONV_GROUP, TYPES.CONV_SYSTEM];

/** `C2C`, `GROUP` or `@TIM#SYSTEM`, as the ID says; undefined for what is no conversation ID. */
export const typeOf = (id: string): string | undefined => KINDS.find((kind) => id.startsWith(kind));

type Newest = Pick<Conversation, "last" | "order">;

/** Sorts the one with the newest message first. */
export const byNewest = (a?: Newest, b?: Newest): number =>
  (b?.last?.time ?? 0) - (a?.last?.time ?? 0) || (b?.order ?? 0) - (a?.order ?? 0);

const groupOf = ({ id, type }: Conversation): string => (type === TYPES.CONV_GROUP ? id.slice(type.length) : "");

/** @param remarkOf - what I call a peer; '' for nothing */
export function createConversationList(
  emitter: Emitter,
  groups: GroupViews,
  options: Pick<Options, "of" | "groupsOf">,
  remarkOf: (userID: string) => string,
): ConversationList {
  const all = new Map<string, Conversation>();
  let orders = 0;
  let shown: readonly api.Conversation[] = [];
  let shownTotal = 0;
  const telling = createBurst(tell);

  const listed = (): Conversation[] => [...all.values()].filter(({ isListed }) => isListed);

  function touch(conversation: Conversation): void {
    conversation.isChanged = true;
    telling.soon();
    if (conversation.type === TYPES.CONV_GROUP) groups.touch(groupOf(conversation));
  }

  function view(conversation: Conversation): api.Conversation {
    const old = conversation.view;
    if (old && !conversation.isChanged) return old;
    conversation.isChanged = false;
    const { id, type } = conversation;
    const remark = type === TYPES.CONV_C2C ? remarkOf(id.slice(type.length)) : "";
    const fresh = viewOf(conversation, options, remark, groups.view(groupOf(conversation)));
    if (old && JSON.stringify(fresh) === JSON.stringify(old)) return old;
    return (conversation.view = fresh);
  }

  function sorted(): api.Conversation[] {
    const pin = ({ id }: Conversation): number => Number(options.of(id).isPinned);
    return listed()
      .sort((a, b) => pin(b) - pin(a) || byNewest(a, b))
      .map(view);
  }

  /** Notices of the system do not count, nor those not to be disturbed by (`getTotalUnreadMessageCount#1`). */
  const counts = ({ id, type }: Conversation): boolean =>
    type !== TYPES.CONV_SYSTEM && options.of(id).messageRemindType === TYPES.MSG_REMIND_ACPT_AND_NOTE;
  const total = (): number => listed().reduce((sum, it) => sum + (counts(it) ? unreadCount(it) : 0), 0);

  /** Raises the events for what differs from what the app was told last (`compat#16`). */
  function tell(): void {
    const list = sorted();
    if (list.length !== shown.length || list.some((it, i) => it !== shown[i])) {
      shown = list;
      emitter.emit(EVENT.CONVERSATION_LIST_UPDATED, [...list]);
    }
    const count = total();
    if (telling.isStarted && count !== shownTotal) {
      shownTotal = count;
      emitter.emit(EVENT.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED, count);
    }
  }

  return {
    of(id) {
      let known = all.get(id);
      if (!known) {
        known = {
          id,
          type: typeOf(id) ?? TYPES.CONV_C2C,
          unreadCounter: 0,
          readCounter: 0,
          uncounted: new Set(),
          calls: [],
          cleared: 0,
          readSequence: 0,
          peerReadSequence: 0,
          peerReadTime: 0,
          last: undefined,
          lastTime: 0,
          profile: undefined,
          isListed: false,
          isOpened: false,
          isOnlyPinned: false,
          draft: "",
          order: 0,
          view: undefined,
          isChanged: true,
        };
        all.set(id, known);
      }
      return known;
    },
    find: (id) => all.get(id),
    all: listed,
    touch,
    show(conversation, isNewest = false) {
      if (isTopic(conversation.id) || (conversation.isListed && !isNewest)) return; // `getConversationList#12`
      conversation.isListed = true;
      conversation.order = ++orders;
      touch(conversation);
    },
    hide(conversation) {
      Object.assign(conversation, { isListed: false, isOpened: false, isOnlyPinned: false, draft: "" });
      touch(conversation);
    },
    view,
    sorted,
    total,
    remarksChanged() {
      for (const conversation of all.values()) {
        const { view: shown, type } = conversation;
        if (shown && type === TYPES.CONV_C2C && shown.remark !== remarkOf(shown.toAccount)) touch(conversation);
      }
    },
    forget: (id) => void all.delete(id),
    announce: () => telling.start(),
    reset() {
      telling.reset();
      all.clear();
      shown = [];
      shownTotal = 0;
    },
  };
}

function viewOf(
  conversation: Conversation,
  options: Pick<Options, "of" | "groupsOf">,
  remark: string,
  group: api.Group | undefined,
): api.Conversation {
  const { id, type, profile } = conversation;
  const { isPinned, messageRemindType, markList, customData } = options.of(id);
  return {
    conversationID: id,
    type,
    subType: group?.type ?? "",
    unreadCount: messageRemindType === TYPES.MSG_REMIND_DISCARD ? 0 : unreadCount(conversation),
    lastMessage: toLastMessage(conversation.last),
    ...(profile && { userProfile: copyOf(profile) }),
    ...(group && { groupProfile: { ...group } }),
    groupAtInfoList: conversation.calls.map((call) => ({ ...call, atTypeArray: [...call.atTypeArray] })),
    remark,
    isPinned,
    messageRemindType,
    peerReadTime: conversation.peerReadTime,
    markList: markList.map((mark) => 2 ** mark),
    customData,
    conversationGroupList: options.groupsOf(id),
    draftText: conversation.draft,
    toAccount: type === TYPES.CONV_SYSTEM ? id : id.slice(type.length),
  };
}
