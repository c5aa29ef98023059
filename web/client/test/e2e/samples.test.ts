import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { expect, inject, test } from "vitest";
import { ChatPage, signatureOf, useBrowser } from "./page";
import { freshUsers } from "./users";

useBrowser();

/** Opens the page from the file, as its reader does, and signs in. */
async function sample(name: string, userID: string): Promise<Page> {
  const { sdkAppId, socketUrl } = inject("server");
  const file = pathToFileURL(`samples/${name}`);
  file.search = new URLSearchParams({ server: socketUrl, app: String(sdkAppId) }).toString();
  const { page } = await ChatPage.open({}, file.href);
  await page.locator("[name=userID]").fill(userID);
  await page.locator("[name=userSig]").fill(signatureOf(userID));
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText(`Signed in as ${userID}`).waitFor();
  return page;
}

const desk = (userID: string): Promise<Page> => sample("support-desk.html", userID);

async function write(page: Page, text: string): Promise<void> {
  await page.locator("[name=text]").fill(text);
  await page.getByRole("button", { name: "Send" }).click();
}

const talk = (page: Page): Promise<string[]> => page.getByRole("log").locator("p").allTextContents();

test("the support desk: visitors ask, the desk sees who and answers", async () => {
  const [ann, ben] = freshUsers("ann", "ben");
  const support = await desk("support");
  const anns = await desk(ann);
  await write(anns, "Where is my parcel?");
  await write(anns, "It has the number 7");
  const bens = await desk(ben);
  await write(bens, "Hello");

  await support.getByRole("button", { name: `${ben} (1)` }).waitFor();
  await support.getByRole("button", { name: `${ann} (2)` }).click();
  await expect.poll(() => talk(support)).toEqual(["Where is my parcel?", "It has the number 7"]);
  await support.getByRole("button", { name: ann, exact: true }).waitFor(); // nothing unread is left
  await write(support, "On its way");
  await expect.poll(() => talk(anns)).toEqual(["Where is my parcel?", "It has the number 7", "On its way"]);
  expect(await talk(bens)).toEqual(["Hello"]);

  await support.getByRole("button", { name: `${ben} (1)` }).click();
  await expect.poll(() => talk(support)).toEqual(["Hello"]);
  const again = await desk(ann); // the history is on the server
  await expect.poll(() => talk(again)).toEqual(["Where is my parcel?", "It has the number 7", "On its way"]);
});

const press = (page: Page, name: string): Promise<void> => page.getByRole("button", { name, exact: true }).click();

const read = (page: Page, line: string): Promise<void> =>
  page.getByRole("status").getByText(line, { exact: true }).waitFor();

async function call(page: Page, peer: string): Promise<void> {
  await page.locator("[name=peer]").fill(peer);
  await press(page, "Call");
}

/** For peers who answer by hand. */
async function dial(page: Page, peer: string): Promise<void> {
  await call(page, peer);
  await read(page, `Calling ${peer}`);
}

test("the telephone: two call, decline, give up, accept and hang up; a third hears that one is busy", async () => {
  const [ann, bob, cid] = freshUsers("ann", "bob", "cid");
  const anns = await sample("phone.html", ann);
  const bobs = await sample("phone.html", bob);
  const cids = await sample("phone.html", cid);

  await dial(anns, bob);
  await read(bobs, `${ann} is calling`);
  await press(bobs, "Decline");
  await read(anns, `${bob} does not want to talk`);

  await dial(anns, bob);
  await read(bobs, `${ann} is calling`);
  await press(anns, "Hang up");
  await read(bobs, `${ann} has given up`);

  await dial(bobs, ann);
  await read(anns, `${bob} is calling`);
  await press(anns, "Accept");
  await read(anns, `Talking to ${bob}`);
  await read(bobs, `Talking to ${ann}`);
  await call(cids, bob);
  await read(cids, `${bob} is busy`);
  await press(bobs, "Hang up");
  await read(bobs, `${ann} was left`);
  await read(anns, `${bob} has hung up`);

  await dial(anns, bob); // both are free again
  await read(bobs, `${ann} is calling`);
});
