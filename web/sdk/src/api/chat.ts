import type { AssistApi } from "./assist";
import type { AttachmentApi } from "./attachments";
import type { BlacklistApi } from "./blacklist";
import type { ConversationApi } from "./conversation";
import type { ConversationOptionApi } from "./conversationOptions";
import type { CreatingApi, MediaApi } from "./creating";
import type { EventApi } from "./events";
import type { FollowApi } from "./follow";
import type { NameSearchApi, PinApi } from "./found";
import type { FriendApi } from "./friend";
import type { GroupApi } from "./groups";
import type { GroupSharedApi } from "./groupShared";
import type { HistoryApi, MessageSearchApi } from "./history";
import type { ProfileApi } from "./profile";
import type { EditingApi, MergerApi, SendingApi } from "./sending";
import type { SessionApi } from "./session";
import type { SignalingApi } from "./signaling";
import type { StatusApi } from "./status";
import type { TopicApi } from "./topic";

/**
 * What every app has: messages between users, with their history and conversations. Messages of groups come too; the
 * areas that `create` of `@parley-im/chat/core` is given add the rest.
 */
export interface CoreChat
  extends SessionApi, EventApi, CreatingApi, SendingApi, HistoryApi, ConversationApi, ProfileApi {}

/**
 * One app's connection to its server, for one user at a time. Made by `create`.
 *
 * Methods that need a login reject until `SDK_READY`, whatever they return otherwise, with a {@link ChatError} whose
 * code tells why. Ill-typed parameters throw `Error("Params validate failed.")` at once.
 */
export interface Chat
  extends
    CoreChat,
    MediaApi,
    MergerApi,
    EditingApi,
    MessageSearchApi,
    AttachmentApi,
    AssistApi,
    ConversationOptionApi,
    GroupApi,
    GroupSharedApi,
    TopicApi,
    FriendApi,
    BlacklistApi,
    FollowApi,
    SignalingApi,
    NameSearchApi,
    PinApi,
    StatusApi {}
