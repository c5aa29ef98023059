import { afterEach, describe, expect, test, vi } from "vitest";
import TencentCloudChat from "../../src/index";
import { serverAddress } from "../../src/internal/create";

afterEach(() => vi.restoreAllMocks());

describe("the module", () => {
  test("has the five names that apps import [compat#1] [compat#3]", () => {
    expect(Object.keys(TencentCloudChat).sort()).toEqual(["EVENT", "TSignaling", "TYPES", "VERSION", "create"]);
    expect(TencentCloudChat.VERSION).toMatch(/^3\.\d+\.\d+$/);
    expect(Object.keys(TencentCloudChat.TYPES)).toHaveLength(115);
    expect(Object.keys(TencentCloudChat.EVENT)).toHaveLength(37);
    expect(Object.keys(TencentCloudChat.TSignaling)).toHaveLength(12);
  });
});

describe("create", () => {
  test("takes more keys than it knows, and numbers as text [compat#2]", () => {
    const chat = TencentCloudChat.create({ SDKAppID: "1400000777", userID: "ann", framework: "vue3", scene: 1 });
    expect(chat).toBe(TencentCloudChat.create({ SDKAppID: 1400000777 }));
  });

  test("gives null for an SDKAppID that is no number", () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    for (const SDKAppID of ["", "app", "-1", "1.5", Number.NaN, undefined as never]) {
      expect(TencentCloudChat.create({ SDKAppID } as { SDKAppID: string })).toBeNull();
    }
    expect(TencentCloudChat.create(undefined as never)).toBeNull();
  });

  test("returns the same instance until destroy() [destroy#2]", async () => {
    const first = TencentCloudChat.create({ SDKAppID: 1400000778 });
    expect(TencentCloudChat.create({ SDKAppID: 1400000778 })).toBe(first);
    await first.destroy();
    expect(TencentCloudChat.create({ SDKAppID: 1400000778 })).not.toBe(first);
  });

  test("finds the server's address in proxyServer, else where the page came from [compat#2]", () => {
    expect(serverAddress("ws://chat.example.com:8080")).toBe("ws://chat.example.com:8080/ws");
    expect(serverAddress("http://localhost:1234/")).toBe("ws://localhost:1234/ws");
    expect(serverAddress("https://chat.example.com/base")).toBe("wss://chat.example.com/base/ws");
    expect(serverAddress("wss://chat.example.com/ws")).toBe("wss://chat.example.com/ws");
    expect(serverAddress("localhost:1234")).toBe("ws://localhost:1234/ws");
    expect(serverAddress(undefined, "https://chat.example.com")).toBe("wss://chat.example.com/ws");
    expect(serverAddress(undefined)).toBe("ws://localhost:8080/ws");
  });
});
