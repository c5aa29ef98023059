/** The SDKAppID of the first app that this server serves; empty where it does not say. */
export async function loadSdkAppID(): Promise<string> {
  try {
    const response = await fetch("/config.json");
    const { sdkAppID } = (await response.json()) as { readonly sdkAppID: number };
    return String(sdkAppID);
  } catch {
    return "";
  }
}
