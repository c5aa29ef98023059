import { computed, onMounted, watch, type Ref, type ShallowUnwrapRef } from "vue";
import { muteOf } from "../chat/arrangement";
import type { ChatLine } from "../chat/conversation";
import type { Messenger } from "../chat/messenger";
import type { Timeline } from "../chat/timeline";
import { isPageVisible, now } from "../now";
import type { MessageListHandle } from "./useTimelineScroll";

/** So often a page that stays open reads the addresses of its files anew. */
const RENEW_MS = 3_600_000;

/** What comes of somebody looking at a chat: it counts as read, and what is not brought by itself is fetched. */
export function useReading(
  messenger: Messenger,
  chat: () => ChatLine,
  timeline: Timeline,
  list: Readonly<Ref<ShallowUnwrapRef<MessageListHandle> | null>>,
): void {
  const { arrangement, connection } = messenger;

  // What is on screen counts as read.
  const isSeen = computed(() => isPageVisible.value && (list.value?.isAtBottom ?? false));
  watch(
    [isSeen, () => chat().unread, connection],
    ([seen, unread, state]) => {
      // A failed attempt is made again with the next message or the next connection.
      if (seen && unread > 0 && state === "connected") messenger.markRead(chat().id).catch(() => undefined);
    },
    { immediate: true },
  );

  // Who opens a chat that was left as unread has seen it.
  onMounted(() => {
    if (chat().isMarkedUnread) arrangement.markUnread(chat(), false).catch(() => undefined);
  });

  // What is kept back from me comes when I look: anew as I open the chat, and then as it is said.
  const isKeptBack = (): boolean => {
    const { topic } = chat();
    return topic !== null && muteOf(topic.selfInfo.messageRemindType) === "calls";
  };
  if (isKeptBack()) timeline.clear();
  watch(
    () => chat().topic?.lastMessage.lastSequence,
    () => {
      if (isKeptBack()) timeline.catchUp().catch(() => undefined); // tried again with the next message
    },
  );

  watch(connection, (state) => {
    if (state === "connected" && timeline.hasFailed.value) list.value?.retry();
  });

  // Addresses of files end after a week or two, and the SDK renews those in its messages a day before.
  onMounted(() => timeline.renew());
  watch([() => Math.floor(now.value / RENEW_MS), connection], () => timeline.renew());
}
