import type { Response } from "./common";

/** Values by key. */
export type GroupAttributes = Record<string, string>;

export interface GroupAttributesOptions {
  groupID: string;
  groupAttributes: GroupAttributes;
}

export interface GroupKeysOptions {
  groupID: string;
  /** Empty: all. */
  keyList: string[];
}

export interface GroupCountersOptions {
  groupID: string;
  /** Values by key, 1 to 20; keys have at most 128 bytes. */
  counters: Record<string, number>;
}

export interface GroupCounterOptions {
  groupID: string;
  key: string;
  value: number;
}

/** A counter as it is now. */
export interface GroupCounter {
  groupID: string;
  key: string;
  value: number;
}

/**
 * What the members of a group share. Every member may change it, and all get the event, this instance included.
 *
 * A group has at most 16 attributes, with keys of at most 32 bytes, values of at most 4,096 bytes and 16,384 bytes
 * altogether; what would go beyond rejects with 10045 and changes nothing. Where somebody else changed the same at the
 * same time, a change rejects with 10056: get the attributes and try again. More than 10 calls of a method in 5 seconds,
 * or 5 changes in one, reject with 2996.
 *
 * Counters are at most 20, whole numbers; they can be switched off (3122). More than 20 changes of them in 5 seconds
 * reject with 2996.
 */
export interface GroupSharedApi {
  /** Replaces all attributes of a group. */
  initGroupAttributes(options: GroupAttributesOptions): Promise<Response<{ groupAttributes: GroupAttributes }>>;
  /** Adds or changes attributes; others stay. */
  setGroupAttributes(options: GroupAttributesOptions): Promise<Response<{ groupAttributes: GroupAttributes }>>;
  /** Deletes attributes; resolves with the keys that are gone. Rejects with 10050 if one of them does not exist. */
  deleteGroupAttributes(options: GroupKeysOptions): Promise<Response<{ keyList: string[] }>>;
  /** Attributes as the server or, for 30 seconds, this instance knows them. At most 20 calls in 5 seconds. */
  getGroupAttributes(options: GroupKeysOptions): Promise<Response<{ groupAttributes: GroupAttributes }>>;
  /** Gives counters values. */
  setGroupCounters(options: GroupCountersOptions): Promise<Response<{ counters: Record<string, number> }>>;
  /**
   * Adds to a counter, in one step however many do so at once; one that there is not begins at 0. Rejects with 2800 or
   * 2801 where the connection is lost before the answer: then it may have been counted.
   */
  increaseGroupCounter(
    options: GroupCounterOptions,
  ): Promise<Response<GroupCounter & { counters: Record<string, number> }>>;
  /** Takes from a counter; the same otherwise. */
  decreaseGroupCounter(
    options: GroupCounterOptions,
  ): Promise<Response<GroupCounter & { counters: Record<string, number> }>>;
  /** Counters by key; all without a `keyList`. */
  getGroupCounters(options: {
    groupID: string;
    keyList?: string[];
  }): Promise<Response<{ counters: Record<string, number> }>>;
}
