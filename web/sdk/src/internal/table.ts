/**
 * A table of constants from the short form that `tables.js` gives it in the build. Each group has a prefix of names, the
 * form of its values (none: numbers), and the rest of each name with what stands for `*`: itself, in other letters, or
 * what follows `=`. `JOIN_ * FREE_ACCESS NONE=no;GENDER_ Type_* MALE` is
 * `{ JOIN_FREE_ACCESS: "FreeAccess", JOIN_NONE: "no", GENDER_MALE: "Type_Male" }`.
 */
export function tableOf(short: string): Record<string, string | number> {
  const table: Record<string, string | number> = {};
  for (const group of short.split(";")) {
    const [prefix = "", form, ...names] = group.split(" ");
    for (const name of names) {
      const [rest = "", part = inWords(rest)] = name.split("=");
      table[prefix + rest] = form ? form.replace("*", part) : Number(part);
    }
  }
  return table;
}

const inWords = (name: string): string =>
  name.replace(/(\w)([^_]*)_?/g, (_, first: string, rest: string) => first + rest.toLowerCase());
