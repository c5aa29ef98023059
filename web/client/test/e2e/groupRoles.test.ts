import { expect, test } from "vitest";
import { ChatPage, phone, useBrowser } from "./page";
import { freshUsers, register, withUser } from "./users";

useBrowser();

test("the owner lets somebody in, makes an administrator, mutes, and hands the group over", async () => {
  const [ann, ben, cleo, dan] = freshUsers("ann", "ben", "cleo", "dan");
  await register({ [ann]: "Ann Lee", [ben]: "Ben", [cleo]: "Cleo", [dan]: "Dan Aleksandrovich of the Long Names" });
  let groupID = "";
  await withUser(ann, async (sdk) => {
    const { data } = await sdk.createGroup({
      type: "Public",
      name: "Harbour",
      notification: "We meet at eight at the harbour. Bring a jacket, it gets windy after dark.",
      memberList: [{ userID: ben }, { userID: cleo }],
    });
    ({ groupID } = data.group);
  });
  await withUser(dan, (sdk) => sdk.joinGroup({ groupID, applyMessage: "I have a boat" }));
  const [atAnn, atCleo] = await Promise.all([
    ChatPage.signIn(ann),
    ChatPage.signIn(cleo, { viewport: phone, colorScheme: "dark", locale: "zh-CN" }),
  ]);
  const { page } = atAnn;

  await page
    .getByRole("button", { name: /Contacts/u })
    .getByText("1", { exact: true })
    .waitFor();
  await page.getByRole("button", { name: /Contacts/u }).click();
  await page.getByRole("button", { name: /Group requests/u }).click();
  await page.getByText("Wants to join Harbour: I have a boat").waitFor();
  await atAnn.picture("group-requests");
  await page.getByRole("button", { name: "Let in" }).click();
  await page.getByText("Nobody is waiting").waitFor();
  await page.getByRole("button", { name: "Back to contacts" }).click();
  await page.getByRole("button", { name: "Groups", exact: true }).click();
  await page.getByRole("button", { name: /Harbour/u }).click();
  await page.locator(".tip", { hasText: "Dan" }).waitFor();
  await page.locator(".announcement", { hasText: "We meet at eight" }).waitFor();
  await page.getByRole("button", { name: "Close announcement" }).click();
  expect(await page.locator(".announcement").count()).toBe(0);

  await page.getByRole("button", { name: /^Group info:/u }).click();
  const choose = async (name: string, item: string): Promise<void> => {
    await page.getByRole("button", { name: `Manage ${name}` }).click();
    await page.getByRole("menuitem", { name: item }).click();
  };
  await choose("Ben", "Make administrator");
  await page.locator(`[data-person="${ben}"]`).getByText("Admin").waitFor();
  await choose("Cleo", "Mute");
  await page.getByText("10 minutes").click();
  await atAnn.picture("group-mute");
  await page.getByRole("button", { name: "Mute", exact: true }).click();
  await page.locator(`[data-person="${cleo}"]`).getByText("Muted").waitFor();
  await page.getByRole("button", { name: "My name in this group" }).click();
  await page.locator("[name=nameCard]").fill("Captain");
  await page.getByRole("button", { name: "Save" }).click();
  await page.locator(`[data-person="${ann}"]`).getByText("Captain").waitFor();
  await atAnn.picture("group-panel-roles");

  // Cleo sees why she cannot write, and can again.
  await atCleo.rows
    .filter({ hasText: /^Harbour|Harbour\d/u })
    .first()
    .click();
  await atCleo.page.getByText("您已被禁言").waitFor();
  await atCleo.picture("group-muted-dark-phone-zh");
  expect(await atCleo.composer.count()).toBe(0);
  await choose("Cleo", "Let write again");
  await atCleo.composer.waitFor();
  await page.getByRole("button", { name: "Manage", exact: true }).click();
  await page.getByRole("switch", { name: "Mute everybody" }).click();
  await atCleo.page.getByText("全员禁言中").waitFor();
  await page.getByText("Nobody", { exact: true }).first().click();
  await expect.poll(() => page.getByRole("radio", { name: "Nobody" }).first().isChecked()).toBe(true);
  await atAnn.picture("group-settings");
  await page.getByRole("button", { name: "Done" }).click();

  await choose("Ben", "Make owner");
  await page.getByRole("alertdialog").getByRole("button", { name: "Make owner" }).click();
  await page.locator(`[data-person="${ben}"]`).getByText("Owner").waitFor();
  expect(await page.getByRole("button", { name: "End group" }).count()).toBe(0);
});
