import { expect, test } from "vitest";
import { ChatPage, phone, signatureOf, useBrowser } from "./page";
import { freshUsers, register, send, withUser } from "./users";

useBrowser();

test("offline: messages wait with a clock; online again: they are sent, and what was missed arrives", async () => {
  const [ann, ben] = freshUsers("ann", "ben");
  await register({ [ann]: "Ann", [ben]: "Ben" });
  const chat = await ChatPage.signIn(ann);
  await chat.newChat(ben);
  await chat.write("before");
  await chat.awaitDelivery("before", "sent");

  await chat.page.context().setOffline(true);
  await chat.page.getByText("You are offline.").first().waitFor();
  await chat.write("written offline");
  await chat.awaitDelivery("written offline", "sending");
  await chat.picture("offline");
  await withUser(ben, (sdk) => send(sdk, ann, ["while you were away"]));
  expect(await chat.bubble("while you were away").count()).toBe(0);

  await chat.page.context().setOffline(false);
  await chat.bubble("while you were away").waitFor();
  await chat.awaitDelivery("written offline", "sent");
  await chat.page.getByText("You are offline.").first().waitFor({ state: "hidden" });
  expect(await chat.bubble("written offline").count()).toBe(1);
});

test("a page that is opened without a server says so and goes on when it is back", async () => {
  const [ann] = freshUsers("ann");
  const chat = await ChatPage.signIn(ann);
  await chat.page.route("**/config.json", (route) => route.abort());
  await chat.page.reload();
  await chat.page.getByText("The server cannot be reached.").waitFor();
  await chat.picture("unreachable");
  await chat.page.unroute("**/config.json");
  await chat.page.getByRole("button", { name: "Try again" }).click();
  await chat.search.waitFor();
});

test("a signature that expires while its user is there signs them out and says so", async () => {
  const [ann] = freshUsers("ann");
  const chat = await ChatPage.open();
  await chat.signInAs(ann, signatureOf(ann, 15));
  await chat.search.waitFor();
  await chat.page.getByText("Your UserSig has expired. Ask for a new one.").waitFor();
  expect(await chat.page.getByRole("button", { name: "Sign in here again" }).count()).toBe(0);
});

test("signed in elsewhere: the page says why it was signed out, and takes its place back", async () => {
  const [ann] = freshUsers("ann");
  const first = await ChatPage.signIn(ann, { viewport: phone });
  const second = await ChatPage.signIn(ann);
  await first.page.getByText("Your account signed in on another page.").waitFor();
  await first.picture("kicked-out-phone");
  // A reload does not fight for the place.
  expect(await first.page.evaluate(() => sessionStorage.length)).toBe(0);
  await first.page.getByRole("button", { name: "Sign in here again" }).click();
  await first.search.waitFor();
  await second.page.getByText("Your account signed in on another page.").waitFor();
  await second.page.getByRole("button", { name: "Use another account" }).click();
  await second.page.getByText("Welcome to Parley").waitFor();
});
