import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { format } from "prettier";
import { until } from "./person";

/** JSON; `scenarios/README.md` says what is left out of it, and which form it has. */
type Plain = string | number | boolean | null | Plain[] | { [key: string]: Plain };

const isNew = process.env["PARLEY_RECORD"] === "1";
/** How long late events are waited for, when recorded anew. */
const SETTLING_MS = 1000;
/** A number so close to now is a time: more than a day, as what is said of tonight ends in the morning. */
const NEAR_S = 2 * 86_400;

const RANDOM_NUMBERS = ["random", "clientSequence", "messageRandom"];
/** Other names of `memberCount` and `maxMemberCount`, for apps of old. */
const TWINS = ["memberNum", "maxMemberNum"];
/** Codes of failures that each SDK finds by itself, and words in its own way. */
const OWN_WORDS = [2024, 2108, 2251, 2252, 2401, 3001, 3005];
/** Where a file here is shown from before it is uploaded: not every SDK can. */
const HERE = /^(?:blob|file):/;
const LEFT_OUT = new Set([...RANDOM_NUMBERS, ...TWINS]);

/** Fields with what only the server can read, and with what it calls files. */
const FILES = ["uuid", "instanceID", "videoUUID", "thumbUUID"];
const KEYS = new Set(["cursor", "downloadKey", "messageKey", "authentication", ...FILES]);
/** What servers and SDKs make up, also within texts. */
const MADE_UP =
  /(?<address>\bhttps?:[^\s"]+)|(?<uuid>[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})|(?<message>\b\d+-\d{10}-\d+)|(?<group>@TGS#_?\w{12})|(?<topic>@TOPIC#_\w+)/g;

/**
 * Events that come or stay away by chance: a message may be read or revoked before it is counted, and who has just
 * become a friend may have signed in a moment ago.
 */
const BY_CHANCE = new Set(["TOTAL_UNREAD_MESSAGE_COUNT_UPDATED", "USER_STATUS_UPDATED"]);

/** All that a scenario gives. */
export class Recording {
  readonly #steps: Record<string, Plain> = {};
  readonly #heard: Record<string, Set<string>> = {};

  /** @param names - what the users are called in the scenario, by their userID */
  constructor(readonly names: ReadonlyMap<string, string>) {}

  step(name: string, given: Plain): void {
    const number = Object.keys(this.#steps).length + 1;
    this.#steps[`${String(number).padStart(2, "0")} ${name}`] = given;
  }

  event(who: string, name: string): void {
    if (!BY_CHANCE.has(name)) (this.#heard[who] ??= new Set()).add(name);
  }

  get whole(): Plain {
    const heard = Object.entries(this.#heard).map(([who, names]) => [who, [...names].sort()]);
    return new Naming(this.names).named({ heard: plain(Object.fromEntries(heard)), steps: this.#steps });
  }
}

/** What an object says now: it may change later. */
export function plain(value: unknown): Plain {
  if (Array.isArray(value)) return value.length ? value.map(plain) : null;
  if (typeof value === "string" && HERE.test(value)) return null;
  if (typeof value !== "object" || value === null) return value ? (value as Plain) : null;
  const fields = Object.entries(value)
    .filter(
      ([key, field]) =>
        !key.startsWith("_") && !LEFT_OUT.has(key) && !isByChance(key, value) && typeof field !== "function",
    )
    .map(([key, field]) => [key, plain(field)] as const)
    .filter(([, field]) => field !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return fields.length ? Object.fromEntries(fields) : null;
}

/** What a group says of its conversation may come later than the group. */
function isByChance(key: string, object: object): boolean {
  if (key === "lastMessage") return "maxMemberCount" in object;
  if (key === "readedSequence") return "role" in object;
  return key === "message" && "code" in object && OWN_WORDS.includes(Number(object.code));
}

/** Replaces what each run makes up by what it is, with a number in the order of appearance. */
class Naming {
  readonly #names: ReadonlyMap<string, string>;
  readonly #known = new Map<string, string>();
  readonly #counts = new Map<string, number>();

  constructor(names: ReadonlyMap<string, string>) {
    this.#names = names;
  }

  named(value: Plain, key = ""): Plain {
    if (Array.isArray(value)) return value.map((it) => this.named(it));
    if (typeof value === "object" && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, this.named(field, name)]));
    }
    if (typeof value === "number") return timeOf(value) ?? value;
    if (typeof value !== "string") return value;
    if (KEYS.has(key)) return this.#numbered(key, value);
    const json = parsed(value);
    return json === undefined ? this.#text(value) : this.named(plain(json));
  }

  #text(text: string): string {
    const withNames = [...this.#names].reduce((it, [userID, name]) => it.replaceAll(userID, `{${name}}`), text);
    return withNames.replace(MADE_UP, (found, ...rest) => {
      const [kind = ""] = Object.entries(rest.at(-1) as object).find(([, group]) => group !== undefined) ?? [];
      return this.#numbered(kind, found);
    });
  }

  #numbered(kind: string, text: string): string {
    const known = this.#known.get(text);
    if (known !== undefined) return known;
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    this.#known.set(text, `<${kind} ${count}>`);
    return `<${kind} ${count}>`;
  }
}

/** What a text says that is a JSON object. */
function parsed(text: string): unknown {
  if (!text.startsWith("{")) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What of these days a number tells. */
function timeOf(number: number): string | undefined {
  const isNear = (seconds: number): boolean => Math.abs(seconds - Date.now() / 1000) < NEAR_S;
  return isNear(number) ? "<seconds>" : isNear(number / 1000) ? "<milliseconds>" : undefined;
}

/** The recordings of a file of scenarios. */
export class Recordings {
  readonly #path: string;
  readonly #recorded: Record<string, Plain>;

  constructor(area: string) {
    this.#path = fileURLToPath(new URL(`../../../../scenarios/recorded/${area}`, import.meta.url));
    this.#recorded = existsSync(this.#path)
      ? (JSON.parse(readFileSync(this.#path, "utf8")) as Record<string, Plain>)
      : {};
  }

  get titles(): string[] {
    return Object.keys(this.#recorded);
  }

  /** Fails where a scenario gives something else than what is recorded; events may still be on their way. */
  async check(title: string, recording: Recording): Promise<void> {
    if (isNew) {
      await new Promise((resolve) => setTimeout(resolve, SETTLING_MS));
      this.#recorded[title] = recording.whole;
      return;
    }
    const recorded = this.#recorded[title] ?? null;
    await until(
      () => isDeepStrictEqual(recording.whole, recorded),
      () => `${title}: as recorded; ${String(difference(recording.whole, recorded, ""))}`,
    );
  }

  /** Keeps what was recorded anew, of the scenarios that there are. */
  async save(titles: readonly string[]): Promise<void> {
    if (!isNew) return;
    const kept = Object.fromEntries(titles.map((title) => [title, this.#recorded[title] ?? null]));
    writeFileSync(this.#path, await format(JSON.stringify(kept), { parser: "json", printWidth: 120 }));
  }
}

/** The first place where two values differ, and how. */
function difference(actual: Plain, expected: Plain, path: string): string | undefined {
  if (isDeepStrictEqual(actual, expected)) return undefined;
  if (typeof actual === "object" && typeof expected === "object" && actual && expected) {
    const [a, b] = [actual, expected] as [Record<string, Plain>, Record<string, Plain>];
    for (const key of [...new Set([...Object.keys(a), ...Object.keys(b)])].sort()) {
      const found = difference(a[key] ?? null, b[key] ?? null, `${path}/${key}`);
      if (found !== undefined) return found;
    }
  }
  return `${path} is ${JSON.stringify(actual)}, recorded is ${JSON.stringify(expected)}`;
}
