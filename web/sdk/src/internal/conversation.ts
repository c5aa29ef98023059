import type * as api from "../api";
import type { Message } from "./message";

/** What this instance knows of one conversation. */
export interface Conversation {
  readonly id: string;
  readonly type: string;
  unreadCounter: number;
  readCounter: number;
  /** Counters of messages that do not count: revoked while they were unread or, in a group, the user's own. */
  readonly uncounted: Set<number>;
  /** Messages in a group that call the user by name, oldest first. */
  calls: readonly api.GroupAtInfo[];
  /** History up to this sequence is hidden. */
  cleared: number;
  readSequence: number;
  peerReadSequence: number;
  peerReadTime: number;
  last: Message | undefined;
  /** When the last message was written that it had as it was taken off the list. */
  lastTime: number;
  profile: api.Profile | undefined;
  isListed: boolean;
  /** By the app: it stays on the list here. */
  isOpened: boolean;
  /** On the list because it is pinned: there is nothing else of it. */
  isOnlyPinned: boolean;
  /** Not sent yet. */
  draft: string;
  /** Grows with every change of `last`: tells apart conversations whose newest messages are of the same second. */
  order: number;
  /** What the app was given last. */
  view: api.Conversation | undefined;
  isChanged: boolean;
}
