import { test } from "vitest";
import { ChatPage, useBrowser } from "./page";
import { freshUsers, register, send, withUser } from "./users";

useBrowser();

test("who is online has a dot and a word, until they are gone", async () => {
  const [ann, ben] = freshUsers("ann", "ben");
  await register({ [ann]: "Ann", [ben]: "Ben" });
  await withUser(ben, (sdk) => send(sdk, ann, ["Hello"]));
  const [atAnn, atBen] = await Promise.all([ChatPage.signIn(ann), ChatPage.signIn(ben)]);
  await atAnn.rows.filter({ hasText: "Ben" }).click();
  await atAnn.page.getByText("Online", { exact: true }).waitFor();
  await atAnn.rows.locator(".online").waitFor();
  await atAnn.picture("presence");
  await atBen.page.close();
  await atAnn.page.getByText("Online", { exact: true }).waitFor({ state: "hidden" });
});
