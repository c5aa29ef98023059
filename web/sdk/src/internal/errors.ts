import { RETRYABLE } from "../generated/errorCode";

/** Why a call failed: what its promise rejects with. */
export class ChatError extends Error {
  override readonly name = "ChatError";
  /** The number that the documentation lists, such as 2801. */
  readonly code: number;
  /** What belongs to the failure, `{message}` for a failed send, else an empty object. */
  readonly data: Record<string, unknown>;
  /** Whether the same call, made again a little later, may succeed. */
  readonly retryable: boolean;

  constructor(code: number, message: string, data: Record<string, unknown> = {}) {
    super(message);
    this.code = code;
    this.data = data;
    this.retryable = RETRYABLE.has(code);
  }
}

/** The failure as a `ChatError`, whatever was thrown. */
export function toChatError(failure: unknown, code: number): ChatError {
  return failure instanceof ChatError ? failure : new ChatError(code, String(failure));
}
