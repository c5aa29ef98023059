import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

/** Where `npm run dev` sends what the console asks a server: one started with `./parley start`. */
const server = process.env["PARLEY_URL"] ?? "http://localhost:8080";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "/console/",
  plugins: [vue()],
  // Nothing inline: the console runs under a Content-Security-Policy of 'self'.
  build: {
    target: "es2022",
    outDir: "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 600, // the charts, in kB; they are loaded by the one page that shows some
    rolldownOptions: { checks: { pluginTimings: false } }, // how long plugins take on a busy machine is no warning
  },
  server: { proxy: { "/v4": server, "/config.json": server } },
});
