import { ref, watchEffect, type Ref } from "vue";

// A browser may refuse storage (private windows, strict settings): the page then forgets, and works all the same.

/** What this browser remembers under a name, `null` when nothing. */
export function recall(name: string, storage: () => Storage = () => localStorage): string | null {
  try {
    return storage().getItem(`parley.${name}`);
  } catch {
    return null;
  }
}

/** Remembers a value under a name; `null` forgets it. */
export function remember(name: string, value: string | null, storage: () => Storage = () => localStorage): void {
  try {
    if (value === null) storage().removeItem(`parley.${name}`);
    else storage().setItem(`parley.${name}`, value);
  } catch {
    // Nothing to do: see above.
  }
}

/** Colours of the page: as the system has them, or always light or dark. */
export type Theme = "auto" | "light" | "dark";

function rememberedTheme(): Theme {
  const value = recall("theme");
  return value === "light" || value === "dark" ? value : "auto";
}

/** The colours chosen in this browser. */
export const theme: Ref<Theme> = ref(rememberedTheme());

watchEffect(() => {
  document.documentElement.dataset["theme"] = theme.value;
});

/** Changes the colours, here and on the next visit. */
export function setTheme(next: Theme): void {
  theme.value = next;
  remember("theme", next === "auto" ? null : next);
}
