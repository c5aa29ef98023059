import { wordsFor } from "../chat/communityWords";
import { isLive, type ChatLine } from "../chat/conversation";
import { noticeWords } from "../chat/groupWords";
import type { Messenger } from "../chat/messenger";
import type { Dictionary } from "../i18n";

/** Why nobody can write in a chat, where it is not that they were muted. */
export function closedWords(chat: ChatLine, messenger: Messenger, t: Dictionary): string {
  const { kind, topic, group, peerID } = chat;
  const { communities, liveRooms, reader } = messenger;
  if (kind === "system") return t.group.noAnswers;
  if (isLive(chat)) {
    const ending = liveRooms.endings.value.get(peerID);
    return ending ? noticeWords(ending, reader, t) : t.live.left;
  }
  if (!topic) return wordsFor(group, t).group.gone;
  return communities.joined.value.has(group?.groupID ?? "") ? t.topics.gone : t.topics.left;
}
