import TencentCloudChat, { type Chat } from "@parley-im/chat";
import { shallowRef, type ShallowRef } from "vue";
import { recall, remember } from "../preferences";
import { codeOf, isNetworkFailure } from "./failures";
import { Messenger } from "./messenger";
import { patient } from "./patience";
import { loadPageConfig, type PageConfig } from "./server";

/** What signs a user in. */
export interface Credentials {
  readonly userID: string;
  readonly userSig: string;
}

const kickReasons = ["multipleAccount", "multipleDevice", "userSigExpired", "REST_API_Kick"] as const;

/** Why a signed-in user is not any more: a `KICKED_OUT_…` value. */
export type KickReason = (typeof kickReasons)[number];

/** Where the page is between opening and chatting. */
export type SessionState =
  | { readonly kind: "starting" }
  | { readonly kind: "signedOut"; readonly errorCode: number | null }
  | { readonly kind: "signingIn"; readonly messenger: Messenger; readonly isReturning: boolean }
  | { readonly kind: "signedIn"; readonly messenger: Messenger }
  | { readonly kind: "unreachable"; readonly credentials: Credentials | null }
  | { readonly kind: "kicked"; readonly reason: KickReason; readonly credentials: Credentials };

/**
 * Signs a user in and out. Credentials stay in the tab (sessionStorage): a reload signs in again, another tab can be
 * another user, and closing the tab forgets them.
 */
export class Session {
  readonly state: ShallowRef<SessionState> = shallowRef({ kind: "starting" });
  /** What the server says about itself; `null` before it has been asked. */
  readonly config: ShallowRef<PageConfig | null> = shallowRef(null);

  #chat: Chat | null = null;

  /** Asks the server about itself and signs the user of this tab in again, if there is one. */
  async start(): Promise<void> {
    this.state.value = { kind: "starting" };
    const credentials = rememberedCredentials();
    try {
      this.config.value = await loadPageConfig();
    } catch {
      this.state.value = { kind: "unreachable", credentials };
      return;
    }
    if (credentials) await this.signIn(credentials);
    else this.state.value = { kind: "signedOut", errorCode: null };
  }

  /** Signs in; `state` tells how it went. */
  async signIn(credentials: Credentials): Promise<void> {
    const config = this.config.value;
    if (!config) return this.start();
    await this.#leave();
    const { userID, userSig } = credentials;
    // Its socket is where the page came from.
    const chat = TencentCloudChat.create({ SDKAppID: config.sdkAppID });
    chat.setLogLevel(2);
    this.#chat = chat;
    const messenger = new Messenger(patient(chat), userID, config.largest);
    const { EVENT } = TencentCloudChat;
    let lastError = 0;
    chat.on(EVENT.ERROR, ({ data }) => (lastError = data.code));
    // A kick tells its reason right after; everything else that ends a session is an error.
    chat.on(EVENT.SDK_NOT_READY, () => queueMicrotask(() => this.#ended(chat, lastError)));
    chat.on(EVENT.KICKED_OUT, ({ data }) => this.#kicked(chat, data.type, credentials));
    this.state.value = { kind: "signingIn", messenger, isReturning: rememberedCredentials() !== null };
    try {
      await chat.login({ userID, userSig });
      this.#signedIn(chat, messenger, credentials);
    } catch (error) {
      if (this.#chat === chat) await this.#failed(codeOf(error), credentials);
    }
  }

  #signedIn(chat: Chat, messenger: Messenger, credentials: Credentials): void {
    if (this.#chat !== chat || this.state.value.kind !== "signingIn") return;
    rememberCredentials(credentials);
    this.state.value = { kind: "signedIn", messenger };
  }

  async #failed(code: number, credentials: Credentials): Promise<void> {
    const wasRemembered = rememberedCredentials() !== null;
    await this.#leave();
    if (wasRemembered && isNetworkFailure(code)) {
      this.state.value = { kind: "unreachable", credentials };
    } else {
      rememberCredentials(null);
      this.state.value = { kind: "signedOut", errorCode: code };
    }
  }

  #kicked(chat: Chat, type: string, credentials: Credentials): void {
    if (this.#chat !== chat) return;
    rememberCredentials(null);
    const reason = kickReasons.find((known) => known === type) ?? "REST_API_Kick";
    this.state.value = { kind: "kicked", reason, credentials };
  }

  #ended(chat: Chat, errorCode: number): void {
    if (this.#chat !== chat || this.state.value.kind !== "signedIn") return;
    rememberCredentials(null);
    this.state.value = { kind: "signedOut", errorCode };
  }

  /** Signs out and forgets the user of this tab. */
  async signOut(): Promise<void> {
    rememberCredentials(null);
    this.state.value = { kind: "signedOut", errorCode: null };
    await this.#leave();
  }

  async #leave(): Promise<void> {
    const chat = this.#chat;
    this.#chat = null;
    await chat?.destroy();
  }
}

const tab = (): Storage => sessionStorage;

function rememberedCredentials(): Credentials | null {
  const userID = recall("userID", tab);
  const userSig = recall("userSig", tab);
  return userID !== null && userSig !== null ? { userID, userSig } : null;
}

function rememberCredentials(credentials: Credentials | null): void {
  remember("userID", credentials?.userID ?? null, tab);
  remember("userSig", credentials?.userSig ?? null, tab);
}
