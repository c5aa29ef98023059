import { Limits } from "../generated/protocol";
import type * as api from "../api";
import type { Shown } from "./groups";
import { isText, shape, type Kind } from "./kinds";
import { createRate } from "./rate";
import type { Session } from "./session";
import type { Check } from "./validate";
import { ok } from "./ok";

const APPLICATION: Kind = [
  "an application of getGroupApplicationList",
  shape({ groupID: isText, messageKey: isText, authentication: isText }),
];

/** Of an invitation there is a notice, but it is decided by the list only (`handleGroupApplication#2`). */
const APPLICATION_NOTICE: Kind = [
  "the notice of an application",
  shape({
    payload: shape({
      operationType: (value) => value === 1,
      groupProfile: shape({ groupID: isText }),
      messageKey: isText,
      authentication: isText,
    }),
  }),
];

/**
 * Who wants into the groups that the user manages.
 */
export function createApplications(
  session: Pick<Session, "call">,
  check: Check,
  shown: Shown,
): Pick<api.Chat, "getGroupApplicationList" | "handleGroupApplication"> {
  const admit = createRate("getGroupApplicationList", 15, 1000);

  async function list(): Promise<api.GroupApplication[]> {
    admit();
    const all: api.GroupApplication[] = [];
    for (;;) {
      const before = all.at(-1)?.messageKey;
      const page = await session.call("group.listApplications", { before, count: Limits.GROUP_PAGE });
      all.push(...page.applicationList.map((it) => ({ applicantNick: "", userID: "", note: "", ...it })));
      if (page.isCompleted) return all;
    }
  }

  return {
    getGroupApplicationList: () => list().then((applicationList) => ok({ applicationList })),
    handleGroupApplication({ handleAction, handleMessage, message, application }) {
      // a notice where there is one, as the seed's examples give it
      if (message) check("handleGroupApplication", "message", message, APPLICATION_NOTICE);
      else check("handleGroupApplication", "application", application, APPLICATION);
      const told = message ? (message.payload as unknown as api.ApplicationNoticePayload) : undefined; // by the check
      const { messageKey = "", authentication = "" } = told ?? application ?? {};
      const groupID = told?.groupProfile.groupID ?? application?.groupID ?? "";
      return session
        .call("group.handleApplication", { groupID, messageKey, authentication, handleAction, handleMessage })
        .then(({ group }) => ok({ group: shown(group) }));
    },
  };
}
