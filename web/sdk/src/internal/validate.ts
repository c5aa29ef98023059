import type { Logger } from "./logger";

/** Says what is wrong with a parameter, then throws (`general#3`). */
export type Validate = (
  holds: boolean,
  method: string,
  parameter: string,
  expected: string,
  value: unknown,
) => asserts holds;

/** The check that every method makes of its parameters before it does anything. */
export function createValidate(log: Logger): Validate {
  return (holds, method, parameter, expected, value) => {
    if (holds) return;
    log.error(`${method}: ${parameter} is ${describe(value)}, expected ${expected}`);
    throw new Error("Params validate failed.");
  };
}

function describe(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value.slice(0, 64)) : value === null ? "null" : typeof value;
}

/** A string with at least one character. */
export const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const isTextList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((element) => isText(element));

/** Absent, or a number above 0. */
export const isCountOrAbsent = (value: unknown): boolean =>
  value === undefined || (typeof value === "number" && value > 0);
