// The public surface of the SDK as text: the declarations without their comments, in web/sdk/api.txt. `node report.js`
// writes it, `node report.js --check` fails where it is not what the sources say, so that no change of it goes unseen.
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const here = fileURLToPath(new URL(".", import.meta.url));
const file = `${here}api.txt`;

async function surface(name) {
  const text = await readFile(`${here}dist/${name}.d.ts`, "utf8");
  const source = ts.createSourceFile(`${name}.d.ts`, text, ts.ScriptTarget.Latest, false, ts.ScriptKind.TS);
  const printed = ts.createPrinter({ removeComments: true }).printFile(source);
  // one name a line, so that a change shows
  return printed.replace(/^(?:export|import) .*\{.*\}.*;$/gm, (names) => names.replaceAll(", ", ",\n  "));
}

const parts = ["index", "core", "types"];
const report = (await Promise.all(parts.map(async (name) => `# ${name}\n\n${await surface(name)}`))).join("\n");

if (!process.argv.includes("--check")) await writeFile(file, report);
else if (report !== (await readFile(file, "utf8"))) {
  console.error("web/sdk/api.txt differs: the public surface has changed. Look at it, then run: npm run report");
  process.exit(1);
}
