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
import { packable } from "./packing.js";
import { inShort } from "./tables.js";

const here = fileURLToPath(new URL(".", import.meta.url));

/** Properties that are called so stay as they are. */
const shared = await sharedNames();

const generated = (name) => readFile(`${here}src/generated/${name}.ts`, "utf8");

const TABLE = /^export const (TYPES|EVENT|TSignaling) = (\{[\s\S]*?\n\})( as const)/gm;

/** The tables of `generated/protocol.ts`, by name. */
async function protocolTables() {
  const tables = {};
  for (const [, name, table] of (await generated("protocol")).matchAll(TABLE)) {
    const entries = [...table.matchAll(/^ *(\w+): ([^\n]+),$/gm)];
    tables[name] = Object.fromEntries(entries.map(([, key, value]) => [key, JSON.parse(value)]));
  }
  return tables;
}

const tables = await protocolTables();

/** `TYPES.CONV_C2C` and its like are shorter as what they stand for, and leave the tables to those who import them. */
async function constantsInPlace() {
  const constants = { ...tables };
  for (const [table, file] of Object.entries({ ErrorCode: "errorCode", Limits: "limits" })) {
    const entries = [...(await generated(file)).matchAll(/^export const (\w+) = (\d+);$/gm)];
    constants[table] = Object.fromEntries(entries.map(([, key, value]) => [key, Number(value)]));
  }
  const use = /\b(TYPES|EVENT|TSignaling|ErrorCode|Limits)\.([A-Z][A-Z0-9_]*)\b/g;
  const inPlace = (whole, table, key) => (key in constants[table] ? JSON.stringify(constants[table][key]) : whole);
  return {
    name: "constants-in-place",
    enforce: "pre",
    transform: (code, id) => (id.includes("/internal/") ? { code: code.replace(use, inPlace), map: null } : undefined),
  };
}

/** The tables that apps import, from their short form. */
const tablesInShort = {
  name: "tables-in-short",
  enforce: "pre",
  transform: (code, id) =>
    id.endsWith("/generated/protocol.ts")
      ? { code: `import { tableOf } from "../internal/table";\n${code.replace(TABLE, short)}`, map: null }
      : undefined,
};

/** Leaves alone what is hardly shorter. */
const short = (whole, name) =>
  name === "TSignaling"
    ? whole
    : `export const ${name} = /* @__PURE__ */ tableOf(${JSON.stringify(inShort(tables[name]))})`;

const plugins = [await constantsInPlace(), tablesInShort];

/** Bundles `entry` of src; gives what is written for it, not yet minified. */
async function bundle(entry, output = {}) {
  const [{ output: files }] = await build({
    root: here,
    configFile: false,
    logLevel: "warn",
    plugins,
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
 * With short names for what is internal; `nameCache` holds those of what is used together. What hardly anybody loads is not
 * `compressed`: that takes most of the time.
 */
async function shrunk(name, { code, map }, nameCache, { ecma = 2020, compressed = true, annotated = false } = {}) {
  const isOld = ecma === 5; // brings helpers along, which use more of the language than the sources
  return minify(
    { [name]: code },
    {
      ecma,
      module: !isOld,
      toplevel: true,
      compress: compressed && {
        ...{ unsafe_arrows: true, pure_getters: true },
        ...{ passes: 5, keep_fargs: false, hoist_props: true, lhs_constants: false },
      },
      // terser's own list of what platforms know (`builtins`) has many plain words that nobody else reads here
      mangle: { properties: { reserved: [...shared], builtins: !isOld, keep_quoted: true, regex: /^[a-z]/ } },
      nameCache,
      format: { preserve_annotations: annotated }, // for the bundler of an app
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

const UMD = `(function(root,make){typeof exports=="object"&&typeof module!="undefined"?module.exports=make():\
typeof define=="function"&&define.amd?define(make):(typeof globalThis!="undefined"?globalThis:root||self)\
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
const small = await shrunk("index.js", whole, {});
small.code = packable(small.code);
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
  {},
  { ecma: 5, compressed: false },
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
const chunks = await bundle(["core.ts", "core.node.ts"], modules);
const nameCache = {};
for (const chunk of chunks) {
  await write(`modules/${chunk.fileName}`, await shrunk(chunk.fileName, chunk, nameCache, { annotated: true }));
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
