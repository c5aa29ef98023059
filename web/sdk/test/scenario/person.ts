import { inject, onTestFinished } from "vitest";
import type {} from "../../../testing/server"; // what inject("server") gives
import { mintUserSig } from "../../../testing/userSig";
import type { Chat, ChatEvents, Conversation, CreateOptions, Message, Platform } from "../../src/index";
import TencentCloudChat from "../../src/node";
import { ALL } from "../../src/internal/areas";
import { createChat } from "../../src/internal/chat";
import { serverAddress } from "../../src/internal/create";
import { nodePlatform } from "../../src/internal/platforms/node";

export const { EVENT, TYPES } = TencentCloudChat;

const PATIENCE_MS = 10_000;

/** One event as a handler got it. */
export interface Seen {
  readonly name: string;
  readonly data: unknown;
}

/** One instance of the SDK with everything that it has raised. */
export interface Device {
  readonly chat: Chat;
  /** Everything so far, in order. */
  readonly all: () => readonly Seen[];
  /** Data of the events of one name so far. */
  readonly of: <K extends keyof ChatEvents>(name: K) => ChatEvents[K][];
  /** Waits until an event has come, now or before, whose data fits. */
  readonly event: <K extends keyof ChatEvents>(
    name: K,
    fits?: (data: ChatEvents[K]) => boolean,
  ) => Promise<ChatEvents[K]>;
  /** Forgets the events so far. */
  readonly forget: () => void;
}

/** Something that is true sooner or later. */
export async function until<T>(
  look: () => T | undefined | false | null | Promise<T | undefined | false | null>,
  what: string | (() => string),
  patience = PATIENCE_MS,
): Promise<T> {
  const end = Date.now() + patience;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`Waited in vain: ${typeof what === "string" ? what : what()}`);
    await new Promise((resolve) => setTimeout(resolve, 5)); // looks again, does not assume
  }
}

/** A new instance; more than one in a process, as on more than one page. Destroyed with the test. */
export function device(address = inject("server").socketUrl, platform: Platform = nodePlatform()): Device {
  const { sdkAppId } = inject("server");
  const chat = createChat(
    sdkAppId,
    `${serverAddress(address)}?v=1&sdkappid=${sdkAppId}`,
    platform,
    () => undefined,
    ALL,
  ) as Chat;
  onTestFinished(async () => {
    await chat.destroy();
  });
  return watch(chat);
}

/** The instance that an app gets from the module. */
export function publicDevice(options: Partial<CreateOptions> = {}): Device {
  const { sdkAppId, socketUrl } = inject("server");
  const chat = TencentCloudChat.create({ proxyServer: socketUrl, ...options, SDKAppID: sdkAppId });
  onTestFinished(async () => {
    await chat.destroy();
  });
  return watch(chat);
}

function watch(chat: Chat): Device {
  let events: Seen[] = [];
  chat.setLogLevel(4);
  for (const name of Object.values(EVENT)) {
    chat.on(name, function record(event: Seen) {
      events.push(event);
    });
  }
  const of = <K extends keyof ChatEvents>(name: K): ChatEvents[K][] =>
    events.filter((event) => event.name === name).map(({ data }) => data as ChatEvents[K]);
  return {
    chat,
    all: () => events,
    of,
    async event<K extends keyof ChatEvents>(name: K, fits: (data: ChatEvents[K]) => boolean = () => true) {
      const seen = await until(
        () => events.find((it) => it.name === name && fits(it.data as ChatEvents[K])),
        () => `${name} among ${events.map((it) => it.name).join(", ")}`,
      );
      return seen.data as ChatEvents[K];
    },
    forget: () => void (events = []),
  };
}

let people = Date.now() % 1_000_000_000;

/** A userID that nobody has yet. */
export const newUserID = (name = "user"): string => `${name}-${(people++).toString(36)}`;

/** Made ten seconds ago, so that a kick of the same second makes it invalid, as its time is in seconds. */
export const userSig = (userID: string, expire?: number, time = Math.floor(Date.now() / 1000) - 10): string =>
  mintUserSig(inject("server").sdkAppId, inject("server").secret, userID, expire, time);

/** Somebody signed in and ready. */
export interface Person extends Device {
  readonly userID: string;
  readonly conversationID: string;
  /** A text message, not sent. */
  draft(text: string, to: Person | string): Message;
  /** Sends a text and waits until it is stored. */
  send(text: string, to: Person | string): Promise<Message>;
  /** Waits until these texts have been received, and nothing else before them. */
  receives(...texts: string[]): Promise<Message[]>;
  /** All received texts so far, in order. */
  received(): string[];
  conversations(): Promise<Conversation[]>;
  conversation(conversationID: string): Promise<Conversation | undefined>;
}

/** Signs in on a device and waits for `SDK_READY`. */
export async function person(userID = newUserID(), seen: Device = device()): Promise<Person> {
  const { chat } = seen;
  await chat.login({ userID, userSig: userSig(userID) });
  await seen.event(EVENT.SDK_READY);
  const draft = (text: string, to: Person | string): Message =>
    chat.createTextMessage({
      to: typeof to === "string" ? to : to.userID,
      conversationType: TYPES.CONV_C2C,
      payload: { text },
    });
  const messages = (): Message[] => seen.of(EVENT.MESSAGE_RECEIVED).flat();
  const received = (): string[] => messages().map(({ payload }) => payload.text ?? "");
  const conversations = async (): Promise<Conversation[]> => (await chat.getConversationList()).data.conversationList;
  return {
    ...seen,
    userID,
    conversationID: `C2C${userID}`,
    draft,
    send: async (text, to) => (await chat.sendMessage(draft(text, to))).data.message,
    async receives(...texts) {
      await until(
        () => received().length >= texts.length,
        () => `${texts.join()} at ${userID}, who has ${received().join()}`,
      );
      if (received().join() !== texts.join()) throw new Error(`${userID} received ${received().join()}`);
      return messages();
    },
    received,
    conversations,
    conversation: async (id) => (await conversations()).find((it) => it.conversationID === id),
  };
}
