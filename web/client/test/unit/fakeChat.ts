import type { Chat } from "@parley-im/chat";

/** A stand-in for the SDK: it keeps what it was asked, and raises the events that a test wants. */
export class FakeChat {
  readonly calls: unknown[] = [];
  readonly #handlers = new Map<string, (event: { data: unknown }) => unknown>();
  readonly answers = new Map<string, unknown>();

  /** Every other call is kept, and answered as the test says. */
  readonly chat = new Proxy(this, {
    get: (target, name: string): unknown =>
      name in target
        ? Reflect.get(target, name)
        : (options: unknown): Promise<object> => {
            target.calls.push([name, options]);
            const data = target.answers.get(name) ?? {};
            return data instanceof Error ? Promise.reject(data) : Promise.resolve({ code: 0, data });
          },
  }) as unknown as Chat;

  on = (name: string, handler: (event: { data: unknown }) => unknown): void => void this.#handlers.set(name, handler);
  isReady = (): boolean => true;
  raise = (name: string, data: unknown): unknown => this.#handlers.get(name)?.({ data });
}
