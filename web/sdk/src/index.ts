import type { Chat, CreateOptions } from "./api";
import { EVENT, TSignaling, TYPES } from "./generated/protocol";
import { create } from "./internal/create";
import { VERSION } from "./version";

export type * from "./api";

/** What an app imports by default, under whatever name it likes. */
const TencentCloudChat: {
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
} = {
  create: create as (options: CreateOptions) => Chat, // the overloads tell which number can give null
  EVENT,
  TYPES,
  TSignaling,
  VERSION,
};
export default TencentCloudChat;
