import type { Locator } from "playwright-core";
import { expect, test } from "vitest";
import { photo, sendFile } from "./files";
import { ChatPage, desktop, phone, useBrowser } from "./page";
import { freshUsers, register, withUser } from "./users";

useBrowser();

/** Where something is on the page, to the pixel. */
async function place(of: Locator): Promise<{ left: number; top: number; right: number; bottom: number }> {
  const { x, y, width, height } = (await of.boundingBox()) ?? { x: NaN, y: NaN, width: NaN, height: NaN };
  return { left: x, top: y, right: x + width, bottom: y + height };
}

/** Whether nothing of a text is cut off. */
const isWhole = (text: Locator): Promise<boolean> =>
  text.evaluate(
    (element: HTMLElement) =>
      element.scrollWidth <= element.clientWidth + 1 && element.scrollHeight <= element.clientHeight + 1,
  );

test.each([
  ["desktop", { viewport: desktop }],
  ["desktop-dark", { viewport: desktop, colorScheme: "dark" }],
  ["phone", { viewport: phone, hasTouch: true, isMobile: true }],
  ["phone-dark", { viewport: phone, hasTouch: true, isMobile: true, colorScheme: "dark" }],
] as const)("photos are seen whole, one after another, and by the keyboard: %s", async (name, options) => {
  const [ann, ben] = freshUsers("ann", "ben");
  await register({ [ann]: "Ann Björk", [ben]: "Ben" });
  const chat = await ChatPage.open(options);
  const { page } = chat;
  const tall = await photo(page, "tall.png", 900, 2400, 20);
  const wide = await photo(page, "wide.png", 2600, 600, 210);
  const small = await photo(page, "small.png", 60, 40, 120);
  await withUser(ann, async (sdk) => {
    for (const picture of [tall, wide, small]) await sendFile(sdk, ben, picture);
  });
  await chat.signInAs(ben);
  await chat.rows.first().click();
  const images = page.locator(".message[data-kind=image] .image");
  await images.nth(2).waitFor();
  await images.first().focus();
  await page.keyboard.press("Enter");

  const viewer = page.getByRole("dialog", { name: "Photos and videos" });
  const image = viewer.getByRole("img", { name: /^Photo: Ann Björk/u });
  for (const [at, shape] of ["tall", "wide", "small"].entries()) {
    if (at > 0) await page.keyboard.press("ArrowRight");
    await viewer.getByText(`${at + 1} of 3`).waitFor();
    await viewer.getByRole("status").waitFor({ state: "hidden" });
    const { left, top, right, bottom } = await place(image);
    const bar = await place(viewer.locator("header"));
    const { width, height } = options.viewport;
    expect([left >= 0, top >= bar.bottom, right <= width, bottom <= height]).toEqual([true, true, true, true]);
    // Not smaller than in the chat.
    expect(right - left).toBeGreaterThanOrEqual(
      (await place(images.nth(at))).right - (await place(images.nth(at))).left,
    );
    expect(await isWhole(viewer.locator("header .text"))).toBe(true);
    expect(await isWhole(viewer.locator("header .count"))).toBe(true);
    for (const turn of await viewer.locator(".turn:visible").all()) {
      const arrow = await place(turn);
      expect((arrow.top + arrow.bottom) / 2).toBeCloseTo((top + bottom) / 2, 0);
    }
    await chat.picture(`viewer-${shape}-${name}`);
  }

  await page.keyboard.press("Escape");
  await viewer.waitFor({ state: "hidden" });
  expect(await images.first().evaluate((button) => button === document.activeElement)).toBe(true);
});
