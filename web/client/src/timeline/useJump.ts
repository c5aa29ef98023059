import { ref, watch, type Ref, type ShallowRef, type ShallowUnwrapRef } from "vue";
import type { Messenger } from "../chat/messenger";
import { codeOf, describe, isNetworkFailure } from "../chat/failures";
import { t } from "../i18n";
import { toast } from "../ui/toasts";
import type { MessageListHandle } from "./useTimelineScroll";

/** How long a message stays lit after a jump to it. */
const LIT_MS = 2_200;

/** Going to a message, from a quote of it or from the search, however old it is. */
export function useJump(
  messenger: Messenger,
  conversationID: string,
  list: Readonly<ShallowRef<ShallowUnwrapRef<MessageListHandle> | null>>,
): { readonly jump: (messageID: string) => Promise<void>; readonly highlighted: Readonly<Ref<string | null>> } {
  const highlighted = ref<string | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function jump(messageID: string): Promise<void> {
    try {
      const isThere = (await list.value?.reveal(messageID)) ?? false;
      if (!isThere) {
        toast(t.value.actions.gone);
        return;
      }
    } catch (error) {
      const code = codeOf(error);
      toast(isNetworkFailure(code) ? describe(code, t.value) : t.value.actions.gone, true);
      return;
    }
    highlighted.value = messageID;
    clearTimeout(timer);
    timer = setTimeout(() => (highlighted.value = null), LIT_MS);
  }

  // The search names a message before the chat that it is in is on screen.
  watch(
    [messenger.target, list],
    ([target, handle]) => {
      if (target?.conversationID !== conversationID || !handle) return;
      messenger.target.value = null;
      void jump(target.ID);
    },
    { immediate: true, flush: "post" },
  );

  return { jump, highlighted };
}
