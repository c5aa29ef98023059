import TencentCloudChat from "@parley-im/chat";
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

test("who signs out stays out, and a link that is opened in the same tab signs in", async () => {
  const { url, sdkAppId } = inject("server");
  const console = await ConsolePage.signIn();
  const { page, menu } = console;
  const heading = page.getByRole("heading", { name: "Operator’s console" });
  await page.getByRole("button", { name: "Sign out" }).click();
  await heading.waitFor();
  await page.locator("[name=sdkAppID]").fill("1"); // the page is there to stay
  expect(await menu.isVisible()).toBe(false);

  const signature = signatureOf("administrator", 3600);
  const open = (sig: string): Promise<void> =>
    page.evaluate((hash) => void (location.hash = hash), `app=${sdkAppId}&sig=${sig}`);
  await open(signature);
  await menu.waitFor();
  await open(signatureOf("administrator", 0));
  await page.getByText("This UserSig has expired.").waitFor();
  await open(signature);
  await menu.waitFor();
  expect(page.url()).not.toContain("sig=");
  expect(new URL(page.url()).origin).toBe(new URL(url).origin);
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
  await expect.poll(() => page.locator("[data-setting]").count()).toBe(1);
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

test("the overview counts what there is, and its charts go on by themselves", async () => {
  const console = await ConsolePage.signIn();
  const { page } = console;
  await console.goTo("Overview");
  await page
    .locator("[data-tile=accounts] dd")
    .getByText(/^[1-9]/u)
    .waitFor();
  await page.getByText("works").first().waitFor();
  await page.getByRole("img", { name: /^Messages: stored [\d,.]+ a second/u }).waitFor(); // a second look came
  await page.locator("canvas").first().hover();
  await console.picture("overview");
});

test("a user is found and signed out everywhere", async () => {
  const [ann] = freshUsers("ann");
  const console = await ConsolePage.signIn();
  const { page } = console;
  await withUser(ann, async (chat) => {
    await chat.updateMyProfile({ nick: `Ann of ${ann}` });
    const out = new Promise((resolve) => chat.once(TencentCloudChat.EVENT.KICKED_OUT, resolve));
    await console.goTo("Users");
    await page.getByPlaceholder("Name or user ID").fill(`of ${ann}`);
    await page.locator(`[data-id="${ann}"] a`).click();
    await page.getByRole("heading", { name: `Ann of ${ann}` }).waitFor();
    await page.getByRole("region", { name: "Signed in" }).getByText("Web").waitFor();
    await console.picture("user");
    await page.getByRole("button", { name: "Sign out everywhere" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Sign out everywhere" }).click();
    expect(await out).toMatchObject({ data: { type: TencentCloudChat.TYPES.KICKED_OUT_REST_API } });
  });
  await page.getByText("Signed in nowhere.").waitFor();
  await page.getByText("In no group.").waitFor();

  await page.evaluate(() => (location.hash = "#/users/nobody-here"));
  await page.getByText('there is no account "nobody-here"').first().waitFor();
});

test("users are imported, and what is wrong with an ID is said", async () => {
  const [ann, ben] = freshUsers("ann", "ben");
  const console = await ConsolePage.signIn();
  const { page } = console;
  await console.goTo("Users");
  await page.getByRole("button", { name: "Import users" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.locator("textarea").fill(`${ann}\n${"x".repeat(33)}`);
  await dialog.getByRole("button", { name: "Import users" }).click();
  await dialog.getByText("expected 1 to 32 printable ASCII characters").waitFor();
  await dialog.locator("textarea").fill(`${ann}\n${ben}`);
  await dialog.getByRole("button", { name: "Import users" }).click();
  await page.getByText("2 accounts are there.").waitFor();
  await page.getByPlaceholder("Name or user ID").fill(ben);
  await page.locator(`[data-id="${ben}"]`).waitFor();
});

test("a group is made, filled, changed, spoken in and, asked twice, dismissed", async () => {
  const [ann, ben, group] = freshUsers("ann", "ben", "group");
  await callServer("im_open_login_svc/multiaccount_import", { Accounts: [ann, ben] });
  const console = await ConsolePage.signIn();
  const { page } = console;
  const dialog = page.getByRole("dialog");
  await console.goTo("Groups");
  await page.getByRole("button", { name: "New group" }).click();
  await dialog.locator("[name=name]").fill("Harvest");
  await dialog.locator("[name=owner]").fill(ann);
  await dialog.locator("[name=groupID]").fill(group);
  await dialog.getByRole("button", { name: "New group" }).click();
  await page.getByRole("heading", { name: "Harvest" }).waitFor();

  await page.getByRole("button", { name: "Add members" }).click();
  await dialog.locator("textarea").fill(`${ben} nobody-here`);
  await dialog.getByRole("button", { name: "Add members" }).click();
  await dialog.getByText("no such user or no room: nobody-here").waitFor();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await page.locator(`[data-id="${ben}"]`).waitFor();

  await page.getByRole("button", { name: "Edit" }).click();
  await dialog.locator("[name=Name]").fill("Harvest home");
  await dialog.getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { name: "Harvest home" }).waitFor();

  await withUser(ben, async (chat) => {
    const notice = new Promise((resolve) => chat.once(TencentCloudChat.EVENT.MESSAGE_RECEIVED, resolve));
    await page.getByRole("button", { name: "Send notice" }).click();
    await dialog.locator("textarea").fill("Bring baskets");
    await dialog.getByRole("button", { name: "Send" }).click();
    expect(JSON.stringify(await notice)).toContain("Bring baskets");
  });
  await console.picture("group");

  await page.getByRole("button", { name: `Put out: ${ben}` }).click();
  await dialog.getByRole("button", { name: "Put out" }).click();
  await page.locator(`[data-id="${ben}"]`).waitFor({ state: "detached" });

  await page.getByRole("button", { name: "Dismiss" }).click();
  expect(await dialog.getByRole("button", { name: "Dismiss" }).isDisabled()).toBe(true);
  await dialog.locator("[name=groupID]").fill(group);
  await dialog.getByRole("button", { name: "Dismiss" }).click();
  await page.getByRole("heading", { name: "Groups", level: 1 }).waitFor();
  await page.getByPlaceholder("Name or group ID").fill(group);
  await page.getByText("No group is called like that.").waitFor();
});

test("a message goes out in the administrator's name and is taken back", async () => {
  const [ann] = freshUsers("ann");
  const console = await ConsolePage.signIn();
  const { page } = console;
  await console.goTo("Messages");
  await withUser(ann, async (chat) => {
    const came = new Promise((resolve) => chat.once(TencentCloudChat.EVENT.MESSAGE_RECEIVED, resolve));
    const gone = new Promise((resolve) => chat.once(TencentCloudChat.EVENT.MESSAGE_REVOKED, resolve));
    await page.locator("[name=to]").fill(ann);
    await page.locator("[name=text]").fill("Good morning");
    await page.getByRole("button", { name: "Send" }).click();
    expect(await came).toMatchObject({ data: [{ from: "administrator", payload: { text: "Good morning" } }] });
    await console.picture("messages");
    await page.getByRole("region", { name: "Sent from here" }).getByRole("button", { name: "Take back" }).click();
    await gone;
  });
  await page.getByText("Taken back.").waitFor();

  await page.locator("[name=to]").fill("nobody-here");
  await page.locator("[name=text]").fill("?");
  await page.getByRole("button", { name: "Send" }).click();
  await page
    .getByRole("alert")
    .getByText(/nobody-here/u)
    .waitFor();
});

test("no page is wider than a phone, in either language", async () => {
  const long = "someone-with-32-letters-in-an-id";
  await callServer("im_open_login_svc/account_import", { UserID: long, Nick: "Words without end ".repeat(20) });
  for (const locale of ["en-GB", "zh-CN"]) {
    const console = await ConsolePage.signIn({ viewport: phone, colorScheme: "dark", locale });
    const { page } = console;
    for (const address of ["overview", "users", `users/${long}`, "groups", "messages", "settings"]) {
      await page.evaluate((it) => (location.hash = `#/${it}`), address);
      await page.locator("h1").first().waitFor();
      await page.locator(".el-skeleton").first().waitFor({ state: "detached" });
      expect(await page.evaluate(() => document.querySelector("main")?.scrollWidth)).toBe(phone.width);
    }
    await console.picture(`phone-dark-${locale}`);
  }
});
