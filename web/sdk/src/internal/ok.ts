import type * as api from "../api";

/** What a call that went well resolves with. */
export const ok = <T>(data: T): api.Response<T> => ({ code: 0, data });
