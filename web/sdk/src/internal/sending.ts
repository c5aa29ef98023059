import { ErrorCode, TYPES } from "../generated/protocol";
import type * as api from "../api";
import { ChatError, toChatError } from "./errors";
import { Message } from "./message";
import { random32 } from "./platform";
import { utf8Size } from "./requests";
import type { Account, Session } from "./session";
import { isObject, isText, type Validate } from "./validate";

/** Making messages and sending them. */
export type Sending = Pick<api.Chat, "createTextMessage" | "sendMessage" | "resendMessage">;

/** Where sent messages go on this side. */
export interface Outbox {
  me(): Account;
  /** Nick and avatar that go with a message of mine. */
  signature(): { readonly nick: string; readonly avatar: string };
  /** Is about to be sent: from now on its copies from the server are known as mine. */
  sending(message: Message): void;
  /** Stored by the server as this place in its conversation. */
  sent(message: Message, sequence: number, time: number): void;
}

export function createSending(
  session: Pick<Session, "call" | "config" | "serverTime">,
  validate: Validate,
  outbox: Outbox,
): Sending {
  function create(type: string, options: api.CreateMessageOptions<api.Payload>): Message {
    const clientTime = Math.floor(session.serverTime() / 1000);
    const random = random32();
    const { to, conversationType } = options;
    return Object.assign(new Message(), outbox.signature(), {
      ID: `${outbox.me().tinyID}-${clientTime}-${random}`,
      type,
      payload: { ...options.payload },
      conversationID: conversationType === TYPES.CONV_SYSTEM ? conversationType : conversationType + to,
      conversationType,
      from: outbox.me().userID,
      to,
      time: clientTime,
      clientTime,
      clientSequence: random,
      random,
      isRead: true,
      priority: options.priority ?? TYPES.MSG_PRIORITY_NORMAL,
      cloudCustomData: options.cloudCustomData ?? "",
      needReadReceipt: options.needReadReceipt === true,
      isSupportExtension: options.isSupportExtension === true,
    });
  }

  /** Why a message cannot even be asked to be sent. */
  function refusal(message: unknown, options: api.SendMessageOptions): ChatError | undefined {
    if (!(message instanceof Message)) {
      return new ChatError(ErrorCode.MSG_INSTANCE_REQUIRED, "the message was not made by a createXxxMessage()");
    }
    const { conversationType: type, to } = message;
    if ((type !== TYPES.CONV_C2C && type !== TYPES.CONV_GROUP) || to === TYPES.CONV_SYSTEM) {
      return new ChatError(ErrorCode.INVALID_CONVERSATION_TYPE, `nothing can be sent to ${message.conversationID}`);
    }
    if (options.onlineUserOnly || Object.values(options.messageControlInfo ?? {}).some(Boolean)) {
      return new ChatError(ErrorCode.FEATURE_NOT_ENABLED, "this server stores and counts every message");
    }
    const size = utf8Size(JSON.stringify(message.payload)) + utf8Size(message.cloudCustomData);
    if (size > session.config.maxMessageBytes) {
      const limit = session.config.maxMessageBytes;
      return new ChatError(ErrorCode.MESSAGE_TOO_LARGE, `the message has ${size} bytes, expected at most ${limit}`);
    }
    return undefined;
  }

  async function send(
    message: Message,
    options: api.SendMessageOptions,
  ): Promise<api.Response<{ message: api.Message }>> {
    try {
      const refused = refusal(message, options);
      if (refused) throw refused;
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
      return { code: 0, data: { message } };
    } catch (failure) {
      const { code, message: why } = toChatError(failure, ErrorCode.MSG_SEND_FAIL);
      if (message instanceof Message) message.status = "fail";
      throw new ChatError(code, why, { message });
    }
  }

  function checked(method: string, message: unknown): Message {
    validate(isObject(message), method, "message", "a message", message);
    return message as unknown as Message; // refused below unless it is one
  }

  return {
    createTextMessage(options) {
      const validateOption = (holds: boolean, name: string, expected: string, value: unknown): void =>
        validate(holds, "createTextMessage", name, expected, value);
      validateOption(isObject(options), "options", "an object", options);
      validateOption(isText(options.to), "to", "a userID or groupID", options.to);
      validateOption(isText(options.conversationType), "conversationType", "a CONV_ value", options.conversationType);
      validateOption(isObject(options.payload), "payload", "an object", options.payload);
      validateOption(isText(options.payload.text), "payload.text", "a text that is not empty", options.payload.text);
      return create(TYPES.MSG_TEXT, options);
    },
    sendMessage: (message, options = {}) => send(checked("sendMessage", message), options),
    resendMessage(message, options = {}) {
      const again = checked("resendMessage", message);
      if (again instanceof Message) again.isResend = true;
      return send(again, options);
    },
  };
}
