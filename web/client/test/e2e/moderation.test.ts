import { afterEach, expect, inject, test } from "vitest";
import { mintUserSig } from "../../../testing/userSig";
import { ChatPage, useBrowser } from "./page";
import { freshUsers, register, send, withUser } from "./users";

useBrowser();

async function set(settings: Readonly<Record<string, unknown>>): Promise<void> {
  const { url, sdkAppId, secret } = inject("server");
  const query = new URLSearchParams({
    sdkappid: String(sdkAppId),
    identifier: "administrator",
    usersig: mintUserSig(sdkAppId, secret, "administrator"),
    random: "1",
    contenttype: "json",
  });
  const answer = await fetch(`${url}/v4/settings/set?${query}`, {
    method: "POST",
    body: JSON.stringify({ Settings: settings }),
  });
  expect(await answer.json()).toMatchObject({ ErrorCode: 0 });
}

afterEach(() => set({ "moderation.cloud": null, "moderation.words": null, "moderation.wait": null }));

test("what may be offensive is shown when it is asked for, and what is not accepted says so", async () => {
  const [ann, villain] = freshUsers("ann", "villain"); // the moderation service blocks whatever a villain sends
  await register({ [ann]: "Ann Lee", [villain]: "Villain" });
  await withUser(villain, (sdk) => send(sdk, ann, ["hello"]));
  await set({ "moderation.cloud": "text", "moderation.wait": 0, "moderation.words": ["spam"] });
  await withUser(villain, (sdk) => send(sdk, ann, ["nasty words"]));

  const atAnn = await ChatPage.signIn(ann);
  await atAnn.rows.first().getByText("This may be offensive.").waitFor();
  expect(await atAnn.rows.first().getByText("nasty words").count()).toBe(0);
  await atAnn.rows.first().click();
  const veil = atAnn.bubble("This may be offensive.");
  await veil.waitFor();
  expect(await atAnn.bubble("nasty words").count()).toBe(0);
  await atAnn.bubble("hello").waitFor();
  await atAnn.write("this is spam");
  await atAnn.awaitDelivery("this is spam", "failed");
  await atAnn.bubble("this is spam").getByText("The text was not accepted.").waitFor();
  await atAnn.picture("moderation");

  await veil.getByRole("button", { name: "Show" }).click();
  await atAnn.bubble("nasty words").waitFor();
  const atVillain = await ChatPage.signIn(villain, { locale: "zh-CN" });
  await atVillain.rows.first().getByText("nasty words").waitFor(); // what is one's own is no surprise
  await atVillain.rows.first().click();
  await atVillain.bubble("nasty words").getByText("未通过审核").waitFor();
  await atVillain.picture("moderationMine");
});
