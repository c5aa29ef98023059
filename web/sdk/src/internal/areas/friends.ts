import { Limits, TYPES } from "../../generated/protocol";
import type * as api from "../../api";
import type { Area } from "../area";
import { createFriends } from "../friends";
import { createRelations } from "../relations";
import { OPTIONAL_USERS, USERS } from "../areaKinds";
import { FIELDS, STRING, TEXT, TEXTS, oneOf, upTo, type Kind } from "../kinds";
import type { Parameters } from "../validate";

/** `addFriend#3` */
const FRIEND_SOURCE: Kind = [
  "AddSource_Type_ and 1 to 8 letters",
  (value) => typeof value === "string" && /^AddSource_Type_[A-Za-z0-9]{1,8}$/.test(value),
];

/** May be left out, like the following. */
const ADD_TYPE = oneOf(undefined, TYPES.SNS_ADD_TYPE_BOTH, TYPES.SNS_ADD_TYPE_SINGLE);

const DECISION = oneOf(undefined, TYPES.SNS_APPLICATION_AGREE, TYPES.SNS_APPLICATION_AGREE_AND_ADD);

const SOME_USERS = upTo(Limits.FRIENDS_PER_CALL, USERS);
const SOME_STRANGERS = upTo(Limits.BLACKLIST, USERS);

const PARAMETERS: Parameters = {
  addFriend: { to: TEXT, source: FRIEND_SOURCE, remark: STRING, groupName: STRING, wording: STRING, type: ADD_TYPE },
  deleteFriend: {
    userIDList: SOME_USERS,
    type: oneOf(undefined, TYPES.SNS_DELETE_TYPE_BOTH, TYPES.SNS_DELETE_TYPE_SINGLE),
  },
  checkFriend: {
    userIDList: SOME_USERS,
    type: oneOf(undefined, TYPES.SNS_CHECK_TYPE_BOTH, TYPES.SNS_CHECK_TYPE_SINGLE),
  },
  getFriendProfile: { userIDList: TEXTS },
  updateFriend: { userID: TEXT, remark: STRING, friendCustomField: FIELDS },
  acceptFriendApplication: { userID: TEXT, remark: STRING, tag: STRING, type: DECISION },
  refuseFriendApplication: { userID: TEXT },
  deleteFriendApplication: {
    userID: TEXT,
    type: oneOf(undefined, TYPES.SNS_APPLICATION_SENT_TO_ME, TYPES.SNS_APPLICATION_SENT_BY_ME),
  },
  createFriendGroup: { name: TEXT, userIDList: upTo(Limits.FRIENDS_PER_CALL, OPTIONAL_USERS) },
  deleteFriendGroup: { name: TEXT },
  addToFriendGroup: { name: TEXT, userIDList: SOME_USERS },
  removeFromFriendGroup: { name: TEXT, userIDList: SOME_USERS },
  renameFriendGroup: { oldName: TEXT, newName: TEXT },
  addToBlacklist: { userIDList: SOME_STRANGERS },
  removeFromBlacklist: { userIDList: SOME_STRANGERS },
};

/** Friends, requests, groups of friends and the blacklist. */
export const friends: Area<api.FriendApi & api.BlacklistApi> = {
  parameters: PARAMETERS,
  roles: { relations: createRelations },
  part: ({ session, relations }) => ({
    api: createFriends(session, relations),
    pushes: {
      "relation.friendsUpdated": (body) => relations.friendsUpdated(body),
      "relation.applicationsUpdated": (body) => relations.applicationsUpdated(body),
      "relation.blacklistUpdated": (body) => relations.blacklistUpdated(body),
    },
  }),
};
