import { TYPES } from "../generated/protocol";
import type { Logger } from "./logger";
import {
  ADD_TYPE,
  ALL_ATTRIBUTES,
  ATTRIBUTES,
  BOOLEAN,
  CONVERSATIONS,
  CONVERSATION_DATA,
  CONVERSATION_GROUP,
  COUNT,
  COUNTERS,
  CUSTOM_PAYLOAD,
  DECISION,
  DELETION,
  FACE_PAYLOAD,
  FIELDS,
  FILE_PAYLOAD,
  FRIEND_SOURCE,
  LEVEL,
  LOCATION_PAYLOAD,
  MARK,
  MEMBER_MARK,
  MEMBER_FIELDS,
  MAYBE_USERS,
  MERGER_PAYLOAD,
  MESSAGES,
  NAME_CARD,
  NEW_MEMBERS,
  NO_RECEIVERS,
  OBJECT,
  OFFSET,
  OPTIONAL_TEXT,
  OPTIONAL_TEXTS,
  OPTIONAL_USERS,
  QUIET_TIME,
  READ_SCOPE,
  RECEIVERS,
  REMINDER,
  SECONDS,
  SELECTION,
  SENT_AUDIO,
  SOME_TEXTS,
  STRING,
  SWITCH,
  TEXT,
  TEXTS,
  TEXT_AT_PAYLOAD,
  TEXT_PAYLOAD,
  TIMEOUT,
  USERS,
  WHOLE,
  isObject,
  oneOf,
  type Kind,
} from "./kinds";

/** What all messages are made of. */
function creation(payload: Kind): Readonly<Record<string, Kind>> {
  return {
    to: TEXT,
    conversationType: TEXT,
    payload,
    cloudCustomData: STRING,
    receiverList: RECEIVERS,
    customModerationConfigurationID: STRING,
  };
}

/** What of a group's profile may be given. */
const GROUP_PROFILE: Readonly<Record<string, Kind>> = {
  introduction: STRING,
  notification: STRING,
  avatar: STRING,
  joinOption: STRING,
  inviteOption: STRING,
  groupCustomField: FIELDS,
};

/** How users are invited. */
const INVITATION: Readonly<Record<string, Kind>> = { data: STRING, timeout: TIMEOUT, onlineUserOnly: BOOLEAN };
const INVITE = { ...INVITATION, userID: TEXT };
const INVITE_IN_GROUP = { ...INVITATION, groupID: TEXT, inviteeList: USERS };
/** What names to find. */
const NAMES = {
  keywordList: USERS,
  keywordListMatchType: oneOf(undefined, "or", "and"),
  count: COUNT,
  cursor: STRING,
};
const ANSWER = { inviteID: TEXT, data: STRING };
/** What of a topic's profile may be given. */
const TOPIC_PROFILE: Readonly<Record<string, Kind>> = {
  groupID: TEXT,
  introduction: STRING,
  notification: STRING,
  avatar: STRING,
  customData: STRING,
};
const TOPICS = { groupID: TEXT, topicIDList: OPTIONAL_TEXTS };

/** What the first parameter of each method must be: of a kind, or an object whose fields are. */
const PARAMETERS: Readonly<Record<string, Kind | Readonly<Record<string, Kind>>>> = {
  login: { userID: TEXT, userSig: TEXT },
  registerPlugin: OBJECT,
  setLogLevel: LEVEL,
  createTextMessage: creation(TEXT_PAYLOAD),
  createTextAtMessage: {
    ...creation(TEXT_AT_PAYLOAD),
    conversationType: oneOf(TYPES.CONV_GROUP), // `createTextAtMessage#1`
    receiverList: NO_RECEIVERS, // `createTextAtMessage#2`
  },
  createCustomMessage: creation(CUSTOM_PAYLOAD),
  createFaceMessage: creation(FACE_PAYLOAD),
  createLocationMessage: creation(LOCATION_PAYLOAD),
  createImageMessage: creation(FILE_PAYLOAD),
  createAudioMessage: creation(FILE_PAYLOAD),
  createVideoMessage: creation(FILE_PAYLOAD),
  createFileMessage: creation(FILE_PAYLOAD),
  createMergerMessage: creation(MERGER_PAYLOAD),
  createForwardMessage: { to: TEXT, conversationType: TEXT }, // `createForwardMessage` says itself what it is given
  revokeMessage: OBJECT,
  modifyMessage: OBJECT,
  deleteMessage: MESSAGES,
  clearHistoryMessage: TEXT,
  sendMessage: OBJECT,
  resendMessage: OBJECT,
  downloadMergerMessage: OBJECT,
  getMessageList: { conversationID: TEXT, count: COUNT },
  getMessageListHopping: {
    conversationID: TEXT,
    sequence: COUNT,
    time: COUNT,
    direction: oneOf(undefined, 0, 1),
    count: COUNT,
  },
  findMessage: TEXT,
  translateText: { sourceTextList: SOME_TEXTS, sourceLanguage: OPTIONAL_TEXT, targetLanguage: TEXT },
  convertVoiceToText: { message: SENT_AUDIO, language: OPTIONAL_TEXT },
  setMessageRead: { conversationID: TEXT },
  getConversationList: SELECTION,
  getConversationProfile: TEXT,
  deleteConversation: DELETION,
  pinConversation: { conversationID: TEXT, isPinned: SWITCH },
  setMessageRemindType: REMINDER,
  markConversation: { conversationIDList: CONVERSATIONS, markType: MARK, enableMark: SWITCH },
  setConversationCustomData: { conversationIDList: CONVERSATIONS, customData: CONVERSATION_DATA },
  setConversationDraft: { conversationID: TEXT, draftText: NAME_CARD },
  setAllMessageRead: READ_SCOPE,
  setAllReceiveMessageOpt: QUIET_TIME,
  createConversationGroup: { conversationIDList: CONVERSATIONS, groupName: CONVERSATION_GROUP },
  deleteConversationGroup: CONVERSATION_GROUP,
  renameConversationGroup: { oldName: CONVERSATION_GROUP, newName: CONVERSATION_GROUP },
  addConversationsToGroup: { conversationIDList: CONVERSATIONS, groupName: CONVERSATION_GROUP },
  deleteConversationsFromGroup: { conversationIDList: CONVERSATIONS, groupName: CONVERSATION_GROUP },
  getGroupProfile: { groupID: TEXT, groupCustomFieldFilter: OPTIONAL_TEXTS },
  createGroup: {
    ...GROUP_PROFILE,
    name: TEXT,
    type: STRING,
    groupID: STRING,
    maxMemberNum: COUNT,
    memberList: NEW_MEMBERS,
    isSupportTopic: BOOLEAN,
  },
  dismissGroup: TEXT,
  updateGroupProfile: { ...GROUP_PROFILE, groupID: TEXT, name: STRING, muteAllMembers: BOOLEAN },
  joinGroup: { groupID: TEXT, applyMessage: STRING },
  quitGroup: TEXT,
  searchGroupByID: TEXT,
  changeGroupOwner: { groupID: TEXT, newOwnerID: TEXT },
  getGroupMemberList: { groupID: TEXT, count: COUNT, offset: OFFSET, role: STRING, filter: COUNT },
  addGroupMember: { groupID: TEXT, userIDList: USERS },
  getGroupMemberProfile: { groupID: TEXT, userIDList: USERS, memberCustomFieldFilter: OPTIONAL_TEXTS },
  setGroupMemberMuteTime: { groupID: TEXT, userID: TEXT, muteTime: SECONDS },
  setGroupMemberRole: { groupID: TEXT, userID: TEXT, role: TEXT },
  setGroupMemberNameCard: { groupID: TEXT, userID: STRING, nameCard: NAME_CARD },
  setGroupMemberCustomField: { groupID: TEXT, userID: STRING, memberCustomField: MEMBER_FIELDS },
  getGroupOnlineMemberCount: TEXT,
  handleGroupApplication: { handleAction: oneOf("Agree", "Reject"), handleMessage: STRING },
  markGroupMemberList: { groupID: TEXT, userIDList: USERS, markType: MEMBER_MARK, enableMark: BOOLEAN },
  deleteGroupMember: { groupID: TEXT, userIDList: USERS, reason: STRING },
  initGroupAttributes: { groupID: TEXT, groupAttributes: ALL_ATTRIBUTES }, // `initGroupAttributes#8`
  setGroupAttributes: { groupID: TEXT, groupAttributes: ATTRIBUTES },
  deleteGroupAttributes: { groupID: TEXT, keyList: TEXTS },
  getGroupAttributes: { groupID: TEXT, keyList: TEXTS },
  setGroupCounters: { groupID: TEXT, counters: COUNTERS },
  increaseGroupCounter: { groupID: TEXT, key: TEXT, value: WHOLE },
  decreaseGroupCounter: { groupID: TEXT, key: TEXT, value: WHOLE },
  getGroupCounters: { groupID: TEXT, keyList: OPTIONAL_TEXTS },
  createTopicInCommunity: { ...TOPIC_PROFILE, topicName: TEXT, topicID: STRING },
  deleteTopicFromCommunity: TOPICS,
  updateTopicProfile: { ...TOPIC_PROFILE, topicID: TEXT, topicName: STRING, muteAllMembers: BOOLEAN },
  getTopicList: TOPICS,
  getUserProfile: { userIDList: TEXTS },
  updateMyProfile: { profileCustomField: FIELDS },
  addFriend: { to: TEXT, source: FRIEND_SOURCE, remark: STRING, groupName: STRING, wording: STRING, type: ADD_TYPE },
  deleteFriend: {
    userIDList: USERS,
    type: oneOf(undefined, TYPES.SNS_DELETE_TYPE_BOTH, TYPES.SNS_DELETE_TYPE_SINGLE),
  },
  checkFriend: {
    userIDList: USERS,
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
  createFriendGroup: { name: TEXT, userIDList: OPTIONAL_USERS },
  deleteFriendGroup: { name: TEXT },
  addToFriendGroup: { name: TEXT, userIDList: USERS },
  removeFromFriendGroup: { name: TEXT, userIDList: USERS },
  renameFriendGroup: { oldName: TEXT, newName: TEXT },
  addToBlacklist: { userIDList: USERS },
  removeFromBlacklist: { userIDList: USERS },
  followUser: USERS,
  unfollowUser: USERS,
  getMyFollowersList: STRING,
  getMyFollowingList: STRING,
  getMutualFollowersList: STRING,
  getUserFollowInfo: OPTIONAL_USERS,
  checkFollowType: USERS,
  invite: INVITE,
  inviteInGroup: INVITE_IN_GROUP,
  inviteSync: INVITE,
  inviteInGroupSync: INVITE_IN_GROUP,
  cancel: ANSWER,
  accept: ANSWER,
  reject: ANSWER,
  getSignalingInfo: OBJECT,
  searchCloudUsers: { ...NAMES, gender: STRING, miniBirthday: TIMEOUT, maxBirthday: TIMEOUT },
  searchCloudGroups: { ...NAMES, groupTypeList: OPTIONAL_TEXTS },
  searchCloudGroupMembers: { ...NAMES, groupTypeList: OPTIONAL_TEXTS, groupIDList: OPTIONAL_TEXTS },
  pinGroupMessage: { groupID: TEXT, message: OBJECT, isPinned: oneOf(true, false) },
  getPinnedGroupMessageList: TEXT,
  modifyInvitation: { inviteID: TEXT, data: NAME_CARD },
  setSelfStatus: { customStatus: NAME_CARD },
  getUserStatus: { userIDList: USERS },
  subscribeUserStatus: { userIDList: USERS },
  unsubscribeUserStatus: MAYBE_USERS,
};

/** Throws unless a value is of its kind, after logging what is wrong (`general#3`). */
export type Check = (method: string, parameter: string, value: unknown, kind: Kind) => void;

export function createCheck(log: Logger): Check {
  return (method, parameter, value, [expected, fits]) => {
    if (fits(value)) return;
    const given = typeof value === "number" ? value : typeof value; // a text may be a secret
    log.error(`${method}: ${parameter} is ${given}, expected ${expected}`);
    throw new Error("Params validate failed.");
  };
}

/** The check that every method makes of its parameter before it does anything. */
export function checkParameter(check: Check, method: string, parameter: unknown): void {
  const expected = PARAMETERS[method];
  if (!expected) return;
  if (isKind(expected)) {
    check(method, "the parameter", parameter, expected);
    return;
  }
  check(method, "the parameter", parameter, OBJECT);
  const fields = isObject(parameter) ? parameter : {};
  for (const name in expected) check(method, name, fields[name], expected[name] ?? OBJECT);
}

const isKind = (expected: Kind | Readonly<Record<string, Kind>>): expected is Kind => Array.isArray(expected);
