import { EVENT, Limits, type ReactionState, type ReactionsUpdated } from "../generated/protocol";
import type * as api from "../api";
import type { Emitter } from "./emitter";
import { checkEnabled } from "./errors";
import { createRecent } from "./recent";
import { ofOneConversation } from "./receipts";
import type { Logger } from "./logger";
import type { Account, Session } from "./session";

export const REACTIONS_GATE = "message.reactions";

type Methods =
  "addMessageReaction" | "removeMessageReaction" | "getMessageReactions" | "getAllUserListOfMessageReaction";

/** Reactions to messages. */
export interface Reactions extends Pick<api.Chat, Methods> {
  updated(push: ReactionsUpdated): void;
}

export function createReactions(
  session: Pick<Session, "call" | "config">,
  emitter: Emitter,
  log: Logger,
  me: () => Account,
): Reactions {
  /** The newest change of each reaction that was told of. */
  const told = createRecent<number>();

  function updated(id: string, { reactionID, change, userIDList, partialUserList }: ReactionState): void {
    const changes = told.of(id);
    if ((changes.get(reactionID) ?? 0) >= change) return; // something newer came before it
    changes.set(reactionID, change);
    const reaction: api.Reaction = {
      reactionID,
      totalUserCount: userIDList.length,
      reactedByMyself: userIDList.includes(me().userID),
      partialUserList: partialUserList.map((user) => ({ ...user })),
    };
    emitter.emit(EVENT.MESSAGE_REACTIONS_UPDATED, { messageID: id, reactionList: [reaction] });
  }

  async function change(
    operation: "message.addReaction" | "message.removeReaction",
    { ID: id, conversationID }: api.Message,
    reactionID: string,
  ): Promise<api.Response<object>> {
    checkEnabled(session, REACTIONS_GATE);
    updated(id, await session.call(operation, { conversationID, id, reactionID }));
    return { code: 0, data: {} };
  }

  return {
    updated: (push) => updated(push.id, push.reaction),
    addMessageReaction: (message, reactionID) => change("message.addReaction", message, reactionID),
    removeMessageReaction: (message, reactionID) => change("message.removeReaction", message, reactionID),
    async getMessageReactions({ messageList, maxUserCountPerReaction: maxUserCount = Limits.PARTIAL_USERS }) {
      checkEnabled(session, REACTIONS_GATE);
      const messages = ofOneConversation("getMessageReactions", messageList, Limits.REACTION_MESSAGES, log);
      const [first] = messages;
      if (!first) return { code: 0, data: { resultList: [] } };
      const { resultList } = await session.call("message.getReactions", {
        conversationID: first.conversationID,
        idList: messages.map(({ ID }) => ID),
        maxUserCount,
      });
      const shown = resultList.map(({ id, reactionList }) => ({
        messageID: id,
        reactionList: reactionList.map((reaction) => ({
          ...reaction,
          partialUserList: reaction.partialUserList.map((user) => ({ ...user })),
        })),
      }));
      return { code: 0, data: { resultList: shown } };
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
      return { code: 0, data: { ...page, userList: page.userList.map((user) => ({ ...user })) } };
    },
  };
}
