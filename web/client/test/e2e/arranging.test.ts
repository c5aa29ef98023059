import { expect, test } from "vitest";
import { ChatPage, phone, useBrowser } from "./page";
import { freshUsers, register, send, withUser } from "./users";

useBrowser();

test("chats are pinned, muted, left as unread, set aside and put into tabs, for every device", async () => {
  const [ann, ben, cleo, dan] = freshUsers("ann", "ben", "cleo", "dan");
  await register({ [ann]: "Ann", [ben]: "Ben", [cleo]: "Cleo", [dan]: "王小明" });
  for (const peer of [ben, cleo, dan]) await withUser(peer, (sdk) => send(sdk, ann, [`Hello from ${peer}`]));
  const desktop = await ChatPage.signIn(ann);
  const { page } = desktop;
  const row = (userID: string) => desktop.rows.filter({ hasText: userID });
  const choose = async (userID: string, item: string): Promise<void> => {
    await row(userID).click({ button: "right" });
    await page.getByRole("menuitem", { name: item, exact: true }).click();
  };
  await row(ben).waitFor();
  await choose(ben, "Pin");
  await expect.poll(() => desktop.rows.first().textContent()).toContain(ben);
  await choose(ben, "Mute");
  await choose(cleo, "Put into a tab");
  await page.locator("[name=label]").fill("Sailors");
  await page.getByRole("button", { name: "Add to list" }).click();
  await page.getByRole("checkbox", { name: "Sailors" }).waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
  await choose(dan, "Set aside");
  await row(dan).waitFor({ state: "detached" });
  await desktop.picture("arranged");
  await page.getByRole("tab", { name: "Set aside" }).click();
  await row(dan).waitFor();

  await page.getByRole("tab", { name: "All" }).click();
  await row(cleo).click();
  await desktop.bubble(`Hello from ${cleo}`).waitFor();
  await row(cleo)
    .getByText(/unread message/u)
    .waitFor({ state: "hidden" });
  await choose(cleo, "Mark as unread");
  await row(cleo).getByRole("img", { name: "Marked as unread" }).waitFor();

  await page.getByRole("button", { name: "Profile and settings" }).click();
  await page.getByRole("switch", { name: "Quiet hours" }).click();
  await page.getByLabel("From", { exact: true }).waitFor();
  await desktop.picture("quiet-hours");

  // Another device has it all.
  const mobile = await ChatPage.signIn(ann, { viewport: phone, colorScheme: "dark", locale: "zh-CN" });
  await expect.poll(() => mobile.rows.first().textContent()).toContain(ben);
  await mobile.page.getByRole("tab", { name: "已折叠" }).waitFor();
  await mobile.picture("arranged-dark-phone-zh");
  // A finger that rests on a chat or on a tab opens its menu.
  for (const place of [mobile.rows.first(), mobile.page.getByRole("tab", { name: "Sailors" })]) {
    await place.dispatchEvent("pointerdown", { pointerType: "touch", clientX: 60, clientY: 90 });
    await mobile.page.getByRole("menu").waitFor();
    await mobile.page.keyboard.press("Escape");
    await mobile.page.getByRole("menu").waitFor({ state: "hidden" });
    await place.dispatchEvent("pointerup", { pointerType: "touch" });
  }
  await mobile.page.getByRole("tab", { name: "Sailors" }).click();
  await expect.poll(() => mobile.rows.count()).toBe(1);
  await mobile.page.getByRole("button", { name: "个人资料与设置" }).click();
  await expect.poll(() => mobile.page.getByLabel("从", { exact: true }).inputValue()).toBe("22:00");
});
