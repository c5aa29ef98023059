import type * as api from "../api";
import { LEFT_OUT } from "./absent";
import type { Area } from "./area";
import { create } from "./create";

/** The methods of several areas together. */
export type MethodsOf<A> = (A extends api.Area<infer M> ? (methods: M) => void : never) extends (
  methods: infer All,
) => void
  ? All
  : never;

/** What `core.ts` says about `create`. */
export interface CoreCreate {
  <A extends api.Area>(
    options: api.CreateOptions & { SDKAppID: number },
    areas?: readonly A[],
  ): api.CoreChat & MethodsOf<A>;
  <A extends api.Area>(options: api.CreateOptions, areas?: readonly A[]): (api.CoreChat & MethodsOf<A>) | null;
}

/** What an app chose, with what that does not work without. */
function complete(areas: readonly Area[], all = new Set([LEFT_OUT])): Set<Area> {
  for (const area of areas) complete(area.needs ?? [], all).add(area);
  return all;
}

/** `create` of those who choose their areas. */
export const coreCreate = (find: api.PlatformFinder): CoreCreate =>
  // only those of `core.ts` are areas, and they bring the methods that their types name
  ((options: api.CreateOptions, areas: readonly object[] = []) =>
    create(options, [...complete(areas as readonly Area[])], find)) as CoreCreate;
