import type { PlatformFinder, UploadPlugin } from "../../api";
import { scope } from "../scope";
import { browserPlatform } from "./browser";

/** React Native calls itself so. */
export const isReactNative = (): boolean => scope.navigator?.product === "ReactNative";

/** React Native's `fetch` reads a file from where it is if its form names it as `{uri, name, type}`. */
const uploader: UploadPlugin = {
  uploadFile({ url, headers, resources }, done) {
    const { uri, name, fileName, type, mimeType } = resources as Readonly<Record<string, string | undefined>>;
    const form = new FormData();
    const file = {
      uri,
      name: name ?? fileName ?? uri?.replace(/^.*\//, "") ?? "file",
      type: mimeType ?? (type?.includes("/") ? type : "application/octet-stream"),
    };
    form.append("file", file as unknown as Blob); // the form of React Native takes it
    fetch(url, { method: "POST", headers, body: form }).then(
      async (response) => done(response.ok ? null : new Error((await response.text()) || `HTTP ${response.status}`)),
      (failure: unknown) => done(failure),
    );
  },
};

/** React Native; that the network comes and goes is told by the plugin `chat-network-monitor`. */
export const reactNativePlatform: PlatformFinder = (Given) => ({ ...browserPlatform(Given), uploader });
