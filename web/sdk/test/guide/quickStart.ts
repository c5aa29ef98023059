/* eslint-disable @typescript-eslint/no-misused-promises -- as apps write it: nothing is to be done with the promise */
// A sample of docs/guide-web-sdk.md, so that its types are checked; guide.test.ts compares the two.
import type { Conversation, Message } from "../../src/index";
declare const userSig: string;
declare const show: (message: Message) => void;
declare const showList: (conversations: Conversation[]) => void;
// sample
import TencentCloudChat from "@parley-im/chat";

const { EVENT, TYPES } = TencentCloudChat;
const chat = TencentCloudChat.create({ SDKAppID: 1400000001, proxyServer: "ws://localhost:8080" });

// Handlers first: what is raised before they are there is missed.
chat.on(EVENT.SDK_READY, openChat);
chat.on(EVENT.MESSAGE_RECEIVED, ({ data: messages }) => messages.forEach(show));
chat.on(EVENT.CONVERSATION_LIST_UPDATED, ({ data: conversations }) => showList(conversations));

await chat.login({ userID: "alice", userSig }); // made by your back end, or: ./parley usersig --user alice

async function openChat() {
  const { data } = await chat.getMessageList({ conversationID: "C2Cbob" });
  data.messageList.forEach(show); // oldest first
  const message = chat.createTextMessage({
    to: "bob",
    conversationType: TYPES.CONV_C2C,
    payload: { text: "Hello, Bob!" },
  });
  show(message); // may be shown at once, its status is 'unSend'
  await chat.sendMessage(message); // now 'success', and durable
  await chat.setMessageRead({ conversationID: "C2Cbob" });
}
