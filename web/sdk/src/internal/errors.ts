import type * as api from "../api";
import { RETRYABLE } from "../generated/errorCode";
import { ErrorCode, type ClientConfig } from "../generated/protocol";

/** A failed call. */
export class ChatError extends Error implements api.ChatError {
  override readonly name = "ChatError";
  readonly code: number;
  readonly data: Record<string, unknown>;
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

/** Throws if the feature that a setting switches is off (`general#5`). */
export function checkEnabled(session: { readonly config: ClientConfig }, gate: string): void {
  if (session.config.disabled.includes(gate)) {
    throw new ChatError(ErrorCode.FEATURE_NOT_ENABLED, `${gate} is off`);
  }
}
