import type { ChatLine } from "../chat/conversation";
import type { Messenger } from "../chat/messenger";
import type { Dictionary } from "../i18n";

/** Why nobody can write in a chat, where it is not that they were muted. */
export function closedWords({ kind, topic, group }: ChatLine, { communities }: Messenger, t: Dictionary): string {
  if (kind === "system") return t.group.noAnswers;
  if (!topic) return t.group.gone;
  return communities.joined.value.has(group?.groupID ?? "") ? t.topics.gone : t.topics.left;
}
