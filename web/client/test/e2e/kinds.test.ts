import TencentCloudChat from "@parley-im/chat";
import { expect, test } from "vitest";
import { ChatPage, phone, useBrowser } from "./page";
import { freshUsers, register, withUser } from "./users";

useBrowser();

test("emoji, a sticker and a location reach the other side", async () => {
  const [ann, ben] = freshUsers("ann", "ben");
  await register({ [ann]: "Ann", [ben]: "Ben" });
  const [atAnn, atBen] = await Promise.all([ChatPage.signIn(ann), ChatPage.signIn(ben)]);
  await atAnn.newChat(ben);
  await atAnn.composer.fill("See you  soon");
  await atAnn.composer.evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(8, 8));

  const { keyboard } = atAnn.page;
  await atAnn.page.getByRole("button", { name: "Emoji and stickers" }).click();
  await atAnn.page.getByRole("searchbox", { name: "Search emoji" }).waitFor();
  await atAnn.picture("emoji");
  await keyboard.type("rocket");
  await keyboard.press("Enter");
  await atAnn.page.getByRole("searchbox", { name: "Search emoji" }).fill("火箭");
  await atAnn.page.getByRole("button", { name: "rocket" }).waitFor();
  await keyboard.press("Escape");
  await keyboard.press("Enter");
  await atAnn.awaitDelivery("See you 🚀 soon", "sent");

  await atAnn.page.getByRole("button", { name: "Emoji and stickers" }).click();
  await atAnn.page.getByText("Recently used").waitFor();
  await atAnn.page.getByRole("button", { name: "Stickers", exact: true }).click();
  await atAnn.page.getByRole("button", { name: "Send sticker 🎉" }).click();
  await atAnn.page.locator(".message[data-kind=face][data-delivery=sent]").waitFor();
  await atBen.rows.getByText("🎉").waitFor();

  await atAnn.attach("Location");
  await atAnn.page.locator("[name=coordinates]").fill("somewhere");
  await keyboard.press("Enter");
  await atAnn.page.getByText("Enter latitude and longitude").waitFor();
  await atAnn.page.locator("[name=coordinates]").fill("47.3782, 8.5402");
  await atAnn.page.locator("[name=place]").fill("Main station");
  await atAnn.picture("location");
  await keyboard.press("Enter");
  await atAnn.page.locator(".message[data-kind=location][data-delivery=sent]").waitFor();

  await atBen.rows.getByText("Main station").click();
  const place = atBen.page.getByRole("link", { name: "Main station: open the map in a new tab" });
  expect(await place.getAttribute("href")).toContain("openstreetmap.org/?mlat=47.37820&mlon=8.54020");
  expect([await place.getAttribute("target"), await place.getAttribute("rel")]).toEqual([
    "_blank",
    "noopener noreferrer nofollow",
  ]);
  await atBen.page.getByRole("img", { name: "Sticker 🎉" }).waitFor();
});

test("where the browser may tell it, the own position is sent", async () => {
  const [ann, ben] = freshUsers("ann", "ben");
  await register({ [ben]: "Ben" });
  const chat = await ChatPage.signIn(ann, {
    geolocation: { latitude: -22.9068, longitude: -43.1729 },
    permissions: ["geolocation"],
  });
  await chat.newChat(ben);
  await chat.attach("Location");
  await chat.page.getByRole("button", { name: "Use my position" }).click();
  await expect.poll(() => chat.page.locator("[name=coordinates]").inputValue()).toBe("22.9068° S, 43.1729° W");
  await chat.page.getByRole("button", { name: "Send location" }).click();
  await chat.page.locator(".message[data-kind=location][data-delivery=sent]").waitFor();
});

test("what other apps send is named in the reader's language, in the list and in the chat", async () => {
  const [ann, ben] = freshUsers("ann", "ben");
  await register({ [ann]: "Ann", [ben]: "Ben" });
  const { CONV_C2C } = TencentCloudChat.TYPES;
  await withUser(ann, async (sdk) => {
    const address = { to: ben, conversationType: CONV_C2C };
    await sdk.sendMessage(sdk.createFaceMessage({ ...address, payload: { index: 4, data: "tt04@2x" } }));
    const payload = { data: "{}", description: "A poll: where do we eat?", extension: "" };
    await sdk.sendMessage(sdk.createCustomMessage({ ...address, payload }));
    await sdk.sendMessage(sdk.createCustomMessage({ ...address, payload: { data: "{}" } }));
  });
  const chat = await ChatPage.signIn(ben, { viewport: phone, locale: "zh-CN", colorScheme: "dark" });
  await chat.rows.getByText("其他应用的消息").click();
  await chat.page.getByText("表情“tt04@2x”").waitFor();
  await chat.bubble("A poll: where do we eat?").waitFor();
  await chat.bubble("此消息供其他应用使用。").waitFor();
  await chat.picture("kinds-phone-dark-zh");
});

test("merged messages open, and those inside of them", async () => {
  const [ann, ben] = freshUsers("ann", "ben");
  await register({ [ann]: "Ann", [ben]: "Ben" });
  const { CONV_C2C } = TencentCloudChat.TYPES;
  await withUser(ann, async (sdk) => {
    const address = { to: ben, conversationType: CONV_C2C };
    const texts = Array.from({ length: 40 }, (_, index) => `${index}: ${"long ago ".repeat(40)}`).map((text) =>
      sdk.createTextMessage({ ...address, payload: { text } }),
    );
    const merge = (messageList: typeof texts, title: string): (typeof texts)[number] =>
      sdk.createMergerMessage({
        ...address,
        payload: { messageList, title, abstractList: ["Ann: Where shall we go?"], compatibleText: title },
      });
    const place = sdk.createLocationMessage({
      ...address,
      payload: { description: "The harbour", latitude: 47, longitude: 8 },
    });
    // The inner one is too large to travel itself: the server keeps its messages apart.
    await sdk.sendMessage(merge([place, merge(texts, "Long ago")], "Ann and Ben"));
  });
  const chat = await ChatPage.signIn(ben);
  await chat.rows.getByText("Ann and Ben").click();
  await chat.page
    .getByRole("button", { name: /^Ann and Ben/u })
    .filter({ hasText: "Where shall we go?" })
    .click();
  const outer = chat.page.getByRole("dialog", { name: "Ann and Ben" });
  await outer.getByText("The harbour").waitFor();
  await chat.picture("records");
  await outer.getByRole("button", { name: /^Long ago/u }).click();
  const inner = chat.page.getByRole("dialog", { name: "Long ago" });
  await inner.getByText(/^39: long ago/u).waitFor();
  await chat.page.keyboard.press("Escape");
  await inner.waitFor({ state: "hidden" });
  await chat.page.keyboard.press("Escape");
  await outer.waitFor({ state: "hidden" });
});
