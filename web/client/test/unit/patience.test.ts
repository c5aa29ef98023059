import TencentCloudChat, { type Chat } from "@parley-im/chat";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { patient } from "../../src/chat/patience";

const { EVENT } = TencentCloudChat;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** An SDK that is not ready, and keeps what reaches it. */
class EarlyChat {
  readonly asked: string[] = [];
  isIn = false;
  readonly #handlers = new Map<string, () => void>();

  once = (name: string, handler: () => void): void => void this.#handlers.set(name, handler);
  raise = (name: string): void => this.#handlers.get(name)?.();
  isReady = (): boolean => this.isIn;
  getServerTime = (): number => 7;
  getConversationProfile = (id: string): Promise<string> => {
    this.asked.push(id);
    return this.isIn ? Promise.resolve(`profile of ${id}`) : Promise.reject(new Error("not ready"));
  };

  readonly patient = patient(this as unknown as Chat);

  becomeReady(): void {
    this.isIn = true;
    this.raise(EVENT.SDK_READY);
  }
}

test("what is asked for before the SDK is ready is answered once it is, in its order", async () => {
  const sdk = new EarlyChat();
  const answers = Promise.all(["C2Cann", "C2Cben"].map((id) => sdk.patient.getConversationProfile(id)));
  await vi.advanceTimersByTimeAsync(29_000);
  expect(sdk.asked).toEqual([]);
  sdk.becomeReady();
  expect(await answers).toEqual(["profile of C2Cann", "profile of C2Cben"]);
  expect(sdk.asked).toEqual(["C2Cann", "C2Cben"]);
  expect(vi.getTimerCount()).toBe(0);
  void sdk.patient.getConversationProfile("C2Ccleo");
  expect(sdk.asked).toHaveLength(3);
});

test("after 30 s the SDK says itself that it is not ready", async () => {
  const sdk = new EarlyChat();
  const refused = expect(sdk.patient.getConversationProfile("C2Cann")).rejects.toThrow("not ready");
  await vi.advanceTimersByTimeAsync(30_000);
  await refused;
});

test.each([EVENT.SDK_NOT_READY, EVENT.SDK_DESTROY])("nobody hears of what waits when all ends: %s", async (event) => {
  const sdk = new EarlyChat();
  const heard = vi.fn();
  sdk.patient.getConversationProfile("C2Cann").then(heard, heard);
  sdk.raise(event);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(heard).not.toHaveBeenCalled();
  expect(sdk.asked).toEqual([]);
});

test("what needs no answer is not held up", () => {
  expect(new EarlyChat().patient.getServerTime()).toBe(7);
});
