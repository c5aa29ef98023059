import { expect, test } from "vitest";
import { addressOf, PAGES, readRoute } from "../../src/route";

test("an address says where one is, whatever the ID has in it", () => {
  for (const id of ["alice", "@TGS#1A/b", "a b%c", "名"]) {
    expect(readRoute(addressOf(PAGES[0], id))).toEqual({ page: PAGES[0], id });
  }
  expect(readRoute("#/settings")).toEqual({ page: "settings", id: null });
});

test("any other address is the first page", () => {
  for (const other of ["", "#", "#/", "#/nowhere", "#settings", "#app=1&sig=x"]) {
    expect(readRoute(other)).toEqual({ page: PAGES[0], id: null });
  }
  expect(readRoute("#/settings/%")).toEqual({ page: "settings", id: null });
});
