import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vitest/config";

// Tests that use the SDK run in Node, the page itself is built for browsers.
const sdk = fileURLToPath(new URL("web/sdk/src/node.ts", import.meta.url));

// Five kinds of tests. Those of `scenario` and `e2e` talk to a real server, which web/testing/server.ts starts once.
export default defineConfig({
  plugins: [vue()],
  resolve: { alias: { "@parley-im/chat": sdk } },
  test: {
    passWithNoTests: true,
    // Files share their process and what they import; globals and methods that a test replaced are back before the next.
    isolate: false,
    unstubGlobals: true,
    restoreMocks: true,
    projects: [
      { extends: true, test: { name: "sdk", include: ["web/sdk/test/unit/**/*.test.ts"], testTimeout: 30_000 } },
      {
        extends: true,
        test: {
          name: "client",
          include: ["web/client/test/unit/**/*.test.ts"],
          environment: "happy-dom",
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "console",
          include: ["web/console/test/unit/**/*.test.ts"],
          environment: "happy-dom",
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "scenario",
          include: ["web/sdk/test/scenario/**/*.test.ts"],
          globalSetup: ["web/testing/server.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          fileParallelism: false, // some change settings of the one server
        },
      },
      {
        extends: true,
        test: {
          name: "e2e",
          include: ["web/client/test/e2e/**/*.test.ts", "web/console/test/e2e/**/*.test.ts"],
          globalSetup: ["web/testing/server.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 30_000 } },
          fileParallelism: false,
        },
      },
    ],
  },
});
