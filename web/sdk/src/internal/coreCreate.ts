import type * as api from "../api";
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

/** `create` of those who choose their areas. */
export const coreCreate = (find: api.PlatformFinder): CoreCreate =>
  // only those of `core.ts` are areas, and they bring the methods that their types name
  ((options: api.CreateOptions, areas: readonly object[] = []) =>
    create(options, areas as readonly Area[], find)) as CoreCreate;
