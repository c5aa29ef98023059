// The same for Node, which may lack a WebSocket.
import { define } from "./internal/define";
import { nodePlatform } from "./internal/platforms/node";

export default define(nodePlatform);
