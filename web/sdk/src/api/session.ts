import type { Response } from "./common";

export interface LoginOptions {
  userID: string;
  userSig: string;
}

export interface LoginResult {
  actionStatus: "OK";
  errorCode: 0;
  errorInfo: string;
  /** Present when this instance was logged in already. */
  repeatLogin?: true;
}

/** How a phone is told of messages while its user is not online. */
export interface OfflinePushToken {
  /** Who gave the token. */
  vendor: "apns" | "fcm" | "huawei" | "honor" | "xiaomi" | "oppo" | "vivo" | "meizu";
  /** 1 to 4096 printable ASCII characters; '' when the phone is not to be told any more. */
  token: string;
  /** `apns` only: the token that PushKit gave, for calls. */
  voipToken?: string;
  /** BCP 47, such as `zh-CN`. */
  language?: string;
  /** Whether the app's icon shows the number of unread messages; true when left out. */
  badge?: boolean;
}

/** The instance: signing in and out. */
export interface SessionApi {
  /**
   * Signs in. Wait for `SDK_READY` before calling other methods.
   *
   * Rejects with 2002 for a userID that can be none, 2025 while a login is running, 2800 where the server ends the
   * connection for good, 2801 without an answer in 15 s, 3005 after `destroy` or a `logout` meanwhile, 60020, 70001, 70003, 70009, 70013, 70014, 70016, 70020 or 70052 as the server says.
   */
  login(options: LoginOptions): Promise<Response<LoginResult>>;
  /** Signs out and forgets all data of the user; handlers stay. Rejects with 2024 if nobody is logged in. */
  logout(): Promise<Response<object>>;
  /** The userID, or '' when nobody is logged in. */
  getLoginUser(): string;
  /** The server's clock, milliseconds since 1970. */
  getServerTime(): number;
  /** True from `SDK_READY` to `SDK_NOT_READY`. */
  isReady(): boolean;
  /** Logs out and lets go of everything, for good: a login rejects with 3005. `create` then makes a new instance. */
  destroy(): Promise<Response<object>>;
  /**
   * Takes plugins by name, before the login. `tim-upload-plugin`, a class whose instances have `uploadFile`, brings files
   * to the server where the SDK cannot by itself, as in mini programs. Others are not needed.
   */
  registerPlugin(plugins: Record<string, unknown>): void;
  /** 0 all logs, 1 what a release shows, 2 warnings and errors, 3 errors, 4 nothing. */
  setLogLevel(level: number): void;
  /**
   * For the vendor's user interface kits (`compat#4`); unknown names resolve. `isCommercialAbilityEnabled` takes 2⁵ for
   * read receipts, 2⁷ for who is online, 2³⁸ for translation, 2³⁹ for speech to text and 2⁴⁸ for reactions: enabled is what
   * the operator has switched on, as far as a login has told. `setOfflinePushToken` says how this instance's phone is
   * told of messages while the user is not online, for apps that run on one (`sendMessage#27`); it rejects with 20001
   * naming what is wrong, and before ready as other methods do.
   */
  callExperimentalAPI(name: "canIUseModule", parameter?: unknown): true;
  callExperimentalAPI(name: "isCommercialAbilityEnabled", ability: number): Promise<Response<{ enabled: boolean }>>;
  callExperimentalAPI(name: "setOfflinePushToken", token: OfflinePushToken): Promise<Response<object>>;
  callExperimentalAPI(name: string, parameter?: unknown): unknown;
}
