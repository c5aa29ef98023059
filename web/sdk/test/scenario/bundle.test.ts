import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { SourceMap, type SourceMapping, type SourceMapPayload } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { parse } from "acorn";
import { build, type Rolldown } from "vite";
import { expect, inject, test } from "vitest";
import * as core from "../../src/core";
import { newUserID, userSig } from "./person";

// The bundles that `./parley start` has built for the run, used as an app uses them: in a Node of their own.
const dist = (name: string): string => fileURLToPath(new URL(`../../dist/${name}`, import.meta.url));
const run = promisify(execFile);
const anyFunction: unknown = expect.any(Function);

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

const module = (load: string): string[] => ["--input-type=module", "-e", app(load)];
const imported = (name: string): string[] => module(`import Chat from ${JSON.stringify(dist(name))};`);
const required = (name: string): string[] => [
  "--input-type=commonjs",
  "-e",
  app(`const Chat = require(${JSON.stringify(dist(name))});`),
];
const coreAlone = module(`
  import * as core from ${JSON.stringify(dist("modules/core.node.js"))};
  const Chat = { create: core.create, EVENT: core.EVENT, TYPES: core.TYPES, VERSION: core.VERSION, TSignaling: 0 };`);
const OWN_SOCKET = "--experimental-websocket";

test.each([
  ["ES module for Node", imported("index.node.js")],
  ["bundle that Node requires", required("index.node.cjs")],
  ["ES module on the platform's own WebSocket", [OWN_SOCKET, ...imported("index.js")]],
  ["UMD bundle", [OWN_SOCKET, ...required("index.umd.cjs")]],
  ["bundle for old browsers", [OWN_SOCKET, ...required("index.es5.cjs")]],
  ["core without areas", coreAlone],
])("the %s chats and lets its process end [compat#1] [compat#2] [compat#3]", async (_name, node) => {
  const { sdkAppId, socketUrl } = inject("server");
  const userID = newUserID();
  const { stdout } = await run(process.execPath, [...node, String(sdkAppId), socketUrl, userID, userSig(userID)]);
  expect(stdout.trim()).toBe("success 3 5");
});

// Properties have short names inside of the bundle, but those that a text picks must stay: here, "png" out of a table.
test("the ES module knows the formats of images by their names [createImageMessage#4]", async () => {
  const { sdkAppId, socketUrl } = inject("server");
  const userID = newUserID();
  const script = `import Chat from ${JSON.stringify(dist("index.js"))};
    const [, SDKAppID, proxyServer, userID, userSig] = process.argv;
    const chat = Chat.create({ SDKAppID, proxyServer });
    chat.setLogLevel(4);
    chat.on(Chat.EVENT.SDK_READY, async () => {
      const file = { name: "cat.png", path: "cat.png", size: 1 };
      const image = chat.createImageMessage({ to: userID, conversationType: "C2C", payload: { file } });
      await chat.destroy();
      console.log(image.payload.imageFormat);
    });
    chat.login({ userID, userSig });`;
  const node = [OWN_SOCKET, "--input-type=module", "-e", script];
  const { stdout } = await run(process.execPath, [...node, String(sdkAppId), socketUrl, userID, userSig(userID)]);
  expect(stdout.trim()).toBe("3");
});

test("a chat that an app makes of the ES module warns of nothing", async () => {
  const script = `import Chat from ${JSON.stringify(dist("index.js"))};
    await Chat.create({ SDKAppID: 1400000001 }).destroy();`;
  const { stdout, stderr } = await run(process.execPath, [OWN_SOCKET, "--input-type=module", "-e", script]);
  expect(stdout + stderr).not.toContain("anonymous");
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

const zipped = (code: string | Uint8Array): number => gzipSync(code, { level: 9 }).length;

test("what is for old browsers is ECMAScript 5", async () => {
  const script = await readFile(dist("index.es5.cjs"), "utf8");
  expect(() => parse(script, { ecmaVersion: 5, sourceType: "script" })).not.toThrow();
  // they know no such name, unless it is found out before that they do
  const guarded =
    /typeof globalThis\s*(?:!==?\s*"undefined"\s*\?\s*globalThis|===?\s*"undefined"\s*\?\s*self\s*:\s*globalThis)/g;
  expect(script.replaceAll(guarded, "")).not.toMatch(/\bglobalThis\b/);
});

test.each(["index.js", "index.umd.cjs"])("%s is small: less than 43.6 KB for the wire", async (name) => {
  expect(zipped(await readFile(dist(name)))).toBeLessThan(43_600);
});

/** What an app's bundler makes of an app that imports this. */
async function bundled(...names: string[]): Promise<string> {
  const entry = "\0app";
  const built = await build({
    configFile: false,
    logLevel: "error",
    build: { write: false, target: "es2022", rolldownOptions: { input: "app", output: { minify: true } } },
    plugins: [
      {
        name: "app",
        resolveId: (id) => (id === "app" ? entry : undefined),
        load: (id) =>
          id === entry
            ? `import { ${names.join()} } from ${JSON.stringify(dist("modules/core.js"))}; globalThis.app = [${names.join()}];`
            : undefined,
      },
    ],
  });
  const [chunk] = (built as Rolldown.RolldownOutput).output;
  return chunk.code;
}

test("an app bundles the areas that it chooses: chat alone is less than 20 KB for the wire", async () => {
  const names = ["create", "EVENT", "TYPES"];
  const chat = await bundled(...names);
  expect(zipped(chat)).toBeLessThan(20_000);
  expect(chat).not.toContain("searchCloudUsers");
  const more = await bundled(...names, "search");
  expect(more).toContain("searchCloudUsers");
  expect(more).not.toContain("createTopicInCommunity");
});

test("`create` of the core has the methods of the areas that it is given, and no others", () => {
  const chat = core.create({ SDKAppID: 1400000555 }, [core.status, core.topics]);
  expect(chat).toMatchObject({ sendMessage: anyFunction, getUserStatus: anyFunction, getTopicList: anyFunction });
  expect(chat).toMatchObject({ getGroupList: anyFunction }); // topics do not work without groups
  expect(chat).not.toHaveProperty("invite");
});

test.each([
  "index.js",
  "index.umd.cjs",
  "index.es5.cjs",
  "index.node.js",
  "index.node.cjs",
  "modules/internal/validate.js",
])("the source map of %s leads from the bundle to the line it was made of", async (name) => {
  const script = await readFile(dist(name), "utf8");
  const address = /\n\/\/# sourceMappingURL=(\S+)\s*$/.exec(script)?.[1];
  const map = JSON.parse(await readFile(dist(`${path.dirname(name)}/${address ?? ""}`), "utf8")) as SourceMapPayload;
  const text = "Params validate failed.";
  const line = script.split("\n").findIndex((it) => it.includes(text));
  const column = script.split("\n")[line]?.indexOf(text) ?? 0;
  const entry = new SourceMap(map).findEntry(line, column);
  expect(entry).toMatchObject({ originalSource: expect.stringMatching(/src\/internal\/\w+\.ts$/) as string });
  const { originalSource, originalLine } = entry as SourceMapping;
  const source = map.sourcesContent[map.sources.indexOf(originalSource)];
  expect(source?.split("\n")[originalLine]).toContain(text);
});
