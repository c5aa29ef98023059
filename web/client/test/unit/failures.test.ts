import { describe, expect, test } from "vitest";
import { explain } from "../../src/chat/failures";
import { en } from "../../src/i18n/en";

const failure = (code: number, message: string): Error => Object.assign(new Error(message), { code });

describe("why a call failed", () => {
  test.each([120001, 130000, 10100, 10200, 38000, 39000])("is said by the app's back end: %d", (code) =>
    expect(explain(failure(code, "Pay first."), en)).toBe("Pay first."),
  );

  test.each([120000, 130001, 10099, 10201, 37999, 39001])("is a number where nobody knows more: %d", (code) =>
    expect(explain(failure(code, "some words of a server"), en)).toBe(en.errors.other(code)),
  );

  test("is said by the page where it knows the code, or the back end says nothing", () => {
    expect(explain(failure(10016, "of the server"), en)).toBe(en.errors.groupRefused);
    expect(explain(failure(120042, ""), en)).toBe(en.errors.other(120042));
    expect(explain("no error at all", en)).toBe(en.errors.other(0));
  });
});
