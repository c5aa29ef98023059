import { computed, type ComputedRef } from "vue";
import { locale, type Locale } from "../../../client/src/i18n/locale";
import { en, type Dictionary } from "./en";
import { zh } from "./zh";

export { dateLocale, locale, setLocale } from "../../../client/src/i18n/locale";
export type { Dictionary };

const dictionaries: Readonly<Record<Locale, Dictionary>> = { en, "zh-CN": zh };

/** The texts of the console in the language of the moment. */
export const t: ComputedRef<Dictionary> = computed(() => dictionaries[locale.value]);
