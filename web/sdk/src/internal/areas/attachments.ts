import type * as api from "../../api";
import type { Area } from "../area";
import { attachments as methods } from "../attachments";
import { createExtensions } from "../extensions";
import { createReactions } from "../reactions";
import { createReceipts } from "../receipts";

/** What users attach to messages: extensions, reactions, read receipts. */
export const attachments: Area<api.AttachmentApi> = {
  parameters: {}, // each has more than one, and checks them itself
  part({ session, emitter, log, check, me, store }) {
    const extensions = createExtensions(session, emitter);
    const reactions = createReactions(session, emitter, log, me);
    const receipts = createReceipts(session, emitter, log, me, store);
    return {
      api: methods(check, { extensions, reactions, receipts }),
      pushes: {
        "message.extensionsUpdated": (body) => extensions.updated(body),
        "message.extensionsDeleted": (body) => extensions.deleted(body),
        "message.reactionsUpdated": (body) => reactions.updated(body),
        "message.receiptsReceived": (body) => receipts.received(body),
      },
    };
  },
};
