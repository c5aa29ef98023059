import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Chat } from "../../src/index";
import type Sdk from "../../src/index";
import { openBrowser } from "../../../testing/browser";
import { EVENT, newUserID, person, until, userSig } from "./person";
import { setting } from "./rest";

// The built bundle in a real browser, from a server of the test's own: the chat's server is another origin.

const WORKER = `
  import Chat from "/index.js";
  const { EVENT, TYPES } = Chat;
  onmessage = async ({ data: { login, to, ...options } }) => {
    const chat = Chat.create(options);
    chat.setLogLevel(4);
    chat.on(EVENT.MESSAGE_RECEIVED, ({ data }) => postMessage({ received: data[0].payload.text }));
    chat.on(EVENT.SDK_READY, async () => {
      const target = { to, conversationType: TYPES.CONV_C2C };
      const file = new File(["from a worker"], "notes.txt");
      const parts = [];
      const message = chat.createFileMessage({ ...target, payload: { file }, onProgress: (part) => parts.push(part) });
      await chat.sendMessage(message);
      const text = chat.createTextMessage({ ...target, payload: { text: "sent" } });
      await chat.sendMessage(text);
      postMessage({ status: [message.status, text.status], progress: parts.at(-1) });
    });
    await chat.login(login);
  };`;
const PAGE = `<!doctype html><link rel="icon" href="data:," /><script type="module">
  import Chat from "/index.js";
  window.Chat = Chat;
</script>`;

let browser: Browser;
let files: Server;
beforeAll(async () => {
  const bundle = await readFile(fileURLToPath(new URL("../../dist/index.js", import.meta.url)));
  const served: Record<string, readonly [type: string, body: string | Buffer]> = {
    "/": ["text/html", PAGE],
    "/index.js": ["text/javascript", bundle],
    "/worker.js": ["text/javascript", WORKER],
  };
  files = createServer(({ url = "" }, response) => {
    const [type, body] = served[url] ?? ["text/plain", ""];
    response.writeHead(url in served ? 200 : 404, { "Content-Type": type }).end(body);
  });
  await new Promise<void>((resolve) => files.listen(0, "localhost", resolve));
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  files.close();
});

const origin = (): string => `http://localhost:${(files.address() as AddressInfo).port}/`;
const options = (): object => ({ SDKAppID: inject("server").sdkAppId, proxyServer: inject("server").socketUrl });
const credentials = (userID: string): object => ({ userID, userSig: userSig(userID) });

test("a web worker chats and uploads", async () => {
  const bob = await person();
  const userID = newUserID();
  const page = await browser.newPage();
  await page.goto(origin());
  await page.evaluate(
    (given) => {
      const worker = new Worker("/worker.js", { type: "module" });
      const told: unknown[] = [];
      Object.assign(globalThis, { told });
      worker.onmessage = ({ data }) => told.push(data);
      worker.onerror = ({ message }) => told.push({ error: message });
      worker.postMessage(given);
    },
    { ...options(), login: credentials(userID), to: bob.userID },
  );
  const told = (): Promise<unknown[]> => page.evaluate(() => (globalThis as unknown as { told: unknown[] }).told);
  await until(async () => (await told()).length >= 1, "news of the worker");
  expect(await told()).toEqual([{ status: ["success", "success"], progress: 1 }]);
  const received = await until(() => {
    const all = bob.of(EVENT.MESSAGE_RECEIVED).flat();
    return all.length === 2 && all;
  }, "both messages");
  expect(received.map(({ payload }) => payload["fileName"] ?? payload.text)).toEqual(["notes.txt", "sent"]);
  expect(await (await fetch(String(received[0]?.payload["fileUrl"]))).text()).toBe("from a worker");
  await bob.send("hello, worker", userID);
  await until(async () => (await told()).length === 2, "the answer in the worker");
  expect((await told())[1]).toEqual({ received: "hello, worker" });
  await page.close();
});

interface Tab {
  readonly chat: { getTotalUnreadMessageCount(): number };
  readonly texts: string[];
}

test("tabs of one user are instances that hear of each other [login#3]", async () => {
  const undo = await setting("login.maxWebInstances", 3);
  try {
    const bob = await person();
    const userID = newUserID();
    const context = await browser.newContext();
    const open = async (): Promise<Page> => {
      const page = await context.newPage();
      await page.goto(origin());
      await page.evaluate(
        async ({ options: given, login }) => {
          const { Chat } = globalThis as unknown as { Chat: typeof Sdk };
          const chat = Chat.create(given as { SDKAppID: number });
          const texts: string[] = [];
          Object.assign(globalThis, { tab: { chat, texts } });
          chat.setLogLevel(4);
          chat.on(Chat.EVENT.MESSAGE_RECEIVED, ({ data }) =>
            texts.push(...data.map((it) => `${it.flow} ${it.payload.text ?? ""}`)),
          );
          const ready = new Promise<void>((resolve) => chat.on(Chat.EVENT.SDK_READY, () => resolve()));
          await chat.login(login as { userID: string; userSig: string });
          await ready;
        },
        { options: options(), login: credentials(userID) },
      );
      return page;
    };
    const tabs = await Promise.all([open(), open(), open()]);
    const unread = (page: Page): Promise<number> =>
      page.evaluate(() => (globalThis as unknown as { tab: Tab }).tab.chat.getTotalUnreadMessageCount());
    const heard = (page: Page): Promise<string> =>
      page.evaluate(() => (globalThis as unknown as { tab: Tab }).tab.texts.join());
    await bob.send("hello", userID);
    for (const tab of tabs) await until(async () => (await unread(tab)) === 1, "the message in each tab");
    await tabs[0].evaluate(async (to) => {
      const { Chat, tab } = globalThis as unknown as {
        Chat: typeof Sdk;
        tab: { chat: Chat };
      };
      const message = tab.chat.createTextMessage({
        ...{ to, conversationType: Chat.TYPES.CONV_C2C },
        payload: { text: "answer" },
      });
      await tab.chat.sendMessage(message);
      await tab.chat.setMessageRead({ conversationID: `C2C${to}` });
    }, bob.userID);
    for (const tab of tabs) await until(async () => (await unread(tab)) === 0, "what one tab read, read in each");
    expect(await Promise.all(tabs.map(heard))).toEqual(["in hello", "in hello,out answer", "in hello,out answer"]);
    await context.close();
  } finally {
    await undo();
  }
});
