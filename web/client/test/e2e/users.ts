import TencentCloudChat, { type Chat } from "@parley-im/chat";
import { inject } from "vitest";
import { signatureOf } from "./page";

let last = 0;

/**
 * Names of users that no other test has: conversations start empty. Digits follow the name, so that letters that a test
 * searches for are in no other one.
 */
export function freshUsers<const Names extends readonly string[]>(...names: Names): { [K in keyof Names]: string } {
  const run = `${process.pid}_${++last}`;
  return names.map((name) => `${name}_${run}`) as { [K in keyof Names]: string };
}

/**
 * Signs somebody in by the SDK, without a page, for as long as `act` takes. One at a time: the SDK has one instance
 * for an app.
 */
export async function withUser(userID: string, act: (chat: Chat) => Promise<unknown>): Promise<void> {
  const { sdkAppId, socketUrl } = inject("server");
  const chat = TencentCloudChat.create({ SDKAppID: sdkAppId, proxyServer: socketUrl });
  try {
    chat.setLogLevel(4);
    const ready = new Promise<void>((resolve) => chat.once(TencentCloudChat.EVENT.SDK_READY, () => resolve()));
    await chat.login({ userID, userSig: signatureOf(userID) });
    await ready;
    await act(chat);
  } finally {
    await chat.destroy();
  }
}

/** Signs users in once, so that their accounts exist, and gives them names. */
export async function register(nicks: Readonly<Record<string, string>>): Promise<void> {
  for (const [userID, nick] of Object.entries(nicks)) {
    await withUser(userID, (chat) => chat.updateMyProfile({ nick }));
  }
}

/** Sends texts to somebody, in order; all are on their way at once. */
export async function send(from: Chat, to: string, texts: readonly string[]): Promise<void> {
  await Promise.all(
    texts.map((text) =>
      from.sendMessage(
        from.createTextMessage({ to, conversationType: TencentCloudChat.TYPES.CONV_C2C, payload: { text } }),
      ),
    ),
  );
}
