import { ErrorCode, TYPES } from "../generated/protocol";
import type * as api from "../api";
import { ChatError, toChatError } from "./errors";
import type { ToWire } from "./mediaPayload";
import { Message } from "./message";
import { utf8Size } from "./scope";
import type { Session } from "./session";
import { ok } from "./ok";

/** Sending messages. */
export type Sending = Pick<api.Chat, "sendMessage" | "resendMessage">;

/** Where sent messages go on this side. */
export interface Outbox {
  /** Is about to be sent: from now on its copies from the server are known as mine. */
  sending(message: Message): void;
  /** Stored by the server as this place in its conversation; groups: what of their messages counts as unread then. */
  sent(message: Message, sequence: number, time: number, unreadCounter: number): void;
  /** What a message is to say once what is too large has been uploaded; undefined where it can go as it is. */
  prepare(message: Message, signal: AbortSignal | undefined): Promise<void> | undefined;
}

export function createSending(session: Pick<Session, "call" | "config">, outbox: Outbox, toWire: ToWire): Sending {
  /** Why a message cannot even be asked to be sent. */
  function refuse(message: Message): void {
    const { conversationType: type, to } = message;
    if ((type !== TYPES.CONV_C2C && type !== TYPES.CONV_GROUP) || to === TYPES.CONV_SYSTEM) {
      throw new ChatError(ErrorCode.INVALID_CONVERSATION_TYPE, `nothing can be sent to ${message.conversationID}`);
    }
    const isC2C = type === TYPES.CONV_C2C;
    gate(message.needReadReceipt && isC2C, "needReadReceipt", "message.c2cReadReceipt");
    gate(message.isSupportExtension, "isSupportExtension", "message.extensions");
    gate(message.receiverList.length > 0 && !isC2C, "receiverList", "message.directed");
  }

  function gate(isNeeded: boolean, option: string, setting: string): void {
    if (!isNeeded || !session.config.disabled.includes(setting)) return;
    throw new ChatError(ErrorCode.FEATURE_NOT_ENABLED, `${option}: ${setting} is off`);
  }

  function checkSize({ type, payload, cloudCustomData, atUserList }: Message): void {
    const size =
      utf8Size(JSON.stringify(toWire(type, payload))) + utf8Size(cloudCustomData) + utf8Size(atUserList.join(""));
    const most = session.config.maxMessageBytes;
    if (size > most) throw new ChatError(ErrorCode.MESSAGE_TOO_LARGE, `${size} bytes, expected at most ${most}`);
  }

  async function ask(message: Message, options: api.SendMessageOptions): Promise<void> {
    refuse(message);
    const { onlineUserOnly = false, messageControlInfo, offlinePushInfo } = options;
    const control = onlineUserOnly ? undefined : messageControlInfo; // `sendMessage#5`
    message.status = "unSend";
    message.hasRiskContent = false;
    message._onlineOnlyFlag = onlineUserOnly;
    message._isExcludedFromUnreadCount = control?.excludedFromUnreadCount === true || message.receiverList.length > 0;
    message._isExcludedFromLastMessage = control?.excludedFromLastMessage === true;
    const preparing = outbox.prepare(message, options.signal);
    if (preparing) await preparing;
    checkSize(message);
    outbox.sending(message);
    const {
      sequence,
      time,
      unreadCounter = 0,
      lacksReceipts = false,
    } = await session.call("message.send", {
      id: message.ID,
      conversationID: message.conversationID,
      type: message.type,
      payload: toWire(message.type, message.payload),
      cloudCustomData: message.cloudCustomData || undefined,
      priority: message.priority === TYPES.MSG_PRIORITY_NORMAL ? undefined : message.priority,
      needReadReceipt: message.needReadReceipt,
      isSupportExtension: message.isSupportExtension,
      atUserList: listed(message.atUserList),
      receiverList: listed(message.receiverList),
      onlineUserOnly,
      messageControlInfo: control && {
        excludedFromUnreadCount: control.excludedFromUnreadCount === true,
        excludedFromLastMessage: control.excludedFromLastMessage === true,
        excludedFromContentModeration: control.excludedFromContentModeration === true,
      },
      offlinePushInfo: onlineUserOnly ? undefined : offlinePushInfo,
      customModerationConfigurationID: named(message._extras?.().customModerationConfigurationID),
    });
    message.status = "success";
    if (lacksReceipts) message.needReadReceipt = false; // `sendMessageReadReceipt#4`
    outbox.sent(message, sequence, time, unreadCounter);
  }

  async function send(
    message: api.Message,
    options?: api.SendMessageOptions | null, // null as JavaScript may give it
    isAgain = false,
  ): Promise<api.Response<{ message: api.Message }>> {
    if (!isOurs(message)) throw new ChatError(ErrorCode.MSG_INSTANCE_REQUIRED, "not a message to be sent", { message });
    if (isSent(message)) return ok({ message });
    if (isAgain) message.isResend = true;
    try {
      await ask(message, options ?? {});
      return ok({ message });
    } catch (failure) {
      if (isSent(message)) return ok({ message }); // it came back with others, and only the answer was lost
      const { code, message: why } = toChatError(failure, ErrorCode.MSG_SEND_FAIL);
      Object.assign(message, { status: "fail", hasRiskContent: RISKY.has(code) }); // `sendMessage#21`
      throw new ChatError(code, why, { message });
    }
  }

  return {
    sendMessage: (message, options) => send(message, options),
    resendMessage: (message, options) => send(message, options, true),
  };
}

/** Not a copy, nor what somebody else wrote. */
const isOurs = (message: api.Message): message is Message => message instanceof Message && message.flow === "out";

/** The server has it, whatever the app has written into it since. */
const isSent = ({ status }: api.Message): boolean => status === "success";

/** What moderation refuses a message with. */
const RISKY: ReadonlySet<number> = new Set([ErrorCode.SENSITIVE_TEXT, ErrorCode.SENSITIVE_MEDIA]);

/** An empty list is left out of the frame. */
const listed = (list: readonly string[]): readonly string[] | undefined => (list.length ? list : undefined);

const named = (id = ""): string | undefined => (id === "" ? undefined : id);
