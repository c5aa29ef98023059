import type * as api from "../api";
import type { Missed } from "./changes";
import type { Conversation } from "./conversation";
import type { ConversationList } from "./conversationList";
import type { Conversations } from "./conversations";
import type { Create } from "./creating";
import type { Emitter } from "./emitter";
import type { createGroupList, GroupList } from "./groupList";
import type { createLiveRoom, LiveRoom } from "./liveRoom";
import type { createLocalWords } from "./localWords";
import type { Logger } from "./logger";
import type { createMediaAccess, MediaAccess } from "./mediaAccess";
import type { ToView, ToWire } from "./mediaPayload";
import type { Message } from "./message";
import type { MessageStore } from "./messageStore";
import type { Options } from "./options";
import type { createRelations, Relations } from "./relations";
import type { Account, Pushes, Session } from "./session";
import type { createTopics, Topics } from "./topics";
import type { Updates } from "./updates";
import type { Check, Parameters } from "./validate";

/** What the areas have to work with. */
export interface Core {
  readonly session: Session;
  readonly emitter: Emitter;
  readonly log: Logger;
  readonly check: Check;
  /** Only asked for while signed in. */
  readonly me: () => Account;
  readonly create: Create;
  readonly store: MessageStore;
  readonly list: ConversationList;
  readonly options: Options;
  readonly conversations: Conversations;
  readonly updates: Updates;
  readonly groups: GroupList;
  readonly live: LiveRoom;
  readonly topics: Topics;
  readonly relations: Relations;
  /** The addresses of files. */
  readonly access: MediaAccess;
  /** A message of mine is stored by the server at this place. */
  readonly sent: (message: Message, sequence: number, time: number, unreadCounter: number) => void;
  /** Messages up to this sequence exist, as the server has said. */
  readonly expect: (conversationID: string, sequence: number) => void;
  readonly platform: api.Platform;
  /** Of the server's socket. */
  readonly url: string;
  readonly toView: ToView;
  readonly toWire: ToWire;
  /** A method that needs a login: before ready it rejects, whatever it returns otherwise (`general#1`). */
  readonly whenReady: <P extends unknown[], R>(name: string, method: (...args: P) => R) => (...args: P) => R;
  readonly isDestroyed: () => boolean;
  readonly find: (conversationID: string) => Conversation | undefined;
}

/** What the core itself asks of some areas; without them, as if there were nothing of the kind. */
export interface Roles {
  readonly groups: typeof createGroupList;
  readonly live: typeof createLiveRoom;
  readonly topics: typeof createTopics;
  readonly relations: typeof createRelations;
  readonly access: typeof createMediaAccess;
  readonly toView: ToView;
  readonly toWire: ToWire;
  readonly localWords: typeof createLocalWords;
}

/** An area at work in one instance. */
export interface Part<A extends object> {
  readonly api: A;
  /** Which of them may be called before login. */
  readonly early?: readonly string[];
  readonly pushes?: Pushes;
  /** Plugins that the app has registered, by name. */
  register?(plugins: Readonly<Record<string, unknown>>): void;
  /** What a message is to say once what is too large has been uploaded; undefined where it can go as it is. */
  prepare?(message: Message, signal: AbortSignal | undefined): Promise<void> | undefined;
  /** After `SDK_READY`. */
  ready?(): void;
  /** The connection is back, or pushes may have been lost. */
  catchUp?(): void;
  /** What users attached to messages was changed while this instance was away. */
  missed?(missed: Missed): void;
  /** Somebody signs in, or the instance ends. */
  leave?(): void;
  /** The user is out of a group. */
  left?(groupID: string): void;
  /** Forgets everything of the account. */
  reset?(): void;
}

/** What an area is made of. */
export interface Area<A extends object = object> extends api.Area<A> {
  /** What it does not work without. */
  readonly needs?: readonly Area[];
  readonly parameters: Parameters;
  readonly roles?: Partial<Roles>;
  part(core: Core): Part<A>;
}
