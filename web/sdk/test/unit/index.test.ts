import { expect, test } from "vitest";
import TencentCloudChat from "../../src/index";

test("the default export names its version", () => {
  expect(TencentCloudChat.VERSION).toMatch(/^\d+\.\d+\.\d+$/);
});
