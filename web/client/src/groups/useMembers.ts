import type { GroupMember } from "@parley-im/chat";
import { onMounted, ref, shallowRef, watch, type Ref, type ShallowRef } from "vue";
import { codeOf } from "../chat/failures";
import type { Groups } from "../chat/groups";

/** The members of a group, page by page. */
export interface MemberList {
  readonly members: ShallowRef<readonly GroupMember[]>;
  readonly hasMore: Readonly<Ref<boolean>>;
  readonly isLoading: Readonly<Ref<boolean>>;
  /** The code of what went wrong; `null` for nothing. */
  readonly failure: Readonly<Ref<number | null>>;
  more(): Promise<void>;
}

/** @param state - when it changes, the list is loaded again */
export function useMembers(groups: Groups, groupID: string, state: () => string): MemberList {
  const members: ShallowRef<readonly GroupMember[]> = shallowRef([]);
  const hasMore = ref(false);
  const isLoading = ref(false);
  const failure = ref<number | null>(null);
  let next: number | string | null = 0;
  /** What was asked for last: an older answer that comes later counts no more. */
  let round = 0;

  async function load(): Promise<void> {
    if (next === null) return;
    const mine = ++round;
    const isFirst = next === 0;
    isLoading.value = true;
    failure.value = null;
    try {
      const page = await groups.members(groupID, next);
      if (mine !== round) return;
      members.value = isFirst ? page.members : [...members.value, ...page.members];
      next = page.next;
      hasMore.value = next !== null;
    } catch (error) {
      if (mine === round) failure.value = codeOf(error);
    } finally {
      if (mine === round) isLoading.value = false;
    }
  }

  function reload(): Promise<void> {
    next = 0;
    return load();
  }

  onMounted(reload);
  watch(state, reload);
  return { members, hasMore, isLoading, failure, more: load };
}
