import { expect, test } from "vitest";
import { EVENT, person, TYPES, type Person } from "./person";
import { setting } from "./rest";

const source = "AddSource_Type_Web";

const refusal = (from: Person, to: Person): Promise<unknown> =>
  from.send("?", to).then(
    () => 0,
    (error: unknown) => (error as { code: number }).code,
  );

test("who is blocked can neither write, nor be written to, nor be a friend [getBlacklist#1] [addToBlacklist#3] [addToBlacklist#4] [addToBlacklist#5] [addToBlacklist#6] [removeFromBlacklist#1] [removeFromBlacklist#2] [sendMessage#25]", async ({
  onTestFinished,
}) => {
  onTestFinished(await setting("login.maxWebInstances", 2));
  const ann = await person();
  const annToo = await person(ann.userID);
  const bob = await person();
  const carol = await person();
  await bob.send("before", ann);
  await ann.receives("before");
  await ann.chat.addFriend({ to: bob.userID, source });
  await bob.event(EVENT.FRIEND_LIST_UPDATED);
  bob.forget();

  expect((await ann.chat.addToBlacklist({ userIDList: [bob.userID] })).data).toEqual([bob.userID]);
  expect(await ann.event(EVENT.BLACKLIST_UPDATED)).toEqual([bob.userID]);
  expect(await annToo.event(EVENT.BLACKLIST_UPDATED)).toEqual([bob.userID]);
  expect((await annToo.chat.getBlacklist()).data).toEqual([bob.userID]);
  expect(await bob.event(EVENT.FRIEND_LIST_UPDATED)).toEqual([]);
  expect((await ann.chat.getFriendList()).data).toEqual([]);
  expect(await refusal(bob, ann)).toBe(20007);
  expect(await refusal(ann, bob)).toBe(20007);
  await expect(ann.chat.addFriend({ to: bob.userID, source })).rejects.toMatchObject({ code: 30515 });
  await expect(bob.chat.addFriend({ to: ann.userID, source })).rejects.toMatchObject({ code: 30525 });
  const { data } = await ann.chat.getMessageList({ conversationID: bob.conversationID });
  expect(data.messageList.map(({ payload }) => payload.text)).toEqual(["before"]);
  await carol.chat.addToBlacklist({ userIDList: [ann.userID] });
  expect(await refusal(ann, carol)).toBe(20007);
  expect(await carol.conversations()).toEqual([]);
  expect(() => ann.chat.addToBlacklist({ userIDList: bob.userID as never })).toThrow("Params validate failed.");

  annToo.forget();
  expect((await ann.chat.removeFromBlacklist({ userIDList: [bob.userID] })).data).toEqual([]);
  expect(await annToo.event(EVENT.BLACKLIST_UPDATED)).toEqual([]);
  expect((await ann.chat.getFriendList()).data).toEqual([]);
  await bob.send("after", ann);
  await ann.receives("before", "after");
});

test("a list that cannot be blocked is refused as a whole [addToBlacklist#1]", async () => {
  const ann = await person();
  const bob = await person();
  const withMe = { userIDList: [bob.userID, ann.userID] };
  await expect(ann.chat.addToBlacklist(withMe)).rejects.toMatchObject({ code: 2742 });
  const unknown = { userIDList: [bob.userID, "nobody-at-all"] };
  await expect(ann.chat.addToBlacklist(unknown)).rejects.toMatchObject({ code: 30003 });
  expect((await ann.chat.getBlacklist()).data).toEqual([]);
});

test("an operator may keep friends [addToBlacklist#2]", async ({ onTestFinished }) => {
  onTestFinished(await setting("friend.blacklistKeepsFriend", true));
  const ann = await person();
  const bob = await person();
  await ann.chat.addFriend({ to: bob.userID, source });
  await ann.chat.addToBlacklist({ userIDList: [bob.userID] });
  expect((await ann.chat.getFriendList()).data).toHaveLength(1);
  expect(await refusal(bob, ann)).toBe(20007);
});

test("an operator may have blocked senders believe that all is well", async ({ onTestFinished }) => {
  onTestFinished(await setting("message.blacklistCheckShowsSuccess", true));
  const ann = await person();
  const bob = await person();
  await bob.send("before", ann);
  await ann.receives("before");
  await ann.chat.addToBlacklist({ userIDList: [bob.userID] });
  expect((await bob.send("unheard", ann)).status).toBe("success");
  expect(await refusal(ann, bob)).toBe(20007);
  await ann.chat.removeFromBlacklist({ userIDList: [bob.userID] });
  await bob.send("heard", ann);
  await ann.receives("before", "heard");
});

test("an operator may let friends only write to each other [sendMessage#9]", async ({ onTestFinished }) => {
  onTestFinished(await setting("message.friendCheck", true));
  const ann = await person();
  const bob = await person();
  expect(await refusal(ann, bob)).toBe(20009);
  await ann.chat.addFriend({ to: bob.userID, source, type: TYPES.SNS_ADD_TYPE_SINGLE });
  expect(await refusal(ann, bob)).toBe(20010);
  expect(await refusal(bob, ann)).toBe(20011);
  await bob.chat.addFriend({ to: ann.userID, source });
  await ann.send("hi", bob);
  await bob.receives("hi");
});
