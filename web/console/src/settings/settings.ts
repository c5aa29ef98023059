import { ask } from "../api/session";

/** Any value that JSON has. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** How a setting is edited; what a kind does not have is absent. */
export interface Form {
  readonly Kind: "switch" | "number" | "choice" | "several" | "text" | "secret" | "list" | "object";
  readonly Min?: number;
  readonly Max?: number;
  /** Whether 0 may be given although it is below `Min`. */
  readonly IsZeroToo?: boolean;
  readonly Options?: readonly string[];
  /** Characters, or elements. */
  readonly Most?: number;
}

export interface Setting {
  readonly Key: string;
  readonly Area: string;
  readonly Form: Form;
  readonly Meaning: string;
  readonly Range: string;
  readonly Default: Json;
  readonly Value: Json;
}

/** Every setting that the server has, as it is now. */
export async function loadSettings(): Promise<readonly Setting[]> {
  return (await ask<{ readonly Settings: readonly Setting[] }>("console/describe_settings")).Settings;
}

/**
 * Changes all of these or, if one is refused, none; `null` returns a setting to its default.
 *
 * @throws Refusal whose words name the setting
 */
export async function saveSettings(values: Readonly<Record<string, Json>>): Promise<void> {
  await ask("settings/set", { Settings: values });
}

/** The setting that a refusal is about, if it names one of these. */
export function refusedKey(message: string, keys: Iterable<string>): string | null {
  const named = /^setting (\S+) is /u.exec(message)?.[1];
  return [...keys].find((key) => key === named) ?? null;
}
