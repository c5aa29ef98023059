/** What a UserSig says of itself. The server alone knows whether that is true. */
export interface Signature {
  readonly userID: string;
  readonly sdkAppID: number;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Names of fields as UserSigs have them. */
interface Body {
  readonly "TLS.identifier": string;
  readonly "TLS.sdkappid": number;
  readonly "TLS.time": number;
  readonly "TLS.expire": number;
}

/** Reads a UserSig (version 2); `null` for a text that is none. */
export async function readSignature(text: string): Promise<Signature | null> {
  const replaced: Readonly<Record<string, string>> = { "*": "+", "-": "/", _: "=" };
  try {
    const packed = Uint8Array.from(
      atob(text.replace(/[*\-_]/gu, (letter) => replaced[letter] ?? letter)),
      (letter) => letter.codePointAt(0) ?? 0,
    );
    const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
    return signature(await new Response(unpacked).json());
  } catch {
    return null;
  }
}

function signature(body: unknown): Signature | null {
  const { "TLS.identifier": userID, "TLS.sdkappid": sdkAppID, ...time } = body as Partial<Body>;
  const { "TLS.time": madeAt, "TLS.expire": expire } = time;
  return userID === undefined || sdkAppID === undefined || madeAt === undefined || expire === undefined
    ? null
    : { userID, sdkAppID, expiresAt: (madeAt + expire) * 1000 };
}
