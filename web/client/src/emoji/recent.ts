import { ref, type Ref } from "vue";
import { recall, remember } from "../preferences";

/** Two rows of the panel. */
const MAX_RECENT = 16;

/** The emoji used last in this browser, the latest first. */
export const recent: Ref<readonly string[]> = ref((recall("emoji") ?? "").split(" ").filter(Boolean));

export function setRecent(emoji: string): void {
  recent.value = [emoji, ...recent.value.filter((other) => other !== emoji)].slice(0, MAX_RECENT);
  remember("emoji", recent.value.join(" "));
}
