/** Who asks: the administrator of an app. */
export interface Credentials {
  readonly sdkAppID: number;
  readonly userID: string;
  readonly userSig: string;
}

/** The code of a call that the server did not answer. */
export const NO_ANSWER = -1;

/** Why the server did not do it. */
export class Refusal extends Error {
  /**
   * @param code - the server's, see `docs/errors.md`, or {@link NO_ANSWER}
   * @param message - in the server's words
   */
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

interface Envelope {
  readonly ErrorCode: number;
  readonly ErrorInfo: string;
}

/**
 * Calls a command of the REST API.
 *
 * @param command - such as `settings/get`
 * @returns the fields of the answer
 * @throws Refusal
 */
export async function call<Answer>(who: Credentials, command: string, body: object = {}): Promise<Answer> {
  const query = new URLSearchParams({
    sdkappid: String(who.sdkAppID),
    identifier: who.userID,
    usersig: who.userSig,
    random: String(Math.floor(Math.random() * 0x1_0000_0000)),
    contenttype: "json",
  });
  let answer: Answer & Envelope;
  try {
    const response = await fetch(`/v4/${command}?${query}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      cache: "no-store",
    });
    answer = (await response.json()) as Answer & Envelope;
  } catch {
    throw new Refusal(NO_ANSWER, "");
  }
  if (answer.ErrorCode !== 0) throw new Refusal(answer.ErrorCode, answer.ErrorInfo);
  return answer;
}
