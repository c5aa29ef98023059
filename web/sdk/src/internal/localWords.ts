import { ErrorCode, TYPES } from "../generated/protocol";
import { ChatError } from "./errors";
import type { Operation } from "./requests";

/** A word that users may not write, as the setting `moderation.localWords` has it. */
interface Word {
  readonly text: string;
  readonly stem: string;
  /** Whether it may be the end of a longer word, or the beginning of one. */
  readonly isOpenBefore: boolean;
  readonly isOpenBehind: boolean;
}

type Json = Readonly<Record<string, unknown>>;

/** What of each operation others read. */
const FIELDS: Readonly<Partial<Record<Operation, readonly string[]>>> = {
  "profile.update": ["nick", "selfSignature"],
  "presence.set": ["customStatus"],
  "friend.add": ["wording"],
  "group.create": ["name", "introduction", "notification"],
  "group.update": ["name", "introduction", "notification"],
  "group.join": ["applyMessage"],
  "group.updateMember": ["nameCard"],
  "topic.create": ["topicName", "introduction", "notification"],
  "topic.update": ["topicName", "introduction", "notification"],
};

/** What of each kind of message people read. */
const PAYLOAD_FIELDS: Readonly<Record<string, readonly string[]>> = {
  [TYPES.MSG_TEXT]: ["text"],
  [TYPES.MSG_CUSTOM]: ["data", "description"],
  [TYPES.MSG_LOCATION]: ["description"],
  [TYPES.MSG_FILE]: ["fileName"],
  [TYPES.MSG_MERGER]: ["title", "compatibleText"],
};

/** Letters and digits of alphabets that set words apart. */
const APART = /^(?:\p{Nd}|(?=\p{L})[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])$/u;

/** Without differences of case, width and the way accents are put together, and without invisible characters. */
export function fold(text: string): string {
  const small = Array.from(text.replace(/\p{Cf}/gu, "").normalize("NFKC"), (character) =>
    single(
      single(character, (one) => one.toUpperCase()),
      (one) => one.toLowerCase(),
    ),
  );
  return small.join("").normalize("NFC");
}

/** What becomes of one character, unless that is several. */
function single(character: string, change: (character: string) => string): string {
  const changed = change(character);
  return Array.from(changed).length === 1 ? changed : character;
}

function parse(text: string): Word {
  const inner = text.trim();
  return {
    text: inner,
    stem: fold(inner.replace(/^\*+|\*+$/gu, "")),
    isOpenBefore: inner.startsWith("*"),
    isOpenBehind: inner.endsWith("*"),
  };
}

/** Whether there is no boundary of words before this index. */
function goesOn(text: string, index: number): boolean {
  const before = Array.from(text.slice(Math.max(0, index - 2), index)).pop();
  const behind = text.codePointAt(index);
  return before !== undefined && behind !== undefined && APART.test(before) && APART.test(String.fromCodePoint(behind));
}

function isIn({ stem, isOpenBefore, isOpenBehind }: Word, folded: string): boolean {
  for (let at = folded.indexOf(stem); at >= 0; at = folded.indexOf(stem, at + 1)) {
    if ((isOpenBefore || !goesOn(folded, at)) && (isOpenBehind || !goesOn(folded, at + stem.length))) return true;
  }
  return false;
}

const isJson = (value: unknown): value is Json => typeof value === "object" && value !== null;
const items = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const texts = (json: Json, fields: readonly string[]): unknown[] => fields.map((field) => json[field]);

function readable(type: unknown, payload: unknown): unknown[] {
  if (!isJson(payload) || typeof type !== "string") return [];
  const own = texts(payload, PAYLOAD_FIELDS[type] ?? []);
  if (type !== TYPES.MSG_MERGER) return own;
  return [...own, ...items(payload["abstractList"]), ...inside(payload["messageList"])];
}

/** What people read of messages inside a merged one. */
function inside(messageList: unknown): unknown[] {
  return items(messageList)
    .flatMap((message) => (isJson(message) ? items(message["messageBody"]) : []))
    .flatMap((element) => (isJson(element) ? readable(element["type"], element["payload"]) : []));
}

/** What a user writes by this operation for others to read. */
function written(operation: Operation, body: Json): readonly string[] {
  const isMessage = operation === "message.send" || operation === "message.modify";
  const all = isMessage
    ? readable(body["type"], body["payload"])
    : [
        ...texts(body, FIELDS[operation] ?? []),
        ...(operation === "message.storeMerger" ? inside(body["messageList"]) : []),
      ];
  return all.filter((text): text is string => typeof text === "string" && text !== "");
}

/** Finds out what users may not write. */
export interface LocalWords {
  /** Throws 3123 if what is to be asked has one of these words. */
  readonly check: (operation: Operation, body: object, words: readonly string[]) => void;
}

export function createLocalWords(): LocalWords {
  let source: readonly string[] = [];
  let parsed: readonly Word[] = [];
  return {
    check(operation, body, words) {
      if (words !== source) {
        source = words;
        parsed = words.map(parse).filter(({ stem }) => stem.trim() !== "");
      }
      if (!parsed.length) return;
      for (const text of written(operation, body as Json)) {
        const folded = fold(text);
        const found = parsed.find((word) => isIn(word, folded));
        if (found) {
          throw new ChatError(ErrorCode.PROFANITY_FOUND, `the text contains "${found.text}", which is not allowed`);
        }
      }
    },
  };
}
