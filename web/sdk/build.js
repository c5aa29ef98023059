// Builds what an app loads: dist/index.js (ES module) and dist/index.umd.cjs (UMD, global TencentCloudChat) with
// everything, the latter also for old browsers (index.es5.cjs), the same for Node (index.node.js and index.node.cjs), dist/modules/ (one ES module each, from core.js on)
// for bundlers that leave out what an app does not use, and the declarations.
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { transform } from "@swc/core";
import { rollup } from "rollup";
import { dts } from "rollup-plugin-dts";
import { minify } from "terser";
import { build } from "vite";
import { sharedNames } from "./names.js";

const here = fileURLToPath(new URL(".", import.meta.url));

/** Properties that are called so stay as they are. */
const shared = await sharedNames();
/** Short names of properties, the same in all modules. */
const nameCache = {};

/** `TYPES.CONV_C2C` and its like are shorter as what they stand for, and leave the tables to those who import them. */
async function constantsInPlace() {
  const protocol = await readFile(`${here}src/generated/protocol.ts`, "utf8");
  const tables = {};
  for (const [, name, table] of protocol.matchAll(/^export const (TYPES|EVENT|TSignaling) = (\{[\s\S]*?\n\})/gm)) {
    tables[name] = Object.fromEntries(
      [...table.matchAll(/^ *(\w+): ([^\n]+),$/gm)].map(([, key, value]) => [key, value]),
    );
  }
  const use = /\b(TYPES|EVENT|TSignaling)\.([A-Z][A-Z0-9_]*)\b/g;
  return {
    name: "constants-in-place",
    enforce: "pre",
    transform: (code, id) =>
      id.includes("/internal/")
        ? { code: code.replace(use, (whole, table, key) => tables[table][key] ?? whole), map: null }
        : undefined,
  };
}

const inPlace = await constantsInPlace();

/** Bundles `entry` of src; gives what is written for it, not yet minified. */
async function bundle(entry, output = {}) {
  const [{ output: files }] = await build({
    root: here,
    configFile: false,
    logLevel: "warn",
    plugins: [inPlace],
    build: {
      target: "es2022",
      write: false,
      minify: false,
      sourcemap: true,
      rolldownOptions: { output },
      lib: {
        entry: [entry].flat().map((name) => `${here}src/${name}`),
        formats: ["es"],
        fileName: "[name]",
      },
    },
  });
  return files.filter(({ type }) => type === "chunk");
}

/**
 * With short names for what is internal. What others minify anyway, or hardly anybody loads, is not `compressed`: that takes
 * most of the time.
 */
async function shrunk(name, { code, map }, { ecma = 2020, compressed = false } = {}) {
  const isOld = ecma === 5; // brings helpers along, which use more of the language than the sources
  return minify(
    { [name]: code },
    {
      ecma,
      module: !isOld,
      toplevel: true,
      compress: compressed && {
        ...{ unsafe_arrows: true, unsafe_methods: true, pure_getters: true },
        ...{ passes: 3, keep_fargs: false, hoist_props: true, lhs_constants: false },
      },
      // terser's own list of what platforms know (`builtins`) has many plain words that nobody else reads here
      mangle: { properties: { reserved: [...shared], builtins: !isOld, keep_quoted: true, regex: /^[a-z]/ } },
      nameCache: isOld ? {} : nameCache,
      sourceMap: { content: typeof map === "string" ? map : JSON.stringify(map), includeSources: true },
    },
  );
}

/** Writes dist/`name` and its source map; with `head` as a line before it and `tail` behind. */
async function write(name, { code, map }, head = "", tail = "") {
  const file = `${here}dist/${name}`;
  const shifted = head === "" ? map : JSON.stringify({ ...JSON.parse(map), mappings: `;${JSON.parse(map).mappings}` });
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(
    file,
    `${head}${code.replace(/\n\/\/# sourceMappingURL=.*\s*$/, "")}${tail}\n//# sourceMappingURL=${path.basename(name)}.map\n`,
  );
  await writeFile(`${file}.map`, shifted);
}

const UMD = `(function(root,make){if(typeof exports=="object"&&typeof module!="undefined")module.exports=make();else if(\
typeof define=="function"&&define.amd)define(make);else(typeof globalThis!="undefined"?globalThis:root||self)\
.TencentCloudChat=make()})(this,function(){"use strict";\n`;
/** Holds what the bundle for old browsers is about. */
const KEPT = "TencentCloudChatES5";
const EXPORT = /export\s*\{\s*([\w$]+) as default,?\s*\};?\s*(\/\/# sourceMappingURL=.*\s*)?$/;

/** The name of what a module exports by default, and its code without that. */
function opened(code) {
  const [, name] = EXPORT.exec(code);
  return { name, body: code.replace(EXPORT, "") };
}

await rm(new URL("dist", import.meta.url), { recursive: true, force: true });

const [whole] = await bundle("index.ts");
const small = await shrunk("index.js", whole, { compressed: true });
await write("index.js", small);
const { name, body } = opened(small.code);
await write("index.umd.cjs", { code: body, map: small.map }, UMD, `return ${name}});`);

// The same for browsers that know ECMAScript 5 alone, and have a WebSocket.
const old = await transform(opened(whole.code).body, {
  jsc: { target: "es5", parser: { syntax: "ecmascript" } },
  isModule: false,
  sourceMaps: true,
  inputSourceMap: JSON.stringify(whole.map),
});
const smallOld = await shrunk(
  "index.es5.cjs",
  { code: `${old.code}\n${KEPT}=${opened(whole.code).name};`, map: old.map },
  { ecma: 5 },
);
await write("index.es5.cjs", { code: smallOld.code, map: smallOld.map }, `${UMD}var ${KEPT};`, `return ${KEPT}});`);

// Node does not mind the size: errors show the names of the sources.
const [node] = await bundle("node.ts");
await write("index.node.js", { code: node.code, map: JSON.stringify(node.map) });
const ofNode = opened(node.code);
await write(
  "index.node.cjs",
  { code: ofNode.body, map: JSON.stringify(node.map) },
  '"use strict";\n',
  `\nmodule.exports=${ofNode.name};`,
);

const modules = { preserveModules: true, preserveModulesRoot: `${here}src`, entryFileNames: "[name].js" };
for (const chunk of await bundle(["core.ts", "core.node.ts"], modules)) {
  await write(`modules/${chunk.fileName}`, await shrunk(chunk.fileName, chunk));
}

// what index.d.ts and core.d.ts share is in types.d.ts
const declarations = await rollup({
  input: { index: `${here}src/index.ts`, core: `${here}src/core.ts` },
  plugins: [dts({ tsconfig: `${here}tsconfig.json` })],
});
await declarations.write({
  dir: `${here}dist`,
  format: "es",
  entryFileNames: "[name].d.ts",
  chunkFileNames: "types.d.ts",
  minifyInternalExports: false,
});
await declarations.close();
