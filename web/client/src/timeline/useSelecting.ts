import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from "vue";
import type { Message } from "@parley-im/chat";
import { abstractOf } from "../chat/abstract";
import type { ForwardMode } from "../chat/actions";
import { nameOf, writerOf, type ChatLine } from "../chat/conversation";
import type { Entry } from "../chat/entry";
import type { Messenger } from "../chat/messenger";
import type { Timeline } from "../chat/timeline";
import { t } from "../i18n";
import { attempt } from "../ui/attempt";
import { toast } from "../ui/toasts";

/** Most messages that can be ticked at once. */
export const MAX_SELECTED = 100;
/** Lines of a merged message that are shown before it is opened. */
const ABSTRACT_LINES = 4;

/** What is about to happen to some messages, once the reader has said how. */
export type Intent =
  | { readonly kind: "forward"; readonly mode: ForwardMode; readonly messages: readonly Message[] }
  | { readonly kind: "remove"; readonly messages: readonly Message[] };

/** Ticking messages, and what can be done with several at once. */
export interface Selecting {
  readonly selection: Readonly<Ref<ReadonlySet<string> | null>>;
  /** The ticked messages, in their order. */
  readonly messages: ComputedRef<readonly Message[]>;
  readonly intent: ShallowRef<Intent | null>;
  readonly isBusy: Readonly<Ref<boolean>>;
  readonly begin: (entry: Entry | null) => void;
  readonly toggle: (entry: Entry) => void;
  readonly end: () => void;
  /** Asks to whom messages are forwarded. */
  forward(messages: readonly Message[], mode: ForwardMode): void;
  /** Asks whether messages are deleted. */
  remove(messages: readonly Message[]): void;
  confirmForward(conversationIDs: readonly string[], note: string): void;
  confirmRemove(): Promise<void>;
}

export function useSelecting(messenger: Messenger, chat: () => ChatLine, timeline: Timeline): Selecting {
  const selection = ref<ReadonlySet<string> | null>(null);
  const intent = shallowRef<Intent | null>(null);
  const isBusy = ref(false);

  const messages = computed(() =>
    timeline.entries.value
      .filter(({ id, isRevoked }) => !isRevoked && selection.value?.has(id) === true)
      .map(({ message }) => message),
  );

  function end(): void {
    selection.value = null;
  }

  /** "Ann: Hello", as a merged message shows what is in it. */
  function line(message: Message): string {
    const isMine = message.from === messenger.userID;
    const name = isMine ? nameOf(messenger.userID, messenger.me.value?.nick) : writerOf(message, chat());
    return `${name}: ${abstractOf(message, t.value)}`;
  }

  return {
    selection,
    messages,
    intent,
    isBusy,
    begin(entry) {
      selection.value = new Set(entry ? [entry.id] : []);
    },
    toggle({ id }) {
      const next = new Set(selection.value);
      if (!next.delete(id)) next.add(id);
      if (next.size <= MAX_SELECTED) selection.value = next;
      else toast(t.value.selection.tooMany(MAX_SELECTED), true);
    },
    end,
    forward: (list, mode) => (intent.value = { kind: "forward", mode, messages: list }),
    remove: (list) => (intent.value = { kind: "remove", messages: list }),
    confirmForward(conversationIDs, note) {
      const asked = intent.value;
      intent.value = null;
      end();
      if (asked?.kind !== "forward") return;
      const mine = nameOf(messenger.userID, messenger.me.value?.nick);
      const words = {
        title: t.value.forward.recordOf(chat().name, mine),
        abstractList: asked.messages.slice(0, ABSTRACT_LINES).map(line),
        compatibleText: t.value.forward.compatible,
      };
      void attempt(() => {
        messenger.actions.forward(asked.messages, asked.mode, words, conversationIDs, note);
        toast(t.value.forward.done);
      });
    },
    async confirmRemove() {
      const asked = intent.value;
      intent.value = null;
      if (asked?.kind !== "remove") return;
      isBusy.value = true;
      await attempt(async () => {
        await messenger.actions.remove(asked.messages);
        end();
      });
      isBusy.value = false;
    },
  };
}
