import { onScopeDispose } from "vue";

/** Does something again and again while the page can be seen. */
export function useEvery(milliseconds: number, act: () => void): void {
  const timer = setInterval(() => {
    if (!document.hidden) act();
  }, milliseconds);
  onScopeDispose(() => clearInterval(timer));
}
