import { onBeforeUnmount, ref, watch, type Ref } from "vue";
import { isLive, type ChatLine } from "../chat/conversation";
import type { Messenger } from "../chat/messenger";
import { isPageVisible } from "../now";

/** The server counts anew as often. */
const EVERY_MS = 10_000;

/** How many are in the live room on screen; `null` before that is known, and where it is none. */
export function useWatching(messenger: Messenger, chat: () => ChatLine): Readonly<Ref<number | null>> {
  const count = ref<number | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask(): Promise<void> {
    clearTimeout(timer);
    if (!isLive(chat()) || !chat().isIn || !isPageVisible.value) return;
    try {
      count.value = await messenger.liveRooms.count(chat().peerID);
    } catch {
      // What was known stays, until it is asked for again.
    }
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), EVERY_MS);
  }

  watch([() => chat().isIn, isPageVisible, messenger.connection], ask, { immediate: true });
  // Who comes and goes is told, too; in large rooms not every one.
  watch(
    () => chat().group?.memberCount,
    (memberCount) => (count.value = memberCount ?? null),
  );
  onBeforeUnmount(() => clearTimeout(timer));
  return count;
}
