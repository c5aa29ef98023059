import { ref, shallowRef, type Ref, type ShallowRef } from "vue";
import { Refusal } from "../api/call";

/** Something that an operator does: one at a time, and why it was refused. */
export interface Doing {
  readonly isBusy: Ref<boolean>;
  readonly refusal: ShallowRef<Refusal | null>;
  /** @returns whether the server did it */
  readonly run: (act: () => Promise<unknown>) => Promise<boolean>;
}

export function useDoing(): Doing {
  const isBusy = ref(false);
  const refusal: ShallowRef<Refusal | null> = shallowRef(null);

  async function run(act: () => Promise<unknown>): Promise<boolean> {
    if (isBusy.value) return false;
    isBusy.value = true;
    refusal.value = null;
    try {
      await act();
      return true;
    } catch (failure) {
      if (!(failure instanceof Refusal)) throw failure;
      refusal.value = failure;
      return false;
    } finally {
      isBusy.value = false;
    }
  }
  return { isBusy, refusal, run };
}
