/**
 * A table of constants from the short form that `tables.js` gives it in the build. Each group has a prefix of names, the
 * form of its values (none: numbers), and the rest of each name with what stands for `*`: itself, with a capital, or what
 * follows `=`. Names are written like others in a script, which packs better: `join * freeAccess none=no;gender Type_* male`
 * is `{ JOIN_FREE_ACCESS: "FreeAccess", JOIN_NONE: "no", GENDER_MALE: "Type_Male" }`.
 */
export function tableOf(short: string): Record<string, string | number> {
  const table: Record<string, string | number> = {};
  for (const group of short.split(";")) {
    const [prefix = "", form, ...names] = group.split(" ");
    for (const name of names) {
      const [rest = "", part = withCapital(rest)] = name.split("=");
      const key = (prefix + withCapital(rest)).replace(/\B[A-Z]/g, "_$&").toUpperCase();
      table[key] = form ? form.replace("*", part) : Number(part);
    }
  }
  return table;
}

const withCapital = (name: string): string => name.replace(/./, (first) => first.toUpperCase());
