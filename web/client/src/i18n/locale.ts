import { computed, ref, watchEffect, type ComputedRef, type Ref } from "vue";
import { recall, remember } from "../preferences";

/** The languages of the page, as the browser names them. */
export type Locale = "en" | "zh-CN";

/** The first language of the reader that the page speaks; English when there is none. */
export function preferredLocale(languages: readonly string[]): Locale {
  for (const language of languages) {
    if (/^zh\b/iu.test(language)) return "zh-CN";
    if (/^en\b/iu.test(language)) return "en";
  }
  return "en";
}

function isLocale(value: string | null): value is Locale {
  return value === "en" || value === "zh-CN";
}

const chosen = recall("locale");

/** The language that the page speaks now; setting it is remembered in this browser. */
export const locale: Ref<Locale> = ref(isLocale(chosen) ? chosen : preferredLocale(navigator.languages));

/** How the reader writes dates in that language: of `en-GB` and `en-US` the one the browser is set to. */
export const dateLocale: ComputedRef<string> = computed(() => {
  const language = locale.value.slice(0, 2);
  return navigator.languages.find((wanted) => wanted.startsWith(language)) ?? locale.value;
});

watchEffect(() => {
  document.documentElement.lang = locale.value;
});

/** Changes the language, here and on the next visit. */
export function setLocale(next: Locale): void {
  locale.value = next;
  remember("locale", next);
}
