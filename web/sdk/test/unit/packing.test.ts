import { expect, test } from "vitest";
import { packable } from "../../packing.js";

const SCRIPT = `
  var e = 1, t = (e) => e + n, n = 10;
  function o({ a: e, b: [t, r = n] = [], ...o }, i) {
    for (const e of i) r += e;
    for (let e = 0, t = 5; e < 2; e++) r += t;
    try { throw e } catch (e) { let t = e; r += t }
    const s = function e(t) { return t > 2 ? e(t - 1) : t };
    class c { t = 7; r(e) { return this.t + e + n } }
    switch (r) { case 0: let e; break; default: r += 1 }
    return { e, t, o, r: new c().r(r), s: s(5), x: typeof u, n: i.map((e) => t + e + n) };
  }
  globalThis.result = JSON.stringify([t(e), o({ a: 3, b: [4], d: 9 }, [1, 2]), o.length]);
`;

function resultOf(script: string): unknown {
  const page: Record<string, unknown> = {};
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- a script is what is made here
  new Function("globalThis", script).call(page, page);
  return page["result"];
}

test("a script with other names for its variables does the same", () => {
  const alike = [SCRIPT, SCRIPT.replace(/\bt\b/g, "q"), SCRIPT.replace(/\be\b/g, "z")];
  const script = alike.map((it) => `(function () {${it}})();`).join("");
  const packed = packable(script);
  expect(packed).toHaveLength(script.length);
  expect(packed).not.toBe(script);
  expect(resultOf(packed)).toBe(resultOf(script));
});

test("the same steps over other variables have the same names after it", () => {
  const step = (list: string, it: string): string => `for(const ${it} of ${list})console.log("step",${it}.name);`;
  const packed = packable(`function f(a,b,c){${step("a", "q")}${step("b", "r")}${step("c", "s")}}f([],[],[])`);
  const [, ...names] = [...packed.matchAll(/const (.) of/g)].map(([, name]) => name);
  expect(new Set(names).size).toBe(1);
});
