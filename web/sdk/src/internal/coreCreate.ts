import type * as api from "../api";
import type { Area } from "./area";
import { create } from "./create";

/** The methods of several areas together. */
export type MethodsOf<A> = (A extends api.Area<infer M> ? (methods: M) => void : never) extends (
  methods: infer All,
) => void
  ? All
  : never;

/** `create` of those who choose their areas. */
export const coreCreate =
  (find: api.PlatformFinder) =>
  <A extends api.Area>(options: api.CreateOptions, areas: readonly A[] = []): (api.CoreChat & MethodsOf<A>) | null =>
    // only those of `core.ts` are areas, and they bring the methods that their types name
    create(options, areas as readonly object[] as readonly Area[], find) as (api.CoreChat & MethodsOf<A>) | null;
