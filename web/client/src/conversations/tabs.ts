import type { ChatLine } from "../chat/conversation";
import type { Dictionary } from "../i18n";

/** A part of the list of chats. */
export interface Tab {
  /** `all`, `folded`, or a slash and the name of a tab that its owner made. */
  readonly id: string;
  readonly label: string;
  /** Of the chats in it that are not quiet. */
  readonly unread: number;
  readonly isMine: boolean;
}

/** What is in a tab. Chats that were put aside are in no other one. */
export function chatsIn(id: string, chats: readonly ChatLine[]): readonly ChatLine[] {
  if (id === "folded") return chats.filter(({ isFolded }) => isFolded);
  const shown = chats.filter(({ isFolded }) => !isFolded);
  return id === "all" ? shown : shown.filter(({ tabs }) => tabs.includes(id.slice(1)));
}

/** The tabs above the list; none where all chats are in one. */
export function tabsOf(chats: readonly ChatLine[], names: readonly string[], { arrange }: Dictionary): Tab[] {
  const hasFolded = chats.some(({ isFolded }) => isFolded);
  if (names.length === 0 && !hasFolded) return [];
  const tab = (id: string, label: string, isMine = false): Tab => ({
    id,
    label,
    isMine,
    unread: chatsIn(id, chats).reduce((sum, { unread, isQuiet }) => sum + (isQuiet ? 0 : unread), 0),
  });
  return [
    tab("all", arrange.all),
    ...names.map((name) => tab(`/${name}`, name, true)),
    ...(hasFolded ? [tab("folded", arrange.folded)] : []),
  ];
}
