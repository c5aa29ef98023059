import {
  ErrorCode,
  EVENT,
  Limits,
  TYPES,
  type ClientConfig,
  type EventMap,
  type ListConversationsResult,
  type LoginResult,
} from "../generated/protocol";
import type { Platform } from "../api";
import { VERSION } from "../version";
import { createConnection } from "./connection";
import type { Emitter } from "./emitter";
import { ChatError, toChatError } from "./errors";
import type { NetworkMonitor, Push, Response } from "./frames";
import { createHeartbeat, following } from "./heartbeat";
import { isObject } from "./kinds";
import type { Logger } from "./logger";
import { copied, random32 } from "./scope";
import { createRequests, type Operation, type Requests } from "./requests";

/** Who is signed in. */
export interface Account {
  readonly userID: string;
  readonly tinyID: string;
}

type State =
  | { readonly kind: "out"; readonly why: number }
  | { readonly kind: "signingIn" }
  | { readonly kind: "syncing" }
  | { readonly kind: "ready" };

/** A handler for each kind of push. */
export type Pushes = { readonly [K in keyof EventMap]?: (body: EventMap[K]) => void };

/** What follows from signing in and out, in the areas above. */
export interface SessionEvents {
  /** Before the first sync, and after each reconnect. */
  signedIn(result: LoginResult): void;
  /** Loads what an app may ask for as soon as it is ready; the server may have sent the first page already. */
  sync(first?: ListConversationsResult): Promise<void>;
  /** Goes back to where signing in does not lead, before anything that waits is sent again. */
  comeBack(): Promise<void>;
  /** After `SDK_READY`. */
  ready(): void;
  /** The connection is back, or pushes may have been lost: fetches what was missed. */
  catchUp(first?: ListConversationsResult): void;
  /** Forgets everything of the account. */
  signedOut(): void;
  /** Throws what keeps a request from being made. */
  check(operation: Operation, body: object, forbidden: readonly string[]): void;
  /** What to do with what the server sends unasked. */
  readonly pushes: Pushes;
}

/** Signing in and out, and keeping the instance signed in over lost connections. */
export interface Session extends Pick<Requests, "call" | "callNow"> {
  readonly account: Account | undefined;
  readonly config: ClientConfig;
  isReady(): boolean;
  /** Whether nobody is signed in, and nobody is about to. */
  isOut(): boolean;
  /** Why no call can be made now, also raised as `EVENT.ERROR` (`general#2`). */
  refusal(method: string): ChatError;
  /** Milliseconds since 1970 at the server. */
  serverTime(): number;
  /** Resolves with false if this instance was signed in already. */
  login(userID: string, userSig: string): Promise<boolean>;
  logout(): Promise<void>;
  /** Listens to a plugin that knows about the network (`registerPlugin#2`). */
  monitor(plugin: unknown): void;
  /** Signs out if need be; nobody can sign in again. */
  end(): Promise<void>;
}

const LOGIN_TIMEOUT_MS = 15_000;
const PING_TIMEOUT_MS = 10_000;
const LOGOUT_TIMEOUT_MS = 3_000;
const SYNC_RETRY_MS = 1_000;
/** An answer that took longer tells no time: the device may have slept, or its clock was set. */
const PROMPT_MS = 5_000;
/** The answer to a login brings the first page of the conversation list along. */
const FIRST_PAGE = { conversations: Limits.FIRST_CONVERSATIONS, sdkVersion: `web/${VERSION}` };

/** What later calls are told after each kind of kick (`general#2`). */
const KICKS: Readonly<Record<string, number>> = {
  [TYPES.KICKED_OUT_MULT_DEVICE]: ErrorCode.KICKED_OUT_MULT_DEVICE,
  [TYPES.KICKED_OUT_MULT_ACCOUNT]: ErrorCode.KICKED_OUT_MULT_ACCOUNT,
  [TYPES.KICKED_OUT_USERSIG_EXPIRED]: ErrorCode.KICKED_OUT_USERSIG_EXPIRED,
  [TYPES.KICKED_OUT_REST_API]: ErrorCode.KICKED_OUT_REST_API,
};

/** Refusals of a reconnecting instance that mean what a kick would have told it. */
const KICK_OF_CODE: Readonly<Record<number, string>> = {
  [ErrorCode.USER_SIG_EXPIRED]: TYPES.KICKED_OUT_USERSIG_EXPIRED,
  [ErrorCode.USER_SIG_INVALIDATED]: TYPES.KICKED_OUT_REST_API,
};

export function createSession(
  platform: Platform,
  url: string,
  emitter: Emitter,
  log: Logger,
  events: SessionEvents,
): Session {
  const instanceID = [random32(), random32(), random32(), random32()].map((n) => n.toString(36)).join("-");
  let state: State = { kind: "out", why: ErrorCode.NOT_LOGGED_IN };
  let credentials = { userID: "", userSig: "" };
  let account: Account | undefined;
  let config: ClientConfig = {
    heartbeat: 30,
    maxMessageBytes: 12_288,
    historyPage: 15,
    maxConversations: 500,
    disabled: ["message.translation", "message.speechToText"], // where no provider is set up
    localWords: [],
  };
  let clockOffset: number | undefined;
  /** The logout that is running, or what follows from the last one: the next login waits for it. */
  let leaving: Promise<void> | undefined;
  /** The connection was lost during the first sync: what came meanwhile is neither in the list nor pushed. */
  let isStale = false;
  let isOver = false;
  /** Tells sign-ins of this instance apart. */
  let socket = 0;
  /** Whether a login waits for its answer, and the pushes that overtook it or the first sync. */
  let isAsking = false;
  const held: Push[] = [];
  let firstLogin: { resolve(): void; reject(failure: ChatError): void } | undefined;

  const requests = createRequests((text) => connection.send(text));
  const heartbeat = createHeartbeat(
    async () => {
      const askedAt = Date.now();
      setClock((await requests.callNow("session.ping", {}, PING_TIMEOUT_MS)).serverTime, askedAt);
    },
    () => connection.drop("no answer to a ping"),
  );
  const connection = createConnection(platform, url, log, {
    state: (net) => emitter.emit(EVENT.NET_STATE_CHANGE, { state: net }),
    opened: () => void signIn(),
    frame,
    lost() {
      heartbeat.stop();
      requests.pause();
    },
    refused(code, reason) {
      requests.pause();
      if (!leaving) fail(new ChatError(ErrorCode.NETWORK_ERROR, `The server closed: ${code} ${reason}`));
    },
  });
  const network = following(connection, heartbeat);
  const unwatch = [platform.watch(network)];

  /** The server has looked at its clock half-way between question and answer. */
  function setClock(serverTime: number, askedAt: number): void {
    const took = Date.now() - askedAt;
    if (clockOffset === undefined || Math.abs(took) < PROMPT_MS) clockOffset = serverTime - askedAt - (took >> 1);
  }

  /** Signs in on a socket that has just opened, the first time and after every loss. */
  async function signIn(): Promise<void> {
    const mine = credentials;
    try {
      const request = { ...mine, ...FIRST_PAGE, instanceID, platform: platform.name };
      isAsking = true;
      const askedAt = Date.now();
      await accepted(await requests.callNow("session.login", request, LOGIN_TIMEOUT_MS), askedAt);
    } catch (failure) {
      release();
      const refused = toChatError(failure, ErrorCode.UNCAUGHT_ERROR);
      if (state.kind === "out" || credentials !== mine) return; // logged out meanwhile
      if (refused.code === ErrorCode.NETWORK_ERROR) return; // another attempt follows
      log.error(`Login failed: ${refused.code} ${refused.message}`);
      if (state.kind !== "signingIn" && refused.retryable) connection.drop("login refused for now");
      else fail(refused);
    }
  }

  function release(): void {
    isAsking = false;
    held.splice(0).forEach(push);
  }

  /** What a push concerns may only come with the first sync, and the app is told of nothing before `SDK_READY`. */
  function push({ event, body }: Push): void {
    if (isAsking || (state.kind === "syncing" && event !== "session.kicked")) held.push({ event, body });
    // the protocol pairs each event with the body that its handler takes
    else if (account) ((pushes[event] ?? events.pushes[event]) as ((body: unknown) => void) | undefined)?.(body);
  }

  async function accepted(result: LoginResult, askedAt: number): Promise<void> {
    if (state.kind === "out") return; // logged out meanwhile
    account ??= { userID: credentials.userID, tinyID: result.tinyID }; // the same one until it is signed out
    config = result.config;
    setClock(result.serverTime, askedAt);
    connection.settled();
    heartbeat.start(config.heartbeat);
    events.signedIn(result);
    if (state.kind === "signingIn") {
      state = { kind: "syncing" };
      isStale = false;
      requests.resume();
      firstLogin?.resolve();
      firstLogin = undefined;
      void sync(result.conversations);
    } else {
      release();
      const mine = ++socket;
      await events.comeBack();
      if (mine !== socket || connection.state !== "connected") return; // lost again, or signed out
      requests.resume();
      if (state.kind === "ready") events.catchUp(result.conversations);
      else isStale = true;
    }
    release();
  }

  async function sync(first: ListConversationsResult | undefined): Promise<void> {
    const mine = account;
    let page = first;
    while (state.kind === "syncing" && account === mine) {
      try {
        await events.sync(page);
        break;
      } catch (failure) {
        page = undefined;
        log.warn("Could not sync", failure);
        await new Promise((resolve) => setTimeout(resolve, SYNC_RETRY_MS));
      }
    }
    becomeReady(mine);
  }

  function becomeReady(mine: Account | undefined): void {
    if (state.kind !== "syncing" || account !== mine) return; // logged out meanwhile
    state = { kind: "ready" };
    emitter.emit(EVENT.SDK_READY);
    if (!isReady()) return; // a handler has logged out
    events.ready();
    if (!isAsking) release();
    if (isStale) events.catchUp();
  }

  function isReady(): boolean {
    return state.kind === "ready";
  }

  const pushes: Pushes = {
    "session.kicked": ({ type }) => kick(type),
    "session.resync"() {
      if (isReady()) events.catchUp();
    },
    "settings.updated"(updated) {
      ({ config } = updated);
      heartbeat.start(config.heartbeat);
      emitter.emit(EVENT.SERVER_CONFIG_UPDATED, copied(updated));
    },
  };

  function frame(received: Response | Push): void {
    if (!("event" in received)) requests.answer(received);
    else push(received);
  }

  function kick(type: string): void {
    log.warn(`Signed out by the server: ${type}`);
    signOut(KICKS[type] ?? ErrorCode.LOGIN_FAILED);
    emitter.emit(EVENT.KICKED_OUT, { type });
  }

  /** The instance cannot be signed in, or not again. */
  function fail(failure: ChatError): void {
    const type = KICK_OF_CODE[failure.code];
    if (firstLogin) {
      firstLogin.reject(failure);
      signOut(ErrorCode.LOGIN_FAILED);
    } else if (type) kick(type);
    else {
      signOut(ErrorCode.LOGIN_FAILED);
      emitter.emit(EVENT.ERROR, { code: failure.code, message: failure.message });
    }
  }

  function signOut(why: number): void {
    isAsking = false;
    held.length = 0;
    const wasIn = state.kind === "syncing" || state.kind === "ready";
    state = { kind: "out", why };
    account = undefined;
    heartbeat.stop();
    connection.close();
    requests.abort(why, "signed out");
    events.signedOut();
    // who has had an answer in this very moment takes it in after this
    leaving = new Promise((done) =>
      setTimeout(() => {
        leaving = undefined;
        events.signedOut();
        done();
      }),
    );
    firstLogin?.reject(new ChatError(why, "signed out"));
    firstLogin = undefined;
    if (wasIn) emitter.emit(EVENT.SDK_NOT_READY);
  }

  async function leave(): Promise<void> {
    const mine = account;
    try {
      await requests.callNow("session.logout", {}, LOGOUT_TIMEOUT_MS);
    } catch (failure) {
      log.warn("Could not tell of the logout", failure); // local state is reset in any case (`logout#5`)
    }
    if (account === mine) signOut(ErrorCode.LOGGED_OUT);
    await leaving; // what follows from signing out
  }

  async function logout(): Promise<void> {
    if (state.kind === "out") throw new ChatError(ErrorCode.NOT_LOGGED_IN, "nobody is logged in");
    if (state.kind === "signingIn") signOut(ErrorCode.LOGGED_OUT);
    else await (leaving ??= leave());
  }

  return {
    async call(operation, body, timeoutMs) {
      if (state.kind === "out") throw new ChatError(state.why, "signed out"); // else it would wait for the next user
      events.check(operation, body, config.localWords);
      return requests.call(operation, body, timeoutMs);
    },
    callNow: (operation, body, timeoutMs) => requests.callNow(operation, body, timeoutMs),
    get account() {
      return account;
    },
    get config() {
      return config;
    },
    isReady,
    isOut: () => state.kind === "out",
    refusal(method) {
      const code = state.kind === "out" ? state.why : ErrorCode.LOGGING_IN;
      const refused = new ChatError(code, `${method}: the SDK is not ready`);
      log.error(refused.message, code);
      emitter.emit(EVENT.ERROR, { code, message: refused.message });
      return refused;
    },
    serverTime: () => Date.now() + (clockOffset ?? 0),
    async login(userID, userSig) {
      if (leaving) await leaving;
      if (isOver) throw new ChatError(ErrorCode.LOGGED_OUT, "destroyed");
      if (state.kind === "signingIn") throw new ChatError(ErrorCode.REPEAT_LOGIN, "a login is running already");
      if (state.kind !== "out") return false;
      state = { kind: "signingIn" };
      credentials = { userID, userSig };
      const timer = setTimeout(
        () => fail(new ChatError(ErrorCode.NETWORK_TIMEOUT, `login: no answer from ${url}`)),
        LOGIN_TIMEOUT_MS,
      );
      try {
        await new Promise<void>((resolve, reject) => {
          firstLogin = { resolve, reject };
          connection.open();
        });
      } finally {
        clearTimeout(timer);
      }
      return true;
    },
    logout,
    monitor(plugin) {
      if (!isObject(plugin) || typeof plugin["addEventListener"] !== "function") return;
      const changed = ({ isConnected }: { readonly isConnected?: boolean | null }): void => {
        if (isConnected === false) network.offline();
        else network.online(); // null: not known yet
      };
      unwatch.push((plugin as unknown as NetworkMonitor).addEventListener(changed));
    },
    async end() {
      isOver = true;
      for (const undo of unwatch.splice(0)) undo();
      await logout().catch(() => signOut(ErrorCode.LOGGED_OUT)); // nobody was logged in
    },
  };
}
