import { expect, test } from "vitest";
import { ChatPage, desktop, phone, useBrowser } from "./page";
import { freshUsers, register, send, withUser } from "./users";

useBrowser();

const longName = "Aleksandra-Maximiliana Wolfeschlegelsteinhausenbergerdorff of the Very Long Names";

/** Whether anything is wider than the window. */
async function overflows(chat: ChatPage): Promise<boolean> {
  return chat.page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll(".scroll, .scroller")].some(
      (element) => element.scrollWidth > element.clientWidth,
    ),
  );
}

for (const [name, options] of Object.entries({
  "desktop-light": { viewport: desktop },
  "desktop-dark-zh": { viewport: desktop, colorScheme: "dark", locale: "zh-CN" },
  "phone-light-zh": { viewport: phone, locale: "zh-CN", isMobile: true, hasTouch: true },
  "phone-dark": { viewport: phone, colorScheme: "dark", isMobile: true, hasTouch: true },
} as const)) {
  test(`long names and long words fit: ${name}`, async () => {
    const [ann, ben, cleo] = freshUsers("ann", "ben", "cleo");
    await register({ [ann]: "Ann", [ben]: longName, [cleo]: "王小明" });
    await withUser(ann, async (sdk) => {
      await send(sdk, cleo, ["明天下午三点开会，别忘了带上设计稿。"]);
      await send(sdk, ben, ["Averyverylongword".repeat(12), "https://example.org/" + "path/".repeat(30), "🎉"]);
    });
    const chat = await ChatPage.signIn(ann, options);
    await chat.rows.nth(1).waitFor();
    expect(await overflows(chat)).toBe(false);
    await chat.picture(`list-${name}`);
    await chat.rows.first().click();
    await chat.bubble("🎉").waitFor();
    expect(await overflows(chat)).toBe(false);
    await chat.picture(`chat-${name}`);
    await chat.page.locator(".head .peer").click();
    await chat.page.getByRole("dialog").waitFor();
    await chat.picture(`contact-${name}`);
  });
}

test("on a phone the chat takes the place of the list, and the back button returns to it", async () => {
  const [ann, ben] = freshUsers("ann", "ben");
  await register({ [ben]: "Ben" });
  const chat = await ChatPage.signIn(ann, { viewport: phone, isMobile: true, hasTouch: true });
  await chat.newChat(ben);
  await chat.composer.waitFor();
  expect(await chat.search.isVisible()).toBe(false);
  await chat.composer.fill("from a phone");
  await chat.page.getByRole("button", { name: "Send" }).tap();
  await chat.awaitDelivery("from a phone", "sent");

  await chat.page.goBack();
  await chat.search.waitFor();
  expect(await chat.composer.isVisible()).toBe(false);
  await chat.rows.first().tap();
  await chat.bubble("from a phone").waitFor();
  await chat.page.getByRole("button", { name: "Back to chats" }).tap();
  await chat.search.waitFor();
  await chat.page.goForward();
  await chat.bubble("from a phone").waitFor();
});

test("light and dark can be chosen, and the choice is kept", async () => {
  const [ann] = freshUsers("ann");
  const chat = await ChatPage.signIn(ann);
  const background = (): Promise<string> => chat.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await chat.page.getByRole("button", { name: "Profile and settings" }).click();
  await chat.page.getByText("Dark", { exact: true }).click();
  expect(await background()).not.toBe(light);
  await chat.picture("profile-dark");
  await chat.page.reload();
  await chat.search.waitFor();
  expect(await background()).not.toBe(light);
});
