import type * as api from "../api";

/** What a call that went well resolves with. */
export const ok = <T>(data: T): api.Response<T> => ({ code: 0, data });

type Own<T> = { -readonly [K in keyof T]: Own<T[K]> };

/** An answer of the server, which nobody else holds: apps may change it. Only its type says that it is read-only. */
export const own = <T>(answer: T): Own<T> => answer;
