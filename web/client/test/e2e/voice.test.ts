import { expect, test } from "vitest";
import { ChatPage, phone, useBrowser } from "./page";
import { freshUsers, register, withUser } from "./users";

useBrowser();

const record = { name: "Record a voice message" };

async function openWith(peer: string, userID: string, options = {}): Promise<ChatPage> {
  const chat = await ChatPage.signIn(userID, options);
  await chat.newChat(peer);
  await chat.composer.waitFor();
  return chat;
}

/** Or more, on a machine that is slow to look. */
const twoSeconds = /^0:(0[2-9]|[1-5]\d)$/u;

test("a recording begins with a click, ends with another one and is heard on the other side", async () => {
  const [ann, ben] = freshUsers("ann", "ben");
  await register({ [ann]: "Ann", [ben]: "Ben" });
  const [atAnn, atBen] = await Promise.all([
    openWith(ben, ann),
    ChatPage.signIn(ben, { viewport: phone, colorScheme: "dark" }),
  ]);
  const { page } = atAnn;
  await page.getByRole("button", record).click();
  await page.getByRole("timer").getByText(twoSeconds).waitFor();
  // The browser's microphone beeps: that shows.
  const heights = page.locator(".levels i");
  await expect
    .poll(() => heights.evaluateAll((all) => Math.max(...all.map((bar) => bar.getBoundingClientRect().height))))
    .toBeGreaterThan(8);
  await atAnn.picture("voice-recording");
  await page.getByRole("button", { name: "Send voice message" }).click();
  await page.locator(".message[data-kind=audio][data-delivery=sent]").getByText(twoSeconds).waitFor();

  await atBen.rows.getByText("Voice message").click();
  const message = atBen.page.locator(".message[data-kind=audio]");
  await message.getByRole("img", { name: "Not played yet" }).waitFor();
  await message.getByRole("button", { name: "Play" }).click();
  await message.getByRole("button", { name: "Pause" }).waitFor();
  await message.getByRole("button", { name: "Playback speed" }).waitFor();
  await atBen.picture("voice-playing-phone-dark");
  await message.getByRole("button", { name: "Play" }).waitFor();
  expect(await message.getByRole("alert").count()).toBe(0);
});

test("held: let go sends, slid away discards, a slip of the finger is too short", async () => {
  const [ann, ben] = freshUsers("ann", "ben");
  await register({ [ben]: "Ben" });
  const chat = await openWith(ben, ann, { viewport: phone });
  const { page } = chat;
  const box = (await page.getByRole("button", record).boundingBox()) ?? expect.unreachable();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const messages = page.locator(".message");
  const recording = page.getByRole("group", { name: "Recording" });

  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.getByRole("timer").getByText("0:01").waitFor();
  await page.getByText("Release to send, slide away to discard").waitFor();
  await chat.picture("voice-held-phone");
  await page.mouse.move(x - 200, y, { steps: 4 });
  await page.mouse.up();
  await recording.waitFor({ state: "hidden" });

  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.getByRole("timer").getByText("0:01").waitFor();
  await page.mouse.up();
  await page.locator(".message[data-kind=audio][data-delivery=sent]").waitFor();
  expect(await messages.count()).toBe(1);

  await page.getByRole("button", record).click();
  await page.locator(".levels i").first().waitFor({ state: "attached" });
  await page.getByRole("button", { name: "Send voice message" }).click();
  await page.getByText("Too short.").waitFor();
  await page.getByRole("button", record).press("Enter");
  await recording.waitFor();
  await page.getByRole("button", { name: "Discard recording" }).click();
  await recording.waitFor({ state: "hidden" });
  expect(await messages.count()).toBe(1);
});

test("after a minute a recording is full, and can be sent or discarded", async () => {
  const [ann, ben] = freshUsers("ann", "ben");
  await register({ [ben]: "Ben" });
  const chat = await openWith(ben, ann);
  const { page } = chat;
  // A minute that passes within a second.
  await page.evaluate(() => {
    const began = performance.now();
    const real = performance.now.bind(performance);
    performance.now = () => began + (real() - began) * 40;
  });
  await page.getByRole("button", record).press("Enter");
  await page.getByText("One minute: that is all one message holds").waitFor();
  await page.getByRole("timer").getByText("1:00").waitFor();
  await chat.picture("voice-full");
  await page.getByRole("button", { name: "Send voice message" }).press("Enter");
  await page.locator(".message[data-kind=audio][data-delivery=sent]").waitFor();
  await withUser(ben, async (sdk) => {
    const { data } = await sdk.getMessageList({ conversationID: `C2C${ann}` });
    expect(data.messageList.map(({ payload }) => payload["second"])).toEqual([60]);
  });
});

test.each([
  ["NotAllowedError", "The microphone is blocked. Allow it for this page in your browser’s settings."],
  ["NotFoundError", "No microphone was found."],
  ["NotReadableError", "The microphone cannot be used at the moment."],
])("without a microphone (%s) the page says why", async (name, words) => {
  const [ann, ben] = freshUsers("ann", "ben");
  await register({ [ben]: "Ben" });
  const chat = await openWith(ben, ann);
  await chat.page.evaluate((name) => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("no", name));
  }, name);
  await chat.page.getByRole("button", record).click();
  await chat.page.getByText(words).waitFor();
  await chat.page.getByRole("button", record).waitFor();
});
