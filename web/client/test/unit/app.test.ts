import { expect, test } from "vitest";
import { createApp } from "vue";
import App from "../../src/App.vue";

test("the page names the product", () => {
  const page = document.createElement("div");
  createApp(App).mount(page);
  expect(page.textContent).toContain("Parley");
});
