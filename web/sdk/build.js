// Builds what an app loads: dist/index.js (ES module), dist/index.umd.cjs (UMD, global TencentCloudChat) and
// dist/index.d.ts (all declarations in one file).
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { rollup } from "rollup";
import { dts } from "rollup-plugin-dts";
import { build } from "vite";

const here = fileURLToPath(new URL(".", import.meta.url));

/** One bundle of the SDK: `entry` in src, as `format`, in dist/`fileName`. */
async function bundle(entry, format, fileName) {
  await build({
    root: here,
    configFile: false,
    logLevel: "warn",
    build: {
      target: "es2022",
      emptyOutDir: false,
      sourcemap: true,
      rolldownOptions: { output: { minify: true } }, // Vite leaves an ES module's white space alone
      lib: { entry: `src/${entry}`, formats: [format], name: "TencentCloudChat", fileName: () => fileName },
    },
  });
}

await rm(new URL("dist", import.meta.url), { recursive: true, force: true });
await bundle("index.ts", "es", "index.js");
await bundle("umd.ts", "umd", "index.umd.cjs");

const declarations = await rollup({
  input: `${here}src/index.ts`,
  plugins: [dts({ tsconfig: `${here}tsconfig.json` })],
});
await declarations.write({ file: `${here}dist/index.d.ts`, format: "es" });
await declarations.close();
