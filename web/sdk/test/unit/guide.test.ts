import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const place = (name: string): string => fileURLToPath(new URL(`../../../../${name}`, import.meta.url));
/** Formatters differ in quotes and in where lines end, with a comma or without. */
const bare = (code: string): string =>
  code
    .replaceAll("'", '"')
    .replace(/,?\s+(?=[)\]}])|\s+/g, " ")
    .replace(/ ?([()]) ?/g, "$1")
    .trim();

test("the samples of the guide are those whose types are checked", async () => {
  const guide = await readFile(place("docs/guide-web-sdk.md"), "utf8");
  const samples = [...guide.matchAll(/```[jt]s\n([\s\S]*?)```/g)].map(([, code = ""]) => bare(code));
  const names = await readdir(place("web/sdk/test/guide"));
  const checked = await Promise.all(
    names.map(async (name) => {
      const code = await readFile(place(`web/sdk/test/guide/${name}`), "utf8");
      return bare(code.split("// sample\n")[1]?.split("// end\n")[0] ?? "");
    }),
  );
  expect(samples.length).toBeGreaterThan(3);
  expect(checked.sort()).toEqual(samples.sort());
});
