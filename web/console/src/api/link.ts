/** What `./parley console` prints has an app and a signature in the part of the address that no server sees. */
export interface Link {
  readonly sdkAppID: number;
  readonly userSig: string;
}

/** Takes the signature out of an address's fragment; `null` where there is none. */
export function readLink(fragment: string): Link | null {
  const parts = new URLSearchParams(fragment.replace(/^#/u, ""));
  const [sdkAppID, userSig] = [Number(parts.get("app")), parts.get("sig")];
  return Number.isInteger(sdkAppID) && sdkAppID > 0 && userSig !== null && userSig !== ""
    ? { sdkAppID, userSig }
    : null;
}

/** Takes the link out of this page's address, which has it no longer then, nor has the browser's history. */
export function takeLink(): Link | null {
  const link = readLink(location.hash);
  if (link !== null) history.replaceState(null, "", location.pathname + location.search);
  return link;
}
