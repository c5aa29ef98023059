import {
  EVENT,
  TYPES,
  type ConversationGroup,
  type ConversationOptions,
  type OptionsUpdated,
  type ReceiveOption,
} from "../generated/protocol";
import type * as api from "../api";
import type { Emitter } from "./emitter";
import type { Logger } from "./logger";
import type { Session } from "./session";
import { groupOfRoom, isOf } from "./topicIDs";

/**
 * What the user keeps about conversations, on the list or not. Each conversation comes whole with the version of its
 * last change, so the order of news does not matter; the version up to which all are here tells what to ask for.
 */
export interface Options {
  of(id: string): ConversationOptions;
  /** Names of the groups that a conversation is in. */
  groupsOf(id: string): string[];
  groupNames(): string[];
  readonly receiveOpt: api.AllReceiveMessageOpt;
  /** Whether some of a conversation's messages do not come because the user wants it so. */
  isKeptBack(id: string): boolean;
  /** Pinned conversations. */
  pinned(): string[];
  /** `pinConversation#3` */
  pinSystem(isPinned: boolean): void;
  /** Deleted or left, and the pin with it; the push that says so may be on its way. */
  unpinned(id: string): void;
  /** What was kept about a group or topic that is over is not about the next one of that ID. */
  drop(id: string): void;
  /** The server tells of a change, made here or elsewhere. */
  updated(step: OptionsUpdated | undefined): void;
  /** Asks for what is new, before the conversations are compared. */
  sync(): Promise<void>;
  /** From now on changes are announced. */
  announce(): void;
  reset(): void;
}

/** Who hears of changes. */
export interface OptionListener {
  changed(before: ConversationOptions, after: ConversationOptions): void;
  /** Groups have come, gone or other names; some conversations are in one. */
  regrouped(ids: readonly string[]): void;
  /** The conversations of a group as the app sees them, as far as they are on the list. */
  views(ids: readonly string[]): api.Conversation[];
}

/** How long news that are missing may be on their way before all are asked for. */
const GAP_MS = 200;
/** How long until it is asked again where asking failed. */
const RETRY_MS = 2_000;
const KEPT_BACK: readonly string[] = [TYPES.MSG_REMIND_DISCARD, TYPES.NOT_RECEIVE_MSG_EXCEPT_AT];
const NOTIFY = TYPES.MSG_REMIND_ACPT_AND_NOTE;
const NOT_QUIET: ReceiveOption = { messageRemindType: NOTIFY, startTime: 0, endTime: 0, isRepeated: false };

const none = (conversationID: string, isPinned = false): ConversationOptions => ({
  ...{ conversationID, version: 0, isPinned, messageRemindType: NOTIFY },
  ...{ markList: [], customData: "", groupIDList: [] },
});

/** Whether some of the messages do not come. */
export const keepsBack = ({ messageRemindType }: ConversationOptions): boolean => KEPT_BACK.includes(messageRemindType);

export function createOptions(
  session: Pick<Session, "call">,
  emitter: Emitter,
  log: Logger,
  listener: OptionListener,
): Options {
  const all = new Map<string, ConversationOptions>();
  /** Versions that came before those between. */
  const early = new Set<number>();
  /** Everything up to it is here. */
  let version = 0;
  let groups: readonly ConversationGroup[] = [];
  let receiveOption = NOT_QUIET;
  /** Version of the two above. */
  let newest = 0;
  let isSystemPinned = false;
  let isAnnouncing = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Grows with every sign-out: answers to older questions are worth nothing. */
  let life = 0;
  let told = "[]";
  let toldOpt = "";

  const of = (id: string): ConversationOptions =>
    id === TYPES.CONV_SYSTEM ? none(id, isSystemPinned) : (all.get(id) ?? none(id));
  const groupNames = (): string[] => groups.map(({ groupName }) => groupName);
  const inGroup = (group: number): string[] =>
    [...all.values()].filter((it) => it.groupIDList.includes(group)).map((it) => it.conversationID);
  const members = (): Map<number, string> =>
    new Map(groups.map(({ groupID }) => [groupID, inGroup(groupID).sort().join()]));
  const opt = (): api.AllReceiveMessageOpt => {
    const { messageRemindType, startTime, endTime, isRepeated } = receiveOption;
    return { messageRemindType, startTime, endTime, isRepeated };
  };

  function take(news: OptionsUpdated): void {
    const before = members();
    const changed: [ConversationOptions, ConversationOptions][] = [];
    for (const options of news.optionList) {
      const old = of(options.conversationID);
      if (options.version <= old.version) continue;
      all.set(options.conversationID, options);
      changed.push([old, options]);
    }
    if (news.version >= newest) {
      newest = news.version;
      groups = news.groupList;
      receiveOption = news.receiveOption;
    }
    for (const [old, now] of changed) listener.changed(old, now);
    tell(before);
  }

  function tell(before: ReadonlyMap<number, string>): void {
    const names = JSON.stringify(groupNames());
    if (names !== told) {
      listener.regrouped([...all.values()].filter((it) => it.groupIDList.length).map((it) => it.conversationID));
      if (isAnnouncing) {
        told = names;
        emitter.emit(EVENT.CONVERSATION_GROUP_LIST_UPDATED, groupNames());
      }
    }
    if (!isAnnouncing) return;
    const now = members();
    for (const { groupID, groupName } of groups) {
      // a new group is told of by the list of groups
      if (!before.has(groupID) || before.get(groupID) === now.get(groupID)) continue;
      const conversationList = listener.views(inGroup(groupID));
      emitter.emit(EVENT.CONVERSATION_IN_GROUP_UPDATED, { groupName, conversationList });
    }
    if (JSON.stringify(opt()) !== toldOpt) {
      toldOpt = JSON.stringify(opt());
      emitter.emit(EVENT.ALL_RECEIVE_MESSAGE_OPT_UPDATED, opt());
    }
  }

  /** Goes on to the versions that have come already. */
  function advance(): void {
    while (early.delete(version + 1)) version++;
    for (const past of early) if (past <= version) early.delete(past);
    if (early.size) timer ??= setTimeout(catchUp, GAP_MS);
  }

  function catchUp(): void {
    timer = undefined;
    const mine = life;
    if (!early.size) return;
    sync().catch((failure: unknown) => {
      if (life !== mine) return;
      log.warn("Could not ask for options", failure);
      timer ??= setTimeout(catchUp, RETRY_MS);
    });
  }

  async function sync(): Promise<void> {
    const mine = life;
    for (let isCompleted = false; !isCompleted && life === mine;) {
      const page = await session.call("conversation.syncOptions", { version });
      if (life !== mine) return;
      ({ isCompleted } = page);
      if (!page.changes) break;
      take(page.changes);
      version = Math.max(version, page.changes.version);
      advance();
    }
  }

  return {
    of,
    groupsOf: (id) => groups.filter((it) => of(id).groupIDList.includes(it.groupID)).map((it) => it.groupName),
    groupNames,
    get receiveOpt() {
      return opt();
    },
    // of a topic also where nothing of its Community is wanted (`setMessageRemindType#4`)
    isKeptBack: (id) => keepsBack(of(id)) || of(groupOfRoom(id)).messageRemindType === TYPES.MSG_REMIND_DISCARD,
    pinned: () => [...all.values()].filter((it) => it.isPinned).map((it) => it.conversationID),
    pinSystem(isPinned) {
      const before = of(TYPES.CONV_SYSTEM);
      isSystemPinned = isPinned;
      listener.changed(before, of(TYPES.CONV_SYSTEM));
    },
    unpinned(id) {
      const known = all.get(id);
      if (known) all.set(id, { ...known, isPinned: false });
    },
    drop(id) {
      for (const it of all.keys()) if (isOf(it, id)) all.delete(it);
    },
    updated(step) {
      if (!step) return;
      take(step);
      if (step.version > version) early.add(step.version);
      advance();
    },
    sync,
    announce() {
      isAnnouncing = true;
      toldOpt = JSON.stringify(opt());
      tell(members());
    },
    reset() {
      life++;
      clearTimeout(timer);
      timer = undefined;
      all.clear();
      early.clear();
      version = newest = 0;
      groups = [];
      receiveOption = NOT_QUIET;
      isSystemPinned = isAnnouncing = false;
      told = "[]";
    },
  };
}
