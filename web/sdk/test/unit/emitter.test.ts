import { beforeEach, describe, expect, test, vi } from "vitest";
import { createEmitter, type AnyEvent, type Emitter } from "../../src/internal/emitter";
import { createLogger, type Logger } from "../../src/internal/logger";
import { createCheck } from "../../src/internal/validate";

describe("an emitter", () => {
  let log: Logger;
  let emitter: Emitter;
  beforeEach(() => {
    log = createLogger();
    log.level = 4;
    emitter = createEmitter(log, createCheck(log));
  });

  test("calls every handler with name and data, context as this [on#2] [compat#6]", () => {
    const seen: unknown[] = [];
    const context = { name: "context" };
    function handler(this: unknown, event: AnyEvent): void {
      seen.push([this, event]);
    }
    emitter.on("tick", handler, context);
    emitter.on("tick", (event) => seen.push(event.data));
    emitter.emit("tick", 5);
    expect(seen).toEqual([[context, { name: "tick", data: 5 }], 5]);
  });

  test("takes a listener off where name, handler and context match [off#1] [off#2]", () => {
    const seen: string[] = [];
    const a = { id: "a" };
    const b = { id: "b" };
    function handler(this: { id: string } | undefined): void {
      seen.push(this?.id ?? "none");
    }
    emitter.on("tick", handler, a);
    emitter.on("tick", handler, b);
    emitter.on("tick", handler);
    emitter.off("other", handler, a);
    emitter.off("tick", handler, a);
    emitter.emit("tick");
    expect(seen).toEqual(["b", "none"]);
  });

  test("takes off only the once-listener when asked to [off#1]", () => {
    const handler = vi.fn();
    emitter.on("tick", handler);
    emitter.once("tick", handler);
    emitter.off("tick", handler, undefined, true);
    emitter.emit("tick");
    emitter.emit("tick");
    expect(handler).toHaveBeenCalledTimes(2);
  });

  test("calls a once-listener once, also when its handler emits again", () => {
    const handler = vi.fn(() => emitter.emit("tick"));
    emitter.once("tick", handler);
    emitter.emit("tick");
    expect(handler).toHaveBeenCalledTimes(1);
  });

  test("calls a once-listener once, also when one before it emits again or takes it off", () => {
    const handler = vi.fn();
    const other = vi.fn();
    emitter.once("tick", () => emitter.emit("tick"));
    emitter.once("tick", handler);
    emitter.emit("tick");
    expect(handler).toHaveBeenCalledTimes(1);
    emitter.once("tick", () => emitter.off("tick", other));
    emitter.once("tick", other);
    emitter.emit("tick");
    expect(other).not.toHaveBeenCalled();
  });

  test("outlives handlers that throw [on#4]", () => {
    const logged = vi.spyOn(log, "error");
    const handler = vi.fn();
    emitter.on("tick", () => {
      throw new Error("the app's fault");
    });
    emitter.on("tick", handler);
    emitter.emit("tick");
    expect(handler).toHaveBeenCalled();
    expect(logged).toHaveBeenCalled();
  });

  test("refuses names that are empty and handlers that are none; anonymous ones only warn [on#3] [general#3]", () => {
    const warned = vi.spyOn(log, "warn");
    expect(() => emitter.on("", vi.fn())).toThrow("Params validate failed.");
    expect(() => emitter.on(7 as never, vi.fn())).toThrow("Params validate failed.");
    expect(() => emitter.on("tick", undefined as never)).toThrow("Params validate failed.");
    emitter.on("tick", () => undefined);
    expect(warned).toHaveBeenCalledTimes(1);
  });

  test("returns the undo of on", () => {
    const handler = vi.fn();
    emitter.on("tick", handler)();
    emitter.emit("tick");
    expect(handler).not.toHaveBeenCalled();
  });
});
