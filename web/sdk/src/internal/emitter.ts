import type { Logger } from "./logger";
import { FUNCTION, TEXT } from "./kinds";
import type { Check } from "./validate";

/** What a handler is called with. */
export interface AnyEvent {
  readonly name: string;
  readonly data: unknown;
}

/** A function of the app. Its parameter is checked by the types of `Chat.on`. */
export type Handler = (event: AnyEvent) => void;

interface Listener {
  readonly handler: Handler;
  readonly context: unknown;
  readonly once: boolean;
}

export interface Emitter {
  /** For the SDK itself: its handlers need no name, which minifiers take from them. */
  watch(name: string, handler: Handler): void;
  /** Returns its own undo. */
  on(name: string, handler: Handler, context?: unknown): () => void;
  once(name: string, handler: Handler, context?: unknown): () => void;
  off(name: string, handler: Handler, context?: unknown, once?: boolean): void;
  /** Calls the handlers now, in the order in which they were added. */
  emit(name: string, data?: unknown): void;
}

export function createEmitter(log: Logger, check: Check): Emitter {
  const listeners = new Map<string, readonly Listener[]>();

  function add(method: string, name: string, handler: Handler, context: unknown, once: boolean): () => void {
    check(method, "eventName", name, TEXT);
    check(method, "handler", handler, FUNCTION);
    if (!handler.name) log.warn(`${method}: an anonymous handler of ${name} cannot be taken off`);
    const listener: Listener = { handler, context, once };
    append(name, listener);
    return () => void remove(name, (other) => other === listener);
  }

  function append(name: string, listener: Listener): void {
    listeners.set(name, [...(listeners.get(name) ?? []), listener]);
  }

  /** Whether there was one. */
  function remove(name: string, matches: (listener: Listener) => boolean): boolean {
    const before = listeners.get(name) ?? [];
    const after = before.filter((listener) => !matches(listener));
    listeners.set(name, after);
    return after.length < before.length;
  }

  return {
    watch: (name, handler) => append(name, { handler, context: undefined, once: false }),
    on: (name, handler, context) => add("on", name, handler, context, false),
    once: (name, handler, context) => add("once", name, handler, context, true),
    off: (name, handler, context, once = false) =>
      void remove(name, (it) => it.handler === handler && it.context === context && (it.once || !once)),
    emit(name, data) {
      for (const listener of listeners.get(name) ?? []) {
        // a handler before it may have raised the event again
        if (listener.once && !remove(name, (other) => other === listener)) continue;
        try {
          listener.handler.call(listener.context, { name, data });
        } catch (failure) {
          log.error(`A handler of ${name} threw`, failure); // an app's fault must not stop the SDK (`on#4`)
        }
      }
    },
  };
}
