/** A table of constants in short. */
export function inShort(table: Readonly<Record<string, string | number>>): string;
