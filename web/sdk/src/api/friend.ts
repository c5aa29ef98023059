import type {
  Friend as WireFriend,
  FriendApplication as WireFriendApplication,
  FriendRelation as WireFriendRelation,
  UserFailure as WireUserFailure,
} from "../generated/protocol";
import type { Response } from "./common";
import type { Profile } from "./profile";

/** Why a call about several users did nothing for one of them. */
export type UserFailure = { -readonly [K in keyof WireUserFailure]: WireUserFailure[K] };

/** A field that the setting `friend.customFields` names. */
export interface FriendCustomField {
  /** `Tag_SNS_Custom_` and at most 8 letters. */
  key: string;
  /** At most 500 bytes. */
  value: string;
}

/** Somebody on my list of friends, as they were when this was handed out. */
export type Friend = Omit<
  { -readonly [K in keyof WireFriend]: WireFriend[K] },
  "groupList" | "friendCustomField" | "profile"
> & {
  /** Names of my friend groups that they are in. */
  groupList: string[];
  friendCustomField: FriendCustomField[];
  /** Complete. */
  profile: Profile;
  /** When this instance got to know of them as they are, in milliseconds since 1970 by its clock. */
  timestamp: number;
};

/** A request to become friends that nobody has decided. */
export type FriendApplication = { -readonly [K in keyof WireFriendApplication]: WireFriendApplication[K] };

/** Requests, newest first. */
export interface FriendApplicationList {
  friendApplicationList: FriendApplication[];
  /** How many of those received are new since `setFriendApplicationRead`. */
  unreadCount: number;
}

/** Friends that belong together for me; nobody else sees it. */
export interface FriendGroup {
  name: string;
  userIDList: string[];
  count: number;
}

export interface AddFriendOptions {
  /** Who is added. */
  to: string;
  /** `AddSource_Type_` and 1 to 8 letters. */
  source: string;
  /** What I will call them, at most 96 bytes. */
  remark?: string;
  /** Friend group that they come into, at most 30 bytes; created if it is missing. */
  groupName?: string;
  /** What they read with the request, at most 256 bytes. */
  wording?: string;
  /** `SNS_ADD_TYPE_BOTH`, which it is when left out, or `SNS_ADD_TYPE_SINGLE`: I do not come on their list. */
  type?: string;
}

export interface UpdateFriendOptions {
  userID: string;
  /** At most 96 bytes. */
  remark?: string;
  /** At most 20; an empty value takes the field away. */
  friendCustomField?: FriendCustomField[];
}

export interface AcceptFriendApplicationOptions {
  /** The applicant. */
  userID: string;
  /** What I will call them, at most 96 bytes. */
  remark?: string;
  /** Friend group that they come into, at most 30 bytes; created if it is missing. */
  tag?: string;
  /**
   * `SNS_APPLICATION_AGREE_AND_ADD`, which it is when left out, or `SNS_APPLICATION_AGREE`: I come on their list, they do
   * not come on mine.
   */
  type?: string;
}

/** What became of a friend group. */
export interface FriendGroupChange {
  friendGroup: FriendGroup;
  /** Those who are no friends: 32216. */
  failureUserIDList: UserFailure[];
}

/** Friends, requests to become friends, and groups of friends. Changes also reject with 30001: a value out of range. */
export interface FriendApi {
  /** All friends, oldest first; does not ask the server. */
  getFriendList(): Promise<Response<Friend[]>>;
  /**
   * Adds somebody, or asks them: code 30539. Rejects with 30003 (no such user), 30009 (I may not ask others), 30010 (3000
   * friends already), 30011 (32 groups already), 30012 (100 requests wait already), 30014 (they have 3000 friends), 30515
   * (they are on my blacklist), 30516 (they take no requests), 30520 (a friend already), 30525 (I am on theirs), 30540
   * (too many requests).
   */
  addFriend(options: AddFriendOptions): Promise<Response<{ userID: string; code: number; message?: string }>>;
  /**
   * Ends friendships, of the first 1000 users; who was no friend fails with 2700. With `SNS_DELETE_TYPE_SINGLE` I stay on
   * their lists.
   */
  deleteFriend(options: {
    userIDList: string[];
    type?: string;
  }): Promise<Response<{ successUserIDList: { userID: string }[]; failureUserIDList: UserFailure[] }>>;
  /** Who is on whose list, of the first 1000 users; with `SNS_CHECK_TYPE_SINGLE` only mine is looked at. */
  checkFriend(options: { userIDList: string[]; type?: string }): Promise<
    Response<{
      successUserIDList: ({ code: number } & { -readonly [K in keyof WireFriendRelation]: WireFriendRelation[K] })[];
      failureUserIDList: UserFailure[];
    }>
  >;
  /** Friends with their full profiles; who is none fails with 2700. */
  getFriendProfile(options: {
    userIDList: string[];
  }): Promise<Response<{ friendList: Friend[]; failureUserIDList: UserFailure[] }>>;
  /** Changes remark and custom fields of a friend. Rejects with 2700 for somebody who is none. */
  updateFriend(options: UpdateFriendOptions): Promise<Response<Friend>>;
  /** Requests that nobody has decided, sent and received; does not ask the server. */
  getFriendApplicationList(): Promise<Response<FriendApplicationList>>;
  /** Rejects with 30010, 30011 or 30014 (a list is full), 30614 (no such request). */
  acceptFriendApplication(options: AcceptFriendApplicationOptions): Promise<Response<object>>;
  /** Rejects with 30614 (no such request). */
  refuseFriendApplication(options: { userID: string }): Promise<Response<object>>;
  /**
   * Takes a request off the list: one with `SNS_APPLICATION_SENT_BY_ME` is withdrawn, one received is hidden. Rejects with
   * 2716 (no such request).
   */
  deleteFriendApplication(options: { userID: string; type?: string }): Promise<Response<object>>;
  /** All requests so far are read. */
  setFriendApplicationRead(): Promise<Response<object>>;
  /** All friend groups, oldest first; does not ask the server. */
  getFriendGroupList(): Promise<Response<FriendGroup[]>>;
  /** Makes a group of 1 to 30 bytes. Rejects with 2710 (there is one of that name), 30011 (32 groups already). */
  createFriendGroup(options: { name: string; userIDList?: string[] }): Promise<Response<FriendGroupChange>>;
  /** Ends a group, whose friends stay friends. Rejects with 2711 (no such group). */
  deleteFriendGroup(options: { name: string }): Promise<Response<FriendGroup>>;
  /** Rejects with 2711 (no such group). */
  addToFriendGroup(options: { name: string; userIDList: string[] }): Promise<Response<FriendGroupChange>>;
  /** Rejects with 2711 (no such group). */
  removeFromFriendGroup(options: { name: string; userIDList: string[] }): Promise<Response<FriendGroupChange>>;
  /** Rejects with 2711 (no such group), 2710 (there is one of the new name). */
  renameFriendGroup(options: { oldName: string; newName: string }): Promise<Response<FriendGroup>>;
}
