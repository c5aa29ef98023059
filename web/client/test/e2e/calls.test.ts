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

  const atAnn = await ChatPage.signIn(ann, { viewport: phone, locale: "zh-CN", colorScheme: "dark" });
  await atAnn.rows.filter({ hasText: "Ben" }).click();
  await atAnn.page.locator(".tip", { hasText: "您发起了通话 · 已拒绝" }).waitFor();
  await atAnn.page.locator(".tip", { hasText: "您发出了邀请" }).waitFor();
  await atAnn.picture("calls-dark-phone-zh");
});
