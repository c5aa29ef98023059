import { expect, test } from "vitest";
import { ChatPage, phone, useBrowser } from "./page";
import { freshUsers, register, withUser } from "./users";

useBrowser();

const dataOf = (call: object): string => JSON.stringify({ businessID: "av_call", ...call });

test("calls by signaling are lines between the messages and in the list, also as they come", async () => {
  const [ann, ben] = freshUsers("ann", "ben");
  await register({ [ann]: "Ann", [ben]: "Ben" });
  let inviteID = "";
  await withUser(ann, async (sdk) => {
    const first = await sdk.invite({ userID: ben, data: dataOf({ call_type: 2 }) });
    await sdk.cancel({ inviteID: first.inviteID, data: dataOf({ call_type: 2 }) });
    ({ inviteID } = await sdk.invite({ userID: ben, data: dataOf({ call_type: 1 }) }));
  });
  await withUser(ben, (sdk) => sdk.reject({ inviteID, data: dataOf({ call_type: 1 }) }));

  const atBen = await ChatPage.signIn(ben);
  const row = atBen.rows.filter({ hasText: "Ann" });
  await row.getByText("Ann called · declined").waitFor();
  await row.click();
  const lines = atBen.page.locator(".tip");
  const said = ["Ann made a video call", "Ann made a video call · cancelled", "Ann called", "Ann called · declined"];
  await expect.poll(() => lines.allTextContents()).toEqual(said);
  await withUser(ann, (sdk) => sdk.invite({ userID: ben, data: "dinner at eight" }));
  await lines.filter({ hasText: "Ann sent an invitation" }).waitFor();
  await row.getByText("Ann sent an invitation").waitFor();
  expect(await atBen.page.locator(".message").count()).toBe(0);
  await atBen.write("I call you back");
  await atBen.awaitDelivery("I call you back", "sent");
  await atBen.picture("calls");

  // A line can be deleted, for oneself; it is nothing to answer, to react to or to forward.
  const declined = lines.filter({ hasText: "declined" });
  await declined.click({ button: "right" });
  await atBen.page.getByRole("menuitem", { name: "Delete for me" }).waitFor();
  expect(await atBen.page.getByRole("menuitem").count()).toBe(1);
  await atBen.picture("call-menu");
  await atBen.page.keyboard.press("Escape");
  await declined.hover();
  await declined.getByRole("button", { name: "Message actions" }).click();
  await atBen.page.getByRole("menuitem", { name: "Delete for me" }).click();
  await atBen.page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await declined.waitFor({ state: "hidden" });

  const atAnn = await ChatPage.signIn(ann, {
    ...{ viewport: phone, isMobile: true, hasTouch: true },
    ...{ locale: "zh-CN", colorScheme: "dark" },
  });
  await atAnn.rows.filter({ hasText: "Ben" }).click();
  await atAnn.page.locator(".tip", { hasText: "您发起了通话 · 已拒绝" }).waitFor();
  await atAnn.page.locator(".tip", { hasText: "您发出了邀请" }).waitFor();
  await atAnn.picture("calls-dark-phone-zh");
  await atAnn.page.locator(".tip", { hasText: "您发出了邀请" }).click({ button: "right" });
  await atAnn.page.getByRole("menuitem", { name: "仅为我删除" }).waitFor();
  await atAnn.picture("call-menu-dark-phone-zh");
  expect(await atAnn.page.evaluate(() => document.documentElement.scrollWidth)).toBe(phone.width);
});
