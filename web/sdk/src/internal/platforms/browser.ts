import type { Platform, Socket, SocketConstructor } from "../../api";
import { scope } from "../scope";

/**
 * Browsers, with their workers.
 *
 * @param Given - used instead of the platform's WebSocket
 * @param open - for platforms without a WebSocket
 */
export function browserPlatform(Given?: SocketConstructor, open?: (url: string) => Socket): Platform {
  return {
    name: "Web",
    openSocket(url) {
      const Constructor = Given ?? (scope.WebSocket as SocketConstructor | undefined);
      if (Constructor) return new Constructor(url);
      if (open) return open(url);
      throw new Error("No WebSocket here: give create() one");
    },
    watch({ online, offline, visible }) {
      const page = scope.document; // workers have none
      if (!scope.addEventListener) return () => undefined;
      const seen = (): void => {
        if (!page?.hidden) visible();
      };
      addEventListener("online", online);
      addEventListener("offline", offline);
      page?.addEventListener("visibilitychange", seen);
      return () => {
        removeEventListener("online", online);
        removeEventListener("offline", offline);
        page?.removeEventListener("visibilitychange", seen);
      };
    },
  };
}
