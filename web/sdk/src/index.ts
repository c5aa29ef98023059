/** The version of this SDK. */
export const VERSION = "0.1.0";

/** What an app imports by default, under whatever name it likes. */
const TencentCloudChat = { VERSION };
export default TencentCloudChat;
