import { ref, type Ref } from "vue";
import { explain } from "../chat/failures";
import { t } from "../i18n";

/** Something that is sent off, and not once more before it is through. */
export interface Submitting {
  readonly isBusy: Readonly<Ref<boolean>>;
  /** What went wrong the last time, in words; `null` for nothing. */
  readonly failure: Readonly<Ref<string | null>>;
  /** Never rejects. Does nothing while it is busy. */
  readonly submit: (act: () => unknown) => Promise<void>;
}

/** What a form, or a setting that takes effect at once, needs to be sent. */
export function useSubmitting(): Submitting {
  const isBusy = ref(false);
  const failure = ref<string | null>(null);
  async function submit(act: () => unknown): Promise<void> {
    if (isBusy.value) return;
    isBusy.value = true;
    failure.value = null;
    try {
      await act();
    } catch (error) {
      failure.value = explain(error, t.value);
    } finally {
      isBusy.value = false;
    }
  }
  return { isBusy, failure, submit };
}
