import type * as api from "../../api";
import type { Area } from "../area";
import { attachments as methods } from "../attachments";
import { createExtensions } from "../extensions";
import { createReactions } from "../reactions";
import { createReceipts } from "../receipts";

/** What users attach to messages: extensions, reactions, read receipts. */
export const attachments: Area<api.AttachmentApi> = {
  parameters: {}, // each has more than one, and checks them itself
  part({ session, emitter, log, check, me, store, updates }) {
    const extensions = createExtensions(session, emitter, updates);
    const reactions = createReactions(session, emitter, log, me, updates);
    const receipts = createReceipts(session, emitter, log, me, store, updates);
    return {
      api: methods(check, { extensions, reactions, receipts }),
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
