import { describe, expect, test } from "vitest";
import type { CreateGroupOptions, GroupApplication, Message } from "../../src/index";
import { isIn, permissions, type Cell, type GroupType, type Role, type Row } from "./permissions";
import { person, TYPES, type Person } from "./person";

interface Cast {
  readonly by: Readonly<Record<Role, Person>>;
  readonly otherAdmin: Person;
  readonly otherMember: Person;
  readonly stranger: Person;
}

/** A group made for what a row is about, where nobody did anything so far. */
interface Place {
  readonly type: GroupType;
  readonly groupID: string;
  readonly topicID: string;
  /** Where the row is about messages. */
  readonly byMember?: Message;
  readonly byOwner?: Message;
  /** The stranger's, where the row is about it. */
  readonly application?: GroupApplication | undefined;
}

type Attempt = (who: Person, place: Place, cast: Cast) => Promise<unknown>;

const text = (who: Person, to: string, options: { receiverList?: string[] } = {}): Message =>
  who.chat.createTextMessage({
    to,
    conversationType: TYPES.CONV_GROUP,
    payload: { text: "hi" },
    needReadReceipt: true,
    isSupportExtension: true,
    ...options,
  });

const write: (to: "groupID" | "topicID") => Attempt = (to) => (who, place) =>
  who.chat.sendMessage(text(who, place[to]));

const call: (whom: (cast: Cast) => string) => Attempt =
  (whom) =>
  (who, { groupID }, cast) =>
    who.chat.sendMessage(
      who.chat.createTextAtMessage({
        to: groupID,
        conversationType: TYPES.CONV_GROUP,
        payload: { text: "hey", atUserList: [whom(cast)] },
      }),
    );

/** Does something with a message that one has sent; if it is not even taken, that is what comes of it. */
const onOwn: (then: (who: Person, own: Message) => Promise<unknown>) => Attempt = (then) => async (who, place) => {
  const { data } = await who.chat.sendMessage(text(who, place.groupID));
  return then(who, data.message);
};

const on =
  (which: "byMember" | "byOwner", then: (who: Person, message: Message) => Promise<unknown>): Attempt =>
  (who, { [which]: message }) =>
    message === undefined ? Promise.reject(new Error("no message")) : then(who, message);

const revoke = (who: Person, message: Message): Promise<unknown> => who.chat.revokeMessage(message);

const modify = (who: Person, message: Message): Promise<unknown> => {
  message.payload.text = `changed by ${who.userID}`;
  return who.chat.modifyMessage(message);
};

const read: (from: "groupID" | "topicID") => Attempt = (from) => (who, place) =>
  who.chat.getMessageList({ conversationID: `GROUP${place[from]}` });

const update: (change: { name?: string; inviteOption?: string; muteAllMembers?: boolean }) => Attempt =
  (change) =>
  (who, { groupID }) =>
    who.chat.updateGroupProfile({ groupID, ...change });

const setRole: (role: string) => Attempt =
  (role) =>
  (who, { groupID }, { otherMember: { userID } }) =>
    who.chat.setGroupMemberRole({ groupID, userID, role });

/** Out of live rooms for a time. */
const putOut: (whom: (cast: Cast) => Person) => Attempt =
  (whom) =>
  (who, { groupID, type }, cast) =>
    who.chat.deleteGroupMember({
      groupID,
      userIDList: [whom(cast).userID],
      ...(type === "AVChatRoom" ? { duration: 60 } : {}),
    });

const mute: (whom: (cast: Cast) => Person, where?: "groupID" | "topicID") => Attempt =
  (whom, where = "groupID") =>
  (who, place, cast) =>
    who.chat.setGroupMemberMuteTime({ groupID: place[where], userID: whom(cast).userID, muteTime: 60 });

const name: (whom?: (cast: Cast) => Person) => Attempt =
  (whom) =>
  (who, { groupID }, cast) =>
    who.chat.setGroupMemberNameCard({ groupID, ...(whom ? { userID: whom(cast).userID } : {}), nameCard: "card" });

const invite: Attempt = (who, { groupID }, { stranger }) =>
  who.chat.addGroupMember({ groupID, userIDList: [stranger.userID] });

const admin = (cast: Cast): Person => cast.otherAdmin;
const member = (cast: Cast): Person => cast.otherMember;
const owner = (cast: Cast): Person => cast.by.owner;

const ATTEMPTS: Readonly<Record<string, Attempt>> = {
  "edit the profile": update({ name: "Other" }),
  "set the invite option": update({ inviteOption: TYPES.INVITE_OPTIONS_FREE_ACCESS }),
  "mute all": update({ muteAllMembers: true }),
  "write while all are muted": write("groupID"),
  write: write("groupID"),
  "write to one only": (who, { groupID }, { otherMember }) =>
    who.chat.sendMessage(text(who, groupID, { receiverList: [otherMember.userID] })),
  "call a member by name": call(({ otherMember }) => otherMember.userID),
  "call all by name": call(() => TYPES.MSG_AT_ALL),
  "read the history": read("groupID"),
  "revoke one's own message": onOwn(revoke),
  "revoke a member's message": on("byMember", revoke),
  "revoke the owner's message": on("byOwner", revoke),
  "modify one's own message": onOwn(modify),
  "modify a member's message": on("byMember", modify),
  "modify the owner's message": on("byOwner", modify),
  "delete a message": on("byMember", (who, message) => who.chat.deleteMessage([message])),
  "extend a message": on("byMember", (who, message) =>
    who.chat.setMessageExtensions(message, [{ key: "vote", value: "yes" }]),
  ),
  "react to a message": on("byMember", (who, message) => who.chat.addMessageReaction(message, "smile")),
  "ask who has read": onOwn((who, own) => who.chat.getGroupMessageReadMemberList({ message: own })),
  "set attributes": (who, { groupID }) =>
    who.chat.setGroupAttributes({ groupID, groupAttributes: { seat: who.userID } }),
  count: (who, { groupID }) => who.chat.increaseGroupCounter({ groupID, key: "likes", value: 1 }),
  dismiss: (who, { groupID }) => who.chat.dismissGroup(groupID),
  quit: (who, { groupID }) => who.chat.quitGroup(groupID),
  "hand over": (who, { groupID }, { otherMember }) =>
    who.chat.changeGroupOwner({ groupID, newOwnerID: otherMember.userID }),
  "make a member admin": setRole(TYPES.GRP_MBR_ROLE_ADMIN),
  "give a role of one's own": setRole(TYPES.GRP_MBR_ROLE_CUSTOM),
  "put a member out": putOut(member),
  "put an admin out": putOut(admin),
  "put the owner out": putOut(owner),
  "mute a member": mute(member),
  "mute an admin": mute(admin),
  "mute the owner": mute(owner),
  "mark a member": (who, { groupID }, { otherMember: { userID } }) =>
    who.chat.markGroupMemberList({ groupID, userIDList: [userID], markType: 1000, enableMark: true }),
  "name oneself": name(),
  "name a member": name(member),
  "name an admin": name(admin),
  "ask for members' data": (who, { groupID }, { otherMember: { userID } }) =>
    who.chat.getGroupMemberProfile({ groupID, userIDList: [userID] }),
  "invite, by default": invite,
  "invite, free": invite,
  "invite, by permission": invite,
  "invite, switched off": invite,
  "join, by default": (who, { groupID }) => who.chat.joinGroup({ groupID }),
  "let in who asks": (who, { application }) => {
    if (application === undefined) throw new Error("nobody asks");
    return who.chat.handleGroupApplication({ handleAction: "Agree", application });
  },
  "find by its ID": (who, { groupID }) => who.chat.searchGroupByID(groupID),
  "ask for the profile": (who, { groupID }) => who.chat.getGroupProfile({ groupID }),
  "make a topic": (who, { groupID }) => who.chat.createTopicInCommunity({ groupID, topicName: "Other" }),
  "change a topic": (who, { groupID, topicID }) =>
    who.chat.updateTopicProfile({ groupID, topicID, topicName: "Other" }),
  "delete a topic": (who, { groupID }) => who.chat.deleteTopicFromCommunity({ groupID }), // all there are
  "list topics": (who, { groupID }) => who.chat.getTopicList({ groupID }),
  "write in a topic": write("topicID"),
  "write in a muted topic": write("topicID"),
  "read a topic": read("topicID"),
  "mute a member in a topic": mute(member, "topicID"),
  "mute an admin in a topic": mute(admin, "topicID"),
};

async function newCast(): Promise<Cast> {
  const someone = (name: string): Promise<Person> => person(`${name}-${Math.random().toString(36).slice(2)}`);
  const names = ["owner", "admin", "member", "custom", "outside", "otherAdmin", "otherMember", "stranger"] as const;
  const people = await Promise.all(names.map(async (name) => [name, await someone(name)] as const));
  const all = Object.fromEntries(people) as Record<(typeof names)[number], Person>;
  return { by: all, otherAdmin: all.otherAdmin, otherMember: all.otherMember, stranger: all.stranger };
}

function creation(what: string, type: GroupType, { by, otherAdmin, otherMember }: Cast): CreateGroupOptions {
  const of = (role: string, ...people: Person[]) => people.map(({ userID }) => ({ userID, role }));
  const memberList = of(TYPES.GRP_MBR_ROLE_MEMBER, by.member, otherMember);
  if (isIn("admin", type)) memberList.push(...of(TYPES.GRP_MBR_ROLE_ADMIN, by.admin, otherAdmin));
  if (isIn("custom", type)) memberList.push(...of(TYPES.GRP_MBR_ROLE_MEMBER, by.custom));
  const group = { name: "Friends", type, memberList };
  if (what === "invite, free") return { ...group, inviteOption: TYPES.INVITE_OPTIONS_FREE_ACCESS };
  if (what === "invite, by permission") return { ...group, inviteOption: TYPES.INVITE_OPTIONS_NEED_PERMISSION };
  if (what === "invite, switched off") return { ...group, inviteOption: TYPES.INVITE_OPTIONS_DISABLE_INVITE };
  if (what === "let in who asks") return { ...group, joinOption: TYPES.JOIN_OPTIONS_NEED_PERMISSION };
  return what.includes("topic") ? { ...group, isSupportTopic: true } : group;
}

async function newPlace(what: string, type: GroupType, cast: Cast): Promise<Place> {
  const { by, otherMember, stranger } = cast;
  const { chat } = by.owner;
  const { groupID } = (await chat.createGroup(creation(what, type, cast))).data.group;
  const topicID = `${groupID}@TOPIC#_one`;
  if (isIn("custom", type)) {
    await chat.setGroupMemberRole({ groupID, userID: by.custom.userID, role: TYPES.GRP_MBR_ROLE_CUSTOM });
  }
  if (type === "AVChatRoom") {
    for (const each of [by.owner, by.member, otherMember]) await each.chat.joinGroup({ groupID });
  }
  if (what.includes("topic")) await chat.createTopicInCommunity({ groupID, topicID, topicName: "One" });
  const [isTopicMuted, isMuted] = [what === "write in a muted topic", what === "write while all are muted"];
  const muteAllMembers = true;
  if (isTopicMuted) await codeOf(() => chat.updateTopicProfile({ groupID, topicID, muteAllMembers }));
  if (isMuted) await codeOf(() => chat.updateGroupProfile({ groupID, muteAllMembers }));
  const place = { type, groupID, topicID };
  if (what.endsWith("message")) {
    const sent = async (who: Person) => (await who.chat.sendMessage(text(who, groupID))).data.message;
    return { ...place, byMember: await sent(otherMember), byOwner: await sent(by.owner) };
  }
  if (what !== "let in who asks") return place;
  await stranger.chat.joinGroup({ groupID });
  const { applicationList } = (await chat.getGroupApplicationList()).data;
  return { ...place, application: applicationList.find((it) => it.groupID === groupID) };
}

/** 0 or the code of the refusal. Some methods have a rate, which is not what this is about. */
async function codeOf(attempt: () => Promise<unknown>): Promise<number> {
  for (;;) {
    const code = await attempt().then(
      () => 0,
      (error: unknown) => (error as { code: number }).code,
    );
    if (code !== 2996) return code;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** What came of it, where that is not as the table says. */
async function surprise({ what, refusals }: Row, cell: Cell, place: Place, cast: Cast): Promise<string[]> {
  const who = cast.by[cell.role];
  const code = await codeOf(async () => ATTEMPTS[what]?.(who, place, cast));
  if (cell.may ? code === 0 : refusals.includes(code)) return [];
  if (code === 0 && what.startsWith("join")) {
    // No error, but members are in already and others wait for approval.
    const reads = (await codeOf(() => read("groupID")(who, place, cast))) === 0;
    if (reads === (cell.role !== "outside")) return [];
  }
  if (code === 0 && what === "invite, by permission") {
    if ((await codeOf(() => read("groupID")(cast.stranger, place, cast))) !== 0) return []; // waits for approval
  }
  return [`${cell.type}: ${cell.role} ${cell.may ? "may" : "may not"}, got ${code}`];
}

// The table that the Java SDK and the server are tried by, too.
describe("what each role may do in each type of group [createGroup#12] [dismissGroup#1] [dismissGroup#3] [updateGroupProfile#4] [updateGroupProfile#7] [joinGroup#1] [quitGroup#1] [changeGroupOwner#1] [searchGroupByID#1] [getGroupProfile#2] [addGroupMember#2] [addGroupMember#3] [addGroupMember#4] [addGroupMember#5] [addGroupMember#8] [deleteGroupMember#4] [setGroupMemberRole#1] [setGroupMemberRole#2] [setGroupMemberMuteTime#1] [setGroupMemberMuteTime#4] [setGroupMemberMuteTime#5] [markGroupMemberList#1] [createTopicInCommunity#4] [setGroupMemberNameCard#1] [setGroupMemberNameCard#2] [getGroupMemberProfile#1]", () => {
  test.each(permissions().map((row) => [row.what, row] as const))("%s", async (what, row) => {
    expect(ATTEMPTS).toHaveProperty([what]);
    const cast = await newCast();
    const surprises: string[] = [];
    let place: Place | undefined;
    for (const cell of row.cells) {
      if (place?.type !== cell.type) place = await newPlace(what, cell.type, cast);
      surprises.push(...(await surprise(row, cell, place, cast)));
      if (cell.may) place = undefined; // is not any more as it was
    }
    expect(surprises).toEqual([]);
  });
});
