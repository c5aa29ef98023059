// A sample of docs/guide-web-sdk.md, so that its types are checked; guide.test.ts compares the two.
import { type Chat } from "../../src/index";
declare const chat: Chat;
declare const token: string;
// sample
await chat.callExperimentalAPI("setOfflinePushToken", {
  vendor: "huawei", // apns, fcm, huawei, honor, xiaomi, oppo, vivo, meizu
  token,
  language: "zh-CN",
});
// end
