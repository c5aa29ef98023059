// A sample of docs/guide-web-sdk.md, so that its types are checked; guide.test.ts compares the two.
import TencentCloudChat, { type Chat, type Message } from "../../src/index";
declare const chat: Chat;
declare const show: (message: Message) => void;
declare const input: HTMLInputElement;
declare const bar: { update(part: number): void };
const { TYPES } = TencentCloudChat;
// sample
const message = chat.createImageMessage({
  to: "bob",
  conversationType: TYPES.CONV_C2C,
  payload: { file: input }, // an <input type="file">, a File, a Blob, bytes
  onProgress: (part) => bar.update(part), // 0 to 1
});
show(message); // payload.imageInfoArray[0].url is the file here, until it is uploaded
const cancel = new AbortController();
await chat.sendMessage(message, { signal: cancel.signal }); // uploads, then sends
