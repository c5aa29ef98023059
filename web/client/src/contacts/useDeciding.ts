import { ref, type Ref } from "vue";
import { attempt } from "../ui/attempt";

/** Deciding about one of a list at a time; what went wrong is told. */
export function useDeciding(): {
  /** What is being decided now; '' for nothing. */
  readonly busy: Readonly<Ref<string>>;
  readonly decide: (key: string, act: () => Promise<void>) => Promise<void>;
} {
  const busy = ref("");
  async function decide(key: string, act: () => Promise<void>): Promise<void> {
    busy.value = key;
    await attempt(act);
    busy.value = "";
  }
  return { busy, decide };
}
