import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build, type Rolldown } from "vite";
import { expect, inject, onTestFinished, test } from "vitest";
import { openBrowser } from "../../../testing/browser";
import TencentCloudChat from "../../src/index";
import { newUserID, person, userSig } from "./person";

// `test/app` holds an app that names the packages it was written for: here they lead to Parley's, in each of the ways
// that apps have for it.
const here = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const SDK = "@tencentcloud/chat";
const PLUGIN = "tim-upload-plugin";
const PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

const EXPECTED = {
  has: { major: 3, groups: true, friends: true },
  login: "object",
  readyAfterLogin: true,
  ready: {
    isReady: true,
    conversations: 0,
    blacklist: [],
    groups: [],
    friends: [],
    friendGroups: [],
    applications: [],
    isMe: true,
    unread: 0,
  },
  peer: {
    opened: true,
    drafted: true,
    status: ["unSend", "success"],
    isSame: true,
    copied: true,
    receipt: "object",
    signaling: null,
    history: ["hello"],
    isCompleted: true,
    refused: ["number", "fail"],
  },
  picture: { sizes: 3, arrived: true, done: 1, shown: "[图片]" },
  group: { name: "us", members: 2, attributes: {}, counters: {}, applications: [], isJoinedGroup: true },
  call: true,
  left: true,
  uploads: 1,
};

/** Whom the app talks to and calls. */
async function peer(): Promise<string> {
  const { chat, userID } = await person(newUserID("peer"));
  const { NEW_INVITATION_RECEIVED } = TencentCloudChat.TSignaling;
  let accepted: Promise<unknown> | undefined;
  chat.addSignalingListener(NEW_INVITATION_RECEIVED, function accept({ data: { inviteID } }) {
    accepted = chat.accept({ inviteID });
  });
  onTestFinished(async () => {
    await accepted; // its answer may come after the app has heard of it
  });
  return userID;
}

async function options(): Promise<object> {
  const { sdkAppId, socketUrl } = inject("server");
  const userID = newUserID("app");
  return { SDKAppID: sdkAppId, proxyServer: socketUrl, userID, userSig: userSig(userID), peer: await peer() };
}

const TAGS = "[compat#1] [compat#2] [compat#3] [compat#4] [compat#5] [compat#6] [compat#7] [compat#8] [compat#21]";

test(`an app runs in Node with the packages that it names installed under those names ${TAGS}`, async () => {
  const folder = await mkdtemp(`${tmpdir()}/parley-app-`);
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(`${folder}/node_modules/@tencentcloud`, { recursive: true });
  await symlink(here("."), `${folder}/node_modules/${SDK}`);
  await mkdir(`${folder}/node_modules/${PLUGIN}`);
  await writeFile(`${folder}/package.json`, '{ "type": "module" }');
  await writeFile(`${folder}/node_modules/${PLUGIN}/package.json`, '{ "type": "module", "main": "index.js" }');
  await copyFile(here("test/app/uploadPlugin.js"), `${folder}/node_modules/${PLUGIN}/index.js`);
  await copyFile(here("test/app/app.js"), `${folder}/app.js`);
  await writeFile(
    `${folder}/main.js`,
    `import run from "./app.js";
    const file = new File([Buffer.from("${PIXEL}", "base64")], "dot.png", { type: "image/png" });
    console.log(JSON.stringify(await run({ ...JSON.parse(process.argv[2]), file })));`,
  );
  const given = JSON.stringify(await options());
  const { stdout } = await promisify(execFile)(process.execPath, [`${folder}/main.js`, given]);
  expect(JSON.parse(stdout)).toEqual(EXPECTED);
});

test(`an app runs in a browser with a bundler's aliases for the packages that it names ${TAGS}`, async () => {
  const built = (await build({
    configFile: false,
    logLevel: "error",
    resolve: { alias: { [SDK]: here("dist/index.js"), [PLUGIN]: here("test/app/uploadPlugin.js") } },
    build: {
      write: false,
      lib: { entry: here("test/app/app.js"), formats: ["es"], fileName: "app" },
    },
  })) as Rolldown.RolldownOutput[];
  const script = built[0]?.output[0].code ?? "";
  const page = `<!doctype html><link rel="icon" href="data:," /><script type="module">
    import run from "/app.js";
    window.run = run;
  </script>`;
  const files = createServer(({ url }, response) => {
    const [type, body] = url === "/app.js" ? ["text/javascript", script] : ["text/html", page];
    response.writeHead(200, { "Content-Type": type }).end(body);
  });
  await new Promise<void>((resolve) => files.listen(0, "localhost", resolve));
  const browser = await openBrowser();
  onTestFinished(async () => {
    await browser.close();
    files.close();
  });
  const tab = await browser.newPage();
  await tab.goto(`http://localhost:${(files.address() as AddressInfo).port}/`);
  const came = await tab.evaluate(
    async ({ given, pixel }) => {
      const bytes = Uint8Array.from(atob(pixel), (letter) => letter.charCodeAt(0));
      const file = new File([bytes], "dot.png", { type: "image/png" });
      const { run } = globalThis as unknown as { run: (with_: object) => Promise<unknown> };
      return run({ ...given, file });
    },
    { given: await options(), pixel: PIXEL },
  );
  expect(came).toEqual(EXPECTED);
});
