import type { Response, UserInfo } from "./common";
import type { Group } from "./groups";
import type { Message } from "./message";
import type { Profile } from "./profile";

/** What names to find; upper and lower case, full and half width count as equal. */
export interface NameSearchOptions {
  /** Parts of names, 1 to 5. */
  keywordList: string[];
  /** `or`, the default: one keyword must fit; `and`: all. */
  keywordListMatchType?: "or" | "and";
  /** Results of a page, 1 to 100; 20 by default. */
  count?: number;
  /** From the page before; '' for the first. */
  cursor?: string;
}

export interface SearchUsersOptions extends NameSearchOptions {
  /** A `GENDER_…` value. */
  gender?: string;
  /** The first and last birthday that fit, `yyyymmdd` as a number. */
  miniBirthday?: number;
  maxBirthday?: number;
}

export interface SearchGroupsOptions extends NameSearchOptions {
  /** `GRP_WORK`, `GRP_PUBLIC`, `GRP_MEETING`, `GRP_COMMUNITY`; all by default. */
  groupTypeList?: string[];
}

export interface SearchMembersOptions extends SearchGroupsOptions {
  /** Of the groups that I am in; all by default. */
  groupIDList?: string[];
}

export interface Found<T> {
  /** Of all pages. */
  totalCount: number;
  /** Asks for the next page; '' at the end. */
  cursor: string;
  searchResultList: T[];
}

export interface FoundMembers {
  groupInfo: { groupID: string; name: string; type: string; avatar: string };
  memberList: { userID: string; nick: string; nameCard: string; avatar: string }[];
}

/** A message was pinned in a group, or taken off; then of the message only what names it is there. */
export interface PinnedMessageEvent {
  groupID: string;
  message: Message | Pick<Message, "ID" | "sequence" | "random" | "time" | "clientTime">;
  isPinned: boolean;
  operatorInfo: UserInfo;
}

/** Finding by names what the server has. Rejects with 27003 for values out of range, 2996 above 20 calls of a kind in 5 s, 3122. */
export interface NameSearchApi {
  /** Users by userID and nick. */
  searchCloudUsers(options: SearchUsersOptions): Promise<Response<Found<Profile>>>;
  /** Groups by groupID and name: those that I am in, and of others all but Work groups. */
  searchCloudGroups(options: SearchGroupsOptions): Promise<Response<Found<Group>>>;
  /** Members of the groups that I am in, by userID, nick and name card. */
  searchCloudGroupMembers(options: SearchMembersOptions): Promise<Response<Found<FoundMembers>>>;
}

/** Messages that a group keeps in view. Rejects with 10010 where there is no such group, 10007 where I may not. */
export interface PinApi {
  /**
   * Pins a message for all members, as owner or admin, or takes it off. Rejects with 10004 for one more than 10, 20026 for
   * a message that is not there for all.
   */
  pinGroupMessage(options: { groupID: string; message: Message; isPinned: boolean }): Promise<Response<object>>;
  /** The pinned messages, the one pinned last first; `pinnerInfo` says who pinned each. */
  getPinnedGroupMessageList(groupID: string): Promise<Response<{ messageList: Message[] }>>;
}
