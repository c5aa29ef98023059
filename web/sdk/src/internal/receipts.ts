import {
  ErrorCode,
  EVENT,
  Limits,
  TYPES,
  type MessageReceipt,
  type Message as WireMessage,
  type ReceiptsReceived,
} from "../generated/protocol";
import type * as api from "../api";
import type { Emitter } from "./emitter";
import { ChatError, checkEnabled } from "./errors";
import { receiptInfo } from "./message";
import type { MessageStore } from "./messageStore";
import type { Account, Session } from "./session";
import type { Updates } from "./updates";
import { ok, own } from "./ok";

export const RECEIPTS_GATE = "message.c2cReadReceipt";

type Methods = "sendMessageReadReceipt" | "getMessageReadReceiptList" | "getGroupMessageReadMemberList";

/** Read receipts of messages. */
export interface Receipts {
  readonly api: Pick<api.Chat, Methods>;
  received(push: ReceiptsReceived): void;
  /** These messages of a conversation have changed while this instance was away. */
  missed(conversationID: string, messages: readonly WireMessage[]): void;
}

export function createReceipts(
  session: Pick<Session, "call" | "config">,
  emitter: Emitter,
  me: () => Account,
  store: Pick<MessageStore, "find">,
  updates: Pick<Updates, "attached">,
): Receipts {
  function tell(conversationID: string, receiptList: readonly Pick<MessageReceipt, "id" | "receipts">[]): void {
    const isGroup = conversationID.startsWith(TYPES.CONV_GROUP);
    const type = isGroup ? TYPES.CONV_GROUP : TYPES.CONV_C2C;
    const name = conversationID.slice(type.length);
    const news: api.ReadReceipt[] = [];
    for (const { id, receipts } of receiptList) {
      if (!id.startsWith(`${me().tinyID}-`)) continue; // the user's own, sent by another instance
      const message = store.find(id);
      const old = message?.readReceiptInfo;
      if (old?.isPeerRead || (old?.readCount ?? 0) >= receipts.count) continue;
      const info = receiptInfo(type, receipts);
      if (message) message.readReceiptInfo = info;
      news.push({ ...(isGroup ? { groupID: name } : { userID: name }), messageID: id, ...info });
    }
    if (news.length) emitter.emit(EVENT.MESSAGE_READ_RECEIPT_RECEIVED, news);
  }

  const changesOf = (receiptList: readonly MessageReceipt[]): number[] => receiptList.map(({ change }) => change);

  async function ask(messages: readonly api.Message[]): Promise<void> {
    const [first] = messages;
    if (!first) return;
    const { conversationID } = first;
    const idList = messages.slice(0, Limits.RECEIPTS_PER_CALL).map(({ ID }) => ID);
    const { receiptList } = await session.call("message.getReceipts", { conversationID, idList });
    for (const { id, receipts } of receiptList) {
      for (const message of messages) {
        const isNewer = (message.readReceiptInfo.readCount ?? 0) <= receipts.count; // else a push was faster
        if (message.ID === id && isNewer) message.readReceiptInfo = receiptInfo(TYPES.CONV_GROUP, receipts);
      }
    }
    await ask(messages.slice(Limits.RECEIPTS_PER_CALL));
  }

  return {
    received: ({ conversationID, receiptList }) =>
      updates.attached(conversationID, changesOf(receiptList), () => tell(conversationID, receiptList)),
    missed(conversationID, messages) {
      tell(
        conversationID,
        messages.flatMap(({ ID: id, receipts }) => (receipts ? [{ id, receipts }] : [])),
      );
    },
    api: {
      async sendMessageReadReceipt(messageList) {
        if (messageList[0]?.conversationType === TYPES.CONV_C2C) checkEnabled(session, RECEIPTS_GATE);
        const messages = ofOneConversation(messageList).filter(
          ({ flow, needReadReceipt, isRevoked }) => flow === "in" && needReadReceipt && !isRevoked,
        );
        const [first] = messages;
        if (!first) {
          throw new ChatError(ErrorCode.READ_RECEIPT_MSG_LIST_EMPTY, "no message asks for a receipt");
        }
        const idList = messages.map(({ ID }) => ID);
        const { conversationID } = first;
        const { receiptList } = await session.call("message.sendReceipts", { conversationID, idList });
        updates.attached(conversationID, changesOf(receiptList), () => undefined); // nothing to be told here
        return ok({});
      },
      // in C2C all that is known is in the messages: `getMessageReadReceiptList#5`
      async getMessageReadReceiptList(messageList) {
        const mine = messageList.filter(
          ({ conversationID, conversationType, flow, needReadReceipt }) =>
            conversationType === TYPES.CONV_GROUP &&
            conversationID === messageList[0]?.conversationID &&
            flow === "out" &&
            needReadReceipt,
        );
        await ask(mine);
        return ok({ messageList });
      },
      async getGroupMessageReadMemberList({ message, filter = 0, cursor = "", count = Limits.READERS_PAGE }) {
        const { conversationID, ID: id } = message;
        const page = await session.call("message.listReaders", { conversationID, id, filter, cursor, count });
        const userIDs = own(page.userIDList);
        return ok({
          isCompleted: !page.cursor,
          cursor: page.cursor,
          messageID: id,
          readUserIDList: filter === 0 ? userIDs : [],
          unreadUserIDList: filter === 1 ? userIDs : [],
        });
      },
    },
  };
}

/** Those in the conversation of the first one, each once. */
export function ofOneConversation(messages: readonly api.Message[]): api.Message[] {
  const wanted = messages.filter((it) => it.conversationID === messages[0]?.conversationID);
  return [...new Map(wanted.map((message) => [message.ID, message])).values()];
}
