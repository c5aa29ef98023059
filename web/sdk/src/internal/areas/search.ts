import { Limits } from "../../generated/protocol";
import type * as api from "../../api";
import type { Area } from "../area";
import { createShown } from "../groups";
import { createNameSearch } from "../nameSearch";
import { createSearch } from "../search";
import { OPTIONAL_TEXTS, TIMEOUT, USERS } from "../areaKinds";
import { COUNT, STRING, oneOf, upTo } from "../kinds";
import type { Parameters } from "../validate";

/** What names to find. */
const NAMES = {
  keywordList: upTo(Limits.SEARCH_KEYWORDS, USERS),
  keywordListMatchType: oneOf(undefined, "or", "and"),
  count: COUNT,
  cursor: STRING,
};

const PARAMETERS: Parameters = {
  searchCloudUsers: { ...NAMES, gender: STRING, miniBirthday: TIMEOUT, maxBirthday: TIMEOUT },
  searchCloudGroups: { ...NAMES, groupTypeList: OPTIONAL_TEXTS },
  searchCloudGroupMembers: { ...NAMES, groupTypeList: OPTIONAL_TEXTS, groupIDList: OPTIONAL_TEXTS },
};

/** Finding messages, users, groups and members at the server. */
export const search: Area<api.MessageSearchApi & api.NameSearchApi> = {
  parameters: PARAMETERS,
  part: ({ session, store, check, groups, expect }) => ({
    api: {
      ...createSearch(session, store, check),
      ...createNameSearch(session, createShown(groups, expect)),
    },
  }),
};
