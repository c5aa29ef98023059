import type * as api from "../../api";
import type { Area } from "../area";
import { createEditing } from "../editing";
import { MESSAGES } from "../areaKinds";
import { OBJECT } from "../kinds";
import type { Parameters } from "../validate";

const PARAMETERS: Parameters = {
  revokeMessage: OBJECT,
  modifyMessage: OBJECT,
  deleteMessage: MESSAGES,
};

/** Revoking, modifying and deleting messages. */
export const editing: Area<api.EditingApi> = {
  parameters: PARAMETERS,
  part: ({ session, log, check, store, updates, conversations }) => ({
    api: createEditing(session, log, check, store, updates, conversations),
  }),
};
