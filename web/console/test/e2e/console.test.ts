import { expect, inject, onTestFinished, test } from "vitest";
import { signatureOf } from "../../../client/test/e2e/page";
import { freshUsers, withUser } from "../../../client/test/e2e/users";
import { callServer, ConsolePage, phone, useBrowser } from "./page";

useBrowser();

function restore(key: string): void {
  onTestFinished(() => callServer("settings/set", { Settings: { [key]: null } }).then(() => undefined));
}

test("the link signs in, leaves the address at once and is forgotten with the tab", async () => {
  const { page, menu } = await ConsolePage.signIn();
  expect(page.url()).not.toContain("sig=");
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain("userSig");

  await page.reload();
  await menu.waitFor();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Operator’s console" }).waitFor();
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  await page.goBack(); // to where the link was opened from
  await page.goForward();
  await page.getByRole("heading", { name: "Operator’s console" }).waitFor();
});

test("a signature that does not count is refused in words", async () => {
  const console = await ConsolePage.open();
  const { page } = console;
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("Enter a UserSig.").waitFor();

  await console.signInAs("alice");
  await page.getByText("This UserSig is not the administrator’s.").waitFor();
  await console.signInAs("administrator", "nonsense");
  await page.getByText("This UserSig is not valid. Check that it was copied whole.").waitFor();
  await console.signInAs("administrator", signatureOf("administrator", 0));
  await page.getByText("This UserSig has expired.").waitFor();
  await console.picture("sign-in-refused");
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);

  await console.signInAs("administrator");
  await console.menu.waitFor();
});

test("a signature that ends signs the operator out", async () => {
  const { url, sdkAppId } = inject("server");
  const console = await ConsolePage.open();
  await console.page.goto(`${url}/console/#app=${sdkAppId}&sig=${signatureOf("administrator", 4)}`);
  await console.menu.waitFor();
  await console.page.getByText("This UserSig has expired.").waitFor();
});

test("a setting that is changed is in effect, and goes back to its default", async () => {
  restore("follow.enabled");
  const console = await ConsolePage.signIn();
  const { page } = console;
  await console.goTo("Settings");
  await page.getByPlaceholder("Filter settings").fill("follow each other");
  const setting = console.setting("follow.enabled");
  expect(await page.locator("[data-setting]").count()).toBe(1);
  await setting.locator(".el-switch").click();
  await page.getByText("1 change is not saved.").waitFor();
  await console.picture("settings-edited");
  await page.getByRole("button", { name: "Save" }).click();
  await setting.getByText("Changed").waitFor();

  const [ann, ben] = freshUsers("ann", "ben");
  const follow = (): Promise<void> =>
    withUser(ben, () => Promise.resolve()).then(() => withUser(ann, (chat) => chat.followUser([ben])));
  await expect(follow()).rejects.toMatchObject({ code: 3122 });

  await setting.getByRole("button", { name: "Back to default" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await setting.getByText("Changed").waitFor({ state: "detached" });
  await follow();
});

test("a refused value shows what the server says of it, beside its field, and nothing is changed", async () => {
  const console = await ConsolePage.signIn({ viewport: phone });
  const { page } = console;
  await console.goTo("Settings");
  await console.setting("login.userSigTtl").locator("input").fill("3600");
  const setting = console.setting("message.retentionDays");
  await setting.locator("input").fill("3");
  await setting.locator("input").blur();
  await page.getByText("2 changes are not saved.").waitFor();
  await page.getByRole("button", { name: "Save" }).click();
  await setting.getByText("setting message.retentionDays is 3, expected 0 or 7 to 360").waitFor();
  await console.picture("settings-refused-phone");
  expect(await callServer("settings/get", { Keys: ["login.userSigTtl", "message.retentionDays"] })).toMatchObject({
    Settings: { "login.userSigTtl": 15_552_000, "message.retentionDays": 30 },
  });

  await page.getByRole("button", { name: "Discard" }).click();
  await setting.getByText("expected").waitFor({ state: "detached" });
});

test("what would throw everybody out is asked about first", async () => {
  const console = await ConsolePage.signIn();
  await console.goTo("Settings");
  await console.setting("app.enabled").locator(".el-switch").click();
  await console.page.getByRole("button", { name: "Save" }).click();
  await console.page.getByText("Everybody who is signed in will be disconnected").waitFor();
  await console.page.getByRole("button", { name: "Cancel" }).click();
  await console.page.getByRole("dialog").waitFor({ state: "hidden" });
  expect(await callServer("settings/get", { Keys: ["app.enabled"] })).toMatchObject({
    Settings: { "app.enabled": true },
  });
});
