import type { Chat, CreateOptions, PlatformFinder } from "../api";
import { EVENT, TSignaling, TYPES } from "../generated/protocol";
import { VERSION } from "../version";
import { ALL } from "./areas";
import { create } from "./create";

/** What an app imports by default, under whatever name it likes. */
export interface TencentCloudChat {
  /**
   * The app's instance: the same one for the same SDKAppID until `destroy()`. An SDKAppID that is no number gives
   * null.
   */
  create(options: CreateOptions & { SDKAppID: number }): Chat;
  create(options: CreateOptions): Chat | null;
  /** Names of events, for `on` and `off`. */
  EVENT: typeof EVENT;
  /** Values of fields: message types, conversation types and so on. */
  TYPES: typeof TYPES;
  /** Names of signaling's events and actions. */
  TSignaling: typeof TSignaling;
  /** The version of the API, such as `3.6.0`. */
  VERSION: string;
}

export const define = (find: PlatformFinder): TencentCloudChat => ({
  create: (options: CreateOptions) => create(options, ALL, find) as Chat, // the overloads tell which number can give null
  EVENT,
  TYPES,
  TSignaling,
  VERSION,
});
