import { define, type TencentCloudChat as WholeSdk } from "./internal/define";
import { findPlatform } from "./internal/platforms/find";

export type * from "./api";

/** What an app imports by default, under whatever name it likes. */
const TencentCloudChat: WholeSdk = define(findPlatform);
export default TencentCloudChat;
