import { ErrorCode, TYPES } from "../generated/protocol";
import type * as api from "../api";
import { ChatError } from "./errors";
import { isOfTheSystem } from "./groupView";
import { Message, type Extras } from "./message";
import { copied, random32 } from "./scope";
import type { Account, Session } from "./session";

/** Making messages. */
export type Creating = Pick<
  api.Chat,
  | "createTextMessage"
  | "createTextAtMessage"
  | "createCustomMessage"
  | "createFaceMessage"
  | "createLocationMessage"
  | "createForwardMessage"
>;

/** Who makes them. */
export interface Author {
  me(): Account;
  /** What tells who wrote it in a message of mine. */
  signature(conversationID: string): Partial<Message>;
}

/** Makes a message of any type; nothing is checked. */
export type Create = (
  type: string,
  options: api.CreateMessageOptions<unknown>,
  payload: api.Payload,
  extra?: Partial<Message>,
) => Message;

export function createMaker(session: Pick<Session, "serverTime">, author: Author): Create {
  return (type, options, payload, extra) => {
    const clientTime = Math.floor(session.serverTime() / 1000);
    const random = random32();
    const { to, conversationType, onProgress, customModerationConfigurationID } = options;
    const isGroup = conversationType === TYPES.CONV_GROUP;
    const conversationID = conversationType === TYPES.CONV_SYSTEM ? conversationType : conversationType + to;
    const message = Object.assign(new Message(), author.signature(conversationID), {
      ID: `${author.me().tinyID}-${clientTime}-${random}`,
      type,
      payload,
      conversationID,
      conversationType,
      from: author.me().userID,
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
      receiverList: isGroup ? [...(options.receiverList ?? [])] : [], // without effect in C2C
      ...extra,
    });
    const extras: Extras = { onProgress, customModerationConfigurationID };
    return Object.defineProperty(message, "_extras", { value: () => extras });
  };
}

export function createCreating(create: Create): Creating {
  /** Takes the fields that a payload has, and no others. */
  const simple =
    <P extends object>(type: string, pick: (payload: P) => api.Payload) =>
    (options: api.CreateMessageOptions<P>): api.Message =>
      create(type, options, pick(options.payload));

  return {
    createTextMessage: simple(TYPES.MSG_TEXT, ({ text }) => ({ text })),
    createTextAtMessage: (options) =>
      create(
        TYPES.MSG_TEXT,
        options,
        { text: options.payload.text },
        { atUserList: [...options.payload.atUserList] }, // `createTextAtMessage#3`
      ),
    createCustomMessage: simple(TYPES.MSG_CUSTOM, ({ data = "", description = "", extension = "" }) => ({
      data,
      description,
      extension,
    })),
    createFaceMessage: simple(TYPES.MSG_FACE, ({ index, data }) => ({ index, data })),
    createLocationMessage: simple(TYPES.MSG_LOCATION, ({ description, longitude, latitude }) => ({
      description,
      longitude,
      latitude,
    })),
    createForwardMessage(options) {
      const original = options.payload as unknown;
      if (!(original instanceof Message)) {
        return refuse(ErrorCode.MSG_FORWARD_INVALID_ELEMENTS, "payload is no message of this SDK");
      }
      if (isOfTheSystem(original)) {
        return refuse(ErrorCode.MSG_FORWARD_TYPE_INVALID, "payload is a message of the system");
      }
      const cloudCustomData = options.cloudCustomData ?? original.cloudCustomData; // `createForwardMessage#2`
      return create(original.type, { ...options, cloudCustomData }, copied(original.payload));
    },
  };
}

/** A rejected promise is not what the type says: so the contract has it. */
const refuse = (code: number, why: string): api.Message =>
  Promise.reject(new ChatError(code, why)) as unknown as api.Message;
