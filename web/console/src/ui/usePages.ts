import { ref, shallowRef, watch, type Ref, type ShallowRef } from "vue";
import { Refusal } from "../api/call";

/** One page of a list. */
export interface ListPage<T> {
  readonly items: readonly T[];
  /** Asks for the next page; `null`: there is none. */
  readonly next: string | null;
}

/** A list that is loaded page by page. */
export interface Pages<T> {
  /** What was loaded so far; `null` before the first page came. */
  readonly items: ShallowRef<readonly T[] | null>;
  readonly failure: ShallowRef<Refusal | null>;
  readonly isLoading: Ref<boolean>;
  readonly hasMore: Ref<boolean>;
  /** Loads the page after those that are there. */
  readonly more: () => Promise<void>;
  /** After a failure: asks once more for what did not come. */
  readonly retry: () => Promise<void>;
  /** Begins anew; what is there stays until the first page comes. */
  readonly reload: () => Promise<void>;
}

/**
 * Loads the first page at once, and again whenever what is asked for changes. Of several answers the one to the last
 * question counts.
 *
 * @param after - `null`: the first page
 */
export function usePages<T, Of>(of: () => Of, load: (of: Of, after: string | null) => Promise<ListPage<T>>): Pages<T> {
  const items: ShallowRef<readonly T[] | null> = shallowRef(null);
  const failure: ShallowRef<Refusal | null> = shallowRef(null);
  const isLoading = ref(false);
  const hasMore = ref(false);
  let next: string | null = null;
  let wanted: string | null = null;
  let asked = 0;

  async function get(after: string | null): Promise<void> {
    const question = ++asked;
    wanted = after;
    isLoading.value = true;
    try {
      const page = await load(of(), after);
      if (question !== asked) return;
      items.value = after === null ? page.items : [...(items.value ?? []), ...page.items];
      next = page.next;
      hasMore.value = next !== null;
      failure.value = null;
    } catch (refused) {
      if (!(refused instanceof Refusal)) throw refused;
      if (question === asked) failure.value = refused;
    } finally {
      if (question === asked) isLoading.value = false;
    }
  }

  const reload = (): Promise<void> => get(null);
  watch(
    of,
    () => {
      items.value = null;
      failure.value = null;
      hasMore.value = false;
      next = null;
      void reload();
    },
    { immediate: true },
  );
  return { items, failure, isLoading, hasMore, more: () => get(next), retry: () => get(wanted), reload };
}
