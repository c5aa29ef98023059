import { expect, test } from "vitest";
import { ChatPage, useBrowser } from "./page";
import { freshUsers, register } from "./users";

useBrowser();

test("two people find each other and chat both ways, and see what was read", async () => {
  const [ann, ben] = freshUsers("ann", "ben");
  await register({ [ann]: "Ann Lee", [ben]: "Ben" });
  const [atAnn, atBen] = await Promise.all([ChatPage.signIn(ann), ChatPage.signIn(ben)]);

  await atAnn.newChat(ben);
  await atAnn.page.getByText("Say hello to Ben").waitFor();
  await atAnn.write("Hello Ben");
  await atAnn.awaitDelivery("Hello Ben", "sent");

  // Ben has not opened the chat: it is unread, in the list and in the tab's title.
  await atBen.rows.getByText("Ann Lee").waitFor();
  await atBen.rows.getByText("1 unread message").waitFor();
  await expect.poll(() => atBen.page.title()).toBe("(1) Parley");
  await atBen.rows.first().click();
  await atBen.bubble("Hello Ben").waitFor();
  await expect.poll(() => atBen.page.title()).toBe("Parley");
  await atAnn.awaitDelivery("Hello Ben", "read");

  await atBen.write("Hello Ann\nhow are you? https://example.org/x");
  await atAnn.bubble("how are you?").waitFor();
  await atBen.awaitDelivery("how are you?", "read");
  const link = atAnn.bubble("how are you?").getByRole("link");
  expect(await link.getAttribute("href")).toBe("https://example.org/x");
  expect(await link.getAttribute("rel")).toContain("noopener");

  // A reload keeps the open chat and everything in it.
  await atAnn.page.reload();
  await atAnn.bubble("how are you?").waitFor();
  await atAnn.awaitDelivery("Hello Ben", "read");
  await atAnn.picture("two-people");
});

test("what looks like markup is shown as it was written", async () => {
  const [ann, ben] = freshUsers("ann", "ben");
  await register({ [ben]: "<img src=x onerror=alert(1)>" });
  const chat = await ChatPage.signIn(ann);
  await chat.newChat(ben);
  await chat.write("<b>bold</b> <script>alert(1)</script> & javascript:alert(1)");
  await chat.awaitDelivery("<b>bold</b> <script>alert(1)</script> & javascript:alert(1)", "sent");
  expect(await chat.page.locator(".message b, .message script, .message a, .head img").count()).toBe(0);
});

test("a new chat needs somebody who is there", async () => {
  const [ann] = freshUsers("ann");
  const chat = await ChatPage.signIn(ann);
  await chat.newChat("nobody_of_that_name");
  await chat.page.getByText("There is no user “nobody_of_that_name”.").waitFor();
  await chat.picture("unknown-user");
  await chat.page.locator("[name=peer]").fill("two words");
  await chat.page.keyboard.press("Enter");
  await chat.page.getByText("A user ID is 1 to 32 letters").waitFor();
  await chat.page.locator("[name=peer]").fill(ann);
  await chat.page.keyboard.press("Enter");
  await chat.page.getByText("That is you.").waitFor();
  await chat.page.keyboard.press("Escape");
  await chat.page.getByRole("dialog").waitFor({ state: "hidden" });
});

test("a message that is too long cannot be sent, and the writer is told by how much", async () => {
  const [ann, ben] = freshUsers("ann", "ben");
  await register({ [ben]: "Ben" });
  const chat = await ChatPage.signIn(ann);
  await chat.newChat(ben);
  const largest = "x".repeat(12_288 - '{"text":""}'.length);
  await chat.composer.fill(`${largest}é`);
  await chat.page.getByText("Too long by 2 bytes").waitFor();
  expect(await chat.page.getByRole("button", { name: "Send" }).isDisabled()).toBe(true);
  await chat.write(largest);
  await chat.awaitDelivery(largest, "sent");
});

test("drafts wait for their writer", async () => {
  const [ann, ben, cleo] = freshUsers("ann", "ben", "cleo");
  await register({ [ben]: "Ben", [cleo]: "Cleo" });
  const chat = await ChatPage.signIn(ann);
  await chat.newChat(ben);
  await chat.write("Hi Ben");
  await chat.awaitDelivery("Hi Ben", "sent");
  await chat.composer.fill("half a thought");
  await chat.newChat(cleo);
  await chat.page.getByText("Say hello to Cleo").waitFor();
  expect(await chat.composer.inputValue()).toBe("");
  await chat.rows.filter({ hasText: "Draft: half a thought" }).click();
  expect(await chat.composer.inputValue()).toBe("half a thought");
});

test("a deleted chat is gone for who deleted it, and for nobody else", async () => {
  const [ann, ben] = freshUsers("ann", "ben");
  await register({ [ann]: "Ann", [ben]: "Ben" });
  const [atAnn, atBen] = await Promise.all([ChatPage.signIn(ann), ChatPage.signIn(ben)]);
  await atAnn.newChat(ben);
  await atAnn.write("keep this");
  await atBen.rows.first().click();
  await atBen.bubble("keep this").waitFor();

  await atAnn.rows.first().click({ button: "right" });
  await atAnn.page.getByRole("menuitem", { name: "Delete chat" }).click();
  await atAnn.page.getByText("Delete the chat with Ben?").waitFor();
  await atAnn.picture("delete-chat");
  await atAnn.page.getByRole("button", { name: "Delete", exact: true }).click();
  await atAnn.page.getByText("No chats yet").waitFor();
  await atAnn.page.reload();
  await atAnn.page.getByText("No chats yet").waitFor();

  await atBen.page.reload();
  await atBen.bubble("keep this").waitFor();
  await atBen.write("and a new start");
  await atAnn.rows.first().click();
  await atAnn.bubble("and a new start").waitFor();
  expect(await atAnn.bubble("keep this").count()).toBe(0);
});

test("a changed profile reaches the other side", async () => {
  const [ann, ben] = freshUsers("ann", "ben");
  await register({ [ann]: "Ann", [ben]: "Ben" });
  const [atAnn, atBen] = await Promise.all([ChatPage.signIn(ann), ChatPage.signIn(ben)]);
  await atAnn.page.getByRole("button", { name: "Profile and settings" }).click();
  await atAnn.page.locator("[name=avatar]").fill("picture.png");
  await atAnn.page.getByText("Enter an address that starts with").waitFor();
  await atAnn.page.locator("[name=avatar]").fill("");
  await atAnn.page.locator("[name=nick]").fill("Ann of the North");
  await atAnn.page.locator("[name=signature]").fill("Always outside");
  await atAnn.page.getByRole("button", { name: "Save" }).click();
  await atAnn.page.getByText("Profile saved").waitFor();

  await atAnn.newChat(ben);
  await atAnn.write("new name");
  await atBen.rows.getByText("Ann of the North").click();
  await atBen.page.getByRole("button", { name: /^Contact info: Ann of the North/u }).click();
  await atBen.page.getByText("Always outside").waitFor();
  await atBen.picture("contact");
});

test("everything can be done with the keyboard", async () => {
  const [ann, ben] = freshUsers("ann", "ben");
  await register({ [ben]: "Ben" });
  const chat = await ChatPage.signIn(ann);
  const { keyboard } = chat.page;
  await chat.page.getByRole("button", { name: "New chat" }).first().focus();
  await keyboard.press("Enter");
  await keyboard.type(ben);
  await keyboard.press("Enter");
  await chat.page.getByText("Say hello to Ben").waitFor();
  await keyboard.type("one");
  await keyboard.press("Shift+Enter");
  await keyboard.type("two");
  await keyboard.press("Enter");
  await chat.awaitDelivery("one\ntwo", "sent");
  await chat.rows.first().focus();
  await keyboard.press("Tab");
  await keyboard.press("Enter");
  await chat.page.getByRole("menu").waitFor();
  await keyboard.press("ArrowUp"); // to the last one: delete
  await keyboard.press("Enter");
  await chat.page.getByRole("alertdialog").waitFor();
  await keyboard.press("Escape");
  await chat.page.getByRole("alertdialog").waitFor({ state: "hidden" });
});
