import { onScopeDispose, shallowRef, type ShallowRef } from "vue";
import { Refusal } from "../api/call";
import { loadFigures } from "./figures";
import { withFigures, type History } from "./rates";

const EVERY = 2000;

/** Looks at the server every two seconds while the page can be seen. */
export function useFigures(): {
  readonly histories: ShallowRef<ReadonlyMap<string, History>>;
  readonly failure: ShallowRef<Refusal | null>;
} {
  const histories: ShallowRef<ReadonlyMap<string, History>> = shallowRef(new Map());
  const failure: ShallowRef<Refusal | null> = shallowRef(null);
  let isOver = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function look(): Promise<void> {
    try {
      if (!document.hidden) {
        histories.value = withFigures(histories.value, await loadFigures());
        failure.value = null;
      }
    } catch (refused) {
      if (!(refused instanceof Refusal)) throw refused;
      failure.value = refused;
    } finally {
      if (!isOver) timer = setTimeout(() => void look(), EVERY);
    }
  }

  void look();
  onScopeDispose(() => {
    isOver = true;
    clearTimeout(timer);
  });
  return { histories, failure };
}
