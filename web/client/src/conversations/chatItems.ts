import type { Arrangement } from "../chat/arrangement";
import type { ChatLine } from "../chat/conversation";
import type { Dictionary } from "../i18n";
import type { MenuItem } from "../ui/menu";

/** What can be done with a chat in the list, apart from opening and deleting it. */
export function arrangeItems(
  chat: ChatLine,
  arrangement: Arrangement,
  { arrange: words }: Dictionary,
  attempt: (act: () => Promise<void>) => void,
  chooseTabs: () => void,
): MenuItem[] {
  const isUnread = chat.unread > 0 || chat.isMarkedUnread;
  const item = (icon: MenuItem["icon"], label: string, act: () => Promise<void>): MenuItem => ({
    icon,
    label,
    run: () => attempt(act),
  });
  return [
    item("tack", chat.isPinned ? words.unpin : words.pin, () => arrangement.pin(chat, !chat.isPinned)),
    ...(isUnread ? [] : [item("unread", words.markUnread, () => arrangement.markUnread(chat, true))]),
    ...(chat.kind === "system"
      ? []
      : [
          item(chat.isQuiet ? "bell" : "bellOff", chat.isQuiet ? words.unquiet : words.quiet, () =>
            arrangement.setQuiet(chat, !chat.isQuiet),
          ),
          item("fold", chat.isFolded ? words.unfold : words.fold, () => arrangement.fold(chat, !chat.isFolded)),
          ...(arrangement.hasTabs.value ? [{ icon: "select" as const, label: words.intoTab, run: chooseTabs }] : []),
        ]),
  ];
}
