import { onScopeDispose, ref, watch, type Ref } from "vue";

/** So long nothing is typed before it is looked for. */
const PAUSE = 250;

/** What is typed into a search field, and, a moment after, what to look for; `null` for everything. */
export function useSearch(): { readonly text: Ref<string>; readonly keyword: Ref<string | null> } {
  const text = ref("");
  const keyword: Ref<string | null> = ref(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(text, () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const wanted = text.value.trim();
      keyword.value = wanted === "" ? null : wanted;
    }, PAUSE);
  });
  onScopeDispose(() => clearTimeout(timer));
  return { text, keyword };
}
