import TencentCloudChat from "@parley-im/chat";
import { expect, test } from "vitest";
import { ChatPage, desktop, phone, useBrowser } from "./page";
import { freshUsers, register, withUser } from "./users";

useBrowser();

/** Makes a community with topics by the SDK and tells its ID. */
async function makeCommunity(
  owner: string,
  name: string,
  members: readonly string[],
  topics: readonly string[],
): Promise<string> {
  let groupID = "";
  await withUser(owner, async (sdk) => {
    const { data } = await sdk.createGroup({
      type: TencentCloudChat.TYPES.GRP_COMMUNITY,
      name,
      isSupportTopic: true,
      memberList: members.map((userID) => ({ userID })),
    });
    ({ groupID } = data.group);
    for (const topicName of topics) await sdk.createTopicInCommunity({ groupID, topicName });
  });
  return groupID;
}

/** Opens a topic from the list. */
async function openTopic({ page }: ChatPage, name: string): Promise<void> {
  await page.locator(".topic", { hasText: name }).locator("[data-row]").click();
  await page.getByRole("heading", { name, exact: true, level: 2 }).waitFor();
}

/** Chooses from the menu of the open chat. */
async function choose({ page }: ChatPage, item: string): Promise<void> {
  await page.getByRole("button", { name: "More about this chat" }).click();
  await page.getByRole("menuitem", { name: item }).click();
}

test("people make a community, talk in its topics, and one topic and then all of it end", async () => {
  const [ann, ben] = freshUsers("ann", "ben");
  await register({ [ann]: "Ann Lee", [ben]: "Ben" });
  const [atAnn, atBen] = await Promise.all([ChatPage.signIn(ann), ChatPage.signIn(ben, { colorScheme: "dark" })]);
  await atAnn.page.getByRole("button", { name: "New chat" }).first().click();
  await atAnn.page.getByText("New group", { exact: true }).click();
  await atAnn.page.locator("[name=groupName]").fill("Gardeners");
  await atAnn.page.getByText("Community", { exact: true }).click();
  await atAnn.page.locator("[name=groupMembers]").fill(ben);
  await atAnn.picture("community-new");
  await atAnn.page.getByRole("button", { name: "Create community" }).click();
  await atAnn.page.getByRole("heading", { name: "General", exact: true }).waitFor();
  await atAnn.write("Welcome");
  await atAnn.awaitDelivery("Welcome", "sent");

  const gardeners = atAnn.page.locator(".community", { hasText: "Gardeners" });
  await gardeners.getByRole("button").first().click({ button: "right" });
  await atAnn.page.getByRole("menuitem", { name: "New topic" }).click();
  await atAnn.page.locator("[name=topicName]").fill("Roses");
  await atAnn.page.locator("[name=topicNotification]").fill("Everything with thorns");
  await atAnn.picture("topic-new");
  await atAnn.page.getByRole("button", { name: "Create topic" }).click();
  await atAnn.page.getByRole("heading", { name: "Roses", exact: true }).waitFor();
  await atAnn.page.getByText("Everything with thorns").waitFor();

  // Ben hears of both, and each counts for itself.
  const [general, roses] = [
    atBen.page.locator(".topic", { hasText: "General" }),
    atBen.page.locator(".topic", { hasText: "Roses" }),
  ];
  await general.getByText("1 unread message").waitFor();
  await atAnn.composer.pressSequentially("When do you cut them, @b");
  await atAnn.page.getByRole("option", { name: "Ben" }).waitFor();
  expect(await atAnn.page.getByRole("option").count()).toBe(1); // nobody calls everybody
  await atAnn.composer.press("Tab");
  await atAnn.composer.press("Enter");
  await atAnn.awaitDelivery("When do you cut", "sent");
  await roses.getByRole("img", { name: "[You were mentioned]" }).waitFor();
  await atBen.picture("community-list-dark");
  const row = atBen.page.getByRole("button", { name: "Gardeners" }).first();
  await row.click();
  await row.getByText("[You were mentioned]").waitFor();
  await row.getByText("2 unread messages").waitFor();
  await expect.poll(() => roses.count()).toBe(0);
  await atBen.picture("community-folded-dark");
  await row.press("Enter");
  await openTopic(atBen, "Roses");
  await atBen.bubble("When do you cut").locator(".call").waitFor();
  await roses.getByText(/unread message/u).waitFor({ state: "hidden" });
  await general.getByText("1 unread message").waitFor();
  await atBen.write("In March");
  await atAnn.bubble("In March").getByText("Ben", { exact: true }).waitFor();
  await atAnn.picture("topic");
  await atBen.picture("topic-dark");

  // What Ann decides, Ben sees at once.
  await choose(atAnn, "Edit topic");
  await atAnn.page.locator("[name=topicName]").fill("Roses and thorns");
  await atAnn.page.getByRole("button", { name: "Save" }).click();
  await atBen.page.getByRole("heading", { name: "Roses and thorns", exact: true }).waitFor();
  await atAnn.page.getByRole("button", { name: /^Topic info:/u }).click();
  await atAnn.page.getByRole("switch", { name: "Mute everybody in this topic" }).click();
  await atBen.page.getByText("Only the owner and administrators can write now.").waitFor();
  await atAnn.picture("topic-panel");
  expect(await atBen.composer.count()).toBe(0);
  await atAnn.page.getByRole("switch", { name: "Mute everybody in this topic" }).click();
  await atBen.composer.waitFor();

  // The topic ends while Ben is in it, then the community.
  await atAnn.page.getByRole("button", { name: "Delete topic" }).click();
  await atAnn.page.getByText("Delete the topic Roses and thorns?").waitFor();
  await atAnn.page.getByRole("button", { name: "Delete", exact: true }).click();
  await atBen.page.getByText("This topic was deleted.").waitFor();
  await atBen.bubble("In March").waitFor();
  await expect.poll(() => roses.count()).toBe(0);
  await atBen.picture("topic-gone-dark");
  await openTopic(atBen, "General");
  await atBen.bubble("Welcome").waitFor();

  await openTopic(atAnn, "General");
  await atAnn.page.getByRole("button", { name: /^Topic info:/u }).click();
  await atAnn.page.getByRole("button", { name: "Community info: Gardeners" }).click();
  await atAnn.page.locator(`[data-person="${ben}"]`).waitFor();
  await atAnn.page.getByRole("button", { name: "My name in this community" }).waitFor();
  await atAnn.picture("community-panel");
  await atAnn.page.getByRole("button", { name: "Manage Ben" }).click();
  await atAnn.page.getByRole("menuitem", { name: "Remove from community" }).waitFor();
  const [menu, dialog] = await Promise.all(
    ["menu", "dialog"].map((role) => atAnn.page.getByRole(role as "menu" | "dialog").boundingBox()),
  );
  expect((menu?.x ?? 0) + (menu?.width ?? 0)).toBeLessThanOrEqual((dialog?.x ?? 0) + (dialog?.width ?? 0));
  await atAnn.picture("community-member-menu");
  await atAnn.page.keyboard.press("Escape");
  await atAnn.page.getByRole("button", { name: "End community" }).click();
  await atAnn.page.getByRole("alertdialog").getByRole("button", { name: "End community" }).click();
  for (const at of [atAnn, atBen]) await at.page.getByText("You are not in this community any more.").waitFor();
  await expect.poll(() => atBen.page.locator(".community").count()).toBe(0);
});

test("a community with long names fits a phone, and only what calls me comes from a topic that I want so", async () => {
  const [ann, ben] = freshUsers("ann", "ben");
  await register({ [ann]: "Ann", [ben]: "Ben" });
  const long = "Wolfeschlegelsteinhausenbergerdorff, die Freunde des Gartenbaus und der Rosen";
  const groupID = await makeCommunity(ann, long, [], ["新闻", `${long} 话题`]);
  const atBen = await ChatPage.signIn(ben, { viewport: phone, locale: "zh-CN", isMobile: true, hasTouch: true });
  const { page } = atBen;
  await page.getByRole("button", { name: "发起聊天" }).first().click();
  await page.getByText("加入群", { exact: true }).click();
  await page.locator("[name=groupID]").fill(groupID);
  await page.getByRole("button", { name: "加入", exact: true }).click();
  await page.getByRole("heading", { name: "新闻", exact: true }).waitFor();
  await atBen.picture("topic-empty-phone-zh");
  await atBen.composer.fill("大家好");
  await page.getByRole("button", { name: "发送", exact: true }).tap();
  await atBen.awaitDelivery("大家好", "sent");
  await page.getByRole("button", { name: /^话题资料/u }).click();
  await page.getByText("仅@我").click();
  await page.getByText("未提及您的消息会在打开话题时显示。").waitFor();
  await atBen.picture("topic-panel-phone-zh");
  await page.getByRole("button", { name: /^社群资料/u }).click();
  await page.getByRole("button", { name: "我在本社群的昵称" }).waitFor();
  await atBen.picture("community-panel-phone-zh");
  await page.keyboard.press("Escape");
  await page.goBack();
  await page.locator(".topic", { hasText: "新闻" }).locator(".sign").waitFor();
  await atBen.picture("community-list-phone-zh");
  const overflows = await page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll(".scroll")].some((it) => it.scrollWidth > it.clientWidth),
  );
  expect(overflows).toBe(false);

  await withUser(ann, async (sdk) => {
    const { data } = await sdk.getTopicList({ groupID });
    const news = data.successTopicList.find(({ topicName }) => topicName === "新闻");
    const to = { to: news?.topicID ?? "", conversationType: TencentCloudChat.TYPES.CONV_GROUP };
    await sdk.sendMessage(sdk.createTextMessage({ ...to, payload: { text: "没有提到谁" } }));
    await sdk.sendMessage(sdk.createTextAtMessage({ ...to, payload: { text: "@Ben 你好", atUserList: [ben] } }));
  });
  await page.getByRole("img", { name: "[有人@我]" }).waitFor();
  await page.locator(".topic", { hasText: "新闻" }).locator("[data-row]").tap();
  for (const text of ["大家好", "没有提到谁", "你好"]) await atBen.bubble(text).waitFor();
  await page.goBack();
  await page.locator("[type=search]").fill("新闻");
  await expect.poll(() => page.locator(".topic").count()).toBe(1);
  await page.setViewportSize(desktop);
  await atBen.picture("community-search-zh");
});
