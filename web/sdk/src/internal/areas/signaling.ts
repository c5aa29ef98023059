import type * as api from "../../api";
import type { Area } from "../area";
import { createSignaling } from "../signaling";
import { BOOLEAN, NAME_CARD, TIMEOUT, USERS } from "../areaKinds";
import { OBJECT, STRING, TEXT } from "../kinds";
import type { Fields, Parameters } from "../validate";

/** How users are invited. */
const INVITATION: Fields = { data: STRING, timeout: TIMEOUT, onlineUserOnly: BOOLEAN };
const INVITE = { ...INVITATION, userID: TEXT };
const INVITE_IN_GROUP = { ...INVITATION, groupID: TEXT, inviteeList: USERS };
const ANSWER = { inviteID: TEXT, data: STRING };

const PARAMETERS: Parameters = {
  invite: INVITE,
  inviteInGroup: INVITE_IN_GROUP,
  inviteSync: INVITE,
  inviteInGroupSync: INVITE_IN_GROUP,
  cancel: ANSWER,
  accept: ANSWER,
  reject: ANSWER,
  getSignalingInfo: OBJECT,
  modifyInvitation: { inviteID: TEXT, data: NAME_CARD },
};

/** Invitations. */
export const signaling: Area<api.SignalingApi> = {
  parameters: PARAMETERS,
  part({ session, emitter, log, me, create, store, updates, find, sent }) {
    const signals = createSignaling(
      session,
      emitter,
      log,
      me,
      create,
      store,
      updates,
      (id, sequence) => sequence > (find(id)?.readSequence ?? 0),
      sent,
    );
    const sync = (): void => void signals.sync();
    return {
      api: { ...signals.api, ...signals.listening },
      early: ["addSignalingListener", "removeSignalingListener"],
      ready: sync,
      catchUp: sync,
      reset: () => signals.reset(),
    };
  },
};
