import { onTestFinished } from "vitest";
import TencentCloudChat, { type Chat } from "../../src/index";
import { ALL } from "../../src/internal/areas";
import { createChat } from "../../src/internal/chat";
import type { fakeServer } from "./fakeServer";

/** An instance with all areas, destroyed with the test. */
export function chatOn(server: ReturnType<typeof fakeServer>): Chat {
  const chat = createChat(1400000001, "ws://there/ws", server.platform, () => undefined, ALL) as Chat;
  onTestFinished(async () => {
    await chat.destroy();
  });
  chat.setLogLevel(4);
  return chat;
}

/** Signs ann in, or somebody else. */
export async function signIn(chat: Chat, userID = "ann"): Promise<void> {
  const ready = new Promise((resolve) => chat.once(TencentCloudChat.EVENT.SDK_READY, resolve));
  await chat.login({ userID, userSig: "signature" });
  await ready;
}
