import {
  ErrorCode,
  Limits,
  TYPES,
  type ConversationFailure,
  type OptionsResult,
  type SetReceiveOption,
} from "../generated/protocol";
import type * as api from "../api";
import { typeOf, type ConversationList } from "./conversationList";
import { ChatError, checkEnabled } from "./errors";
import { first } from "./first";
import type { GroupList } from "./groupList";
import type { Logger } from "./logger";
import type { Options } from "./options";
import { markOf } from "./areaKinds";
import { scope } from "./scope";
import type { Session } from "./session";
import type { Topics } from "./topics";
import { ok } from "./ok";

const MARKS = "conversation.marks";
const GROUPS = "conversation.groups";
const DAY_S = 86_400;

/** The calls that change what the user keeps about conversations. */
export function createConversationOptions(
  session: Pick<Session, "call" | "config">,
  options: Options,
  list: ConversationList,
  groups: Pick<GroupList, "view">,
  topics: Pick<Topics, "view">,
  log: Logger,
): api.ConversationOptionApi {
  function taken({ changes, failureList = [] }: OptionsResult): readonly ConversationFailure[] {
    options.updated(changes);
    return failureList;
  }

  const failure = (conversationID: string): ConversationFailure | undefined => {
    const code = !typeOf(conversationID)
      ? ErrorCode.INVALID_CONV_ID
      : list.find(conversationID)?.isListed
        ? 0
        : ErrorCode.CONV_NOT_FOUND;
    return code ? { conversationID, code, message: `no such conversation: ${conversationID}` } : undefined;
  };

  /** Those that are not on the list fail here; the server is asked about the others. */
  async function each(
    given: readonly string[],
    gate: string | undefined,
    ask: (conversationIDList: string[]) => Promise<OptionsResult>,
  ): Promise<api.Response<api.ConversationResults>> {
    if (gate) checkEnabled(session, gate);
    const ids = [...new Set(given)];
    const failures = ids.flatMap((id) => failure(id) ?? []);
    const known = ids.filter((id) => !failure(id));
    if (known.length) failures.push(...taken(await ask(known)));
    const isFailed = (id: string): boolean => failures.some(({ conversationID }) => conversationID === id);
    return ok({
      successConversationIDList: ids.filter((id) => !isFailed(id)),
      failureConversationIDList: failures.map((it) => ({ ...it })),
    });
  }

  async function aboutGroups(ask: () => Promise<OptionsResult>): Promise<api.Response<object>> {
    checkEnabled(session, GROUPS);
    taken(await ask());
    return ok({});
  }

  async function remindGroup(groupID: string, messageRemindType: string): Promise<api.RemindTypeResult> {
    const conversationIDList = [TYPES.CONV_GROUP + groupID];
    const [refused] = taken(
      await session.call("conversation.setRemindType", { conversationIDList, messageRemindType }),
    );
    if (refused) throw new ChatError(refused.code, refused.message);
    const topic = topics.view(groupID);
    if (topic) return { topic };
    const group = groups.view(groupID);
    return group ? { group } : {};
  }

  async function remindUsers(given: readonly string[], messageRemindType: string): Promise<api.RemindTypeResult> {
    const users = first(log, "setMessageRemindType", given, Limits.REMINDERS_PER_CALL);
    const conversationIDList = users.map((userID) => TYPES.CONV_C2C + userID);
    const failures = taken(await session.call("conversation.setRemindType", { conversationIDList, messageRemindType }));
    const failureUserIDList = failures.map(({ conversationID, code, message }) => ({
      userID: conversationID.slice(TYPES.CONV_C2C.length),
      code,
      message,
    }));
    const isFailed = (id: string): boolean => failureUserIDList.some(({ userID }) => userID === id);
    return { successUserIDList: users.filter((id) => !isFailed(id)).map((userID) => ({ userID })), failureUserIDList };
  }

  async function pin(id: string, isPinned: boolean): Promise<void> {
    if (!typeOf(id)) throw new ChatError(ErrorCode.INVALID_CONV_ID, `${id} is no conversation ID`);
    if (id === TYPES.CONV_SYSTEM) options.pinSystem(isPinned);
    else if (options.of(id).isPinned !== isPinned) {
      taken(await session.call("conversation.pin", { conversationID: id, isPinned })); // else `pinConversation#2`
    }
  }

  function draft(id: string, draftText: string) {
    const known = list.find(id);
    if (!known?.isListed) return Promise.reject(new ChatError(ErrorCode.CONV_NOT_FOUND, `no such conversation: ${id}`));
    known.draft = draftText;
    list.touch(known);
    const conversation = list.view(known);
    return Promise.resolve({ code: 0, data: { conversation }, conversation });
  }

  return {
    pinConversation: ({ conversationID, isPinned }) => pin(conversationID, isPinned).then(() => ok({ conversationID })),
    setMessageRemindType: ({ groupID, userIDList, messageRemindType }) =>
      (groupID ? remindGroup(groupID, messageRemindType) : remindUsers(userIDList ?? [], messageRemindType)).then(
        (data) => ok(data),
      ),
    markConversation: ({ conversationIDList, markType, enableMark }) =>
      each(conversationIDList, MARKS, (ids) =>
        session.call("conversation.mark", { conversationIDList: ids, mark: markOf(markType), enableMark }),
      ),
    setConversationCustomData: ({ conversationIDList, customData }) =>
      each(conversationIDList, undefined, (ids) =>
        session.call("conversation.setCustomData", { conversationIDList: ids, customData }),
      ),
    setConversationDraft: ({ conversationID, draftText }) => draft(conversationID, draftText),
    async setAllReceiveMessageOpt(wanted) {
      taken(await session.call("conversation.setReceiveOption", receiveOption(wanted)));
      return ok(options.receiveOpt);
    },
    getAllReceiveMessageOpt: () => Promise.resolve(ok(options.receiveOpt)),
    async getConversationGroupList() {
      checkEnabled(session, GROUPS);
      return Promise.resolve(ok(options.groupNames()));
    },
    createConversationGroup: ({ conversationIDList, groupName }) =>
      each(conversationIDList, GROUPS, (ids) =>
        session.call("conversationGroup.create", { conversationIDList: ids, groupName }),
      ),
    deleteConversationGroup: (groupName) => aboutGroups(() => session.call("conversationGroup.delete", { groupName })),
    renameConversationGroup: ({ oldName, newName }) =>
      aboutGroups(() => session.call("conversationGroup.rename", { oldName, newName })),
    addConversationsToGroup: ({ conversationIDList, groupName }) =>
      each(conversationIDList, GROUPS, (ids) =>
        session.call("conversationGroup.add", { conversationIDList: ids, groupName }),
      ),
    deleteConversationsFromGroup: ({ conversationIDList, groupName }) =>
      each(conversationIDList, GROUPS, (ids) =>
        session.call("conversationGroup.remove", { conversationIDList: ids, groupName }),
      ),
  };
}

/** What the server is told: times of today on this machine's clock, as seconds since 1970 (`setAllReceiveMessageOpt#7`). */
export function receiveOption(wanted: api.AllReceiveMessageOptions, now = new Date()): SetReceiveOption {
  const { messageRemindType = TYPES.MSG_REMIND_ACPT_NOT_NOTE, duration = 0, isRepeated = true } = wanted;
  if (messageRemindType === TYPES.MSG_REMIND_ACPT_AND_NOTE) {
    return { messageRemindType, startTime: 0, endTime: 0, isRepeated: false };
  }
  const { startHour = 0, startMinute = 0, startSecond = 0 } = wanted;
  const startTime = Math.floor(new Date(now).setHours(startHour, startMinute, startSecond, 0) / 1000);
  const endTime = startTime + (isRepeated ? Math.min(duration, DAY_S) : duration); // `setAllReceiveMessageOpt#3`
  const timeZone = scope.Intl?.DateTimeFormat().resolvedOptions().timeZone; // mini programs may have none
  return { messageRemindType, startTime, endTime, isRepeated, timeZone };
}
