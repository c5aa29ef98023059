import type { CoreChat, CreateOptions, PlatformFinder } from "../api";
import type { Area } from "./area";
import { createChat } from "./chat";
import { createLogger } from "./logger";
import { scope } from "./scope";
import { isObject, isText } from "./kinds";

const instances = new Map<number, CoreChat>();

/** The instance of an app, made the first time it is asked for, with the areas given then: all, or those and `LEFT_OUT`. */
export function create(options: CreateOptions, areas: readonly Area[], find: PlatformFinder): CoreChat | null {
  const given: Partial<CreateOptions> = isObject(options) ? options : {};
  const sdkAppID = Number(given.SDKAppID);
  if (!Number.isInteger(sdkAppID) || sdkAppID <= 0) {
    createLogger().error(`create: SDKAppID is ${JSON.stringify(given.SDKAppID)}, expected a number above 0`);
    return null;
  }
  let chat = instances.get(sdkAppID);
  if (!chat) {
    const url = `${serverAddress(given.proxyServer)}?v=1&joined=1&sdkappid=${sdkAppID}`;
    chat = createChat(sdkAppID, url, given.platform ?? find(given.WebSocket), () => instances.delete(sdkAppID), areas);
    instances.set(sdkAppID, chat);
  }
  return chat;
}

/** The address of the server's WebSocket. */
export function serverAddress(proxyServer: string | undefined, page = pageOrigin()): string {
  const base = (isText(proxyServer) ? proxyServer.trim() : page).replace(/^http/i, "ws").replace(/\/+$/, "");
  const withScheme = /^wss?:\/\//i.test(base) ? base : `ws://${base}`;
  return withScheme.endsWith("/ws") ? withScheme : `${withScheme}/ws`;
}

/** Where the page came from; outside of browsers, the server's own default. */
function pageOrigin(): string {
  const { location } = scope;
  return location?.host ? location.origin : "ws://localhost:8080";
}
