import { expect, test } from "vitest";
import { ChatPage, phone, useBrowser } from "./page";
import { freshUsers, register, withUser } from "./users";

useBrowser();

test("people become friends, name and sort each other, and block", async () => {
  const [ann, ben, cleo, wang] = freshUsers("ann", "ben", "cleo", "wang");
  await register({ [ann]: "Ann Lee", [ben]: "Ben Hallström", [cleo]: "Cleo", [wang]: "王小明" });
  await withUser(ben, (sdk) => sdk.updateMyProfile({ allowType: "AllowType_Type_NeedConfirm" }));
  for (const friend of [cleo, wang]) {
    await withUser(friend, (sdk) => sdk.updateMyProfile({ allowType: "AllowType_Type_AllowAny" }));
  }
  await withUser(ann, async (sdk) => {
    await sdk.addFriend({ to: cleo, source: "AddSource_Type_Test" });
    await sdk.addFriend({ to: wang, source: "AddSource_Type_Test" });
  });
  const [atAnn, atBen] = await Promise.all([
    ChatPage.signIn(ann),
    ChatPage.signIn(ben, { viewport: phone, colorScheme: "dark", locale: "zh-CN" }),
  ]);
  const { page } = atAnn;
  await page.getByRole("button", { name: /Contacts/u }).click();
  await page.locator(`[data-person="${wang}"]`).waitFor();
  await atAnn.picture("contacts");

  await page.getByRole("button", { name: "Add friend" }).click();
  await page.locator("[name=friend]").fill("nobody_of_that_name");
  await page.getByRole("button", { name: "Find" }).click();
  await page.getByText("There is no user “nobody_of_that_name”.").waitFor();
  await page.locator("[name=friend]").fill(ben);
  await page.getByRole("button", { name: "Find" }).click();
  await page.getByRole("dialog").getByRole("heading", { name: "Ben Hallström" }).waitFor();
  await atAnn.picture("card-stranger");
  await page.getByRole("dialog").getByRole("button", { name: "Add friend" }).click();
  await page.locator("[name=wording]").fill("It is me, Ann from the harbour. We met at the boat race last summer!");
  await page.getByRole("button", { name: "Send request" }).click();
  await page.getByText("Request sent").waitFor();
  await page.keyboard.press("Escape");

  await atBen.page
    .getByRole("button", { name: /通讯录/u })
    .getByText("1", { exact: true })
    .waitFor();
  await atBen.page.getByRole("button", { name: /通讯录/u }).click();
  await atBen.picture("contacts-empty-dark-phone-zh");
  await atBen.page.getByRole("button", { name: /好友申请/u }).click();
  await atBen.page.getByText("Ann from the harbour").waitFor();
  await atBen.picture("friend-requests-dark-phone-zh");
  await atBen.page.getByRole("button", { name: "同意" }).click();
  await atBen.page.getByText("没有待处理的申请").waitFor();

  const line = page.locator(`[data-person="${ben}"]`);
  await line.click();
  const card = page.getByRole("dialog");
  await card.getByRole("button", { name: "Your name for them" }).click();
  await page.locator("[name=remark]").fill("Captain Ben");
  await card.getByRole("button", { name: "Save" }).click();
  await card.getByRole("heading", { name: "Captain Ben" }).waitFor();
  await card.getByRole("button", { name: "Friend lists" }).click();
  await page.locator("[name=label]").fill("Sailors");
  await card.getByRole("button", { name: "Add to list" }).click();
  await card.getByRole("checkbox", { name: /Sailors/u }).waitFor();
  await atAnn.picture("card-lists");
  await card.getByRole("button", { name: "Cancel" }).click();
  await card.getByRole("button", { name: "Follow", exact: true }).click();
  await card.getByRole("button", { name: "Following" }).waitFor();
  await atAnn.picture("card-friend");
  await card.getByRole("button", { name: "Message" }).click();
  await page.getByRole("button", { name: "Contact info: Captain Ben" }).waitFor();
  await atAnn.write("Ahoy");
  await atAnn.awaitDelivery("Ahoy", "sent");

  await line.click();
  await card.getByRole("button", { name: "Block" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Block" }).click();
  await card.getByText("You have blocked this user.").waitFor();
  await page.keyboard.press("Escape");
  await line.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Blocked" }).click();
  await page.locator(`[data-person="${ben}"]`).getByRole("button", { name: "Unblock" }).click();
  await page.getByText("Nobody is blocked").waitFor();
  expect(await atBen.page.locator(`[data-person="${ann}"]`).count()).toBe(0);
});
