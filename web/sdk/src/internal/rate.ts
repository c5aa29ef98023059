import { ErrorCode } from "../generated/protocol";
import { ChatError } from "./errors";

/** A limit of so many calls within so many milliseconds (`general#9`); each call of the result asks for one more. */
export function createRate(what: string, calls: number, withinMs: number): () => void {
  let recent: number[] = [];
  return () => {
    const now = Date.now();
    recent = recent.filter((at) => at > now - withinMs);
    if (recent.length >= calls) {
      throw new ChatError(ErrorCode.OVER_FREQUENCY_LIMIT, `${what}: more than ${calls} calls in ${withinMs / 1000} s`);
    }
    recent.push(now);
  };
}
