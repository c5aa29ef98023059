import { expect, test } from "vitest";
import TencentCloudChat, { type Message, type SignalingEvents } from "../../src/index";
import { groupOf } from "./group";
import { device, EVENT, newUserID, person, TYPES, until, userSig, type Person } from "./person";

const { TSignaling } = TencentCloudChat;
type Name = keyof SignalingEvents;
const NAMES: readonly Name[] = [
  TSignaling.NEW_INVITATION_RECEIVED,
  TSignaling.INVITEE_ACCEPTED,
  TSignaling.INVITEE_REJECTED,
  TSignaling.INVITATION_CANCELLED,
  TSignaling.INVITATION_TIMEOUT,
  TSignaling.INVITATION_MODIFIED,
];
const HIDING = JSON.stringify({ excludeFromHistoryMessage: true });

/** Somebody who listens to signals from before the login on. */
interface Listener extends Person {
  /** Of what was raised so far, the data of one name. */
  of: Person["of"];
  signals<K extends Name>(name: K): SignalingEvents[K][];
  /** Waits for the first that fits. */
  signal<K extends Name>(name: K, fits?: (data: SignalingEvents[K]) => boolean): Promise<SignalingEvents[K]>;
}

async function listener(userID = newUserID()): Promise<Listener> {
  const seen: { name: Name; data: unknown }[] = [];
  const on = device();
  for (const name of NAMES) {
    on.chat.addSignalingListener(name, function record(event) {
      seen.push(event);
    });
  }
  const who = await person(userID, on);
  const signals = <K extends Name>(name: K): SignalingEvents[K][] =>
    seen.filter((it) => it.name === name).map((it) => it.data as SignalingEvents[K]);
  return {
    ...who,
    signals,
    signal: (name, fits = () => true) =>
      until(
        () => signals(name).find(fits),
        () => `${name} at ${userID} among ${seen.map((it) => it.name).join()}`,
      ),
  };
}

/** What names an invitation. */
const named = ({ inviteID }: { inviteID: string }): { inviteID: string } => ({ inviteID });

const codeOf = (call: Promise<unknown>): Promise<number> =>
  call.then(
    () => 0,
    (error: unknown) => (error as { code: number }).code,
  );

test("an invitation is accepted [signaling#1] [addSignalingListener#1] [addSignalingListener#2] [removeSignalingListener#1] [invite#1] [accept#1] [getSignalingInfo#1] [getSignalingInfo#2] [compat#14]", async () => {
  const ann = await listener();
  const bob = await listener();
  let afterwards = 0;
  function takenOff(): void {
    afterwards++;
  }
  let unwanted = 0;
  function count(): void {
    unwanted++;
  }
  ann.chat.addSignalingListener(TSignaling.INVITEE_ACCEPTED, takenOff);
  ann.chat.removeSignalingListener(TSignaling.INVITEE_ACCEPTED, takenOff);
  bob.chat.addSignalingListener(TSignaling.INVITEE_ACCEPTED, count);

  const { inviteID, data } = await ann.chat.invite({ userID: bob.userID, data: "a call", timeout: 30 });
  expect(inviteID).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(data.message).toMatchObject({
    type: TYPES.MSG_CUSTOM,
    status: "success",
    priority: "High",
    flow: "out",
    conversationID: bob.conversationID,
    sequence: 1,
  });
  expect(await bob.signal(TSignaling.NEW_INVITATION_RECEIVED)).toEqual({
    inviteID,
    inviter: ann.userID,
    groupID: "",
    data: "a call",
    inviteeList: [bob.userID],
  });
  const [carrier] = bob.of(EVENT.MESSAGE_RECEIVED).flat();
  expect(carrier?.ID).toBe(data.message.ID);
  expect(carrier && bob.chat.getSignalingInfo(carrier)).toEqual({
    inviteID,
    groupID: "",
    inviter: ann.userID,
    inviteeList: [bob.userID],
    data: "a call",
    actionType: 1,
    timeout: 30,
    businessID: 1,
  });
  expect(bob.chat.getSignalingInfo(bob.draft("hi", ann))).toBeNull();
  const custom = (said: string, cloudCustomData = ""): Message =>
    bob.chat.createCustomMessage({
      to: ann.userID,
      conversationType: TYPES.CONV_C2C,
      payload: { data: said },
      cloudCustomData,
    });
  expect(bob.chat.getSignalingInfo(custom("no JSON"))).toBeNull();
  expect(bob.chat.getSignalingInfo(custom("7"))).toBeNull();
  expect(bob.chat.getSignalingInfo(custom(JSON.stringify({ inviteID })))).toBeNull();
  expect(bob.chat.getSignalingInfo(custom(JSON.stringify({ inviteID }), '{"type":"tsignaling"}'))).toEqual({
    inviteID,
  });

  const accepted = await bob.chat.accept({ inviteID, data: "hello" });
  expect(accepted.inviteID).toBe(inviteID);
  expect(accepted.data.message.conversationID).toBe(ann.conversationID);
  expect(await ann.signal(TSignaling.INVITEE_ACCEPTED)).toEqual({
    inviteID,
    inviter: ann.userID,
    groupID: "",
    data: "hello",
    invitee: bob.userID,
  });
  expect(await codeOf(bob.chat.reject({ inviteID }))).toBe(8010);
  expect(await codeOf(ann.chat.cancel({ inviteID }))).toBe(8020);
  expect(unwanted).toBe(0); // it was theirs
  expect(afterwards).toBe(0); // though ann's other listener heard of it
  expect((await bob.conversation(ann.conversationID))?.lastMessage.fromAccount).toBe(bob.userID);
});

test("only those concerned answer, and one answer at a time [cancel#1] [cancel#2] [reject#1] [reject#2] [accept#2] [signaling#7]", async () => {
  const [ann, bob, cid] = await Promise.all([listener(), listener(), listener()]);
  const first = await ann.chat.invite({ userID: bob.userID });
  expect(await codeOf(cid.chat.accept(named(first)))).toBe(8011);
  expect(await codeOf(cid.chat.reject(named(first)))).toBe(8011);
  expect(await codeOf(bob.chat.cancel(named(first)))).toBe(8011);

  const codes = await Promise.all([
    codeOf(bob.chat.reject({ inviteID: first.inviteID, data: "busy" })),
    codeOf(bob.chat.accept(named(first))),
    codeOf(bob.chat.cancel(named(first))),
  ]);
  expect(codes).toEqual([0, 8010, 8020]);
  expect(await ann.signal(TSignaling.INVITEE_REJECTED)).toMatchObject({ data: "busy", invitee: bob.userID });

  const { inviteID } = await ann.chat.invite({ userID: bob.userID });
  await ann.chat.cancel({ inviteID, data: "never mind" });
  expect(await bob.signal(TSignaling.INVITATION_CANCELLED)).toEqual({
    inviteID,
    inviter: ann.userID,
    groupID: "",
    data: "never mind",
  });
  expect(() => ann.chat.invite({ userID: "" })).toThrow("Params validate failed.");
  expect(await codeOf(ann.chat.invite({ userID: ann.userID }))).toBe(20001);
});

test("members of a group answer one by one, and all who take part hear of it [inviteInGroup#1] [inviteInGroup#2] [inviteInGroup#6]", async () => {
  const [ann, bob, cid, dan] = await Promise.all([listener(), listener(), listener(), listener()]);
  const { groupID } = await groupOf(ann, [bob, cid, dan]);
  expect(await codeOf(ann.chat.inviteInGroup({ groupID, inviteeList: [bob.userID, "nobody"] }))).toBe(10004);

  const inviteeList = [bob.userID, cid.userID];
  const { inviteID, data } = await ann.chat.inviteInGroup({ groupID, inviteeList });
  expect(data.message.conversationID).toBe(`GROUP${groupID}`);
  expect(await bob.signal(TSignaling.NEW_INVITATION_RECEIVED)).toMatchObject({ inviteID, groupID, inviteeList });
  await cid.signal(TSignaling.NEW_INVITATION_RECEIVED);
  await bob.chat.accept({ inviteID });
  expect(await ann.signal(TSignaling.INVITEE_ACCEPTED)).toMatchObject({ groupID, invitee: bob.userID });
  expect(await cid.signal(TSignaling.INVITEE_ACCEPTED)).toMatchObject({ groupID, invitee: bob.userID });
  await cid.chat.reject({ inviteID });
  expect(await bob.signal(TSignaling.INVITEE_REJECTED)).toMatchObject({ invitee: cid.userID }); // also after answering
  expect(await codeOf(ann.chat.cancel({ inviteID }))).toBe(8020);
  const carried = (): Message[] =>
    dan
      .of(EVENT.MESSAGE_RECEIVED)
      .flat()
      .filter((message) => dan.chat.getSignalingInfo(message));
  await until(() => carried().length === 3, "all signals at who is not invited");
  for (const name of NAMES) expect(dan.signals(name)).toEqual([]);
});

test("the time is up for who was asked and who asked [invite#2] [inviteInGroup#3] [signaling#4]", async () => {
  const [ann, bob, cid] = await Promise.all([listener(), listener(), listener()]);
  const { groupID } = await groupOf(ann, [bob, cid]);
  await cid.chat.logout(); // it is the inviter's device that says so for them
  const inviteeList = [bob.userID, cid.userID];
  const { inviteID } = await ann.chat.inviteInGroup({ groupID, inviteeList, data: "a call", timeout: 1 });

  const own = await bob.signal(TSignaling.INVITATION_TIMEOUT);
  expect(own).toMatchObject({ inviteID, data: "a call", inviteeList: [bob.userID], isSelfTimeout: true });
  expect(own.message?.flow).toBe("out");
  const bobs = await ann.signal(TSignaling.INVITATION_TIMEOUT);
  expect(bobs).toEqual({
    inviteID,
    inviter: ann.userID,
    groupID,
    data: "a call",
    inviteeList: [bob.userID],
    isSelfTimeout: false,
  });
  const cids = await ann.signal(TSignaling.INVITATION_TIMEOUT, (it) => it.inviteeList[0] === cid.userID);
  expect(cids.isSelfTimeout).toBe(true);
  const atBob = await bob.signal(TSignaling.INVITATION_TIMEOUT, (it) => it.inviteeList[0] === cid.userID);
  expect(atBob.isSelfTimeout).toBe(false);
  expect(await codeOf(bob.chat.accept({ inviteID }))).toBe(8010);
});

test("signals are not stored or not shown where the app says so [invite#3] [invite#4] [invite#5] [inviteInGroup#4] [inviteInGroup#5] [signaling#2] [signaling#5]", async () => {
  const [ann, bob] = await Promise.all([listener(), listener()]);
  await ann.send("hi", bob);
  const online = await ann.chat.invite({ userID: bob.userID, onlineUserOnly: true });
  await bob.signal(TSignaling.NEW_INVITATION_RECEIVED);
  const { data } = await bob.chat.accept(named(online));
  expect(data.message.sequence).toBe(0);
  await ann.signal(TSignaling.INVITEE_ACCEPTED);
  const history = async (conversationID: string): Promise<Message[]> =>
    (await ann.chat.getMessageList({ conversationID })).data.messageList;
  expect(await history(bob.conversationID)).toHaveLength(1);

  const offlinePushInfo = { title: "ann", androidOPPOChannelID: "calls", androidInfo: { sound: "ding.mp3" } };
  const hidden = await ann.chat.invite({ userID: bob.userID, data: HIDING, offlinePushInfo });
  await bob.signal(TSignaling.NEW_INVITATION_RECEIVED, (it) => it.inviteID === hidden.inviteID);
  expect(await bob.conversation(ann.conversationID)).toMatchObject({
    unreadCount: 1,
    lastMessage: { messageForShow: "hi" },
  });
  await ann.chat.cancel(named(hidden));
  await bob.signal(TSignaling.INVITATION_CANCELLED);
  expect((await bob.conversation(ann.conversationID))?.unreadCount).toBe(2); // the cancellation does not say so

  const group = await groupOf(ann, [bob]);
  const inGroup = { groupID: group.groupID, inviteeList: [bob.userID], data: HIDING, offlinePushInfo };
  const { inviteID } = await ann.chat.inviteInGroup(inGroup);
  await bob.signal(TSignaling.NEW_INVITATION_RECEIVED, (it) => it.inviteID === inviteID);
  expect((await bob.conversation(`GROUP${group.groupID}`))?.unreadCount).toBe(0);
});

test("the data of an invitation is replaced [modifyInvitation#1] [modifyInvitation#2]", async () => {
  const [ann, bob] = await Promise.all([listener(), listener()]);
  const { inviteID, data } = await ann.chat.invite({ userID: bob.userID, data: "at five" });
  await bob.signal(TSignaling.NEW_INVITATION_RECEIVED);

  const modified = await ann.chat.modifyInvitation({ inviteID, data: "at six" });
  expect(modified.data.message).toBe(data.message);
  expect(ann.chat.getSignalingInfo(data.message)?.data).toBe("at six");
  expect(await ann.signal(TSignaling.INVITATION_MODIFIED)).toEqual({ inviteID, data: "at six" });
  expect(await bob.signal(TSignaling.INVITATION_MODIFIED)).toEqual({ inviteID, data: "at six" });
  await ann.event(EVENT.MESSAGE_MODIFIED);
  await bob.event(EVENT.MESSAGE_MODIFIED);

  const online = await ann.chat.invite({ userID: bob.userID, onlineUserOnly: true });
  expect(await codeOf(ann.chat.modifyInvitation({ inviteID: online.inviteID, data: "" }))).toBe(8010);
});

test("who signs in late hears of invitations, once [signaling#6]", async () => {
  const [ann, bob] = await Promise.all([listener(), listener()]);
  await bob.chat.logout();
  const missed = await ann.chat.invite({ userID: bob.userID });
  await ann.chat.cancel(named(await ann.chat.invite({ userID: bob.userID })));

  const back = await listener(bob.userID);
  expect(await back.signal(TSignaling.NEW_INVITATION_RECEIVED)).toMatchObject({ inviteID: missed.inviteID });
  await back.chat.accept(named(missed));
  await ann.signal(TSignaling.INVITEE_ACCEPTED);
  expect(back.signals(TSignaling.NEW_INVITATION_RECEIVED)).toHaveLength(1);

  const read = await ann.chat.invite({ userID: bob.userID });
  await back.signal(TSignaling.NEW_INVITATION_RECEIVED, (it) => it.inviteID === read.inviteID);
  await back.chat.setMessageRead({ conversationID: ann.conversationID });
  await back.chat.logout();
  const again = await listener(bob.userID);
  await again.chat.reject(named(read)); // known, but read
  await ann.signal(TSignaling.INVITEE_REJECTED);
  expect(again.signals(TSignaling.NEW_INVITATION_RECEIVED)).toEqual([]);
});

test("an invitation has an ID before it is sent", async () => {
  const [ann, bob] = await Promise.all([listener(), listener()]);
  const sent = await new Promise<{ early: string; late: string }>((resolve, reject) => {
    const early = ann.chat.inviteSync(
      { userID: bob.userID },
      ({ inviteID }) => resolve({ early, late: inviteID }),
      reject,
    );
  });
  expect(sent.late).toBe(sent.early);
  expect(await bob.signal(TSignaling.NEW_INVITATION_RECEIVED)).toMatchObject({ inviteID: sent.early });
  const code = await new Promise<number>((resolve) => {
    ann.chat.inviteInGroupSync({ groupID: "nowhere", inviteeList: [bob.userID] }, undefined, resolve);
  });
  expect(code).toBe(10010);
});

test("listeners may come before the login, calls may not [addSignalingListener#2] [general#1]", async () => {
  const { chat } = device();
  let heard = 0;
  chat.addSignalingListener(TSignaling.NEW_INVITATION_RECEIVED, function count() {
    heard++;
  });
  expect(await codeOf(chat.invite({ userID: "bob" }))).toBe(2024);
  const ann = await person();
  const userID = newUserID();
  await chat.login({ userID, userSig: userSig(userID) });
  await until(() => chat.isReady(), "ready");
  await ann.chat.invite({ userID });
  await until(() => heard === 1, "the invitation");
});
