import type { Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { setting } from "../../../sdk/test/scenario/rest";
import { blob, bring, film, holdUploads, photo } from "./files";
import { ChatPage, useBrowser } from "./page";
import { freshUsers, register, withUser } from "./users";

useBrowser();

const narrow = { width: 380, height: 720 };

/** Kinds of the messages in the chat, in their order, with how far each has come. */
function messages(chat: ChatPage): Promise<string[]> {
  return chat.page
    .locator(".message")
    .evaluateAll((all) =>
      all.map((one) => `${one.getAttribute("data-kind") ?? ""} ${one.getAttribute("data-delivery") ?? ""}`),
    );
}

/** Sends what was chosen, once the page has looked at it. */
function sendChosen(page: Page): Promise<void> {
  return page
    .getByRole("dialog")
    .getByRole("button", { name: /^(Send|发送)$/u })
    .click();
}

async function openWith(peer: string, userID: string, options = {}): Promise<ChatPage> {
  const chat = await ChatPage.signIn(userID, options);
  await chat.newChat(peer);
  await chat.composer.waitFor();
  return chat;
}

test("photos, a video and a file are chosen, sent in their order and seen on the other side", async () => {
  const [ann, ben] = freshUsers("ann", "ben");
  await register({ [ann]: "Ann", [ben]: "Ben" });
  const [atAnn, atBen] = await Promise.all([openWith(ben, ann), ChatPage.signIn(ben)]);
  const { page } = atAnn;
  await atAnn.picture("files-empty");
  const chooser = page.waitForEvent("filechooser");
  await atAnn.attach("Photo or video");
  const files = [await photo(page, "one.png"), film, await photo(page, "two.png", 400, 900, 20)];
  await (await chooser).setFiles(files);
  const dialog = page.getByRole("dialog", { name: "Send 3 files?" });
  await dialog.locator("[data-attachment]").nth(2).waitFor();
  await atAnn.picture("files-chosen");
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "hidden" });
  // All of them stand there at once, in their order, before the first one has arrived.
  expect((await messages(atAnn)).map((line) => line.split(" ")[0])).toEqual(["image", "video", "image"]);
  await expect.poll(() => messages(atAnn)).toEqual(["image sent", "video sent", "image sent"]);

  await atBen.rows.first().click();
  await expect.poll(() => messages(atBen)).toEqual(["image received", "video received", "image received"]);
  await atBen.page.locator(".image.shown").nth(1).waitFor();
  // The video has a picture that the sender's browser made.
  const poster = atBen.page.locator(".video img");
  await expect.poll(() => poster.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(64);
  await atBen.picture("files-received");
});

test("while files are uploaded their progress shows; one is cancelled, and the others keep their order", async () => {
  const [ann, ben] = freshUsers("ann", "ben");
  await register({ [ann]: "Ann", [ben]: "Ben" });
  const [atAnn, atBen] = await Promise.all([
    openWith(ben, ann, { colorScheme: "dark" }),
    ChatPage.signIn(ben, { viewport: narrow, colorScheme: "dark" }),
  ]);
  const { page } = atAnn;
  const uploads = await holdUploads(page);
  const long = `Minutes of the meeting about the harbour festival, version 12 (final, really)${" and more".repeat(6)}.pdf`;
  await bring(page, "drop", [blob(long, 1_500_000), await photo(page, "hills.png"), film, blob("notes.txt", 900)]);
  await sendChosen(page);
  expect(await messages(atAnn)).toEqual(["file sending", "image sending", "video sending", "file sending"]);
  const first = page.locator(".message").first();
  await expect.poll(() => first.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("17");
  await atAnn.picture("files-uploading-dark");

  // Texts do not wait for files, and a message stands where the server has put it.
  await atAnn.write("Here they come");
  await atAnn.awaitDelivery("Here they come", "sent");
  expect(await messages(atAnn)).toEqual([
    "text sent",
    "file sending",
    "image sending",
    "video sending",
    "file sending",
  ]);
  await page.locator("[data-kind=image]").getByRole("button", { name: "Cancel upload" }).click();
  await expect.poll(() => messages(atAnn)).toHaveLength(4);
  uploads.release();
  await expect.poll(() => messages(atAnn)).toEqual(["text sent", "file sent", "video sent", "file sent"]);
  await atBen.rows.first().click();
  await expect
    .poll(() => messages(atBen))
    .toEqual(["text received", "file received", "video received", "file received"]);
  await atBen.page.locator(".message").last().scrollIntoViewIfNeeded();
  expect(await atBen.page.evaluate(() => document.documentElement.scrollWidth)).toBe(narrow.width);
  await atBen.picture("files-received-narrow-dark");
});

test("the upload under way is cancelled: its message is gone on both sides", async () => {
  const [ann, ben] = freshUsers("ann", "ben");
  await register({ [ann]: "Ann", [ben]: "Ben" });
  const chat = await openWith(ben, ann);
  const uploads = await holdUploads(chat.page);
  await bring(chat.page, "drop", [blob("large.bin", 3_000_000)]);
  await sendChosen(chat.page);
  await expect.poll(() => chat.page.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("9");
  // Whoever leaves the page now is asked first.
  const isAsked = (): Promise<boolean> =>
    chat.page.evaluate(() => !dispatchEvent(new Event("beforeunload", { cancelable: true })));
  expect(await isAsked()).toBe(true);
  await chat.page.getByRole("button", { name: "Cancel upload" }).click();
  expect(await messages(chat)).toEqual([]);
  await expect.poll(isAsked).toBe(false);
  uploads.release();
  await chat.write("never mind");
  await chat.awaitDelivery("never mind", "sent");
  await withUser(ben, async (sdk) => {
    const { data } = await sdk.getMessageList({ conversationID: `C2C${ann}` });
    expect(data.messageList.map(({ payload }) => payload)).toEqual([{ text: "never mind" }]);
  });
});

test("an upload that fails says why, stays where it was, and goes on where it stopped", async () => {
  const [ann, ben] = freshUsers("ann", "ben");
  await register({ [ann]: "Ann", [ben]: "Ben" });
  const chat = await openWith(ben, ann, { viewport: narrow });
  const { page } = chat;
  // A proxy in between that takes one piece and no more.
  let pieces = 0;
  const begins: string[] = [];
  await page.route("**/media/*/upload/**", (route) =>
    ++pieces === 1 ? route.continue() : route.fulfill({ status: 403, body: "no" }),
  );
  await bring(page, "paste", [await photo(page, "image.png", 900, 500, 130)]);
  await page.getByRole("dialog").getByRole("button", { name: "Remove image.png" }).click();
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await bring(page, "paste", [blob("plans.zip", 800_000)]);
  await sendChosen(page);
  const failed = page.locator(".message[data-delivery=failed]");
  await failed.getByText("Not delivered. The upload was interrupted.").waitFor();
  await chat.picture("files-failed-narrow");

  await page.unroute("**/media/*/upload/**");
  page.on("request", (request) =>
    begins.push(`${request.method()} ${request.headers()["upload-offset"] ?? ""}`.trim()),
  );
  await failed.getByRole("button", { name: "Try again" }).click();
  await expect.poll(() => messages(chat)).toEqual(["file sent"]);
  expect(begins.slice(0, 2)).toEqual(["HEAD", "PATCH 262144"]);

  // What is discarded is gone.
  await page.route("**/media/*/upload/**", (route) => route.fulfill({ status: 403, body: "no" }));
  await bring(page, "drop", [await photo(page, "hills.png")]);
  await sendChosen(page);
  await failed.getByRole("button", { name: "Discard" }).click();
  expect(await messages(chat)).toEqual(["file sent"]);
});

test("a file that is too large is refused with the limit, before and after it is sent", async () => {
  const [ann, ben] = freshUsers("ann", "ben");
  await register({ [ben]: "Ben" });
  onTestFinished(await setting("upload.maxFile", 1));
  const chat = await openWith(ben, ann, { locale: "zh-CN", viewport: narrow });
  const { page } = chat;
  await bring(page, "drop", [blob("large.bin", 1_100_000), blob("empty.txt", 0), blob("small.txt", 10)]);
  const dialog = page.getByRole("dialog", { name: "发送 1 个文件？" });
  await dialog.getByText("文件太大，最多可发送 1 MB。").waitFor();
  await dialog.getByText("这是空文件。").waitFor();
  await chat.picture("files-refused-narrow-zh");
  await sendChosen(page);
  await expect.poll(() => messages(chat)).toEqual(["file sent"]);

  // The page has asked for the limit when it was opened; the server refuses what is larger now.
  await setting("upload.maxFile", 100);
  await page.reload();
  await chat.composer.waitFor();
  await setting("upload.maxFile", 1);
  await bring(page, "drop", [blob("large.bin", 1_100_000)]);
  await sendChosen(page);
  await page.getByText("未送达. 文件太大，最多可发送 1 MB。").waitFor();
});

test("files that are dragged over the page are asked for; a picture with text is pasted as text", async () => {
  const [ann, ben] = freshUsers("ann", "ben");
  await register({ [ben]: "Ben" });
  const chat = await openWith(ben, ann);
  const { page } = chat;
  const drag = (type: string): Promise<void> =>
    page.evaluate((type) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(["x"], "x.txt"));
      document.querySelector(".composer")?.dispatchEvent(new DragEvent(type, { bubbles: true, dataTransfer }));
    }, type);
  await drag("dragenter");
  await page.getByText("Drop files here to send them").waitFor();
  await chat.picture("files-dragged");
  await drag("dragleave");
  await page.getByText("Drop files here to send them").waitFor({ state: "hidden" });

  const isTaken = await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "1\t2");
    clipboardData.setData("text/html", "<table></table>");
    clipboardData.items.add(new File(["x"], "image.png", { type: "image/png" }));
    const paste = new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData });
    document.querySelector(".composer textarea")?.dispatchEvent(paste);
    return paste.defaultPrevented;
  });
  expect(isTaken).toBe(false);
  expect(await page.getByRole("dialog").count()).toBe(0);
});
