import { expect, test } from "vitest";
import { MAX_RENDERED } from "../../src/timeline/range";
import { ChatPage, useBrowser } from "./page";
import { freshUsers, register, send, withUser } from "./users";

useBrowser();

const COUNT = 200;
const texts = Array.from({ length: COUNT }, (_, index) => `message number ${index + 1} of ${COUNT}`);

/** The numbers of the messages in the page, and how far the first visible one is from the top. */
async function rendered(chat: ChatPage): Promise<number[]> {
  const shown = await chat.page.locator(".message span.text").allTextContents();
  return shown.map((text) => Number(/number (\d+)/u.exec(text)?.[1]));
}

test("scrolling back passes all 200 messages in order, with few in the page and none jumping", async () => {
  const [ann, ben] = freshUsers("ann", "ben");
  await register({ [ben]: "Ben" });
  await withUser(ann, (sdk) => send(sdk, ben, texts));
  const chat = await ChatPage.signIn(ann);
  await chat.rows.first().click();
  await chat.bubble(`number ${COUNT} of`).waitFor();

  const scroller = chat.page.getByRole("log");
  await scroller.hover();
  const seen = new Set<number>();
  for (let turn = 0; turn < 200 && !seen.has(1); turn++) {
    const numbers = await rendered(chat);
    expect(numbers.length).toBeLessThanOrEqual(MAX_RENDERED);
    expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index));
    numbers.forEach((number) => seen.add(number));
    await chat.page.mouse.wheel(0, -600);
    await chat.page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  }
  expect(seen.size).toBe(COUNT);
  await chat.picture("history-start");

  await chat.page.getByRole("button", { name: "Go to newest messages" }).click();
  await chat.bubble(`number ${COUNT} of`).waitFor();
  await expect
    .poll(() => scroller.evaluate((element) => element.scrollHeight - element.scrollTop - element.clientHeight))
    .toBeLessThan(2);
});

test("the page keeps its place when older messages load and when new ones come", async () => {
  const [ann, ben] = freshUsers("ann", "ben");
  await register({ [ann]: "Ann", [ben]: "Ben" });
  await withUser(ann, (sdk) => send(sdk, ben, texts));
  const atBen = await ChatPage.signIn(ben);
  await atBen.rows.first().click();
  await atBen.page.getByRole("button", { name: /^Go to newest messages/u }).click();
  await expect.poll(() => atBen.page.title()).toBe("Parley");
  const anchor = atBen.bubble("number 150 of");
  await anchor.scrollIntoViewIfNeeded();
  const before = await anchor.boundingBox();
  await withUser(ann, (sdk) => send(sdk, ben, ["one more", "and another"]));
  await atBen.page
    .getByRole("button", { name: /^Go to newest messages/u })
    .getByText("2 unread messages")
    .waitFor();
  const after = await anchor.boundingBox();
  expect(Math.abs((after?.y ?? 0) - (before?.y ?? 1))).toBeLessThan(2);
  await atBen.picture("scrolled-up");
  await atBen.page.getByRole("button", { name: /^Go to newest messages/u }).click();
  await atBen.bubble("and another").waitFor();
  await expect.poll(() => atBen.page.title()).toBe("Parley");
});

test("a chat opens where the reader left off", async () => {
  const [ann, ben] = freshUsers("ann", "ben");
  await register({ [ann]: "Ann", [ben]: "Ben" });
  await withUser(ann, (sdk) => send(sdk, ben, texts.slice(0, 40)));
  const atBen = await ChatPage.signIn(ben);
  await atBen.rows.getByText("40 unread messages").waitFor();
  await atBen.rows.first().click();
  const line = atBen.page.getByText("New messages", { exact: true });
  await line.waitFor();
  expect((await line.boundingBox())?.y).toBeGreaterThan(0);
  expect((await rendered(atBen))[0]).toBe(1);
});
