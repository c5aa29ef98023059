import { nextTick, onBeforeUnmount, onMounted, watch, type Ref } from "vue";
import type { Entry } from "../chat/entry";
import { isPageVisible } from "../now";

/**
 * Tells which messages come onto the screen, each time they do.
 *
 * @param scroller - the element that scrolls; the messages in it carry their ID as `data-id`
 * @param shown - the messages that are rendered
 */
export function useSeen(
  scroller: Readonly<Ref<HTMLElement | null>>,
  shown: Readonly<Ref<readonly Entry[]>>,
  onSeen: (entries: readonly Entry[]) => void,
): void {
  const onScreen = new Set<Element>();
  const observed = new WeakSet<Element>();
  let observer: IntersectionObserver | null = null;

  function tell(elements: Iterable<Element>): void {
    if (!isPageVisible.value) return;
    const ids = new Set(Array.from(elements, (element) => (element as HTMLElement).dataset["id"]));
    const seen = shown.value.filter((entry) => ids.has(entry.id));
    if (seen.length > 0) onSeen(seen);
  }

  function observe(): void {
    for (const element of onScreen) if (!element.isConnected) onScreen.delete(element);
    for (const element of scroller.value?.querySelectorAll("[data-id]") ?? []) {
      if (observed.has(element)) continue;
      observed.add(element);
      observer?.observe(element);
    }
  }

  onMounted(() => {
    observer = new IntersectionObserver(
      (changes) => {
        for (const { target, isIntersecting } of changes) {
          if (isIntersecting) onScreen.add(target);
          else onScreen.delete(target);
        }
        tell(changes.filter(({ isIntersecting }) => isIntersecting).map(({ target }) => target));
      },
      { root: scroller.value },
    );
    observe();
  });
  onBeforeUnmount(() => observer?.disconnect());

  // A message whose send has just ended is still the same element: what is on screen is told again.
  watch(
    shown,
    () =>
      void nextTick(() => {
        observe();
        tell(onScreen);
      }),
  );
  watch(isPageVisible, () => tell(onScreen));
}
