import { expect, test } from "vitest";
import { ChatPage, phone, useBrowser } from "./page";
import { holdAnswers } from "./socket";
import { freshUsers, register, withUser } from "./users";

useBrowser();

test("a chat that is started while the chats are still loading opens as soon as they are here", async () => {
  const [ann, ben] = freshUsers("ann", "ben");
  await register({ [ann]: "Ann", [ben]: "Ben" });
  const chat = await ChatPage.open();
  const answers = await holdAnswers(chat.page, (operation) => operation !== "session.login");
  await chat.page.reload();
  await chat.signInAs(ann);
  await chat.search.waitFor();
  await chat.newChat(ben);
  const start = chat.page.getByRole("button", { name: "Start chat" });
  await expect.poll(() => start.getAttribute("aria-busy")).toBe("true");
  expect(await chat.page.getByRole("alert").count()).toBe(0);
  await chat.picture("chat-starts-early");
  answers.release();
  await chat.write("early");
  await chat.awaitDelivery("early", "sent");
});

test("a chat that is started after a reload, before the page is signed in again, opens too", async () => {
  const [ann, ben] = freshUsers("ann", "ben");
  await register({ [ann]: "Ann", [ben]: "Ben" });
  const chat = await ChatPage.signIn(ann);
  const answers = await holdAnswers(chat.page, () => true);
  await chat.page.reload();
  await chat.newChat(ben);
  await chat.page.locator("[name=peer][readonly]").waitFor();
  answers.release();
  await chat.composer.waitFor();
});

test("a profile that is opened before it is here is not saved without what it holds", async () => {
  const [ann] = freshUsers("ann");
  await register({ [ann]: "Ann" });
  const chat = await ChatPage.signIn(ann);
  const { page } = chat;
  const answers = await holdAnswers(page, () => true);
  await page.reload();
  await page.getByRole("button", { name: "Profile and settings" }).click();
  await page.locator("[name=signature]").fill("Hello");
  const save = page.getByRole("button", { name: "Save", exact: true });
  expect(await save.isDisabled()).toBe(true);
  answers.release();
  await save.click();
  await page.getByText("Saved").waitFor();
  await withUser(ann, async (sdk) => {
    expect((await sdk.getMyProfile()).data).toMatchObject({ nick: "Ann", selfSignature: "Hello" });
  });
});

test("somebody who does not exist is said to be unknown by the name that was asked for, and can be tried again", async () => {
  const [ann, nobody] = freshUsers("ann", "nobody");
  await register({ [ann]: "Ann" });
  const chat = await ChatPage.open();
  const answers = await holdAnswers(chat.page, (operation) => operation === "conversation.get");
  await chat.page.reload();
  await chat.signInAs(ann);
  await chat.newChat(nobody);
  const field = chat.page.locator("[name=peer]");
  await chat.page.locator("[name=peer][readonly]").waitFor();
  await chat.page.keyboard.type("else");
  answers.release();
  await chat.page.getByText(`There is no user “${nobody}”.`).waitFor();
  expect(await field.inputValue()).toBe(nobody);
  // By then they exist: the same is asked once more.
  await register({ [nobody]: "Somebody" });
  await field.press("Enter");
  await chat.composer.waitFor();
});

test("a chat that the address names shows that it is loading, on a phone too", async () => {
  const [ann, ben] = freshUsers("ann", "ben");
  await register({ [ann]: "Ann", [ben]: "Ben" });
  const chat = await ChatPage.signIn(ann, { viewport: phone, colorScheme: "dark" });
  await chat.newChat(ben);
  await chat.composer.waitFor();
  const answers = await holdAnswers(chat.page, () => true);
  await chat.page.reload();
  await chat.page.getByLabel("Loading messages").waitFor();
  await chat.picture("chat-loading-phone-dark");
  answers.release();
  await chat.composer.waitFor();
});

test("contacts that are not here yet are not said to be none", async () => {
  const [ann, ben] = freshUsers("ann", "ben");
  await register({ [ann]: "Ann", [ben]: "Ben" });
  await withUser(ann, (sdk) => sdk.addFriend({ to: ben, source: "AddSource_Type_Web" }));
  const chat = await ChatPage.open();
  const answers = await holdAnswers(chat.page, (operation) => operation.startsWith("relation."));
  await chat.page.reload();
  await chat.signInAs(ann);
  await chat.page.getByRole("button", { name: /Contacts/u }).click();
  await chat.page.getByLabel("Loading contacts").waitFor();
  await chat.page.getByRole("button", { name: "Groups", exact: true }).click();
  await chat.page.getByLabel("Loading contacts").waitFor();
  await chat.page.getByRole("button", { name: "Back to contacts" }).click();
  await chat.picture("contacts-loading");
  expect(await chat.page.getByText("No friends yet").count()).toBe(0);
  answers.release();
  await chat.page.getByText("Ben", { exact: true }).waitFor();
});
