import { expect, test } from "vitest";
import { ChatPage, phone, useBrowser } from "./page";
import { freshUsers, register, withUser } from "./users";

useBrowser();

/** Makes a group by the SDK and tells its ID. */
async function makeGroup(owner: string, type: string, name: string, members: readonly string[]): Promise<string> {
  let groupID = "";
  await withUser(owner, async (sdk) => {
    const { data } = await sdk.createGroup({ type, name, memberList: members.map((userID) => ({ userID })) });
    groupID = data.group.groupID;
  });
  return groupID;
}

test("members are called by name, and it is seen who has read what", async () => {
  const [ann, ben, cleo] = freshUsers("ann", "ben", "cleo");
  await register({ [ann]: "Ann Lee", [ben]: "Ben Hallström", [cleo]: "Cleo" });
  await makeGroup(ann, "Private", "Friends", [ben, cleo]);
  const [atAnn, atBen] = await Promise.all([
    ChatPage.signIn(ann),
    ChatPage.signIn(ben, { viewport: phone, colorScheme: "dark" }),
  ]);

  // The keyboard chooses.
  await atAnn.rows.filter({ hasText: /^Friends|You added/u }).click();
  await atAnn.composer.pressSequentially("Hello @");
  const options = atAnn.page.getByRole("option");
  await options.filter({ hasText: "Everybody" }).waitFor();
  expect(await options.filter({ hasText: "Ann" }).count()).toBe(0);
  await atAnn.picture("mention-picker");
  await atAnn.composer.pressSequentially("be");
  await expect.poll(() => options.count()).toBe(1);
  await atAnn.composer.press("Tab");
  expect(await atAnn.composer.inputValue()).toBe("Hello @Ben Hallström ");
  await atAnn.composer.pressSequentially("and @cle");
  await options.filter({ hasText: "Cleo" }).waitFor();
  await atAnn.composer.press("Escape");
  expect(await options.count()).toBe(0);
  await atAnn.composer.press("Enter");
  await atAnn.bubble("Hello").locator(".call", { hasText: "@Ben Hallström" }).waitFor();

  const row = atBen.rows.filter({ hasText: "Hello" });
  await row.getByText("[You were mentioned]").waitFor();
  await atBen.picture("mention-list-dark-phone");
  await atAnn.bubble("Hello").getByRole("button", { name: "0 read" }).waitFor();
  await row.click();
  await atBen.bubble("Hello").locator(".call", { hasText: "@Ben Hallström" }).waitFor();
  await atBen.picture("mention-dark-phone");

  await atAnn.bubble("Hello").getByRole("button", { name: "1 read" }).click();
  const dialog = atAnn.page.getByRole("dialog");
  await dialog.locator(`[data-person="${ben}"]`, { hasText: "Ben Hallström" }).waitFor();
  await atAnn.picture("readers");
  await dialog.getByText("1 not yet").click();
  await dialog.locator(`[data-person="${cleo}"]`, { hasText: "Cleo" }).waitFor();
  expect(await dialog.locator(`[data-person="${ben}"]`).count()).toBe(0);
  await atAnn.page.keyboard.press("Escape");

  // Everybody is called with the mouse; who is looking has read it at once.
  await atAnn.composer.pressSequentially("@");
  await options.filter({ hasText: "Everybody" }).click();
  await atAnn.composer.pressSequentially("come");
  await atAnn.composer.press("Enter");
  await atBen.bubble("come").locator(".call", { hasText: "@Everybody" }).waitFor();
  await withUser(cleo, async (sdk) => {
    const { data } = await sdk.getConversationList({ hasGroupAtInfo: true });
    const calls = data.conversationList[0]?.groupAtInfoList.map(({ atTypeArray }) => atTypeArray);
    expect(calls).toEqual([[2]]);
  });
});
