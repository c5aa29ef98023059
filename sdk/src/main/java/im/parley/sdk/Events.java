package im.parley.sdk;

import im.parley.protocol.EventNames;
import im.parley.protocol.message.UserInfo;
import im.parley.protocol.presence.UserStatus;
import im.parley.protocol.profile.Profile;
import im.parley.protocol.settings.ClientConfig;
import java.util.List;
import java.util.Map;

/// The events of a [Chat]. Register for them before login, or those in between are missed (`on#1`).
public final class Events {
    /// Login succeeded and the first sync is done: every method may be called. Comes after the login's future
    /// is settled; [Chat#isReady] is already true in its handlers (`compat#5`).
    public static final EventType<Empty> SDK_READY = new EventType<>(EventNames.SDK_READY);

    /// Logged out, kicked out or expired: log in again before anything else.
    public static final EventType<Empty> SDK_NOT_READY = new EventType<>(EventNames.SDK_NOT_READY);

    /// [Chat#destroy] has finished; nothing comes after it.
    public static final EventType<Destroyed> SDK_DESTROY = new EventType<>(EventNames.SDK_DESTROY);

    /// Messages of others, or of the user from another instance, in the order of their conversation and each
    /// once, also those that a lost connection held up. Never this instance's own sends (`sendMessage#3`).
    public static final EventType<List<Message>> MESSAGE_RECEIVED = new EventType<>(EventNames.MESSAGE_RECEIVED);

    /// Somebody else, or another instance of the user, took messages back: they have [Message#isRevoked].
    public static final EventType<List<Message>> MESSAGE_REVOKED = new EventType<>(EventNames.MESSAGE_REVOKED);

    /// Messages were modified, by anyone, this instance included (`modifyMessage#5`), or changed on their way by the
    /// app's back end, those of the user too: they are the newest.
    public static final EventType<List<Message>> MESSAGE_MODIFIED = new EventType<>(EventNames.MESSAGE_MODIFIED);

    /// A peer has read these messages of the user.
    public static final EventType<List<Message>> MESSAGE_READ_BY_PEER =
            new EventType<>(EventNames.MESSAGE_READ_BY_PEER);

    /// Others have sent read receipts for messages of the user: [Message#readReceiptInfo] says so.
    public static final EventType<List<ReadReceipt>> MESSAGE_READ_RECEIPT_RECEIVED =
            new EventType<>(EventNames.MESSAGE_READ_RECEIPT_RECEIVED);

    /// Extensions of a message were set, by anyone, this instance included (`setMessageExtensions#7`).
    public static final EventType<ExtensionsUpdated> MESSAGE_EXTENSIONS_UPDATED =
            new EventType<>(EventNames.MESSAGE_EXTENSIONS_UPDATED);

    /// Extensions of a message were deleted, by anyone, this instance included.
    public static final EventType<ExtensionsDeleted> MESSAGE_EXTENSIONS_DELETED =
            new EventType<>(EventNames.MESSAGE_EXTENSIONS_DELETED);

    /// Somebody, maybe here, went into a reaction to a message or out of it.
    public static final EventType<ReactionsUpdated> MESSAGE_REACTIONS_UPDATED =
            new EventType<>(EventNames.MESSAGE_REACTIONS_UPDATED);

    /// The list, its order or something in it changed; the whole list, pinned ones first, then the newest
    /// message (`compat#16`).
    public static final EventType<List<Conversation>> CONVERSATION_LIST_UPDATED =
            new EventType<>(EventNames.CONVERSATION_LIST_UPDATED);

    /// The user came into a group or out of one, or a group's profile, owner or last message changed, also of a
    /// community with topics; all groups as [GroupApi#getGroupList] lists them, that is without those.
    public static final EventType<List<Group>> GROUP_LIST_UPDATED = new EventType<>(EventNames.GROUP_LIST_UPDATED);

    /// Attributes of a group that the user is in changed, here or elsewhere.
    public static final EventType<GroupAttributes> GROUP_ATTRIBUTES_UPDATED =
            new EventType<>(EventNames.GROUP_ATTRIBUTES_UPDATED);

    /// A counter of a group that the user is in changed, here or elsewhere; an event for each.
    public static final EventType<GroupCounter> GROUP_COUNTER_UPDATED =
            new EventType<>(EventNames.GROUP_COUNTER_UPDATED);

    /// A community that the user is in has a topic more, made here or elsewhere.
    public static final EventType<TopicCreated> TOPIC_CREATED = new EventType<>(EventNames.TOPIC_CREATED);

    /// A community that the user is in has lost topics, here or elsewhere. Not when the community itself
    /// ends.
    public static final EventType<TopicDeleted> TOPIC_DELETED = new EventType<>(EventNames.TOPIC_DELETED);

    /// A topic's profile, last message, unread count, calls by name or what the user is in it changed; an
    /// event for each topic.
    public static final EventType<TopicUpdated> TOPIC_UPDATED = new EventType<>(EventNames.TOPIC_UPDATED);

    /// A message was pinned in a group that the user is in, or taken off, by anyone, this instance included.
    public static final EventType<MessagePinned> PINNED_GROUP_MESSAGE_UPDATED =
            new EventType<>(EventNames.PINNED_GROUP_MESSAGE_UPDATED);

    /// The number of unread messages changed, see [ConversationApi#getTotalUnreadMessageCount].
    public static final EventType<Integer> TOTAL_UNREAD_MESSAGE_COUNT_UPDATED =
            new EventType<>(EventNames.TOTAL_UNREAD_MESSAGE_COUNT_UPDATED);

    /// A conversation group came, went or has another name; the names of all, oldest first.
    public static final EventType<List<String>> CONVERSATION_GROUP_LIST_UPDATED =
            new EventType<>(EventNames.CONVERSATION_GROUP_LIST_UPDATED);

    /// Conversations came into a conversation group or out of it, here or on another instance.
    public static final EventType<ConversationsInGroup> CONVERSATION_IN_GROUP_UPDATED =
            new EventType<>(EventNames.CONVERSATION_IN_GROUP_UPDATED);

    /// The user wants offline pushes at other times, as said here or on another instance.
    public static final EventType<ReceiveMessageOpt> ALL_RECEIVE_MESSAGE_OPT_UPDATED =
            new EventType<>(EventNames.ALL_RECEIVE_MESSAGE_OPT_UPDATED);

    /// The friends, or what is known of one, changed; all of them, oldest first.
    public static final EventType<List<Friend>> FRIEND_LIST_UPDATED = new EventType<>(EventNames.FRIEND_LIST_UPDATED);

    /// A request was sent, received, decided, taken off the list or read; the whole list.
    public static final EventType<FriendApplicationList> FRIEND_APPLICATION_LIST_UPDATED =
            new EventType<>(EventNames.FRIEND_APPLICATION_LIST_UPDATED);

    /// The friend groups, or who is in one, changed; all of them.
    public static final EventType<List<FriendGroup>> FRIEND_GROUP_LIST_UPDATED =
            new EventType<>(EventNames.FRIEND_GROUP_LIST_UPDATED);

    /// The blacklist changed, or is there for the first time; all userIDs on it.
    public static final EventType<List<String>> BLACKLIST_UPDATED = new EventType<>(EventNames.BLACKLIST_UPDATED);

    /// Users follow the user, or no longer.
    public static final EventType<FollowListChange> MY_FOLLOWERS_LIST_UPDATED =
            new EventType<>(EventNames.MY_FOLLOWERS_LIST_UPDATED);

    /// The user follows others, or no longer, here or on another instance.
    public static final EventType<FollowListChange> MY_FOLLOWING_LIST_UPDATED =
            new EventType<>(EventNames.MY_FOLLOWING_LIST_UPDATED);

    /// The user and others follow each other, or no longer.
    public static final EventType<FollowListChange> MUTUAL_FOLLOWERS_LIST_UPDATED =
            new EventType<>(EventNames.MUTUAL_FOLLOWERS_LIST_UPDATED);

    /// Statuses changed: those of friends and of users who were subscribed to, and what the user's own
    /// says, set here or on another instance.
    public static final EventType<List<UserStatus>> USER_STATUS_UPDATED =
            new EventType<>(EventNames.USER_STATUS_UPDATED);

    /// Profiles changed: the user's own, here or on another instance, or a friend's.
    public static final EventType<List<Profile>> PROFILE_UPDATED = new EventType<>(EventNames.PROFILE_UPDATED);

    /// The server signed this instance out; [#SDK_NOT_READY] came before.
    public static final EventType<KickedOut> KICKED_OUT = new EventType<>(EventNames.KICKED_OUT);

    /// A call was refused because the chat is not ready, or the connection ended for good.
    public static final EventType<ErrorInfo> ERROR = new EventType<>(EventNames.ERROR);

    /// The connection's state changed. The chat connects again, and catches up, by itself.
    public static final EventType<NetState> NET_STATE_CHANGE = new EventType<>(EventNames.NET_STATE_CHANGE);

    /// An operator changed a setting that clients know of.
    public static final EventType<ServerConfig> SERVER_CONFIG_UPDATED =
            new EventType<>(EventNames.SERVER_CONFIG_UPDATED);

    /// @param conversationList all that are in the group now and on the list
    public record ConversationsInGroup(String groupName, List<Conversation> conversationList) {}

    /// @param isAdd whether these came on the list; else they are off it
    public record FollowListChange(boolean isAdd, List<UserInfo> userInfoList) {}

    /// @param userID C2C: who has read it; empty in groups
    /// @param groupID groups: where it was read; empty in C2C
    /// @param messageID the user's own message
    /// @param isPeerRead C2C: true
    /// @param timestamp seconds since 1970 of the newest receipt
    /// @param readCount groups: members who have read it
    /// @param unreadCount groups: members who have not
    public record ReadReceipt(
            String userID,
            String groupID,
            String messageID,
            boolean isPeerRead,
            long timestamp,
            int readCount,
            int unreadCount) {}

    /// @param groupAttributes all that there are now
    /// @param updatedKeyList those with another value than before
    /// @param deletedKeyList those that are gone
    public record GroupAttributes(
            String groupID,
            Map<String, String> groupAttributes,
            List<String> updatedKeyList,
            List<String> deletedKeyList) {}

    /// @param operatorInfo who did it
    public record MessagePinned(String groupID, Message message, boolean isPinned, UserInfo operatorInfo) {}

    /// A counter as it is now.
    public record GroupCounter(String groupID, String key, long value) {}

    /// @param groupID of the community
    public record TopicCreated(String groupID, String topicID) {}

    /// @param groupID of the community
    public record TopicDeleted(String groupID, List<String> topicIDList) {}

    /// @param groupID of the community
    public record TopicUpdated(String groupID, Topic topic) {}

    /// @param extensions those that were set
    public record ExtensionsUpdated(String messageID, List<Extension> extensions) {}

    /// @param keyList those that are gone
    public record ExtensionsDeleted(String messageID, List<String> keyList) {}

    /// @param reactionList only what changed; without users: it is gone
    public record ReactionsUpdated(String messageID, List<Reaction> reactionList) {}

    /// The data of events that have none.
    public record Empty() {
        static final Empty INSTANCE = new Empty();
    }

    /// @param sdkAppID of the chat that is gone
    public record Destroyed(int sdkAppID) {}

    /// @param type a `KICKED_OUT_…` value of [im.parley.protocol.Types]
    public record KickedOut(String type) {}

    /// @param code a number of [im.parley.protocol.ErrorCode]
    /// @param message for developers
    public record ErrorInfo(int code, String message) {}

    /// @param state a `NET_STATE_…` value of [im.parley.protocol.Types]
    public record NetState(String state) {}

    /// @param config the whole configuration that is now in force
    public record ServerConfig(ClientConfig config) {}

    private Events() {}
}
