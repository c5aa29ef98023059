import { expect, test } from "vitest";
import { ChatPage, phone, useBrowser } from "./page";
import { freshUsers, register, send, withUser } from "./users";

useBrowser();

/** Two people in a chat with each other, after some texts of the first one. */
async function chatting(...texts: readonly string[]): Promise<{ atAnn: ChatPage; atBen: ChatPage; ben: string }> {
  const [ann, ben] = freshUsers("ann", "ben");
  await register({ [ann]: "Ann Lee", [ben]: "Ben" });
  await withUser(ann, (sdk) => send(sdk, ben, texts));
  const [atAnn, atBen] = await Promise.all([ChatPage.signIn(ann), ChatPage.signIn(ben)]);
  for (const page of [atAnn, atBen]) {
    await page.rows.first().click();
    await page.bubble(texts.at(-1) ?? "").waitFor();
  }
  return { atAnn, atBen, ben };
}

/** Opens the menu of a message and picks a line of it. */
async function pick(chat: ChatPage, text: string, item: string): Promise<void> {
  await chat.bubble(text).first().locator(".bubble").click({ button: "right" });
  await chat.page.getByRole("menuitem", { name: item, exact: true }).click();
}

test("a recalled message leaves its place on both sides, and its text comes back to be edited", async () => {
  const { atAnn, atBen } = await chatting("first", "oops");
  await pick(atAnn, "oops", "Recall");
  await atAnn.page.locator(".revoked").getByText("You recalled a message").waitFor();
  await atBen.rows.getByText("Ann Lee recalled a message").waitFor();
  await atBen.page.locator(".revoked").getByText("Ann Lee recalled a message").waitFor();
  expect(await atBen.bubble("oops").count()).toBe(0);
  await atAnn.picture("recalled");
  await atAnn.page.reload();
  await atAnn.page.getByRole("button", { name: "Edit again" }).click();
  expect(await atAnn.composer.inputValue()).toBe("oops");
  await atAnn.composer.press("End");
  await atAnn.composer.pressSequentially(" again");
  await atAnn.composer.press("Enter");
  await atBen.bubble("oops again").waitFor();
});

test("an edited text changes for both, and a deleted one goes for one of them only", async () => {
  const { atAnn, atBen } = await chatting("helo Ben", "to be deleted");
  await pick(atAnn, "helo Ben", "Edit");
  await atAnn.picture("editing");
  await atAnn.write("hello Ben");
  await atBen.bubble("hello Ben").getByText("edited").waitFor();
  expect(await atBen.bubble("helo Ben").count()).toBe(0);

  await pick(atAnn, "to be deleted", "Delete for me");
  await atAnn.page.getByRole("alertdialog").getByRole("button", { name: "Delete for me" }).click();
  await expect.poll(() => atAnn.bubble("to be deleted").count()).toBe(0);
  await atAnn.page.reload();
  await atAnn.bubble("hello Ben").getByText("edited").waitFor();
  expect(await atAnn.bubble("to be deleted").count()).toBe(0);
  await atBen.page.reload();
  await atBen.bubble("to be deleted").waitFor();
});

test("a reaction is seen by the other side at once and after a reload, and can be taken back", async () => {
  const { atAnn, atBen } = await chatting("what do you think?");
  await pick(atBen, "what do you think?", "React with 🎉");
  const chip = atAnn.page.getByRole("button", { name: /^🎉/u });
  await chip.getByText("1", { exact: true }).waitFor();
  await chip.click();
  const own = atBen.page.getByRole("button", { name: /^🎉/u });
  await own.getByText("2", { exact: true }).waitFor();
  await atBen.picture("reactions");
  await atBen.page.reload();
  await own.getByText("2", { exact: true }).waitFor();
  await own.click({ button: "right" });
  await atBen.page.getByRole("dialog").getByText("Ann Lee").waitFor();
  await atBen.page.keyboard.press("Escape");
  await own.click();
  await chip.getByText("1", { exact: true }).waitFor();
});

test("a reply shows what it answers, and a click leads there however old it is", async () => {
  const texts = Array.from({ length: 120 }, (_, index) => `line ${index + 1} of 120`);
  const { atAnn, atBen } = await chatting("the very first", ...texts);
  const scroller = atBen.page.getByRole("log");
  await expect
    .poll(async () => {
      await scroller.evaluate((element) => (element.scrollTop = 0));
      return atBen.bubble("the very first").count();
    })
    .toBe(1);
  await pick(atBen, "the very first", "Reply");
  await atBen.picture("replying");
  await atBen.write("I remember this");

  await atAnn.page.reload();
  await atAnn.bubble("I remember this").waitFor();
  await atAnn.page.getByRole("button", { name: /In reply to/u }).click();
  await atAnn.page.locator(".row.lit", { hasText: "the very first" }).waitFor();
  await atAnn.picture("jumped");
  await atAnn.page.getByRole("button", { name: "Go to newest messages" }).click();
  await atAnn.bubble("I remember this").waitFor();
});

test("several messages go to somebody else as one", async () => {
  const [cleo] = freshUsers("cleo");
  await register({ [cleo]: "Cleo" });
  const { atAnn, ben } = await chatting("one of three", "two of three", "three of three");
  expect(ben).not.toBe("");
  await pick(atAnn, "one of three", "Select");
  await atAnn.page.getByRole("checkbox", { name: "Select: three of three" }).click();
  await atAnn.page.getByText("2 selected").waitFor();
  await atAnn.picture("selecting");
  await atAnn.page.getByRole("button", { name: "Forward as one" }).click();
  await atAnn.page.getByLabel("To", { exact: true }).first().fill(cleo);
  await atAnn.page.getByText(`New chat with “${cleo}”`).click();
  await atAnn.page.getByRole("dialog").getByRole("checkbox", { checked: true }).waitFor();
  await atAnn.page.getByLabel("Note").fill("see this");
  await atAnn.picture("forward");
  await atAnn.page.getByRole("button", { name: "Send", exact: true }).last().click();

  const atCleo = await ChatPage.signIn(cleo);
  await atCleo.rows.first().click();
  await atCleo.bubble("see this").waitFor();
  await atCleo.page.locator("[data-kind=merger]", { hasText: "Ann Lee" }).waitFor();
  await atCleo.picture("merged");
});

test("the search finds words in all chats, marks them and leads to the message", async () => {
  const texts = Array.from({ length: 100 }, (_, index) => (index === 4 ? "the zebra crossing" : `filler ${index}`));
  const { atAnn } = await chatting(...texts, "last words");
  await atAnn.page.keyboard.press("Control+k");
  const field = atAnn.page.locator("[name=search]");
  const dialog = atAnn.page.getByRole("dialog");
  await expect
    .poll(async () => {
      await field.fill("");
      await field.fill("zebra");
      await dialog.getByText(/Found in|No message found/u).waitFor();
      return dialog.locator("mark").allTextContents();
    })
    .toEqual(["zebra"]);
  await atAnn.picture("search");
  await dialog.locator("[data-hit]").click();
  await atAnn.page.locator(".row.lit", { hasText: "the zebra crossing" }).waitFor();
  await atAnn.page.getByRole("button", { name: "Go to newest messages" }).click();
  await atAnn.bubble("last words").waitFor();
});

test("what the other side has seen is ticked, message by message", async () => {
  const [ann, ben] = freshUsers("ann", "ben");
  await register({ [ann]: "Ann", [ben]: "Ben" });
  const atAnn = await ChatPage.signIn(ann);
  await atAnn.newChat(ben);
  for (const text of ["seen at once", "x\n".repeat(60), "far below"]) await atAnn.write(text);
  await atAnn.awaitDelivery("far below", "sent");
  const atBen = await ChatPage.signIn(ben, { viewport: phone });
  await atBen.rows.first().click();
  await atAnn.awaitDelivery("seen at once", "read");
  await atAnn.awaitDelivery("far below", "sent");
  await atBen.page.getByRole("button", { name: /^Go to newest messages/u }).click();
  await atAnn.awaitDelivery("far below", "read");
});

test("menu, reply, reactions and search fit on a phone, in the dark and in Chinese", async () => {
  const [ann, ben] = freshUsers("ann", "ben");
  await register({ [ann]: "Aleksandra-Maximiliana of the Very Long Names", [ben]: "Ben" });
  const atAnn = await ChatPage.signIn(ann);
  await atAnn.newChat(ben);
  await atAnn.write("明天下午三点开会，别忘了带上设计稿。");
  const options = { viewport: phone, colorScheme: "dark", locale: "zh-CN", isMobile: true, hasTouch: true } as const;
  const atBen = await ChatPage.signIn(ben, options);
  await atBen.rows.first().tap();
  await pick(atBen, "明天下午三点", "用 👍 回应");
  await atBen.page.getByRole("button", { name: /^👍/u }).waitFor();
  await pick(atBen, "明天下午三点", "回复");
  await atBen.composer.fill("好的，到时候见");
  await atBen.page.getByRole("button", { name: "发送" }).tap();
  await atBen.awaitDelivery("好的，到时候见", "read");
  await atBen.picture("reply-phone-dark-zh");
  await atBen.bubble("好的").last().locator(".bubble").click({ button: "right" });
  await atBen.page.getByRole("menu").waitFor();
  await atBen.picture("menu-phone-dark-zh");
  await atBen.page.getByRole("menuitem", { name: "多选" }).tap();
  await atBen.picture("selecting-phone-dark-zh");
  await atBen.page.getByRole("button", { name: "取消" }).tap();
  await atBen.page.getByRole("button", { name: "在此聊天中搜索" }).tap();
  await atBen.page.locator("[name=search]").fill("三点");
  await expect.poll(() => atBen.page.locator("mark").allTextContents()).toEqual(["三点"]);
  await atBen.picture("search-phone-dark-zh");
  const overflowing = await atBen.page.evaluate(
    () =>
      [document.documentElement, ...document.querySelectorAll(".dialog, .scroller")].filter(
        (element) => element.scrollWidth > element.clientWidth,
      ).length,
  );
  expect(overflowing).toBe(0);
});
