import { createHmac } from "node:crypto";
import { deflateSync } from "node:zlib";

/**
 * A UserSig (version 2), as an app's back end mints it.
 *
 * @param expire - seconds from `time` on that it is valid; 0 and below make one that has expired
 * @param time - when it was made, Unix seconds
 */
export function mintUserSig(
  sdkAppId: number,
  secret: string,
  userID: string,
  expire = 86_400,
  time = Math.floor(Date.now() / 1000),
): string {
  const signed = [`identifier:${userID}`, `sdkappid:${sdkAppId}`, `time:${time}`, `expire:${expire}`]
    .map((line) => `TLS.${line}\n`)
    .join("");
  const body = {
    "TLS.ver": "2.0",
    "TLS.identifier": userID,
    "TLS.sdkappid": sdkAppId,
    "TLS.expire": expire,
    "TLS.time": time,
    "TLS.sig": createHmac("sha256", secret).update(signed).digest("base64"),
  };
  const replaced: Readonly<Record<string, string>> = { "+": "*", "/": "-", "=": "_" };
  return deflateSync(JSON.stringify(body))
    .toString("base64")
    .replace(/[+/=]/g, (character) => replaced[character] ?? character);
}
