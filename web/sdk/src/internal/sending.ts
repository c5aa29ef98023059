import { ErrorCode, TYPES } from "../generated/protocol";
import type * as api from "../api";
import { ChatError, toChatError } from "./errors";
import { Message } from "./message";
import { utf8Size } from "./requests";
import type { Session } from "./session";

/** Sending messages. */
export type Sending = Pick<api.Chat, "sendMessage" | "resendMessage">;

/** Where sent messages go on this side. */
export interface Outbox {
  /** Is about to be sent: from now on its copies from the server are known as mine. */
  sending(message: Message): void;
  /** Stored by the server as this place in its conversation. */
  sent(message: Message, sequence: number, time: number): void;
}

export function createSending(session: Pick<Session, "call" | "config">, outbox: Outbox): Sending {
  /** Why a message cannot even be asked to be sent. */
  function refuse(message: Message, options: api.SendMessageOptions): void {
    const { conversationType: type, to } = message;
    if ((type !== TYPES.CONV_C2C && type !== TYPES.CONV_GROUP) || to === TYPES.CONV_SYSTEM) {
      throw new ChatError(ErrorCode.INVALID_CONVERSATION_TYPE, `nothing can be sent to ${message.conversationID}`);
    }
    if (options.onlineUserOnly || Object.values(options.messageControlInfo ?? {}).some(Boolean)) {
      throw new ChatError(ErrorCode.FEATURE_NOT_ENABLED, "this server stores and counts every message");
    }
    const size = utf8Size(JSON.stringify(message.payload)) + utf8Size(message.cloudCustomData);
    const most = session.config.maxMessageBytes;
    if (size > most) throw new ChatError(ErrorCode.MESSAGE_TOO_LARGE, `${size} bytes, expected at most ${most}`);
  }

  async function ask(message: Message, options: api.SendMessageOptions): Promise<void> {
    refuse(message, options);
    message.status = "unSend";
    outbox.sending(message);
    const { sequence, time } = await session.call("message.send", {
      id: message.ID,
      conversationID: message.conversationID,
      type: message.type,
      payload: message.payload,
      cloudCustomData: message.cloudCustomData || undefined,
      priority: message.priority === TYPES.MSG_PRIORITY_NORMAL ? undefined : message.priority,
      needReadReceipt: message.needReadReceipt,
      isSupportExtension: message.isSupportExtension,
    });
    message.status = "success";
    outbox.sent(message, sequence, time);
  }

  async function send(
    message: api.Message,
    options: api.SendMessageOptions = {},
  ): Promise<api.Response<{ message: api.Message }>> {
    const isOurs = message instanceof Message;
    try {
      if (!isOurs) throw new ChatError(ErrorCode.MSG_INSTANCE_REQUIRED, "it was not made by a createXxxMessage()");
      await ask(message, options);
      return { code: 0, data: { message } };
    } catch (failure) {
      if (isOurs) message.status = "fail";
      const { code, message: why } = toChatError(failure, ErrorCode.MSG_SEND_FAIL);
      throw new ChatError(code, why, { message });
    }
  }

  return {
    sendMessage: send,
    resendMessage(message, options) {
      if (message instanceof Message) message.isResend = true;
      return send(message, options);
    },
  };
}
