import { ref, type Ref } from "vue";
import { codeOf, describe } from "../chat/failures";
import { t } from "../i18n";
import { toast } from "../ui/toasts";

/** Deciding about one of a list at a time; what went wrong is told. */
export function useDeciding(): {
  /** What is being decided now; '' for nothing. */
  readonly busy: Readonly<Ref<string>>;
  readonly decide: (key: string, act: () => Promise<void>) => Promise<void>;
} {
  const busy = ref("");
  async function decide(key: string, act: () => Promise<void>): Promise<void> {
    busy.value = key;
    try {
      await act();
    } catch (error) {
      toast(describe(codeOf(error), t.value), true);
    } finally {
      busy.value = "";
    }
  }
  return { busy, decide };
}
