import { Limits, TYPES } from "../../generated/protocol";
import type * as api from "../../api";
import type { Area } from "../area";
import { isOptionalString, isString, isText, OBJECT, shape, type Kind } from "../kinds";
import { createMergers } from "../merger";
import { creation, type Parameters } from "../validate";

/** That messages are whole and were sent is looked at when they are merged. */
const MERGER_PAYLOAD: Kind = [
  `{messageList, compatibleText} of 1 to ${Limits.MERGED_MESSAGES} messages`,
  shape({
    messageList: (value) => Array.isArray(value) && value.length > 0 && value.length <= Limits.MERGED_MESSAGES,
    title: isOptionalString,
    abstractList: (value) => value === undefined || (Array.isArray(value) && value.every(isString)),
    compatibleText: isText,
  }),
];

const PARAMETERS: Parameters = {
  createMergerMessage: creation(MERGER_PAYLOAD),
  downloadMergerMessage: OBJECT,
};

/** Messages that have others in them. */
export const mergers: Area<api.MergerApi> = {
  parameters: PARAMETERS,
  part({ session, log, create, access, toView, toWire }) {
    const addressed = (payload: api.MergerPayload): api.Payload =>
      toView(TYPES.MSG_MERGER, { ...payload }, access.addressOf);
    const merged = createMergers(session, log, create, addressed);
    return {
      api: merged.api,
      prepare(message) {
        if (message.type !== TYPES.MSG_MERGER) return undefined;
        const payload = toWire(message.type, message.payload) as unknown as api.MergerPayload; // by its type
        return merged.sendable(payload).then((sendable) => {
          message.payload = addressed(sendable);
        });
      },
    };
  },
};
