import { expect, test } from "vitest";
import { EVENT, TYPES } from "../../src/generated/protocol";
import { tableOf } from "../../src/internal/table";
import { inShort } from "../../tables.js";

test("tables of constants have a short form", () => {
  const table = { JOIN_FREE_ACCESS: "FreeAccess", JOIN_NONE: "no", GENDER_MALE: "Type_Male", ROLE: 2 };
  expect(tableOf("join * freeAccess none=no;gender Type_* male;  role=2")).toEqual(table);
  expect(tableOf(inShort(table))).toEqual(table);
});

test.each([TYPES, EVENT])("the tables that apps import are the same in short", (table) => {
  const short = tableOf(inShort(table));
  expect(short).toEqual(table);
  expect(Object.keys(short)).toEqual(Object.keys(table));
});
