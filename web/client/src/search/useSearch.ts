import { computed, onBeforeUnmount, reactive, ref, shallowRef, watch, type ComputedRef, type Ref } from "vue";
import { codeOf } from "../chat/failures";
import type { Messenger } from "../chat/messenger";
import { isSearchable, keywordsOf, type SearchPage, type SearchQuery } from "../chat/search";

/** Nothing is asked while somebody types faster than this. */
const TYPING_MS = 350;

/** What a search has come to. */
export type SearchState =
  | { readonly kind: "empty" }
  | { readonly kind: "busy" }
  | { readonly kind: "failed"; readonly code: number }
  | { readonly kind: "found"; readonly page: SearchPage };

export interface Searching {
  /** What is searched for; a change starts the search anew. */
  readonly query: { -readonly [K in keyof SearchQuery]: SearchQuery[K] };
  readonly words: ComputedRef<readonly string[]>;
  readonly state: Readonly<Ref<SearchState>>;
  readonly isLoadingMore: Readonly<Ref<boolean>>;
  /** Searches at once, without waiting for more to be typed. */
  readonly now: () => void;
  /** Adds the next page. */
  readonly more: () => Promise<void>;
}

/** A search that follows what is typed. */
export function useSearch(messenger: Messenger, first: SearchQuery): Searching {
  const query = reactive({ ...first });
  const state = shallowRef<SearchState>({ kind: "empty" });
  const isLoadingMore = ref(false);
  const words = computed(() => keywordsOf(query.text));
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Of several searches only the last one counts. */
  let last = 0;

  async function run(): Promise<void> {
    clearTimeout(timer);
    const turn = ++last;
    if (!isSearchable(query)) {
      state.value = { kind: "empty" };
      return;
    }
    try {
      const page = await messenger.search.page({ ...query });
      if (turn === last) state.value = { kind: "found", page };
    } catch (error) {
      if (turn === last) state.value = { kind: "failed", code: codeOf(error) };
    }
  }

  async function more(): Promise<void> {
    if (state.value.kind !== "found" || isLoadingMore.value) return;
    const { page } = state.value;
    const turn = last;
    isLoadingMore.value = true;
    try {
      const next = await messenger.search.page({ ...query }, page.cursor);
      if (turn === last) state.value = { kind: "found", page: joined(page, next) };
    } catch (error) {
      if (turn === last) state.value = { kind: "failed", code: codeOf(error) };
    }
    isLoadingMore.value = false;
  }

  watch(
    query,
    () => {
      if (state.value.kind !== "found") state.value = { kind: isSearchable(query) ? "busy" : "empty" };
      clearTimeout(timer);
      timer = setTimeout(() => void run(), TYPING_MS);
    },
    { deep: true },
  );
  watch(
    () => query.conversationID,
    () => (state.value = { kind: "busy" }),
  );
  onBeforeUnmount(() => clearTimeout(timer));
  if (isSearchable(query)) {
    state.value = { kind: "busy" };
    void run();
  }

  return { query, words, state, isLoadingMore, now: () => void run(), more };
}

function joined(page: SearchPage, next: SearchPage): SearchPage {
  if (page.kind === "messages" && next.kind === "messages") return { ...next, hits: [...page.hits, ...next.hits] };
  if (page.kind === "conversations" && next.kind === "conversations") {
    return { ...next, hits: [...page.hits, ...next.hits] };
  }
  return next;
}
