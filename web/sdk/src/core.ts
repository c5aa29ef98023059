import type * as api from "./api";
import { assist as assistArea } from "./internal/areas/assist";
import { attachments as attachmentsArea } from "./internal/areas/attachments";
import { conversationOptions as conversationOptionsArea } from "./internal/areas/conversationOptions";
import { editing as editingArea } from "./internal/areas/editing";
import { follow as followArea } from "./internal/areas/follow";
import { friends as friendsArea } from "./internal/areas/friends";
import { groups as groupsArea } from "./internal/areas/groups";
import { localWords as localWordsArea } from "./internal/areas/localWords";
import { media as mediaArea } from "./internal/areas/media";
import { mergers as mergersArea } from "./internal/areas/mergers";
import { search as searchArea } from "./internal/areas/search";
import { signaling as signalingArea } from "./internal/areas/signaling";
import { status as statusArea } from "./internal/areas/status";
import { topics as topicsArea } from "./internal/areas/topics";
import { coreCreate } from "./internal/coreCreate";
import { browserPlatform } from "./internal/platforms/browser";

export type * from "./api";
export { EVENT, TSignaling, TYPES } from "./generated/protocol";
export { VERSION } from "./version";

/** Translation, and speech to text. */
export const assist: api.Area<api.AssistApi> = assistArea;
/** What users attach to messages: extensions, reactions, read receipts. */
export const attachments: api.Area<api.AttachmentApi> = attachmentsArea;
/** What users keep about conversations: pins, marks, groups, drafts, reminding. */
export const conversationOptions: api.Area<api.ConversationOptionApi> = conversationOptionsArea;
/** Revoking, modifying and deleting messages. */
export const editing: api.Area<api.EditingApi> = editingArea;
/** Following users. */
export const follow: api.Area<api.FollowApi> = followArea;
/** Friends, requests, groups of friends and the blacklist. */
export const friends: api.Area<api.FriendApi & api.BlacklistApi> = friendsArea;
/** Groups and live rooms: their members, attributes, counters, applications and pinned messages. */
export const groups: api.Area<api.GroupApi & api.GroupSharedApi & api.PinApi> = groupsArea;
/** Refusing words that the app's settings forbid before anything is sent (3123); without it the server does. */
export const localWords: api.Area = localWordsArea;
/** Images, recordings, videos and files: sending them, and the addresses of those that come. */
export const media: api.Area<api.MediaApi> = mediaArea;
/** Messages that have others in them. */
export const mergers: api.Area<api.MergerApi> = mergersArea;
/** Finding messages, users, groups and members at the server. */
export const search: api.Area<api.MessageSearchApi & api.NameSearchApi> = searchArea;
/** Invitations. */
export const signaling: api.Area<api.SignalingApi> = signalingArea;
/** Who is online, and what they say about it. */
export const status: api.Area<api.StatusApi> = statusArea;
/** Communities with topics; brings the groups along, whose methods are named by `groups`. */
export const topics: api.Area<api.TopicApi> = topicsArea;

/** Browsers and their workers; other platforms are given as `platform`. */
export { findPlatform } from "./internal/platforms/find";

/**
 * The app's instance with chosen areas only, so that a bundler leaves out the code of the others: without any, messages
 * between users with their history and conversations. The same instance for the same SDKAppID until `destroy()`, with
 * the areas that it was made with. An SDKAppID that is no number gives null.
 */
export const create = coreCreate(browserPlatform);
