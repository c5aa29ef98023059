import { Limits } from "../../generated/protocol";
import type * as api from "../../api";
import type { Area } from "../area";
import { createExtensions } from "../extensions";
import { FROM_1, isObject, isString, isText, listOf, optional, shape, STRING, TEXT, upTo, type Kind } from "../kinds";
import { createReactions } from "../reactions";
import { createReceipts } from "../receipts";
import type { Parameters, Positions } from "../validate";

const isSent = shape({ ID: isText, status: (value) => value === "success" });
const isExtensible = shape({ isSupportExtension: (value) => value === true });

const SENT: Kind = ["a message that was sent", isSent];
const EXTENSIBLE: Positions[number] = [
  "message",
  ["a message that was sent with isSupportExtension", (value) => isSent(value) && isExtensible(value)],
];
const EXTENSIONS: Kind = ["an array of {key, value}", listOf(shape({ key: isText, value: isString }), 1)];
const KEYS = optional(["an array of keys, or nothing", listOf(isText, 1)]);
const MESSAGES: Kind = ["an array of messages", listOf(isObject)];
const SENT_MESSAGES: Kind = ["an array of messages that were sent", listOf(isSent, 1)];

/** A whole number in a range. May be left out. */
const within = (least: number, most: number): Kind =>
  optional([
    `${least} to ${most}`,
    (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most,
  ]);

const REACTION: Positions = [
  ["message", SENT],
  ["reactionID", TEXT],
];

const PARAMETERS: Parameters = {
  setMessageExtensions: [EXTENSIBLE, ["extensions", EXTENSIONS]],
  getMessageExtensions: [EXTENSIBLE],
  deleteMessageExtensions: [EXTENSIBLE, ["keyList", KEYS]],
  addMessageReaction: REACTION,
  removeMessageReaction: REACTION,
  getMessageReactions: {
    messageList: upTo(Limits.REACTION_MESSAGES, SENT_MESSAGES),
    maxUserCountPerReaction: within(0, Limits.PARTIAL_USERS),
  },
  getAllUserListOfMessageReaction: {
    message: SENT,
    reactionID: TEXT,
    nextSeq: within(0, Number.MAX_SAFE_INTEGER),
    count: FROM_1,
  },
  sendMessageReadReceipt: upTo(Limits.RECEIPTS_PER_CALL, MESSAGES),
  getMessageReadReceiptList: MESSAGES,
  getGroupMessageReadMemberList: { message: SENT, filter: within(0, 1), cursor: STRING, count: FROM_1 },
};

/** What users attach to messages: extensions, reactions, read receipts. */
export const attachments: Area<api.AttachmentApi> = {
  parameters: PARAMETERS,
  part({ session, emitter, me, store, updates }) {
    const extensions = createExtensions(session, emitter, updates);
    const reactions = createReactions(session, emitter, me, updates);
    const receipts = createReceipts(session, emitter, me, store, updates);
    return {
      api: { ...extensions.api, ...reactions.api, ...receipts.api },
      pushes: {
        "message.extensionsUpdated": (body) => extensions.updated(body),
        "message.extensionsDeleted": (body) => extensions.deleted(body),
        "message.reactionsUpdated": (body) => reactions.updated(body),
        "message.receiptsReceived": (body) => receipts.received(body),
      },
      missed({ conversationID, messageList, attachmentList, after }) {
        const intact = messageList.filter(({ revocation }) => !revocation);
        receipts.missed(conversationID, intact);
        const attachments = new Map(attachmentList.map((it) => [it.id, it]));
        for (const { ID: id, change = 0 } of intact) {
          const { reactionList = [], extensionList = [] } = attachments.get(id) ?? {};
          reactions.missed(id, change, after, reactionList);
          extensions.missed(id, change, after, extensionList);
        }
      },
    };
  },
};
