import { ref, type Ref } from "vue";

/** A sentence at the foot of the page that goes away by itself. */
export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly isError: boolean;
}

const SHOWN_MS = 4000;
let lastID = 0;

/** The sentences on screen. */
export const toasts: Ref<readonly Toast[]> = ref([]);

/** Shows a sentence for four seconds. */
export function toast(text: string, isError = false): void {
  const id = ++lastID;
  toasts.value = [...toasts.value.slice(-2), { id, text, isError }];
  setTimeout(() => (toasts.value = toasts.value.filter((shown) => shown.id !== id)), SHOWN_MS);
}
