import { Limits } from "../../generated/protocol";
import type * as api from "../../api";
import type { Area } from "../area";
import { createEditing } from "../editing";
import { MESSAGES } from "../areaKinds";
import { OBJECT, upTo } from "../kinds";
import type { Parameters } from "../validate";

const PARAMETERS: Parameters = {
  revokeMessage: OBJECT,
  modifyMessage: OBJECT,
  deleteMessage: upTo(Limits.DELETE_MESSAGES, MESSAGES), // `deleteMessage#1`
};

/** Revoking, modifying and deleting messages. */
export const editing: Area<api.EditingApi> = {
  parameters: PARAMETERS,
  part: ({ session, check, store, updates, conversations }) => ({
    api: createEditing(session, check, store, updates, conversations),
  }),
};
