// A sample of docs/guide-web-sdk.md, so that its types are checked; guide.test.ts compares the two.
import TencentCloudChat, { type Chat } from "../../src/index";
declare const chat: Chat;
declare const ring: (inviteID: string, inviter: string, data: string) => void;
const { TSignaling } = TencentCloudChat;
// sample
chat.addSignalingListener(TSignaling.NEW_INVITATION_RECEIVED, ({ data }) =>
  ring(data.inviteID, data.inviter, data.data),
);
const { inviteID } = await chat.invite({ userID: "bob", data: JSON.stringify({ call: "video" }), timeout: 30 });
await chat.cancel({ inviteID });
