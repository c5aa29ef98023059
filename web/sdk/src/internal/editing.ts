import { ErrorCode, TYPES } from "../generated/protocol";
import type * as api from "../api";
import type { Conversations } from "./conversations";
import { ChatError, toChatError } from "./errors";
import { Message } from "./message";
import type { MessageStore } from "./messageStore";
import { createRate } from "./rate";
import { utf8Size } from "./scope";
import type { Session } from "./session";
import type { Updates } from "./updates";
import type { Check } from "./validate";
import { oneOf, REWRITABLE } from "./kinds";
import { ok } from "./ok";

/** What the user does to messages that are sent. */
export type Editing = Pick<api.Chat, "revokeMessage" | "modifyMessage" | "deleteMessage">;

const ORDINARY = oneOf(TYPES.CONV_C2C, TYPES.CONV_GROUP);

export function createEditing(
  session: Pick<Session, "call" | "config">,
  check: Check,
  store: MessageStore,
  updates: Updates,
  conversations: Pick<Conversations, "forget">,
): Editing {
  const admit = createRate("deleteMessage", 1, 1000); // `deleteMessage#3`

  /** The object of this message that is kept up to date: an app may hand in a copy of it. */
  const held = (message: api.Message): Message =>
    store.find(message.ID) ?? (message instanceof Message ? message : Object.assign(new Message(), message));

  async function naming<T>(message: api.Message, code: number, call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (failure) {
      const error = toChatError(failure, code);
      throw new ChatError(error.code, error.message, { message });
    }
  }

  async function revoke(message: api.Message): Promise<api.Response<{ message: api.Message }>> {
    const target = held(message);
    const request = { conversationID: target.conversationID, id: target.ID };
    await naming(target, ErrorCode.MSG_REVOKE_FAIL, () =>
      updates.whileRevoking(target.ID, async () => {
        updates.answered(target, (await session.call("message.revoke", request)).message);
      }),
    );
    return ok({ message: target });
  }

  async function modify(message: api.Message): Promise<api.Response<{ message: api.Message }>> {
    const target = held(message);
    await naming(target, ErrorCode.MESSAGE_NOT_FOUND, async () => {
      if (store.base(target) < target.version) {
        store.published(target); // what the app wrote has given way to something newer
        throw new ChatError(ErrorCode.MSG_MODIFY_CONFLICT, `by now the message has version ${target.version}`);
      }
      const { type, payload, cloudCustomData } = message;
      const rewrites = REWRITABLE.includes(type);
      const size = (rewrites ? utf8Size(JSON.stringify(payload)) : 0) + utf8Size(cloudCustomData);
      const most = session.config.maxMessageBytes;
      if (size > most) throw new ChatError(ErrorCode.MESSAGE_TOO_LARGE, `${size} bytes, expected at most ${most}`);
      const { message: newest, isConflict } = await session.call("message.modify", {
        conversationID: target.conversationID,
        id: target.ID,
        version: message.version,
        ...(rewrites && { type, payload }),
        cloudCustomData: cloudCustomData || undefined,
      });
      store.published(target);
      if (isConflict) {
        store.update(target, newest);
        throw new ChatError(ErrorCode.MSG_MODIFY_CONFLICT, `by now the message has version ${newest.version ?? 0}`);
      }
      updates.answered(target, newest);
    });
    return ok({ message: target });
  }

  async function remove(messages: readonly api.Message[]): Promise<api.Response<{ messageList: api.Message[] }>> {
    const conversationID = messages[0]?.conversationID ?? "";
    if (conversationID === TYPES.CONV_SYSTEM) {
      throw new ChatError(ErrorCode.CANNOT_DELETE_GRP_SYSTEM_NOTICE, "system notices cannot be deleted");
    }
    admit();
    // `deleteMessage#2`, `#9`
    const wanted = messages.filter((it) => it.conversationID === conversationID && it.status === "success");
    const idList = wanted
      .filter(({ sequence, conversationSubType }) => sequence || conversationSubType === TYPES.GRP_AVCHATROOM)
      .map(({ ID }) => ID);
    const result = idList.length ? await session.call("message.delete", { conversationID, idList }) : {};
    for (const message of wanted) message.isDeleted = true;
    conversations.forget(
      conversationID,
      wanted.map(({ ID }) => ID),
      result.lastMessage,
    );
    return ok({ messageList: wanted });
  }

  /** Throws for what cannot be revoked or modified at all. */
  function ordinary(method: string, message: api.Message): void {
    check(method, "message.conversationType", message.conversationType, ORDINARY);
  }

  return {
    revokeMessage(message) {
      ordinary("revokeMessage", message);
      check("revokeMessage", "message.isRevoked", message.isRevoked, oneOf(false)); // `revokeMessage#5`
      return revoke(message);
    },
    modifyMessage(message) {
      ordinary("modifyMessage", message); // `modifyMessage#6`
      return modify(message);
    },
    deleteMessage: remove,
  };
}
