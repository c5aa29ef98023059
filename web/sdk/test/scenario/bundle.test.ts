import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { expect, inject, test } from "vitest";
import { newUserID, userSig } from "./person";

// The bundles that `./parley start` has built for the run, used as an app uses them: in a Node of their own.
const dist = (name: string): string => fileURLToPath(new URL(`../../dist/${name}`, import.meta.url));
const run = promisify(execFile);

const app = (load: string): string => `${load}
  const { EVENT, TYPES, VERSION } = Chat;
  const [, SDKAppID, proxyServer, userID, userSig] = process.argv;
  const chat = Chat.create({ SDKAppID, proxyServer });
  chat.setLogLevel(4);
  chat.on(EVENT.SDK_READY, async () => {
    const message = chat.createTextMessage({ to: userID, conversationType: TYPES.CONV_C2C, payload: { text: "hi" } });
    const { data } = await chat.sendMessage(message);
    await chat.destroy();
    console.log(data.message.status, VERSION.split(".")[0], Object.keys(Chat).length);
  });
  chat.login({ userID, userSig });`;

const asModule = ["--input-type=module", "-e", app(`import Chat from ${JSON.stringify(dist("index.js"))};`)];
const asScript = [
  "--input-type=commonjs",
  "-e",
  app(`const Chat = require(${JSON.stringify(dist("index.umd.cjs"))});`),
];

test.each([
  ["ES module", asModule],
  ["UMD bundle", asScript],
  ["ES module on the platform's own WebSocket", ["--experimental-websocket", ...asModule]],
])("the %s chats and lets its process end [compat#1] [compat#2] [compat#3]", async (_name, node) => {
  const { sdkAppId, socketUrl } = inject("server");
  const userID = newUserID();
  const { stdout } = await run(process.execPath, [...node, String(sdkAppId), socketUrl, userID, userSig(userID)]);
  expect(stdout.trim()).toBe("success 3 5");
});

test("a page's script finds the default export itself as a global [compat#1]", async () => {
  const page: Record<string, unknown> = {};
  const script = await readFile(dist("index.umd.cjs"), "utf8");
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- what a browser does
  new Function("globalThis", "module", "exports", "define", script).call(page, page);
  expect(Object.keys(page["TencentCloudChat"] as object).sort()).toEqual(
    ["create", "EVENT", "TSignaling", "TYPES", "VERSION"].sort(),
  );
});

test.each(["index.js", "index.umd.cjs"])("%s is small: less than 45.8 KB for the wire", async (name) => {
  expect(gzipSync(await readFile(dist(name)), { level: 9 }).length).toBeLessThan(45_800);
});
