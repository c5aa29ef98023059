// The same for Node, which may lack a WebSocket.
import { coreCreate } from "./internal/coreCreate";
import { nodePlatform } from "./internal/platforms/node";

export * from "./core";
export const create = coreCreate(nodePlatform);
