import TencentCloudChat from "@parley-im/chat";
import { en } from "../i18n/en";
import { zh } from "../i18n/zh";
import { highlight, type Mark } from "../text/highlight";

/** What stands in a message's `atUserList` for all members. */
export const EVERYBODY: string = TencentCloudChat.TYPES.MSG_AT_ALL;

/** Names may have spaces, but nobody types more than this to find one. */
const MAX_QUERY = 30;

/** An @ that is being written: where it stands, and what follows it up to the cursor. */
export interface Typed {
  readonly start: number;
  readonly query: string;
}

/** The @ that the cursor is behind; `null` where nobody is being called. An address (ann@example.org) calls nobody. */
export function typedAt(text: string, cursor: number): Typed | null {
  const before = text.slice(0, cursor);
  const start = before.lastIndexOf("@");
  const query = before.slice(start + 1);
  if (start < 0 || query.length > MAX_QUERY || query.includes("\n") || query.startsWith(" ")) return null;
  return /[\w.+-]$/u.test(before.slice(0, start)) ? null : { start, query };
}

/** Whose names were put into a text and are still in it. */
export function calledIn(text: string, picked: ReadonlyMap<string, string>): string[] {
  const userIDs = [...picked].filter(([name]) => text.includes(`@${name}`)).map(([, userID]) => userID);
  return [...new Set(userIDs)];
}

/** What may stand for somebody who is called, after the @. */
export function namesOf(userID: string, nameOf: (userID: string) => string): readonly string[] {
  if (userID !== EVERYBODY) return [nameOf(userID), userID];
  return [en.mention.everybody, zh.mention.everybody];
}

/** Marks the names in a text that calls somebody; where none is known, whatever follows an @. */
export function markNames(text: string, names: readonly string[]): Mark[] {
  if (names.length === 0) return [{ text, isHit: false }];
  const marks = highlight(
    text,
    names.map((name) => `@${name}`),
  );
  return marks.some(({ isHit }) => isHit) ? marks : highlight(text, text.match(/(?<![\w.+-])@[^\s@]+/gu) ?? []);
}
