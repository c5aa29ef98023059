import { inject, onBeforeUnmount, ref, watch, type Ref } from "vue";
import { chatActionsKey } from "../chatActions";

/** After so many milliseconds each a file that could not be loaded is tried again by itself. */
const PAUSES_MS: readonly number[] = [2_000, 8_000, 30_000];

/** A file that is loaded into an element of the page. */
export interface Loading {
  readonly state: Readonly<Ref<"loading" | "shown" | "failed">>;
  /** The element's key: another one is another attempt. */
  readonly attempt: Readonly<Ref<number>>;
  readonly onLoad: () => void;
  readonly onError: () => void;
  readonly retry: () => void;
  /** Reads the address anew: it may have ended since it was read, on a device that slept. */
  readonly renew: () => void;
}

/**
 * Loads a file of a message, and again where that fails: a network comes back, and an address that has ended is renewed.
 * A picture that is there stays until the one of another address is.
 *
 * @param id - of the message
 * @param url - '' for one that cannot be loaded
 */
export function useLoading(id: string, url: () => string): Loading {
  // Messages inside of a merged one are in no timeline: theirs are read anew when it is opened.
  const actions = inject(chatActionsKey, null);
  const state = ref<"loading" | "shown" | "failed">("loading");
  const attempt = ref(0);
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  watch(
    url,
    (now) => {
      clearTimeout(timer);
      failures = 0;
      if (now === "") state.value = "failed";
      else if (state.value === "failed") state.value = "loading";
    },
    { immediate: true },
  );
  onBeforeUnmount(() => clearTimeout(timer));

  const renew = (): void => actions?.renew(id);

  function retry(): void {
    clearTimeout(timer);
    renew();
    if (url() === "") return;
    state.value = "loading";
    attempt.value++;
  }

  return {
    state,
    attempt,
    retry,
    renew,
    onLoad: () => (state.value = "shown"),
    onError() {
      state.value = "failed";
      const pause = PAUSES_MS[failures++];
      if (pause !== undefined) timer = setTimeout(retry, pause);
    },
  };
}
