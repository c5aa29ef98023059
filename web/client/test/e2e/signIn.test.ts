import { expect, test } from "vitest";
import { ChatPage, phone, signatureOf, useBrowser } from "./page";
import { freshUsers } from "./users";

useBrowser();

test("development mode offers two users, who sign in with one click", async () => {
  const chat = await ChatPage.open();
  await chat.page.getByRole("button", { name: "Alice" }).waitFor();
  await chat.picture("sign-in");
  await chat.page.getByRole("button", { name: "Alice" }).click();
  await chat.page.getByText("No chats yet").waitFor();
  await chat.picture("no-chats");
});

test("a reload signs in again; another tab can be another user; signing out forgets", async () => {
  const [ann, ben] = freshUsers("ann", "ben");
  const chat = await ChatPage.signIn(ann);
  await chat.page.reload();
  await chat.search.waitFor();
  await chat.page.getByRole("button", { name: "Profile and settings" }).click();
  await chat.page.getByRole("dialog").getByText(ann).first().waitFor();

  const tab = await chat.page.context().newPage();
  await tab.goto(chat.url);
  await tab.locator("[name=userID]").fill(ben);
  await tab.locator("[name=userSig]").fill(signatureOf(ben));
  await tab.locator("form button").click();
  await tab.locator("[type=search]").waitFor();
  await tab.close();

  await chat.page.getByRole("button", { name: "Sign out" }).click();
  await chat.page.getByText("Welcome to Parley").waitFor();
  await chat.page.reload();
  await chat.page.getByText("Welcome to Parley").waitFor();
});

test("a wrong sign-in says what is wrong with it", async () => {
  const [ann, ben] = freshUsers("ann", "ben");
  const chat = await ChatPage.open();
  await chat.page.locator("form button").click();
  await chat.page.getByText("Enter your user ID.").waitFor();
  await chat.page.getByText("Enter your UserSig.").waitFor();

  await chat.signInAs(ann, signatureOf(ben));
  await chat.page.getByText("This UserSig belongs to another user or another app.").waitFor();
  await chat.signInAs(ann, signatureOf(ann).slice(0, 40));
  await chat.page.getByText("This UserSig is not valid. Check that it was copied whole.").waitFor();
  await chat.signInAs(ann, signatureOf(ann, 0));
  await chat.page.getByText("This UserSig has expired. Ask for a new one.").waitFor();
  await chat.picture("sign-in-error");
  expect(await chat.page.evaluate(() => sessionStorage.length)).toBe(0);
});

test("the page speaks Chinese to those who read it, and the choice is kept", async () => {
  const chat = await ChatPage.open({ locale: "zh-CN", viewport: phone, colorScheme: "dark" });
  await chat.page.getByText("欢迎使用 Parley").waitFor();
  await chat.page.getByText("直接体验").first().waitFor();
  await chat.picture("sign-in-phone-dark-zh");
  await chat.page.getByRole("button", { name: "English" }).click();
  await chat.page.getByText("Welcome to Parley").waitFor();
  await chat.page.reload();
  await chat.page.getByText("Welcome to Parley").waitFor();
  expect(await chat.page.locator("html").getAttribute("lang")).toBe("en");
});
