// An app as it was written for the API, with the names of the packages that it was written for. Nothing in it knows of
// Parley: `alias.test.ts` runs it with those names leading elsewhere.
import TencentCloudChat from "@tencentcloud/chat";
import TIMUploadPlugin from "tim-upload-plugin";

const { EVENT, TYPES, TSignaling } = TencentCloudChat;

/** Signs in, talks to a peer and in a group, and tells what came of it. */
export default async function run({ SDKAppID, proxyServer, userID, userSig, peer, file }) {
  const chat = TencentCloudChat.create({ SDKAppID, proxyServer, userID, userSig, framework: "vue3", scene: "kit" });
  const app = { chat, peer, events: [] };
  chat.setLogLevel(4);
  chat.registerPlugin({ "tim-upload-plugin": TIMUploadPlugin });
  listen(app);
  const has = {
    major: Number(TencentCloudChat.VERSION.split(".")[0]),
    groups: chat.callExperimentalAPI("canIUseModule", "group-module"),
    friends: chat.callExperimentalAPI("canIUseModule", "relationship-module"),
  };
  const ready = new Promise((resolve) => chat.on(EVENT.SDK_READY, () => resolve(atReady(app))));
  const { data } = await chat.login({ userID, userSig });
  app.events.push("login settled");
  const parts = {
    has,
    login: typeof data,
    ready: await ready,
    peer: await talk(app),
    picture: await sendPicture(app, file),
    group: await openGroup(app),
    call: await ring(app),
  };
  await chat.logout();
  await chat.destroy();
  const at = (name) => app.events.indexOf(name);
  return {
    ...parts,
    readyAfterLogin: at("login settled") < at(EVENT.SDK_READY),
    left: app.events.at(-1) === EVENT.SDK_NOT_READY,
    uploads: TIMUploadPlugin.used,
  };
}

function listen({ chat, events }) {
  function onEvent(event) {
    this.events.push(event.name);
  }
  for (const name of ["SDK_READY", "SDK_NOT_READY", "CONVERSATION_LIST_UPDATED", "MESSAGE_RECEIVED"]) {
    chat.on(EVENT[name], onEvent, { events });
  }
}

/** What is drawn first, asked for all at once. */
async function atReady({ chat }) {
  const isReady = chat.isReady();
  const [conversations, blacklist, groups, friends, friendGroups, applications, me] = await Promise.all([
    chat.getConversationList(),
    chat.getBlacklist(),
    chat.getGroupList(),
    chat.getFriendList(),
    chat.getFriendGroupList(),
    chat.getFriendApplicationList(),
    chat.getMyProfile(),
  ]);
  return {
    isReady,
    conversations: conversations.data.conversationList.length,
    blacklist: blacklist.data,
    groups: groups.data.groupList,
    friends: friends.data,
    friendGroups: friendGroups.data,
    applications: applications.data.friendApplicationList,
    isMe: me.data.userID === chat.getLoginUser(),
    unread: chat.getTotalUnreadMessageCount(),
  };
}

async function talk({ chat, peer }) {
  const conversationID = `C2C${peer}`;
  const { conversation } = (await chat.getConversationProfile(conversationID)).data;
  const drafted = await chat.setConversationDraft({ conversationID, draftText: "" });
  const to = { to: peer, conversationType: TYPES.CONV_C2C };
  const typing = chat.createCustomMessage({ ...to, payload: { data: "typing", description: "", extension: "" } });
  await chat.sendMessage(typing, { onlineUserOnly: true });
  const made = chat.createTextMessage({ ...to, payload: { text: "hello" }, needReadReceipt: true });
  const status = [made.status];
  const { message } = (await chat.sendMessage(made)).data;
  status.push(message.status);
  const copy = {};
  Object.keys(message).forEach((key) => (copy[key] = message[key]));
  const { messageList, isCompleted } = (await chat.getMessageList({ conversationID })).data;
  const refused = await chat
    .sendMessage(chat.createTextMessage({ ...to, payload: { text: "x".repeat(20_000) } }))
    .catch((error) => error);
  await chat.setMessageRead({ conversationID });
  return {
    opened: conversation.conversationID === conversationID && conversation.userProfile.userID === peer,
    drafted: drafted.data.conversation.conversationID === conversationID,
    status,
    isSame: message === made && message === chat.findMessage(message.ID),
    copied: JSON.stringify(copy) === JSON.stringify(message),
    receipt: typeof message.readReceiptInfo,
    signaling: chat.getSignalingInfo(message),
    history: messageList.map(({ payload }) => payload.text),
    isCompleted,
    refused: [typeof refused.code, refused.data.message.status],
  };
}

async function sendPicture({ chat, peer }, file) {
  const progress = [];
  const message = chat.createImageMessage({
    to: peer,
    conversationType: TYPES.CONV_C2C,
    payload: { file },
    onProgress: (part) => progress.push(part),
  });
  await chat.sendMessage(message);
  const { conversationList } = (await chat.getConversationList()).data;
  return {
    sizes: message.payload.imageInfoArray.length,
    arrived: (await (await fetch(message.payload.imageInfoArray[0].imageUrl)).arrayBuffer()).byteLength === file.size,
    done: progress.at(-1),
    shown: conversationList[0].lastMessage.messageForShow,
  };
}

/** One failure would break the chain. */
async function openGroup({ chat, peer }) {
  const { group } = (await chat.createGroup({ name: "us", type: TYPES.GRP_MEETING, memberList: [{ userID: peer }] }))
    .data;
  const { groupID } = group;
  group.isJoinedGroup = true; // the kit's own field
  const profile = await chat.getGroupProfile({ groupID });
  const members = await chat.getGroupMemberList({ groupID, offset: 0 });
  const attributes = await chat.getGroupAttributes({ groupID, keyList: [] });
  const counters = await chat.getGroupCounters({ groupID, keyList: [] });
  const applications = await chat.getGroupApplicationList();
  return {
    name: profile.data.group.name,
    members: members.data.memberList.length,
    attributes: attributes.data.groupAttributes,
    counters: counters.data.counters,
    applications: applications.data.applicationList,
    isJoinedGroup: group.isJoinedGroup,
  };
}

/** The peer accepts what it is asked. */
async function ring({ chat, peer }) {
  const accepted = new Promise((resolve) => chat.addSignalingListener(TSignaling.INVITEE_ACCEPTED, resolve));
  const { inviteID } = await chat.invite({ userID: peer, data: "call", timeout: 30 });
  const { data } = await accepted;
  return data.inviteID === inviteID && data.invitee === peer;
}
