import { computed, reactive, type ComputedRef, type Ref } from "vue";
import { fromDraft, isSame, toDraft, type Draft } from "./draft";
import type { Json, Setting } from "./settings";

/** What was edited and is not saved. */
export interface Drafts {
  /** Those that are different from what the server has. */
  readonly edited: ComputedRef<readonly Setting[]>;
  /** Whether every one of them stands for a value. */
  readonly canSave: ComputedRef<boolean>;
  isEdited(setting: Setting): boolean;
  draftOf(setting: Setting): Draft;
  /** What the draft stands for; `undefined` for nothing. */
  valueOf(setting: Setting): Json | undefined;
  edit(setting: Setting, draft: Draft): void;
  discard(): void;
  /** What to save: `null` for those that return to their default. */
  values(): Readonly<Record<string, Json>>;
}

/** Keeps what is edited of these settings, also while they are loaded anew. */
export function useDrafts(settings: Readonly<Ref<readonly Setting[]>>): Drafts {
  const drafts = reactive(new Map<string, Draft>());

  const draftOf = (setting: Setting): Draft => {
    const draft = drafts.get(setting.Key); // null: an input that was emptied
    return draft === undefined ? toDraft(setting.Form, setting.Value) : draft;
  };
  const valueOf = (setting: Setting): Json | undefined => fromDraft(setting.Form, draftOf(setting));
  const isEdited = (setting: Setting): boolean =>
    drafts.has(setting.Key) && !isSame(setting.Form, valueOf(setting), setting.Value);
  const edited = computed(() => settings.value.filter(isEdited));

  function values(): Record<string, Json> {
    const wanted: Record<string, Json> = {};
    for (const setting of edited.value) {
      const value = valueOf(setting);
      if (value !== undefined) wanted[setting.Key] = isSame(setting.Form, value, setting.Default) ? null : value;
    }
    return wanted;
  }

  return {
    edited,
    canSave: computed(() => edited.value.every((setting) => valueOf(setting) !== undefined)),
    isEdited,
    draftOf,
    valueOf,
    edit: (setting, draft) => void drafts.set(setting.Key, draft),
    discard: () => drafts.clear(),
    values,
  };
}
