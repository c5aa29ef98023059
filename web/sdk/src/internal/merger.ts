import { TYPES } from "../generated/protocol";
import type * as api from "../api";

/** A message as it is inside a merged one (`createMergerMessage#4`). */
export function simplified(message: api.Message): api.SimplifiedMessage {
  const { ID, from, nick, avatar, time, cloudCustomData, type, payload, to } = message;
  const isGroup = message.conversationType === TYPES.CONV_GROUP;
  return {
    ID,
    from,
    nick,
    avatar,
    time,
    cloudCustomData,
    messageBody: [{ type, payload: structuredClone(payload) }],
    messageSender: from,
    messageReceiver: to,
    ...(isGroup ? { receiverGroupID: to } : { receiverUserID: to }),
    messageSequence: message.sequence,
    clientSequence: message.clientSequence,
    messageRandom: message.random,
    clientTime: message.clientTime,
  };
}
