import { Limits, TYPES } from "../generated/protocol";
import type * as api from "../api";
import type { GroupList } from "./groupList";
import type { MessageStore } from "./messageStore";
import { createRate } from "./rate";
import type { Session } from "./session";
import { ok } from "./ok";

/** Reading the messages of the past. */
export type History = Pick<api.Chat, "getMessageList" | "getMessageListHopping" | "findMessage">;

export function createHistory(
  session: Pick<Session, "call">,
  groups: Pick<GroupList, "isLeft">,
  store: MessageStore,
): History {
  // groups and C2C each have their own
  const admitC2C = createRate("history of users", Limits.HISTORY_PULLS_PER_SECOND, 1000);
  const admitGroup = createRate("history of groups", Limits.HISTORY_PULLS_PER_SECOND, 1000);
  const admit = (conversationID: string): void =>
    conversationID.startsWith(TYPES.CONV_C2C) ? admitC2C() : admitGroup();

  const page = (count: number = Limits.HISTORY_PAGE): number => Math.min(Math.ceil(count), Limits.HISTORY_PAGE);

  async function list(options: api.GetMessageListOptions): Promise<api.Response<api.MessagePage>> {
    const { conversationID, nextReqMessageID, count } = options;
    if (groups.isLeft(conversationID)) {
      const before = nextReqMessageID ? (store.find(nextReqMessageID)?.sequence ?? 0) : Infinity;
      return end({ nextReqMessageID: "" }, held(conversationID, 0, before - 1));
    }
    admit(conversationID);
    const result = await session.call("message.list", {
      conversationID,
      nextReqMessageID: nextReqMessageID === "" ? undefined : nextReqMessageID, // the '' of an end may come back
      count: page(count),
    });
    return ok({
      messageList: result.messageList.map((wire) => store.adopt(wire)),
      nextReqMessageID: result.nextReqMessageID ?? "",
      isCompleted: result.isCompleted,
    });
  }

  async function hop(options: api.HopOptions): Promise<api.Response<api.HopPage>> {
    const { conversationID, sequence, time, direction = 0, count } = options;
    const isC2C = !conversationID.startsWith(TYPES.CONV_GROUP); // notices of the system are also found by time
    const start = isC2C ? time : sequence;
    const next = (value: number | undefined): object =>
      isC2C ? { nextMessageTime: value ?? "" } : { nextMessageSeq: value ?? "" };
    if (direction === 1 && start === undefined) return end(next(undefined));
    if (groups.isLeft(conversationID)) {
      return end(next(undefined), held(conversationID, direction && start, direction ? Infinity : start));
    }
    admit(conversationID);
    const result = await session.call("message.hop", {
      conversationID,
      time: isC2C ? start : undefined,
      sequence: isC2C ? undefined : start,
      direction,
      count: page(count),
    });
    return ok({
      messageList: result.messageList.map((wire) => store.adopt(wire)),
      isCompleted: result.isCompleted,
      ...next(isC2C ? result.nextMessageTime : result.nextMessageSeq),
    });
  }

  /** What this instance has of a group that the user has left: the server gives them nothing (`deleteConversation#4`). */
  const held = (conversationID: string, from = 0, upTo = Infinity): api.Message[] =>
    store
      .of(conversationID)
      .filter(({ sequence }) => sequence && sequence >= from && sequence <= upTo)
      .sort((a, b) => a.sequence - b.sequence);

  /** A page after which nothing comes. */
  const end = <T extends object>(
    next: T,
    messageList: api.Message[] = [],
  ): api.Response<T & { messageList: api.Message[]; isCompleted: boolean }> =>
    ok({ messageList, isCompleted: true, ...next });

  return {
    getMessageList: list,
    getMessageListHopping: hop,
    findMessage: (messageID) => store.find(messageID) ?? null,
  };
}
