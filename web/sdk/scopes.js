// Variables of a script: where each stands, and which names it may not take.
import { parse } from "acorn";

/**
 * @typedef {object} Variable
 * @property {string} name
 * @property {number[]} places - where it stands in the code, in order
 * @property {Set<Variable>} rivals - those that need another name: of the same scope, or seen from where this one would hide them
 * @property {Set<string>} taken - names of what is global and used in its scope
 * @property {boolean} isFixed - whether it also names a property, as in `{ name }`
 */

class Scope {
  variables = new Map();
  /** What is used within and declared further out; what is declared nowhere, by name. */
  outer = new Set();
  globals = new Set();

  /** @param ofFunction - whether a `var` ends up here */
  constructor(parent, ofFunction) {
    this.parent = parent;
    this.function = ofFunction ? this : parent.function;
  }

  declare({ name }) {
    if (!this.variables.has(name))
      this.variables.set(name, { name, places: [], rivals: new Set(), taken: this.globals, isFixed: false });
  }

  use({ name, start }, isFixed) {
    const passed = [];
    let scope = this;
    for (; scope && !scope.variables.has(name); scope = scope.parent) passed.push(scope);
    const variable = scope?.variables.get(name);
    variable?.places.push(start);
    if (isFixed && variable) variable.isFixed = true;
    for (const it of passed) {
      if (variable) it.outer.add(variable);
      else it.globals.add(name);
    }
  }
}

const isNode = (value) => typeof value?.type === "string";

function* childrenOf(node) {
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) yield* value.filter(isNode);
    else if (isNode(value)) yield value;
  }
}

/** The names that a pattern declares. */
function* declaredBy(pattern) {
  if (!pattern) return;
  if (pattern.type === "Identifier") yield pattern;
  else if (pattern.type === "ObjectPattern") for (const it of pattern.properties) yield* declaredBy(it.value ?? it);
  else if (pattern.type === "ArrayPattern") for (const it of pattern.elements) yield* declaredBy(it);
  else yield* declaredBy(pattern.left ?? pattern.argument);
}

const isFunction = ({ type }) => /^(Function|Arrow)/.test(type);
/** A function's parameters and its body share a scope here, so do the head and the body of a loop. */
const OPENS_SCOPE = /^(Function|Arrow|Block|For|Switch|Catch|StaticBlock|ClassExpression)/;

/**
 * The variables of a module. Labels, and code that reaches variables by a text, are not expected.
 *
 * @returns {Variable[]}
 */
export function variablesOf(code) {
  const program = parse(code, { ecmaVersion: 2022, sourceType: "module" });
  const scopes = [new Scope(undefined, true)];
  const scopeOf = new Map();

  function declareAll(node, outer) {
    let scope = outer;
    if (/^(Function|Class)Declaration$/.test(node.type)) outer.declare(node.id);
    if (OPENS_SCOPE.test(node.type)) {
      scopes.push((scope = new Scope(outer, isFunction(node))));
      scopeOf.set(node, scope);
      if (node.id && node.type.endsWith("Expression")) scope.declare(node.id);
      for (const it of [...(node.params ?? []), node.param]) for (const name of declaredBy(it)) scope.declare(name);
    }
    if (node.type === "VariableDeclaration") {
      const target = node.kind === "var" ? scope.function : scope;
      for (const { id } of node.declarations) for (const name of declaredBy(id)) target.declare(name);
    }
    // braces of a function or a `catch` are not a scope of their own
    for (const it of childrenOf(node)) {
      if (it === node.body && it.type === "BlockStatement" && scope !== outer && !node.type.startsWith("For")) {
        for (const statement of it.body) declareAll(statement, scope);
      } else declareAll(it, scope);
    }
  }

  function useAll(node, outer, isFixed = false) {
    const scope = scopeOf.get(node) ?? outer;
    if (node.type === "Identifier") return scope.use(node, isFixed);
    for (const it of childrenOf(node)) {
      const isProperty = (it === node.key || it === node.property) && !node.computed;
      const isExported = node.type === "ExportSpecifier" && it === node.exported;
      if (isProperty || isExported) continue;
      useAll(it, it === node.id && node.type === "FunctionDeclaration" ? outer : scope, node.shorthand || isFixed);
    }
  }

  for (const it of program.body) declareAll(it, scopes[0]);
  for (const it of program.body) useAll(it, scopes[0]);
  for (const { variables, outer } of scopes) {
    for (const variable of variables.values()) {
      for (const rival of [...variables.values(), ...outer]) {
        if (rival === variable) continue;
        variable.rivals.add(rival);
        rival.rivals.add(variable);
      }
    }
  }
  const all = scopes.flatMap(({ variables }) => [...variables.values()]);
  for (const { places } of all) places.sort((a, b) => a - b);
  return all;
}
