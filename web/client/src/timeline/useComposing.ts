import { computed, ref, type ComputedRef, type Ref, type WritableComputedRef } from "vue";
import { abstractOf } from "../chat/abstract";
import type { MessageActions } from "../chat/actions";
import { nameOf, writerOf, type ChatLine } from "../chat/conversation";
import { textOf, type Entry } from "../chat/entry";
import type { Messenger } from "../chat/messenger";
import { quoting } from "../chat/quote";
import type { Timeline } from "../chat/timeline";
import { t } from "../i18n";
import { attempt } from "../ui/attempt";
import type { IconName } from "../ui/icons";

/** What the next message will be, other than a new one. */
export interface Mode {
  readonly kind: "reply" | "edit";
  readonly entry: Entry;
}

/** What stands above the field while a reply or a change is written. */
export interface Strip {
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
}

/** Writing replies and changing texts, with the one field that the chat has. */
export interface Composing {
  readonly mode: Readonly<Ref<Mode | null>>;
  readonly strip: ComputedRef<Strip | null>;
  /** The text in the field. The draft of a new message waits while another one is changed. */
  readonly draft: WritableComputedRef<string>;
  reply(entry: Entry): void;
  edit(entry: Entry): void;
  /** Puts the text of a recalled message back into the field. */
  readonly reedit: (entry: Entry) => void;
  readonly cancel: () => void;
  /** Sends what is in the field; tells whether it became a new message. */
  send(text: string): boolean;
}

/** @param focus - puts the cursor into the field */
export function useComposing(
  messenger: Messenger,
  chat: () => ChatLine,
  timeline: Timeline,
  actions: MessageActions,
  focus: () => void,
): Composing {
  const mode = ref<Mode | null>(null);
  const change = ref("");

  const draft = computed({
    get: () => (mode.value?.kind === "edit" ? change.value : (messenger.drafts.get(chat().id) ?? "")),
    set: (text) => {
      if (mode.value?.kind === "edit") change.value = text;
      else messenger.drafts.set(chat().id, text);
    },
  });

  function senderOf(entry: Entry): string {
    return entry.isMine ? nameOf(messenger.userID, messenger.me.value?.nick) : writerOf(entry.message, chat());
  }

  const strip = computed((): Strip | null => {
    if (!mode.value) return null;
    const { kind, entry } = mode.value;
    const text = abstractOf(entry.message, t.value);
    return kind === "edit"
      ? { icon: "edit", title: t.value.actions.editing, text }
      : { icon: "quote", title: t.value.actions.replyTo(senderOf(entry)), text };
  });

  function begin(next: Mode): void {
    mode.value = next;
    focus();
  }

  async function save(entry: Entry, text: string): Promise<void> {
    if (text !== textOf(entry)) await attempt(() => actions.edit(entry.message, text));
  }

  return {
    mode,
    strip,
    draft,
    reply: (entry) => begin({ kind: "reply", entry }),
    edit(entry) {
      change.value = textOf(entry) ?? "";
      begin({ kind: "edit", entry });
    },
    reedit(entry) {
      mode.value = null;
      draft.value = textOf(entry) ?? "";
      focus();
    },
    cancel() {
      mode.value = null;
      focus();
    },
    send(text) {
      const now = mode.value;
      mode.value = null;
      if (now?.kind === "edit") {
        void save(now.entry, text);
        return false;
      }
      const quote = now && quoting(now.entry.message, abstractOf(now.entry.message, t.value), senderOf(now.entry));
      void timeline.send(text, quote ?? "", messenger.takeMentions(timeline.conversationID, text));
      return true;
    },
  };
}
