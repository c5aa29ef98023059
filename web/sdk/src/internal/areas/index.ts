import { assist } from "./assist";
import { attachments } from "./attachments";
import { conversationOptions } from "./conversationOptions";
import { editing } from "./editing";
import { follow } from "./follow";
import { friends } from "./friends";
import { groups } from "./groups";
import { localWords } from "./localWords";
import { media } from "./media";
import { mergers } from "./mergers";
import { search } from "./search";
import { signaling } from "./signaling";
import { status } from "./status";
import { topics } from "./topics";

/** What the default export has. */
export const ALL = [
  ...[groups, topics, friends, follow, signaling, status],
  ...[editing, media, mergers, attachments, conversationOptions, search, assist, localWords],
] as const;
