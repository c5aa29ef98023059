import type { PlatformFinder } from "../../api";
import { browserPlatform } from "./browser";
import { openNodeSocket } from "./nodeSocket";

/** Node: from 22 on with its own WebSocket, before with one that the SDK brings. */
export const nodePlatform: PlatformFinder = (Given) => browserPlatform(Given, openNodeSocket);
