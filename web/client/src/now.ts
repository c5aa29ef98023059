import { ref, type Ref } from "vue";

/** The time of day in milliseconds, moving once a minute: "Yesterday" stays true on a page that is left open. */
export const now: Ref<number> = ref(Date.now());

setInterval(() => (now.value = Date.now()), 60_000);

/** Whether somebody can see the page. */
export const isPageVisible: Ref<boolean> = ref(document.visibilityState === "visible");

document.addEventListener("visibilitychange", () => {
  isPageVisible.value = document.visibilityState === "visible";
  now.value = Date.now();
});
