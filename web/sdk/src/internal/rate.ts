import { ErrorCode, type ClientConfig } from "../generated/protocol";
import { ChatError, checkEnabled } from "./errors";

/** Whether something was less than so many milliseconds ago, or what was then the future: a clock may be set back. */
export const isRecent = (at: number, ms: number): boolean => Math.abs(Date.now() - at) < ms;

/**
 * A limit of so many calls within so many milliseconds (`general#9`); each call of the result asks for one more.
 *
 * @param gate - the setting that switches what is called, if there is one
 */
export function createRate(
  what: string,
  calls: number,
  withinMs: number,
  session?: { readonly config: ClientConfig },
  gate = "",
): () => void {
  let recent: number[] = [];
  return () => {
    if (session) checkEnabled(session, gate);
    recent = recent.filter((at) => isRecent(at, withinMs));
    if (recent.length >= calls) {
      throw new ChatError(ErrorCode.OVER_FREQUENCY_LIMIT, `${what}: more than ${calls} calls in ${withinMs / 1000} s`);
    }
    recent.push(Date.now());
  };
}
