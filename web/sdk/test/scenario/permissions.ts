import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const TYPES = ["Private", "Public", "ChatRoom", "AVChatRoom", "Community"] as const;

export type GroupType = (typeof TYPES)[number];

/** By its letter in the table. */
const ROLES = { O: "owner", A: "admin", M: "member", C: "custom", X: "outside" } as const;

export type Role = (typeof ROLES)[keyof typeof ROLES];

/** What people of one role may do in groups of one type, or not. */
export interface Cell {
  readonly type: GroupType;
  readonly role: Role;
  readonly may: boolean;
}

export interface Row {
  readonly what: string;
  /** Of each type those come first who may not, and thus change nothing. */
  readonly cells: readonly Cell[];
  /** Codes with which it is refused. */
  readonly refusals: readonly number[];
}

/** Whether somebody in a group of this type can be that. */
export function isIn(role: Role, type: GroupType): boolean {
  if (role === "admin") return type !== "Private" && type !== "AVChatRoom";
  if (role === "custom") return type === "Community";
  return role !== "outside";
}

/** `scenarios/permissions.txt`, but for what there is not. */
export function permissions(): Row[] {
  const file = fileURLToPath(new URL("../../../../scenarios/permissions.txt", import.meta.url));
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter((line) => line.includes("|") && !line.startsWith("#")).map(row);
}

function row(line: string): Row {
  const [what = "", ...columns] = line.split("|").map((column) => column.trim());
  const refusals = (columns.pop() ?? "").split(" ").map(Number);
  const cells = TYPES.flatMap((type, i) => cellsOf(type, columns[i] ?? "."));
  return { what, cells, refusals };
}

function cellsOf(type: GroupType, allowed: string): Cell[] {
  if (allowed === ".") return [];
  return Object.entries(ROLES)
    .filter(([, role]) => role === "outside" || isIn(role, type))
    .map(([letter, role]) => ({ type, role, may: allowed.includes(letter) }))
    .sort((a, b) => Number(a.may) - Number(b.may));
}
