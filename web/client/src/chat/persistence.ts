import TencentCloudChat, { type Chat } from "@parley-im/chat";
import { codeOf, isNetworkFailure } from "./failures";

/** How long what could not be had is left alone. */
const PAUSE_MS = 3_000;
/** Asked too often, and a server with too much to do. */
const LATER: readonly number[] = [2996, 60022];

/**
 * Loads what the page shows without having been asked for it: nobody is told when that fails. It is tried again for as
 * long as that makes sense and the user is signed in. Never rejects.
 */
export async function persist(chat: Pick<Chat, "isReady">, load: () => Promise<void>): Promise<void> {
  while (chat.isReady()) {
    try {
      await load();
      return;
    } catch (error) {
      if (!isNetworkFailure(codeOf(error)) && !LATER.includes(codeOf(error))) return;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/** The same, each time that the SDK has become ready. */
export function loadWhenReady(chat: Chat, load: () => Promise<void>): void {
  chat.on(TencentCloudChat.EVENT.SDK_READY, () => void persist(chat, load));
}
