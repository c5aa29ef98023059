import { inject, type InjectionKey, type Ref } from "vue";
import type { Entry } from "../chat/entry";

/** Where a menu opens, in pixels of the window. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** What the reader asked to be added to a message: its translation, or what is said in it. */
export type Note =
  | { readonly kind: "busy" }
  | { readonly kind: "text"; readonly label: string; readonly text: string }
  | { readonly kind: "failed"; readonly label: string };

/** What messages ask of the chat that they are in. */
export interface ChatActions {
  /** Messages that are ticked; `null` while none can be. */
  readonly selection: Readonly<Ref<ReadonlySet<string> | null>>;
  /** The message that a jump went to, for a moment. */
  readonly highlighted: Readonly<Ref<string | null>>;
  /** Of all menu buttons the one that the Tab key reaches. */
  readonly reachable: Ref<string | null>;
  readonly notes: ReadonlyMap<string, Note>;
  openMenu(entry: Entry, place: Place): void;
  jump(messageID: string): void;
  toggle(entry: Entry): void;
  react(entry: Entry, reactionID: string): void;
  showReactors(entry: Entry, reactionID: string): void;
  showReaders(entry: Entry): void;
  reedit(entry: Entry): void;
  dropNote(messageID: string): void;
  cancelUpload(message: { readonly id: string }): void;
  /** Reads the addresses of a message's files anew. */
  renew(messageID: string): void;
}

/** Under this key the chat's actions reach its messages. */
export const chatActionsKey: InjectionKey<ChatActions> = Symbol("chatActions");

/** The actions of the chat around. */
export function useChatActions(): ChatActions {
  const actions = inject(chatActionsKey);
  if (!actions) throw new Error("There are actions only inside a chat");
  return actions;
}
