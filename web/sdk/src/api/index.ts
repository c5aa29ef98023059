/** Everything that apps see, by area. */
export type { ClientConfig, OfflinePushInfo } from "../generated/protocol";
export type { NetState } from "../internal/connection";
export type { SocketConstructor } from "../internal/platform";
export type * from "./assist";
export type * from "./attachments";
export type * from "./chat";
export type * from "./common";
export type * from "./conversation";
export type * from "./creating";
export type * from "./events";
export type * from "./groups";
export type * from "./groupShared";
export type * from "./history";
export type * from "./message";
export type * from "./payload";
export type * from "./profile";
export type * from "./sending";
export type * from "./session";
