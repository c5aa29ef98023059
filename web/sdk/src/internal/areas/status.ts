import { Limits } from "../../generated/protocol";
import type * as api from "../../api";
import type { Area } from "../area";
import { createStatuses } from "../statuses";
import { NAME_CARD, OPTIONAL_USERS, USERS } from "../areaKinds";
import { shape, upTo, type Kind } from "../kinds";
import type { Parameters } from "../validate";

/** `unsubscribeUserStatus` may be given nothing. */
const MAYBE_USERS: Kind = [
  "{userIDList}",
  (value) => value === undefined || shape({ userIDList: OPTIONAL_USERS[1] })(value),
];

const PARAMETERS: Parameters = {
  setSelfStatus: { customStatus: NAME_CARD },
  getUserStatus: { userIDList: upTo(Limits.STATUSES_PER_QUERY, USERS) },
  subscribeUserStatus: { userIDList: upTo(Limits.STATUS_SUBSCRIPTIONS_PER_CALL, USERS) },
  unsubscribeUserStatus: MAYBE_USERS,
};

/** Who is online, and what they say about it. */
export const status: Area<api.StatusApi> = {
  parameters: PARAMETERS,
  part({ session, emitter, log, relations }) {
    const statuses = createStatuses(session, emitter, log, (userID) => relations.friend(userID) !== undefined);
    return {
      api: statuses.api,
      pushes: { "presence.changed": (body) => statuses.updated(body) },
      catchUp: () => void statuses.restore(),
      reset: () => statuses.reset(),
    };
  },
};
