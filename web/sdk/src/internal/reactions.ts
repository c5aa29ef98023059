import {
  EVENT,
  Limits,
  type MissedReaction,
  type Reaction,
  type ReactionState,
  type ReactionsUpdated,
} from "../generated/protocol";
import type * as api from "../api";
import type { Emitter } from "./emitter";
import { checkEnabled } from "./errors";
import { createRecent } from "./recent";
import { ofOneConversation } from "./receipts";
import type { Account, Session } from "./session";
import type { Updates } from "./updates";
import { ok } from "./ok";

export const REACTIONS_GATE = "message.reactions";

type Methods =
  "addMessageReaction" | "removeMessageReaction" | "getMessageReactions" | "getAllUserListOfMessageReaction";

/** What the app was told last of a reaction. */
interface Told {
  readonly change: number;
  readonly totalUserCount: number;
}

/** Reactions to messages. */
export interface Reactions {
  readonly api: Pick<api.Chat, Methods>;
  updated(push: ReactionsUpdated): void;
  /**
   * What is on a message that was changed while this instance was away.
   *
   * @param change - of the message
   * @param after - the last one that was known before
   */
  missed(id: string, change: number, after: number, now: readonly MissedReaction[]): void;
}

export function createReactions(
  session: Pick<Session, "call" | "config">,
  emitter: Emitter,
  me: () => Account,
  updates: Pick<Updates, "attached">,
): Reactions {
  const recent = createRecent<Told>();

  function tell(id: string, change: number, reactionList: api.Reaction[]): void {
    const told = recent.of(id);
    for (const { reactionID, totalUserCount } of reactionList) told.set(reactionID, { change, totalUserCount });
    if (reactionList.length) emitter.emit(EVENT.MESSAGE_REACTIONS_UPDATED, { messageID: id, reactionList });
  }

  function updated(id: string, { reactionID, change, userIDList, partialUserList }: ReactionState): void {
    if ((recent.of(id).get(reactionID)?.change ?? 0) >= change) return; // something newer came before it
    const totalUserCount = userIDList.length;
    const reactedByMyself = userIDList.includes(me().userID);
    tell(id, change, [copyOf({ reactionID, totalUserCount, reactedByMyself, partialUserList })]);
  }

  /** What the app asked for itself. */
  function note(id: string, change: number, reactionList: readonly Reaction[]): void {
    const told = recent.of(id);
    for (const [reactionID, old] of told) {
      if (old.change < change) told.set(reactionID, { change, totalUserCount: 0 });
    }
    for (const { reactionID, totalUserCount } of reactionList) {
      if ((told.get(reactionID)?.change ?? 0) <= change) told.set(reactionID, { change, totalUserCount });
    }
  }

  async function change(
    operation: "message.addReaction" | "message.removeReaction",
    { ID: id, conversationID }: api.Message,
    reactionID: string,
  ): Promise<api.Response<object>> {
    checkEnabled(session, REACTIONS_GATE);
    const state = await session.call(operation, { conversationID, id, reactionID });
    updates.attached(conversationID, [state.change], () => updated(id, state));
    return ok({});
  }

  return {
    updated: ({ conversationID, id, reaction }) =>
      updates.attached(conversationID, [reaction.change], () => updated(id, reaction)),
    missed(id, change, after, now) {
      const told = recent.of(id);
      const isOlder = (old: Told | undefined): boolean => (old?.change ?? 0) < change; // else a push was faster
      // whoever came is the newest; where nobody did, somebody may have gone
      const changed = now.filter(({ newest, reaction: { reactionID, totalUserCount } }) => {
        const old = told.get(reactionID);
        return (
          isOlder(old) &&
          (newest > (old?.change ?? after) || totalUserCount !== (old ?? { totalUserCount }).totalUserCount)
        );
      });
      const gone = [...told].filter(
        ([reactionID, old]) =>
          isOlder(old) && old.totalUserCount && !now.some(({ reaction }) => reaction.reactionID === reactionID),
      );
      tell(id, change, [
        ...changed.map(({ reaction }) => copyOf(reaction)),
        ...gone.map(([reactionID]) => ({ reactionID, totalUserCount: 0, reactedByMyself: false, partialUserList: [] })),
      ]);
    },
    api: {
      addMessageReaction: (message, reactionID) => change("message.addReaction", message, reactionID),
      removeMessageReaction: (message, reactionID) => change("message.removeReaction", message, reactionID),
      async getMessageReactions({ messageList, maxUserCountPerReaction: maxUserCount = Limits.PARTIAL_USERS }) {
        checkEnabled(session, REACTIONS_GATE);
        const messages = ofOneConversation(messageList);
        const [first] = messages;
        if (!first) return ok({ resultList: [] });
        const { change, resultList } = await session.call("message.getReactions", {
          conversationID: first.conversationID,
          idList: messages.map(({ ID }) => ID),
          maxUserCount,
        });
        for (const { id, reactionList } of resultList) note(id, change, reactionList);
        const shown = resultList.map(({ id, reactionList }) => ({
          messageID: id,
          reactionList: reactionList.map(copyOf),
        }));
        return ok({ resultList: shown });
      },
      async getAllUserListOfMessageReaction(options) {
        checkEnabled(session, REACTIONS_GATE);
        const { message, reactionID, nextSeq, count = Limits.USERS_PER_REACTION } = options;
        const page = await session.call("message.reactionUsers", {
          conversationID: message.conversationID,
          id: message.ID,
          reactionID,
          nextSeq,
          count: Math.min(Math.ceil(count), Limits.USERS_PER_REACTION),
        });
        return ok({ ...page, userList: page.userList.map((user) => ({ ...user })) });
      },
    },
  };
}

const copyOf = (reaction: Reaction): api.Reaction => ({
  ...reaction,
  partialUserList: reaction.partialUserList.map((user) => ({ ...user })),
});
