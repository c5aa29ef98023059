import { EVENT, TYPES } from "../generated/protocol";
import type * as api from "../api";
import type { Emitter } from "./emitter";
import { toLastMessage, type Message } from "./message";
import { copyOf } from "./profiles";

/** What this instance knows of one conversation. */
export interface Conversation {
  readonly id: string;
  readonly type: string;
  unreadCounter: number;
  readCounter: number;
  /** Counters of messages that were unread when they were revoked. */
  readonly revoked: Set<number>;
  /** History up to this sequence is hidden. */
  cleared: number;
  readSequence: number;
  peerReadSequence: number;
  peerReadTime: number;
  last: Message | undefined;
  profile: api.Profile | undefined;
  isListed: boolean;
  /** Grows with every change of `last`: tells apart conversations whose newest messages are of the same second. */
  order: number;
  /** What the app was given last. */
  view: api.Conversation | undefined;
  isChanged: boolean;
}

/** The conversations, their order, and the events that tell apps of changes. */
export interface ConversationList {
  /** The conversation, made if it is not known yet. */
  of(id: string): Conversation;
  find(id: string): Conversation | undefined;
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
  /** From now on changes are announced. */
  announce(): void;
  reset(): void;
}

/** A burst of changes becomes one event: about one frame of the screen. */
const GATHER_MS = 16;

export const unreadCount = ({ unreadCounter, readCounter, revoked }: Conversation): number => {
  let count = unreadCounter - readCounter;
  for (const counter of revoked) if (counter > readCounter && counter <= unreadCounter) count--;
  return Math.max(0, count);
};

const KINDS: readonly string[] = [TYPES.CONV_C2C, TYPES.CONV_GROUP, TYPES.CONV_SYSTEM];

/** `C2C`, `GROUP` or `@TIM#SYSTEM`, as the ID says; undefined for what is no conversation ID. */
export const typeOf = (id: string): string | undefined => KINDS.find((kind) => id.startsWith(kind));

export function createConversationList(emitter: Emitter): ConversationList {
  const all = new Map<string, Conversation>();
  let orders = 0;
  let isAnnouncing = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let shown: readonly api.Conversation[] = [];
  let shownTotal = 0;

  const listed = (): Conversation[] => [...all.values()].filter(({ isListed }) => isListed);

  function touch(conversation: Conversation): void {
    conversation.isChanged = true;
    if (isAnnouncing) timer ??= setTimeout(tell, GATHER_MS);
  }

  function view(conversation: Conversation): api.Conversation {
    const old = conversation.view;
    if (old && !conversation.isChanged) return old;
    conversation.isChanged = false;
    const fresh = viewOf(conversation);
    if (old && JSON.stringify(fresh) === JSON.stringify(old)) return old;
    return (conversation.view = fresh);
  }

  function sorted(): api.Conversation[] {
    return listed()
      .sort((a, b) => (b.last?.time ?? 0) - (a.last?.time ?? 0) || b.order - a.order)
      .map(view);
  }

  /** Notices of the system do not count (`getTotalUnreadMessageCount#2`). */
  function total(): number {
    return listed().reduce((sum, it) => sum + (it.type === TYPES.CONV_SYSTEM ? 0 : unreadCount(it)), 0);
  }

  /** Raises the events for what differs from what the app was told last (`compat#16`). */
  function tell(): void {
    timer = undefined;
    const list = sorted();
    if (list.length !== shown.length || list.some((it, i) => it !== shown[i])) {
      shown = list;
      emitter.emit(EVENT.CONVERSATION_LIST_UPDATED, [...list]);
    }
    const count = total();
    if (isAnnouncing && count !== shownTotal) {
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
          revoked: new Set(),
          cleared: 0,
          readSequence: 0,
          peerReadSequence: 0,
          peerReadTime: 0,
          last: undefined,
          profile: undefined,
          isListed: false,
          order: 0,
          view: undefined,
          isChanged: true,
        };
        all.set(id, known);
      }
      return known;
    },
    find: (id) => all.get(id),
    touch,
    show(conversation, isNewest = false) {
      if (conversation.isListed && !isNewest) return;
      conversation.isListed = true;
      conversation.order = ++orders;
      touch(conversation);
    },
    hide(conversation) {
      conversation.isListed = false;
      touch(conversation);
    },
    view,
    sorted,
    total,
    announce() {
      isAnnouncing = true;
      tell();
    },
    reset() {
      clearTimeout(timer);
      timer = undefined;
      isAnnouncing = false;
      all.clear();
      shown = [];
      shownTotal = 0;
    },
  };
}

function viewOf(conversation: Conversation): api.Conversation {
  const { id, type, profile } = conversation;
  return {
    conversationID: id,
    type,
    subType: "",
    unreadCount: unreadCount(conversation),
    lastMessage: toLastMessage(conversation.last),
    ...(profile && { userProfile: copyOf(profile) }),
    groupAtInfoList: [],
    remark: "",
    isPinned: false,
    messageRemindType: "",
    peerReadTime: conversation.peerReadTime,
    markList: [],
    customData: "",
    conversationGroupList: [],
    draftText: "",
    toAccount: type === TYPES.CONV_SYSTEM ? id : id.slice(type.length),
  };
}
