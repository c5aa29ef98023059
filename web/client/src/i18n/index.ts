import { computed, type ComputedRef } from "vue";
import { en, type Dictionary } from "./en";
import { locale, type Locale } from "./locale";
import { zh } from "./zh";

export { dateLocale, locale, preferredLocale, setLocale, type Locale } from "./locale";
export type { Dictionary };

const dictionaries: Readonly<Record<Locale, Dictionary>> = { en, "zh-CN": zh };

/** The texts of the page in the language of the moment. */
export const t: ComputedRef<Dictionary> = computed(() => dictionaries[locale.value]);
