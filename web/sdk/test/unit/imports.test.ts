import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import * as ts from "typescript";
import { expect, test } from "vitest";

const SOURCES = fileURLToPath(new URL("../../src", import.meta.url));

/** Whether nothing of it is left at run time. */
function isOnlyTypes(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) {
    const { exportClause: clause, isTypeOnly } = node;
    return isTypeOnly || (clause !== undefined && ts.isNamedExports(clause) && areTypes(clause.elements));
  }
  const clause = node.importClause;
  if (!clause) return false; // imported for what it does
  const names = clause.namedBindings;
  return (
    clause.phaseModifier === ts.SyntaxKind.TypeKeyword ||
    (!clause.name && names !== undefined && ts.isNamedImports(names) && areTypes(names.elements))
  );
}

const areTypes = (names: readonly { isTypeOnly: boolean }[]): boolean => names.every(({ isTypeOnly }) => isTypeOnly);

/** The modules of ours that a module imports at run time. */
function importsOf(file: string, source: string): string[] {
  return ts
    .createSourceFile(file, source, ts.ScriptTarget.Latest)
    .statements.filter((node) => ts.isImportDeclaration(node) || ts.isExportDeclaration(node))
    .filter((node) => !isOnlyTypes(node))
    .flatMap(({ moduleSpecifier: from }) => (from && ts.isStringLiteral(from) ? from.text : []))
    .filter((from) => from.startsWith("."))
    .map((from) => normalize(join(dirname(file), from)))
    .map((path) => [`${path}.ts`, join(path, "index.ts"), path].find((it) => existsSync(join(SOURCES, it))) ?? path);
}

/** The first way found that leads from a module back to it. */
function circleIn(imports: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>();
  const search = (module: string, way: readonly string[]): string[] | undefined => {
    const seenAt = way.indexOf(module);
    if (seenAt >= 0) return [...way.slice(seenAt), module];
    if (done.has(module)) return undefined;
    for (const next of imports.get(module) ?? []) {
      const circle = search(next, [...way, module]);
      if (circle) return circle;
    }
    done.add(module);
    return undefined;
  };
  for (const module of imports.keys()) {
    const circle = search(module, []);
    if (circle) return circle;
  }
  return undefined;
}

test("no module needs one that needs it at run time", () => {
  const modules = readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const imports = new Map(
    modules.map((file) => [file, importsOf(file, readFileSync(join(SOURCES, file), "utf8"))] as const),
  );
  expect(imports.get(join("internal", "unread.ts"))).toContain(join("internal", "topicIDs.ts"));
  expect(circleIn(imports)).toBeUndefined();
});

test("a circle is found by what is left of the imports at run time", () => {
  const topics = importsOf(
    "internal/topics.ts",
    'import { type Message, toLastMessage } from "./message"; import type { GroupList } from "./groupList";' +
      ' import { type Session } from "./session"; export { unreadCount } from "./unread"; import "./errors";',
  );
  expect(topics).toEqual(["internal/message.ts", "internal/unread.ts", "internal/errors.ts"]);
  const unread = ["internal/topics.ts"];
  const found = circleIn(
    new Map(Object.entries({ "internal/a.ts": unread, "internal/topics.ts": topics, "internal/unread.ts": unread })),
  );
  expect(found).toEqual(["internal/topics.ts", "internal/unread.ts", "internal/topics.ts"]);
});
