import { expect, test } from "vitest";
import { ChatPage, desktop, phone, useBrowser } from "./page";
import { freshUsers, register } from "./users";

useBrowser();

/** Makes a group with the dialog of new chats. */
async function newGroup(at: ChatPage, type: string, name: string, members: string): Promise<void> {
  const { page } = at;
  await page.getByRole("button", { name: "New chat" }).first().click();
  await page.getByText("New group", { exact: true }).click();
  await page.locator("[name=groupName]").fill(name);
  await page.getByText(type, { exact: true }).click();
  await page.locator("[name=groupMembers]").fill(members);
  await at.picture("group-new");
  await page.getByRole("button", { name: "Create group" }).click();
}

/** Opens the panel of the group on screen. */
async function openPanel({ page }: ChatPage): Promise<void> {
  await page.getByRole("button", { name: /^Group info:/u }).click();
  await page.getByRole("list", { name: "Members" }).getByRole("listitem").first().waitFor();
}

test("people make a group, talk in it, add somebody, and one leaves", async () => {
  const [ann, ben, cleo] = freshUsers("ann", "ben", "cleo");
  await register({ [ann]: "Ann Lee", [ben]: "Ben", [cleo]: "Cleo" });
  const [atAnn, atBen] = await Promise.all([ChatPage.signIn(ann), ChatPage.signIn(ben, { colorScheme: "dark" })]);

  await newGroup(atAnn, "Work", "Friends", ben);
  await atAnn.page.getByRole("heading", { name: "Friends", exact: true }).waitFor();
  await atAnn.page.getByText("2 members").waitFor();
  await atAnn.page.locator(".tip", { hasText: "You added Ben" }).waitFor();
  await atAnn.write("Hello all");
  await atAnn.awaitDelivery("Hello all", "sent");

  // Ben is told of the group, and has its messages unread.
  await atBen.rows.filter({ hasText: "Notices" }).getByText("Ann Lee added you to Friends").waitFor();
  const row = atBen.rows.filter({ hasText: "Hello all" });
  await row.getByText("Ann Lee:").waitFor();
  await row.getByText(/unread message/u).waitFor();
  await atBen.picture("group-list-dark");
  await row.click();
  await atBen.bubble("Hello all").getByText("Ann Lee", { exact: true }).waitFor();
  await row.getByText(/unread message/u).waitFor({ state: "hidden" });
  await atBen.write("Hello Ann");
  await atAnn.bubble("Hello Ann").getByText("Ben", { exact: true }).waitFor();
  await atAnn.picture("group");
  await atBen.picture("group-dark");

  // What Ann changes, Ben reads.
  await openPanel(atAnn);
  await atAnn.page.getByRole("listitem").filter({ hasText: "Ann Lee" }).getByText("Owner").waitFor();
  await atAnn.picture("group-panel");
  await atAnn.page.getByRole("button", { name: "Edit group" }).click();
  await atAnn.page.locator("[name=notification]").fill("We meet at eight");
  await atAnn.page.getByRole("button", { name: "Save" }).click();
  await atAnn.page.getByText("Group saved").waitFor();
  await atAnn.page.getByRole("button", { name: "Add members" }).click();
  await atAnn.page.locator("[name=people]").fill("nobody_of_that_name");
  await atAnn.page.getByRole("button", { name: "Add", exact: true }).click();
  await atAnn.page.getByText("This user does not exist.").waitFor();
  await atAnn.page.locator("[name=people]").fill(cleo);
  await atAnn.page.getByRole("button", { name: "Add", exact: true }).click();
  await atAnn.page.locator(`[data-person="${cleo}"]`).waitFor();
  await atAnn.page.keyboard.press("Escape");
  await atBen.page.locator(".tip", { hasText: "Ann Lee changed the announcement: We meet at eight" }).waitFor();

  await openPanel(atBen);
  await atBen.page.setViewportSize(phone);
  await atBen.picture("group-panel-dark-phone");
  await atBen.page.getByRole("button", { name: "Leave group" }).click();
  await atBen.page.getByText("Leave Friends?").waitFor();
  await atBen.page.getByRole("button", { name: "Leave", exact: true }).click();
  await atBen.page.getByText("You are not in this group any more.").waitFor();
  await atBen.picture("group-left-dark-phone");
  await atBen.page.setViewportSize(desktop);
  expect(await atBen.composer.count()).toBe(0);
  await atBen.bubble("Hello all").waitFor();
  await atAnn.page.locator(".tip", { hasText: "Ben left" }).waitFor();
  await atAnn.page.getByText("2 members", { exact: true }).first().waitFor();
});

test("a member joins by ID, is put out, and the group ends", async () => {
  const [ann, ben, cleo] = freshUsers("ann", "ben", "cleo");
  await register({ [ann]: "Ann", [ben]: "Ben", [cleo]: "Cleo" });
  const [atAnn, atBen] = await Promise.all([ChatPage.signIn(ann), ChatPage.signIn(ben)]);
  await newGroup(atAnn, "Meeting", "Open house", cleo);
  await atAnn.page.getByRole("heading", { name: "Open house", exact: true }).waitFor();
  await expect.poll(() => atAnn.page.url()).toContain("GROUP");
  const groupID = decodeURIComponent(new URL(atAnn.page.url()).hash).slice("#/GROUP".length);

  await atBen.page.getByRole("button", { name: "New chat" }).first().click();
  await atBen.page.getByText("Join group", { exact: true }).click();
  await atBen.page.locator("[name=groupID]").fill("no_such_group");
  await atBen.page.getByRole("button", { name: "Join", exact: true }).click();
  await atBen.page.getByText("There is no such group or community.").waitFor();
  await atBen.page.locator("[name=groupID]").fill(groupID);
  await atBen.page.getByRole("button", { name: "Join", exact: true }).click();
  await atBen.page.getByRole("heading", { name: "Open house", exact: true }).waitFor();
  await atBen.write("Here I am");
  await atAnn.bubble("Here I am").waitFor();

  await openPanel(atAnn);
  await atAnn.page.getByRole("button", { name: "Manage Cleo" }).click();
  await atAnn.picture("group-member-menu");
  await atAnn.page.getByRole("menuitem", { name: "Remove from group" }).click();
  await atAnn.page.getByRole("button", { name: "Remove", exact: true }).click();
  await atAnn.page.locator(`[data-person="${cleo}"]`).waitFor({ state: "detached" });
  // In a meeting nobody adds anybody unless that is switched on.
  expect(await atAnn.page.getByRole("button", { name: "Add members" }).count()).toBe(0);

  await atAnn.page.getByRole("button", { name: "End group" }).click();
  await atAnn.picture("group-end");
  await atAnn.page.getByRole("alertdialog").getByRole("button", { name: "End group" }).click();
  await atAnn.page.getByText("You are not in this group any more.").waitFor();
  await atBen.page.getByText("You are not in this group any more.").waitFor();
  await atBen.rows.filter({ hasText: "Notices" }).getByText("Ann ended Open house").waitFor();
});
