import TencentCloudChat from "@parley-im/chat";
import { expect, test } from "vitest";
import { ChatPage, phone, useBrowser } from "./page";
import { freshUsers, register, withUser } from "./users";

useBrowser();

test("people watch a live room, and who disturbs is muted and put out, until it ends", async () => {
  const [ann, ben, cleo] = freshUsers("ann", "ben", "cleo");
  await register({ [ann]: "Ann Lee", [ben]: "Ben", [cleo]: "Cleo" });
  const [atAnn, atBen] = await Promise.all([
    ChatPage.signIn(ann),
    ChatPage.signIn(ben, { viewport: phone, colorScheme: "dark" }),
  ]);
  await atAnn.page.getByRole("button", { name: "New chat" }).first().click();
  await atAnn.page.getByText("New group", { exact: true }).click();
  await atAnn.page.locator("[name=groupName]").fill("Launch day");
  await atAnn.page.getByText("Live", { exact: true }).click();
  expect(await atAnn.page.locator("[name=groupMembers]").count()).toBe(0);
  await atAnn.picture("live-new");
  await atAnn.page.getByRole("button", { name: "Create group" }).click();
  await atAnn.page.getByRole("heading", { name: "Launch day", exact: true }).waitFor();
  await atAnn.page.getByText("1 watching").waitFor();
  const groupID = decodeURIComponent(new URL(atAnn.page.url()).hash).slice("#/GROUP".length);

  // Ben finds it by its ID; what is said streams in, and where he reads he stays.
  await atBen.page.getByRole("button", { name: "New chat" }).first().click();
  await atBen.page.getByText("Join group", { exact: true }).click();
  await atBen.page.locator("[name=groupID]").fill(groupID);
  await atBen.page.getByRole("button", { name: "Join", exact: true }).click();
  await atBen.page.getByText("2 watching").waitFor();
  await atBen.write("Here we are");
  await atAnn.bubble("Here we are").getByText("Ben", { exact: true }).waitFor();
  await atAnn.write("Welcome");
  await atBen.bubble("Welcome").waitFor();
  await withUser(cleo, async (sdk) => {
    await sdk.joinGroup({ groupID });
    const say = (text: string): Promise<unknown> => {
      const to = { to: groupID, conversationType: TencentCloudChat.TYPES.CONV_GROUP };
      return sdk.sendMessage(sdk.createTextMessage({ ...to, payload: { text } }));
    };
    for (let line = 1; line <= 30; line++) await say(`line ${line}.`);
    await atBen.bubble("line 30.").waitFor();
    expect(await atBen.page.locator(".message").allInnerTexts()).toHaveLength(32);
    await atBen.picture("live-dark-phone");
    await atBen.page.locator(".scroller").evaluate((scroller) => (scroller.scrollTop = 0));
    const newest = atBen.page.getByRole("button", { name: "Go to newest messages" });
    await newest.waitFor();
    for (const text of ["and on", "and on it goes"]) await say(text);
    await newest.getByText("2 unread messages").waitFor();
    await atBen.picture("live-scrolled-dark-phone");
    await newest.click();
    await newest.waitFor({ state: "hidden" });

    // Ann's list of who is there, from which she keeps order.
    await atAnn.page.getByRole("button", { name: /^Live room:/u }).click();
    await atAnn.page.locator(`[data-person="${cleo}"]`).waitFor();
  });
  const manage = async (item: string): Promise<void> => {
    await atAnn.page.getByRole("button", { name: "Manage Ben" }).click();
    await atAnn.page.getByRole("menuitem", { name: item }).click();
  };
  await manage("Give a star");
  await atAnn.page.locator(`[data-person="${ben}"]`).getByRole("img", { name: "Has a star" }).waitFor();
  await atAnn.picture("live-panel");
  await manage("Mute");
  await atAnn.page.getByRole("button", { name: "Mute", exact: true }).click();
  await atBen.page.getByText(/^You cannot write here until/u).waitFor();
  await manage("Put out");
  await atAnn.page.getByText("For how long can Ben not come back?").waitFor();
  await atAnn.page.getByRole("button", { name: "Put out", exact: true }).click();
  await atBen.page.locator(".no-writing", { hasText: "Ann Lee banned you from Launch day" }).waitFor();
  await atBen.bubble("Welcome").waitFor();
  expect(await atBen.composer.count()).toBe(0);
  await atBen.page.getByRole("button", { name: "Enter", exact: true }).click();
  await atBen.page.getByText("You may not do that here.").waitFor();
  await atBen.picture("live-banned-dark-phone");

  // The address leads into the room, also after a reload; the end is told.
  const atCleo = await ChatPage.signIn(cleo, { locale: "zh-CN" });
  await atCleo.page.goto(atAnn.page.url());
  await atCleo.page.reload();
  await atCleo.page.getByText(/^\d 人在线$/u).waitFor();
  await atCleo.picture("live-zh");
  await atAnn.page.getByRole("button", { name: "End live room" }).click();
  await atAnn.page.getByRole("alertdialog").getByRole("button", { name: "End live room" }).click();
  await atCleo.page.locator(".no-writing", { hasText: "Ann Lee解散了Launch day" }).waitFor();
  await atAnn.page.locator(".no-writing", { hasText: "You ended Launch day" }).waitFor();
});
