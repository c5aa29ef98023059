import type { Chat } from "@parley-im/chat";
import { ref, type Ref } from "vue";
import { codeOf } from "./failures";

const SWITCHED_OFF = 3122;

/** How somebody and I follow each other, and how many follow them and are followed by them. */
export interface Following {
  readonly iFollow: boolean;
  readonly followsMe: boolean;
  readonly followers: number;
  readonly following: number;
}

/** Following people. */
export class Follows {
  /** Whether this server has it at all. */
  readonly isOff: Ref<boolean> = ref(false);

  constructor(private readonly chat: Chat) {}

  /** `null` where that is switched off. */
  async of(userID: string): Promise<Following | null> {
    if (this.isOff.value) return null;
    try {
      const [{ data: relations }, { data: counts }] = await Promise.all([
        this.chat.checkFollowType([userID]),
        this.chat.getUserFollowInfo([userID]),
      ]);
      const type = relations[0]?.followType ?? 0;
      const { followersCount = 0, followingCount = 0 } = counts[0] ?? {};
      return {
        iFollow: type >= 2,
        followsMe: type % 2 === 1,
        followers: followersCount,
        following: followingCount,
      };
    } catch (error) {
      if (codeOf(error) !== SWITCHED_OFF) throw error;
      this.isOff.value = true;
      return null;
    }
  }

  async set(userID: string, isFollowing: boolean): Promise<void> {
    await (isFollowing ? this.chat.followUser([userID]) : this.chat.unfollowUser([userID]));
  }
}
