import type { GroupMember } from "@parley-im/chat";
import { computed, ref, shallowRef, type ComputedRef, type Ref } from "vue";
import { memberName } from "../../chat/conversation";
import { EVERYBODY, typedAt, type Typed } from "../../chat/mentions";
import type { Messenger } from "../../chat/messenger";
import { t } from "../../i18n";

/** Somebody who can be called by name. */
export interface Candidate {
  readonly userID: string;
  readonly name: string;
  readonly avatar: string;
}

/** Most that are offered, and most pages of members that are loaded to find them. */
const MAX_SHOWN = 30;
const MAX_PAGES = 20;

/** Calling members by name while one writes. */
export interface Mentions {
  /** Who fits what was typed; empty where nobody is being called. */
  readonly found: ComputedRef<readonly Candidate[]>;
  /** Index in `found` of the one that Enter takes. */
  readonly active: Readonly<Ref<number>>;
  /** The text, or the cursor in it, is another one. */
  look(text: string, cursor: number): void;
  move(by: number): void;
  readonly point: (index: number) => void;
  /** Takes somebody: what is to be put into the text, and from where on. */
  pick(candidate: Candidate): { readonly start: number; readonly text: string };
  close(): void;
}

/**
 * @param groupID - whose members can be called
 * @param hasEverybody - whether all of them can be called at once
 */
export function useMentions(
  messenger: Messenger,
  groupID: string,
  conversationID: string,
  hasEverybody: () => boolean,
): Mentions {
  const typed = shallowRef<Typed | null>(null);
  /** The one that was left with Escape: it opens no more. */
  let left = -1;
  const active = ref(0);
  const members = shallowRef<readonly GroupMember[]>([]);
  let next: number | string | null = 0;
  let isLoading = false;
  let pages = 0;

  const everybody = computed((): Candidate => ({ userID: EVERYBODY, name: t.value.mention.everybody, avatar: "" }));
  const found = computed((): readonly Candidate[] => {
    if (!typed.value) return [];
    const words = typed.value.query.toLocaleLowerCase();
    const others = members.value.filter(({ userID }) => userID !== messenger.userID).map(toCandidate);
    const all = hasEverybody() && others.length > 0 ? [everybody.value, ...others] : others;
    return all.filter((one) => fits(one, words)).slice(0, MAX_SHOWN);
  });

  /** Loads members until there are enough to offer. */
  async function load(): Promise<void> {
    if (isLoading) return;
    isLoading = true;
    try {
      while (typed.value && next !== null && found.value.length < MAX_SHOWN && pages < MAX_PAGES) {
        const page = await messenger.groups.members(groupID, next);
        pages++;
        next = page.next;
        members.value = [...members.value, ...page.members];
      }
    } catch {
      // It is tried again with the next letter.
    } finally {
      isLoading = false;
    }
  }

  return {
    found,
    active,
    look(text, cursor) {
      const now = typedAt(text, cursor);
      if (now?.start !== left) left = -1;
      const isSame = now?.start === typed.value?.start && now?.query === typed.value?.query;
      if (isSame) return;
      typed.value = left === -1 ? now : null;
      active.value = 0;
      void load();
    },
    move(by) {
      const count = found.value.length;
      active.value = (active.value + by + count) % count;
    },
    point: (index) => (active.value = index),
    pick(candidate) {
      const start = typed.value?.start ?? 0;
      messenger.keepMention(conversationID, candidate.name, candidate.userID);
      typed.value = null;
      left = start;
      return { start, text: `@${candidate.name} ` };
    },
    close() {
      left = typed.value?.start ?? -1;
      typed.value = null;
    },
  };
}

function toCandidate(member: GroupMember): Candidate {
  return { userID: member.userID, name: memberName(member), avatar: member.avatar };
}

function fits({ userID, name }: Candidate, words: string): boolean {
  return name.toLocaleLowerCase().includes(words) || userID.toLocaleLowerCase().includes(words);
}
