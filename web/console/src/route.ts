import { ref, type Ref } from "vue";

/** The console's pages, in the order of its menu. */
export const PAGES = ["overview", "users", "groups", "messages", "settings"] as const;
export type Page = (typeof PAGES)[number];

/** Where one is: a page, and there the user or group that is shown, if one is. */
export interface Route {
  readonly page: Page;
  readonly id: string | null;
}

/** What an address says: `#/users`, `#/groups/%40TGS%231`. */
export function readRoute(fragment: string): Route {
  const [, name, id = ""] = /^#\/([a-z]+)(?:\/(.+))?$/u.exec(fragment) ?? [];
  const page = PAGES.find((known) => known === name) ?? PAGES[0];
  try {
    return { page, id: id === "" ? null : decodeURIComponent(id) };
  } catch {
    return { page, id: null };
  }
}

/** The address of a page, for links. */
export function addressOf(page: Page, id: string | null = null): string {
  return id === null ? `#/${page}` : `#/${page}/${encodeURIComponent(id)}`;
}

/** Where one is now. */
export const route: Ref<Route> = ref(readRoute(location.hash));

/** Goes to a page; the browser's back button returns. */
export function goTo(page: Page, id: string | null = null): void {
  location.hash = addressOf(page, id);
}

addEventListener("hashchange", () => (route.value = readRoute(location.hash)));
