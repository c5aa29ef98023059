import { onBeforeUnmount, ref, shallowRef, type Ref, type ShallowRef } from "vue";
import { toAttachment, type Attachment } from "../chat/attachment";
import { t } from "../i18n";
import { toast } from "../ui/toasts";

/** Most files that are sent together. */
export const MAX_ATTACHED = 20;

/** Files that were chosen, until they are sent. */
export interface Attaching {
  /** In the order in which they were chosen; `null` while nothing is chosen. */
  readonly chosen: ShallowRef<readonly Attachment[] | null>;
  /** Whether some are still being opened. */
  readonly isOpening: Readonly<Ref<boolean>>;
  /** @param asFile - send pictures and videos as files, too */
  readonly add: (files: readonly File[], asFile?: boolean) => Promise<void>;
  readonly remove: (id: number) => void;
  /** Forgets what was chosen. */
  readonly close: () => void;
}

export function useAttaching(): Attaching {
  const chosen = shallowRef<readonly Attachment[] | null>(null);
  const opening = ref(0);
  const isOpening = ref(false);
  /** Another one when everything was forgotten: what is opened by then comes too late. */
  let turn = {};

  function forget(attachments: readonly Attachment[]): void {
    for (const { preview } of attachments) if (preview !== "") URL.revokeObjectURL(preview);
  }

  function close(): void {
    forget(chosen.value ?? []);
    chosen.value = null;
    turn = {};
  }

  async function add(files: readonly File[], asFile = false): Promise<void> {
    if (files.length === 0) return;
    const free = MAX_ATTACHED - (chosen.value?.length ?? 0);
    if (files.length > free) toast(t.value.attach.tooMany(MAX_ATTACHED), true);
    const mine = turn;
    chosen.value ??= [];
    isOpening.value = ++opening.value > 0;
    const opened = await Promise.all(files.slice(0, free).map((file) => toAttachment(file, asFile)));
    isOpening.value = --opening.value > 0;
    if (mine === turn) chosen.value = [...chosen.value, ...opened].slice(0, MAX_ATTACHED);
    else forget(opened);
  }

  onBeforeUnmount(close);

  return {
    chosen,
    isOpening,
    add,
    close,
    remove(id) {
      forget(chosen.value?.filter((attachment) => attachment.id === id) ?? []);
      chosen.value = chosen.value?.filter((attachment) => attachment.id !== id) ?? null;
      if (chosen.value?.length === 0 && !isOpening.value) close();
    },
  };
}
