import { Limits } from "../../generated/protocol";
import type * as api from "../../api";
import { createApplications } from "../applications";
import type { Area } from "../area";
import { createGroupAttributes } from "../groupAttributes";
import { createGroupCounters } from "../groupCounters";
import { createGroupList } from "../groupList";
import { createGroups, createShown } from "../groups";
import { createGuest } from "../guest";
import { createLiveRoom } from "../liveRoom";
import { createMemberEdits } from "../memberEdits";
import { createMembers } from "../members";
import { createPins } from "../pins";
import { BOOLEAN, NAME_CARD, OPTIONAL_TEXTS, SECONDS, USERS } from "../areaKinds";
import {
  COUNT,
  FIELDS,
  FROM_1,
  OBJECT,
  STRING,
  TEXT,
  TEXTS,
  isObject,
  isOptionalString,
  isString,
  isText,
  listOf,
  oneOf,
  optional,
  shape,
  upTo,
  type Kind,
} from "../kinds";
import { checkParameters, type Fields, type Parameters } from "../validate";

/** Values by key, at least one. */
const record =
  (fits: (value: unknown) => boolean, least: number) =>
  (value: unknown): boolean =>
    isObject(value) &&
    Object.keys(value).length >= least &&
    Object.entries(value).every(([key, it]) => key && fits(it));

const ALL_ATTRIBUTES: Kind = ["an object of strings", record(isString, 0)];

const ATTRIBUTES: Kind = ["an object of one string or more", record(isString, 1)];

const COUNTERS: Kind = ["an object of one whole number or more", record(Number.isSafeInteger, 1)];

const WHOLE: Kind = ["a whole number", Number.isSafeInteger];

/** Whom a group begins with. May be left out. */
const NEW_MEMBERS = optional([
  "an array of {userID, role, memberCustomField}",
  listOf(shape({ userID: isText, role: isOptionalString, memberCustomField: FIELDS[1] })),
]);

/** What a member's custom fields are set to. */
const MEMBER_FIELDS: Kind = ["an array of {key, value}", listOf(shape({ key: isText, value: isOptionalString }))];

const MEMBER_MARK: Kind = ["a whole number from 1000", (value) => Number.isInteger(value) && Number(value) >= 1000];

/** Where a page begins. May be left out. */
const OFFSET = optional(["a whole number from 0, or a cursor", (value) => isString(value) || SECONDS[1](value)]);

/** What of a group's profile may be given. */
const GROUP_PROFILE: Fields = {
  introduction: STRING,
  notification: STRING,
  avatar: STRING,
  joinOption: STRING,
  inviteOption: STRING,
  groupCustomField: FIELDS,
};

const SOME_USERS = upTo(Limits.MEMBERS_PER_CALL, USERS);

const PARAMETERS: Parameters = {
  getGroupProfile: { groupID: TEXT, groupCustomFieldFilter: OPTIONAL_TEXTS },
  createGroup: {
    ...GROUP_PROFILE,
    name: TEXT,
    type: STRING,
    groupID: STRING,
    maxMemberNum: FROM_1,
    memberList: upTo(Limits.MEMBERS_PER_CALL, NEW_MEMBERS),
    isSupportTopic: BOOLEAN,
  },
  dismissGroup: TEXT,
  updateGroupProfile: { ...GROUP_PROFILE, groupID: TEXT, name: STRING, muteAllMembers: BOOLEAN },
  joinGroup: { groupID: TEXT, applyMessage: STRING },
  quitGroup: TEXT,
  searchGroupByID: TEXT,
  changeGroupOwner: { groupID: TEXT, newOwnerID: TEXT },
  getGroupMemberList: { groupID: TEXT, count: COUNT, offset: OFFSET, role: STRING, filter: FROM_1 },
  addGroupMember: { groupID: TEXT, userIDList: SOME_USERS },
  getGroupMemberProfile: {
    groupID: TEXT,
    userIDList: upTo(Limits.MEMBER_PROFILES, USERS),
    memberCustomFieldFilter: OPTIONAL_TEXTS,
  },
  setGroupMemberMuteTime: { groupID: TEXT, userID: TEXT, muteTime: SECONDS },
  setGroupMemberRole: { groupID: TEXT, userID: TEXT, role: TEXT },
  setGroupMemberNameCard: { groupID: TEXT, userID: STRING, nameCard: NAME_CARD },
  setGroupMemberCustomField: { groupID: TEXT, userID: STRING, memberCustomField: MEMBER_FIELDS },
  getGroupOnlineMemberCount: TEXT,
  handleGroupApplication: { handleAction: oneOf("Agree", "Reject"), handleMessage: STRING },
  markGroupMemberList: { groupID: TEXT, userIDList: SOME_USERS, markType: MEMBER_MARK, enableMark: oneOf(true, false) },
  deleteGroupMember: { groupID: TEXT, userIDList: upTo(Limits.DELETED_MEMBERS_PER_CALL, USERS), reason: STRING },
  initGroupAttributes: { groupID: TEXT, groupAttributes: ALL_ATTRIBUTES }, // `initGroupAttributes#8`
  setGroupAttributes: { groupID: TEXT, groupAttributes: ATTRIBUTES },
  deleteGroupAttributes: { groupID: TEXT, keyList: TEXTS },
  getGroupAttributes: { groupID: TEXT, keyList: TEXTS },
  setGroupCounters: { groupID: TEXT, counters: COUNTERS },
  increaseGroupCounter: { groupID: TEXT, key: TEXT, value: WHOLE },
  decreaseGroupCounter: { groupID: TEXT, key: TEXT, value: WHOLE },
  getGroupCounters: { groupID: TEXT, keyList: OPTIONAL_TEXTS },
  pinGroupMessage: { groupID: TEXT, message: OBJECT, isPinned: oneOf(true, false) },
  getPinnedGroupMessageList: TEXT,
};

/** Groups and live rooms: their members, attributes, counters, applications and pinned messages. */
export const groups: Area<api.GroupApi & api.GroupSharedApi & api.PinApi> = {
  parameters: PARAMETERS,
  roles: { groups: createGroupList, live: createLiveRoom },
  part(core) {
    const { session, emitter, log, check, store, groups: list, live, expect, platform, url, access, toView } = core;
    const guest = createGuest(platform, url, emitter, log, access.addressOf, toView);
    const shown = createShown(list, expect);
    const own = createGroups(session, list, live, shown);
    /** Calls that wait for the end of a login. */
    const waiting: (() => void)[] = [];
    const goOn = (): void => waiting.splice(0).forEach((it) => it());
    /**
     * A method that does something else while nobody is signed in, instead of failing (`joinGroup#5`), and waits while
     * somebody signs in (`general#1`).
     */
    const orAsGuest = <A extends unknown[], R>(
      name: string,
      mine: (...args: A) => Promise<R>,
      asGuest: (...args: A) => Promise<R>,
    ): ((...args: A) => Promise<R>) => {
      const whenReady = core.whenReady(name, mine);
      return (...args) => {
        if (core.isDestroyed() || session.isReady()) return whenReady(...args);
        const checked = checkParameters(check, PARAMETERS, name, args);
        if (session.isOut()) return asGuest(...checked);
        return new Promise<void>((resolve) => waiting.push(resolve)).then(() => whenReady(...args));
      };
    };
    const edits = createMemberEdits(session, list, shown);
    const attributes = createGroupAttributes(session, emitter);
    const counters = createGroupCounters(session, emitter);
    const pins = createPins(session, emitter, store);
    return {
      api: {
        ...own,
        joinGroup: orAsGuest("joinGroup", own.joinGroup, guest.joinGroup),
        quitGroup: orAsGuest("quitGroup", own.quitGroup, guest.quitGroup),
        ...createMembers(session, list),
        ...edits.api,
        getGroupOnlineMemberCount(groupID) {
          checkParameters(check, PARAMETERS, "getGroupOnlineMemberCount", [groupID]);
          return (session.isOut() ? guest : edits.api).getGroupOnlineMemberCount(groupID);
        },
        ...createApplications(session, check, shown),
        ...attributes.api,
        ...counters.api,
        ...pins.api,
      },
      early: ["joinGroup", "quitGroup", "getGroupOnlineMemberCount"],
      leave: () => guest.leave(),
      pushes: {
        "group.joined": ({ group }) => live.follow(group),
        "group.left": ({ groupID, reason }) => list.left(groupID, reason === "dismissed"),
        "group.changed": ({ group }) => list.take(group),
        "group.selfChanged": ({ groupID, selfInfo }) => list.self(groupID, selfInfo),
        "group.attributesChanged": (body) => attributes.changed(body),
        "group.messagePinned": (body) => pins.changed(body),
        "group.countersChanged": (body) => counters.changed(body),
      },
      ready() {
        guest.leave(); // who joined while the login waited for the end of the one before
        goOn();
      },
      catchUp() {
        attributes.catchUp();
        counters.catchUp();
      },
      left(groupID) {
        edits.forget(groupID);
        attributes.forget(groupID);
        counters.forget(groupID);
      },
      reset() {
        goOn(); // to be told why the login has failed
        edits.reset();
        attributes.reset();
        counters.reset();
      },
    };
  },
};
