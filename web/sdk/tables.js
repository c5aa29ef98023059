// Tables of constants in short, as `src/internal/table.ts` reads them. Most values follow from their names: they are
// left out.

/** `FREE_ACCESS` → `FreeAccess`, and `freeAccess`, of which `tableOf` makes both. */
const derived = (name) => name.replace(/(\w)([^_]*)_?/g, (_, first, rest) => first + rest.toLowerCase());
const inScript = (name) => derived(name).replace(/./, (first) => first.toLowerCase());

/** The prefix of a name, and the form of its value, with which the value follows from as much of the name as possible. */
function ruleFor(key, value) {
  const words = key.split("_");
  for (let i = 0; i < words.length; i++) {
    const part = derived(words.slice(i).join("_"));
    const prefix = key.slice(0, key.length - words.slice(i).join("_").length);
    if (value.includes(part)) return { prefix, form: value.replace(part, "*") };
  }
  return undefined;
}

/** The part of a value that stands for `*`; undefined where it has not this form. */
function partOf(value, form) {
  const [before, after] = form.split("*");
  const fits = value.startsWith(before) && value.endsWith(after) && value.length >= before.length + after.length;
  return fits ? value.slice(before.length, value.length - after.length) : undefined;
}

/** @param table - numbers and texts without spaces and the signs `;`, `=` and `*`, by names like `JOIN_GROUP` */
export function inShort(table) {
  const groups = [];
  const open = (rule) => groups.push({ ...rule, names: [] });
  for (const [key, value] of Object.entries(table)) {
    const fits = () => {
      const { prefix, form } = groups.at(-1) ?? { prefix: "-" };
      return key.startsWith(prefix) && (typeof value === "number") === (form === "");
    };
    if (typeof value === "number") {
      if (!fits()) open({ prefix: key.slice(0, key.indexOf("_") + 1), form: "" });
      const { prefix, names } = groups.at(-1);
      names.push(`${inScript(key.slice(prefix.length))}=${value}`);
      continue;
    }
    const rule = ruleFor(key, value);
    const isDerived = () =>
      fits() && partOf(value, groups.at(-1).form) === derived(key.slice(groups.at(-1).prefix.length));
    if (!isDerived()) {
      if (rule) open(rule);
      else if (!fits() || partOf(value, groups.at(-1).form) === undefined) open({ prefix: "", form: "*" });
    }
    const { prefix, form, names } = groups.at(-1);
    const name = key.slice(prefix.length);
    const part = partOf(value, form);
    names.push(part === derived(name) ? inScript(name) : `${inScript(name)}=${part}`);
  }
  return groups.map(({ prefix, form, names }) => [inScript(prefix), form, ...names].join(" ")).join(";");
}
