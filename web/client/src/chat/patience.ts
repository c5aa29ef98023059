import TencentCloudChat, { type Chat } from "@parley-im/chat";

const { EVENT } = TencentCloudChat;

/** As long as the SDK itself waits for an answer. */
const PATIENCE_MS = 30_000;

/** What returns something else than a promise. */
type Immediate = {
  [K in keyof Chat]: Chat[K] extends (...options: never[]) => Promise<unknown> ? never : K;
}[keyof Chat];
/** What signs in and out. */
type SignsInOrOut = "login" | "logout" | "destroy";

/** What is never held up. */
const atOnce: Readonly<Record<Immediate | SignsInOrOut, true>> = {
  login: true,
  logout: true,
  destroy: true,
  on: true,
  once: true,
  off: true,
  isReady: true,
  getLoginUser: true,
  getServerTime: true,
  registerPlugin: true,
  setLogLevel: true,
  findMessage: true,
  getTotalUnreadMessageCount: true,
  createTextMessage: true,
  createTextAtMessage: true,
  createCustomMessage: true,
  createFaceMessage: true,
  createLocationMessage: true,
  createForwardMessage: true,
  createImageMessage: true,
  createAudioMessage: true,
  createVideoMessage: true,
  createFileMessage: true,
  createMergerMessage: true,
  addSignalingListener: true,
  removeSignalingListener: true,
  inviteSync: true,
  inviteInGroupSync: true,
  getSignalingInfo: true,
};

/**
 * The SDK for a page that can be used before its user is signed in: what is asked of it before it is ready waits until
 * it is, at most 30 s; then the SDK refuses it with 3000. What waits when the sign-in ends for good is never answered:
 * nobody shows it any more.
 *
 * Must be made before `chat.login`.
 */
export function patient(chat: Chat): Chat {
  const ready = new Promise<void>((resolve) => {
    chat.once(EVENT.SDK_READY, function becameReady() {
      resolve();
    });
  });
  const over = new Promise<void>((resolve) => {
    const ended = (): void => resolve();
    chat.once(EVENT.SDK_NOT_READY, ended);
    chat.once(EVENT.SDK_DESTROY, ended);
  });

  /** Resolves when there is no sense in waiting any longer. */
  function turn(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, PATIENCE_MS);
      void ready.then(resolve);
      void Promise.race([ready, over]).then(() => clearTimeout(timer));
    });
  }

  return new Proxy(chat, {
    get(target, name): unknown {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== "function" || name in atOnce) return method;
      const ask = (options: unknown[]): unknown => Reflect.apply(method, target, options);
      return (...options: unknown[]) => (target.isReady() ? ask(options) : turn().then(() => ask(options)));
    },
  });
}
