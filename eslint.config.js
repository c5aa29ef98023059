import js from "@eslint/js";
import prettier from "eslint-config-prettier";
import vue from "eslint-plugin-vue";
import { defineConfig, globalIgnores } from "eslint/config";
import ts from "typescript-eslint";
import vueParser from "vue-eslint-parser";

export default defineConfig(
  globalIgnores(["**/dist/", "**/node_modules/", "**/target/", "**/test-output/", "web/sdk/src/generated/"]),
  js.configs.recommended,
  {
    files: ["**/*.ts", "**/*.vue"],
    extends: [ts.configs.strictTypeChecked, ts.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: "web/tsconfig.json",
        extraFileExtensions: [".vue"],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/dot-notation": "off", // tsc asks for brackets where a name comes from an index signature
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      eqeqeq: "error",
      "no-console": "error",
    },
  },
  {
    files: ["**/*.vue"],
    extends: [vue.configs["flat/recommended"]],
    languageOptions: { parser: vueParser, parserOptions: { parser: ts.parser } },
    rules: {
      "no-undef": "off", // vue-tsc knows the browser's names
      "vue/multi-word-component-names": "off",
      "vue/block-lang": ["error", { script: { lang: "ts" } }],
    },
  },
  {
    // Not every platform has these: `scope` tells which does.
    files: ["web/sdk/src/internal/**/*.ts"],
    ignores: ["web/sdk/src/internal/scope.ts"],
    rules: { "no-restricted-globals": ["error", "Intl", "globalThis", "queueMicrotask", "structuredClone"] },
  },
  {
    // Build scripts and tools run in Node and talk to a terminal.
    files: ["**/*.js", "**/*.mjs"],
    languageOptions: { globals: { process: "readonly", console: "readonly", URL: "readonly", fetch: "readonly" } },
  },
  prettier,
);
