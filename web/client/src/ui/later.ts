import { defineAsyncComponent, type Component } from "vue";

type Loader<T> = () => Promise<{ default: T }>;

const waiting: Loader<Component>[] = [];

/** A component that the page loads after it has opened: when it is wanted, or by `loadRest`. */
export function later<T extends Component>(load: Loader<T>): T {
  waiting.push(load);
  return defineAsyncComponent(load);
}

/** Loads, one after another, all that was left for later: then it opens at once, also where the network is gone. */
export async function loadRest(): Promise<void> {
  for (const load of waiting.splice(0)) await load().catch(() => undefined); // loaded again when it is wanted
}
