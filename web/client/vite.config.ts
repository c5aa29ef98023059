import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

/** Where `npm run dev` sends what the page asks a server: one started with `./parley start`. */
const server = process.env["PARLEY_URL"] ?? "http://localhost:8080";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  plugins: [vue()],
  resolve: {
    // The page is built with the SDK's sources, so that a change in the SDK needs no build in between.
    alias: { "@parley-im/chat": fileURLToPath(new URL("../sdk/src/index.ts", import.meta.url)) },
  },
  // Nothing inline: the page runs under a Content-Security-Policy of 'self'.
  build: {
    target: "es2022",
    outDir: "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { checks: { pluginTimings: false } }, // how long plugins take on a busy machine is no warning
  },
  server: {
    proxy: { "/ws": { target: server, ws: true }, "/v4": server, "/dev": server, "/config.json": server },
  },
});
