// Which names of properties may not become shorter: those that others know too, as the compiler sees them. All others are
// the SDK's own, and `build.js` gives them short names in what it minifies.
import { readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const here = fileURLToPath(new URL(".", import.meta.url));
const source = `${here}src/`;

/** Where the SDK meets apps, the server and what a platform brings: whatever is declared there. */
const SHARED =
  /^(api\/|generated\/|core\.ts|internal\/(platforms\/|(frames|define|mediaFile|mediaUpload|mediaSnapshot)\.ts))/;
const isShared = (file) => !file.startsWith(source) || SHARED.test(file.slice(source.length));

/** The language's own, which no declaration names. */
const LANGUAGE = ["constructor", "prototype"];

/** Names of properties that others know: declared outside of `src/internal`, or reached by a text. */
export async function sharedNames() {
  const { config } = ts.readConfigFile(`${here}tsconfig.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, here);
  const files = (await readdir(source, { recursive: true })).filter((name) => name.endsWith(".ts"));
  const program = ts.createProgram(
    files.map((name) => source + name),
    options,
  );
  const checker = program.getTypeChecker();
  const names = new Set(LANGUAGE);

  /** A use of a property; one without a declaration comes from a type that is made of names. */
  function use(name, symbol) {
    const declared = symbol?.declarations ?? [];
    if (!declared.length || declared.some((it) => isShared(it.getSourceFile().fileName))) names.add(name);
  }

  /** A text tells which property is meant: any of them. What the platform declares keeps its names anyway. */
  function keepAll(type) {
    for (const { name, declarations = [] } of type.getProperties()) {
      if (declarations.every((it) => it.getSourceFile().fileName.startsWith(source))) names.add(name);
    }
  }

  function visitLiteral(node) {
    const expected = checker.getContextualType(node);
    const types = expected?.isUnion() ? expected.types : expected ? [expected] : [];
    for (const { name } of node.properties) {
      if (!name || !ts.isIdentifier(name)) continue;
      use(name.text, checker.getSymbolAtLocation(name));
      for (const type of types) {
        const property = checker.getPropertyOfType(type, name.text);
        if (property) use(name.text, property);
        else if (checker.getIndexInfosOfType(type).length) names.add(name.text);
      }
    }
  }

  function visit(node) {
    if (ts.isPropertyAccessExpression(node)) use(node.name.text, checker.getSymbolAtLocation(node.name));
    else if (ts.isObjectLiteralExpression(node)) visitLiteral(node);
    else if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent) && !node.dotDotDotToken) {
      const name = (node.propertyName ?? node.name).text;
      use(name, checker.getPropertyOfType(checker.getTypeAtLocation(node.parent), name));
    } else if (ts.isElementAccessExpression(node)) keepAll(checker.getTypeAtLocation(node.expression));
    else if (ts.isForInStatement(node)) keepAll(checker.getTypeAtLocation(node.expression));
    else if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.InKeyword)
      keepAll(checker.getTypeAtLocation(node.right));
    else if (ts.isCallExpression(node) && /^Object\.(keys|entries)$/.test(node.expression.getText()))
      keepAll(checker.getTypeAtLocation(node.arguments[0]));
    ts.forEachChild(node, visit);
  }

  /** What is declared where others look. */
  function visitShared(node) {
    if ((ts.isTypeElement(node) || ts.isClassElement(node) || ts.isObjectLiteralElement(node)) && node.name)
      names.add(node.name.text);
    ts.forEachChild(node, visitShared);
  }

  for (const file of program.getSourceFiles()) {
    if (!file.fileName.startsWith(source)) continue;
    visit(file);
    if (isShared(file.fileName)) visitShared(file);
  }
  return [...names].filter((name) => name !== undefined);
}
