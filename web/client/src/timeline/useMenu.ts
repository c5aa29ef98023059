import { computed, reactive, shallowRef, type ComputedRef, type ShallowRef } from "vue";
import type { MessageActions } from "../chat/actions";
import { isOfTheSystem } from "../chat/content";
import { textOf, type Entry } from "../chat/entry";
import { locale, t } from "../i18n";
import { attempt } from "../ui/attempt";
import type { MenuItem } from "../ui/menu";
import { toast } from "../ui/toasts";
import type { Note, Place } from "./chatActions";
import type { Composing } from "./useComposing";
import type { Selecting } from "./useSelecting";

/** The menu of a message. */
export interface MessageMenuState {
  readonly open: ShallowRef<{ readonly entry: Entry; readonly place: Place } | null>;
  readonly items: ComputedRef<readonly MenuItem[]>;
  readonly canReact: ComputedRef<boolean>;
  /** Translations and the like, by message. */
  readonly notes: Map<string, Note>;
}

/** What can be done with a message of mine that was not stored yet. */
export interface Unsent {
  cancelUpload: (entry: Entry) => void;
  retry: (entry: Entry) => void;
  discard: (entry: Entry) => void;
}

export function useMenu(
  actions: MessageActions,
  composing: Composing,
  selecting: Selecting,
  unsent: Unsent,
  isLive: () => boolean,
): MessageMenuState {
  const open = shallowRef<{ readonly entry: Entry; readonly place: Place } | null>(null);
  const notes = reactive(new Map<string, Note>());

  async function copy(text: string): Promise<void> {
    await navigator.clipboard.writeText(text);
    toast(t.value.actions.copied);
  }

  async function annotate({ id }: Entry, label: string, failed: string, make: () => Promise<string>): Promise<void> {
    notes.set(id, { kind: "busy" });
    try {
      notes.set(id, { kind: "text", label, text: await make() });
    } catch {
      notes.set(id, { kind: "failed", label: failed });
    }
  }

  function itemsOf(entry: Entry): MenuItem[] {
    const { message } = entry;
    const text = textOf(entry);
    const words = t.value.actions;
    const isStored = message.status === "success";
    const isKept = isStored && !isLive(); // what is said in live rooms is neither changed nor deleted
    const { delivery } = entry;
    const isUploading = delivery.kind === "sending" && delivery.uploaded !== undefined;
    const isVoice = entry.content.kind === "audio";
    const item = (
      condition: boolean,
      icon: MenuItem["icon"],
      label: string,
      run: () => void,
      isDanger = false,
    ): MenuItem[] => (condition ? [{ icon, label, run, isDanger }] : []);
    if (entry.content.kind === "signal") {
      return item(isKept, "trash", words.remove, () => selecting.remove([message]), true);
    }
    return [
      ...item(isUploading, "close", t.value.kinds.cancelUpload, () => unsent.cancelUpload(entry)),
      ...item(delivery.kind === "failed", "retry", t.value.chat.retry, () => unsent.retry(entry)),
      ...item(isStored, "quote", words.reply, () => composing.reply(entry)),
      ...item(text !== null, "copy", words.copy, () => void attempt(() => copy(text ?? ""))),
      ...item(isStored, "forward", words.forward, () => selecting.forward([message], "each")),
      ...item(isKept, "select", words.select, () => selecting.begin(entry)),
      ...item(isKept && entry.isMine && text !== null, "edit", words.edit, () => composing.edit(entry)),
      ...item(
        isStored && text !== null && actions.canTranslate.value,
        "translate",
        words.translate,
        () =>
          void annotate(entry, words.translation, words.noTranslation, () =>
            actions.translate(text ?? "", locale.value),
          ),
      ),
      ...item(
        isStored && isVoice && actions.canTranscribe.value,
        "speech",
        words.transcribe,
        () => void annotate(entry, words.transcript, words.noTranscript, () => actions.transcribe(message)),
      ),
      ...item(actions.canRecall(message), "recall", words.recall, () => void attempt(() => actions.recall(message))),
      ...item(isKept, "trash", words.remove, () => selecting.remove([message]), true),
      ...item(delivery.kind === "failed", "trash", t.value.chat.discard, () => unsent.discard(entry), true),
    ];
  }

  function canReactTo({ content, message }: Entry): boolean {
    return !isLive() && !isOfTheSystem(content) && !actions.reactions.isOff.value && message.status === "success";
  }

  const items = computed(() => (open.value ? itemsOf(open.value.entry) : []));
  const canReact = computed(() => open.value !== null && canReactTo(open.value.entry));
  return { open, notes, items, canReact };
}
