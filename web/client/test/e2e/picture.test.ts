import type { WebSocketRoute } from "playwright-core";
import { test } from "vitest";
import { ChatPage, useBrowser } from "./page";
import { register, send, withUser } from "./users";

useBrowser();

const ids = {
  anna: "anna.berg",
  ben: "ben.hallstrom",
  chen: "chen.xi",
  lena: "lena.moreau",
  tom: "tom.okafor",
  mia: "mia.ferrari",
};

/** What is said in the picture of the README, and how many minutes ago. */
const said: readonly (readonly [who: keyof typeof ids, minutes: number, text: string])[] = [
  ["tom", 2 * 1440, "The tickets are booked 🎫"],
  ["lena", 1500, "Thank you for the pictures!"],
  ["mia", 190, "Can you look at the new logo when you have a minute?"],
  ["chen", 64, "明天下午三点开会，别忘了带上设计稿。"],
  ["chen", 63, "地点在三楼会议室"],
  ["ben", 1700, "We finally have a name for the boat: Parley"],
  ["anna", 1690, "I love it. Who came up with that?"],
  ["ben", 1688, "My daughter. She says it is where pirates go to talk."],
  ["anna", 41, "Are you coming to the harbour tonight? Half the team will be there"],
  ["ben", 40, "Wouldn’t miss it. Who else?"],
  ["anna", 38, "Mia, Tom and 陈曦 so far"],
  ["anna", 38, "Bring a jacket, it gets windy after eight"],
  ["ben", 37, "👍"],
  [
    "ben",
    35,
    "There is a new bakery at the corner, https://bakery.example/menu. Should I get us something on the way?",
  ],
  ["anna", 3, "Cinnamon rolls, please. As many as you can carry"],
  ["ben", 2, "On it. See you at seven!"],
];
const now = Math.floor(Date.now() / 1000);
const minutesAgo = new Map(said.map(([, minutes, text]) => [text, minutes]));

/** Lets messages look as old as the picture wants them, on their way from the server to the page. */
function age(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(age);
  if (typeof value !== "object" || value === null) return value;
  const aged = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, age(inner)]));
  const payload = aged["payload"] as { text?: string } | undefined;
  const minutes = minutesAgo.get(payload?.text ?? "");
  return minutes === undefined ? aged : { ...aged, time: now - minutes * 60 };
}

function ageAll(socket: WebSocketRoute): void {
  const server = socket.connectToServer();
  server.onMessage((frame) => socket.send(JSON.stringify(age(JSON.parse(frame.toString())))));
}

test("the picture of the README", async () => {
  await register({
    [ids.anna]: "Anna Berg",
    [ids.ben]: "Ben Hallström",
    [ids.chen]: "陈曦",
    [ids.lena]: "Lena Moreau",
    [ids.tom]: "Tom Okafor",
    [ids.mia]: "Mia Ferrari",
  });
  for (const [who, , text] of said) {
    await withUser(ids[who], async (sdk) => {
      await send(sdk, who === "anna" ? ids.ben : ids.anna, [text]);
      if (who !== "chen" && who !== "mia")
        await sdk.setMessageRead({ conversationID: `C2C${who === "anna" ? ids.ben : ids.anna}` });
    });
  }
  await withUser(ids.anna, async (sdk) => {
    for (const peer of [ids.ben, ids.lena, ids.tom]) await sdk.setMessageRead({ conversationID: `C2C${peer}` });
  });

  const chat = await ChatPage.open({ viewport: { width: 1120, height: 770 }, deviceScaleFactor: 1.5 });
  await chat.page.routeWebSocket(/\/ws\b/u, ageAll);
  await chat.page.reload();
  await chat.signInAs(ids.anna);
  await chat.rows.filter({ hasText: "Ben" }).click();
  await chat.bubble("See you at seven").waitFor();
  await chat.page.mouse.move(700, 690);
  await chat.picture("readme");
});
