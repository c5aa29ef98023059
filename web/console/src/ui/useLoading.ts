import { ref, shallowRef, watch, type Ref, type ShallowRef } from "vue";
import { Refusal } from "../api/call";

/** Something that is asked of the server: what came, or why nothing did. */
export interface Loading<T> {
  /** What came last; stays while it is asked again. */
  readonly data: ShallowRef<T | null>;
  readonly failure: ShallowRef<Refusal | null>;
  readonly isLoading: Ref<boolean>;
  /** Asks again. */
  readonly reload: () => Promise<void>;
}

/**
 * Asks at once, and again whenever what it is asked for changes. Of several answers the one to the last question counts.
 *
 * @param of - what is asked for; what came for another one goes
 */
export function useLoading<T, Of>(of: () => Of, load: (of: Of) => Promise<T>): Loading<T> {
  const data: ShallowRef<T | null> = shallowRef(null);
  const failure: ShallowRef<Refusal | null> = shallowRef(null);
  const isLoading = ref(false);
  let asked = 0;

  async function reload(): Promise<void> {
    const question = ++asked;
    isLoading.value = true;
    try {
      const answer = await load(of());
      if (question !== asked) return;
      data.value = answer;
      failure.value = null;
    } catch (refused) {
      if (!(refused instanceof Refusal)) throw refused;
      if (question === asked) failure.value = refused;
    } finally {
      if (question === asked) isLoading.value = false;
    }
  }

  watch(
    of,
    () => {
      data.value = null;
      failure.value = null;
      void reload();
    },
    { immediate: true },
  );
  return { data, failure, isLoading, reload };
}
