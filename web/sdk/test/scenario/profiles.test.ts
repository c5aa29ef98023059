import { expect, test } from "vitest";
import { device, EVENT, newUserID, person, TYPES } from "./person";
import { proxy } from "./proxy";
import { setting } from "./rest";

test("my profile is complete [getMyProfile#1]", async () => {
  const { chat, userID } = await person();
  expect((await chat.getMyProfile()).data).toMatchObject({
    userID,
    nick: "",
    gender: "",
    allowType: TYPES.ALLOW_TYPE_ALLOW_ANY,
    adminForbidType: TYPES.FORBID_TYPE_NONE,
    profileCustomField: [],
  });
});

test("updating changes it here, at my other instances and for others [updateMyProfile#2] [updateMyProfile#4] [compat#18]", async ({
  onTestFinished,
}) => {
  onTestFinished(await setting("login.maxWebInstances", 2));
  const ann = await person();
  const annToo = await person(ann.userID);
  const bob = await person();
  const fields = {
    nick: "Ann",
    avatar: "http://pictures/ann",
    gender: TYPES.GENDER_FEMALE,
    selfSignature: "hello",
    allowType: TYPES.ALLOW_TYPE_NEED_CONFIRM,
    birthday: 20_000_229,
    location: "Wien",
    language: 3,
    messageSettings: 0,
    level: 4,
    role: 5,
  };
  const { data } = await ann.chat.updateMyProfile(fields);
  expect(data).toMatchObject(fields);
  expect(await ann.event(EVENT.PROFILE_UPDATED)).toMatchObject([fields]);
  expect(await annToo.event(EVENT.PROFILE_UPDATED)).toMatchObject([fields]);
  expect((await annToo.chat.getMyProfile()).data).toMatchObject(fields);
  expect((await bob.chat.getUserProfile({ userIDList: [ann.userID] })).data).toMatchObject([fields]);
});

test("what my other instance changed while I was away is told [getMyProfile#1]", async ({ onTestFinished }) => {
  onTestFinished(await setting("login.maxWebInstances", 2));
  const net = await proxy();
  const ann = await person(newUserID("ann"), device(net.address));
  const annToo = await person(ann.userID);
  net.refuse();
  net.cut();
  await ann.event(EVENT.NET_STATE_CHANGE, ({ state }) => state === "disconnected");
  await annToo.chat.updateMyProfile({ nick: "Ann the second" });
  net.accept();
  expect(await ann.event(EVENT.PROFILE_UPDATED)).toMatchObject([{ userID: ann.userID, nick: "Ann the second" }]);
  expect((await ann.chat.getMyProfile()).data.nick).toBe("Ann the second");
});

test("custom fields are those that the operator names [updateMyProfile#1] [updateMyProfile#2] [getUserProfile#1] [getUserProfile#3]", async ({
  onTestFinished,
}) => {
  const ann = await person();
  const bob = await person();
  const pet = { key: "Tag_Profile_Custom_Pet", value: "cat" };
  await expect(ann.chat.updateMyProfile({ profileCustomField: [pet] })).rejects.toMatchObject({ code: 2721 });
  expect(() => ann.chat.updateMyProfile({ profileCustomField: pet as never })).toThrow("Params validate failed.");
  onTestFinished(await setting("profile.customFields", [pet.key]));
  expect((await ann.chat.updateMyProfile({ profileCustomField: [pet] })).data).toMatchObject({
    profileCustomField: [pet],
  });
  expect((await bob.chat.getUserProfile({ userIDList: [ann.userID] })).data[0]?.profileCustomField).toEqual([pet]);
  await ann.chat.updateMyProfile({ profileCustomField: [{ ...pet, value: "" }] });
  expect((await bob.chat.getUserProfile({ userIDList: [ann.userID] })).data[0]?.profileCustomField).toEqual([]);
});

test("values that do not fit are refused, and nothing to change too [updateMyProfile#1] [updateMyProfile#3]", async () => {
  const { chat } = await person();
  const refused: object[] = [
    { nick: "好".repeat(167) },
    { nick: 5 },
    { gender: "both" },
    { birthday: -1 },
    { location: "x".repeat(17) },
    { favourite: "x" },
    { profileCustomField: [{ key: "Tag_Profile_Custom_Pet", value: "cat" }] },
  ];
  for (const options of refused) {
    await expect(chat.updateMyProfile(options)).rejects.toMatchObject({ code: 2721 });
  }
  await expect(chat.updateMyProfile({})).rejects.toMatchObject({ code: 2722 });
  expect(() => chat.updateMyProfile(undefined as never)).toThrow("Params validate failed.");
  expect((await chat.getMyProfile()).data.nick).toBe("");
});

test("others' profiles keep the order asked, unknown users are left out [getUserProfile#1] [getUserProfile#3] [getUserProfile#4]", async () => {
  const ann = await person();
  const bob = await person();
  const list = [bob.userID, newUserID("unknown"), ann.userID];
  const { data } = await ann.chat.getUserProfile({ userIDList: list });
  expect(data.map(({ userID }) => userID)).toEqual([bob.userID, ann.userID]);
  expect(data[0]?.profileCustomField).toEqual([]);
  expect((await ann.chat.getUserProfile({ userIDList: [] })).data).toEqual([]);
  expect(() => ann.chat.getUserProfile({ userIDList: "bob" as never })).toThrow("Params validate failed.");
});

test("only the first 100 users are looked up [getUserProfile#2] [general#6]", async () => {
  const ann = await person();
  const strangers = Array.from({ length: 100 }, (_, i) => `stranger-${i}`);
  const late = await ann.chat.getUserProfile({ userIDList: [...strangers, ann.userID] });
  expect(late.data).toEqual([]);
  const inTime = await ann.chat.getUserProfile({ userIDList: [...strangers.slice(1), ann.userID] });
  expect(inTime.data).toHaveLength(1);
});

test("messages carry the sender's name, and conversations follow the newest", async () => {
  const ann = await person();
  const bob = await person();
  await ann.chat.updateMyProfile({ nick: "Ann", avatar: "http://pictures/1" });
  await ann.send("one", bob);
  expect(await bob.receives("one")).toMatchObject([{ nick: "Ann", avatar: "http://pictures/1" }]);
  await ann.chat.updateMyProfile({ nick: "Anna" });
  await ann.send("two", bob);
  expect((await bob.receives("one", "two"))[1]).toMatchObject({ nick: "Anna" });
  expect((await bob.conversation(ann.conversationID))?.userProfile).toMatchObject({ nick: "Anna" });
  const { data } = await bob.chat.getMessageList({ conversationID: ann.conversationID });
  expect(data.messageList.map(({ nick }) => nick)).toEqual(["Anna", "Anna"]); // brought up to date
});
