package im.parley.protocol;

/// The values of `TencentCloudChat.EVENT`: names that apps give to `on` and `off`.
public final class EventNames {

    // SDK state

    /// A call was refused or the SDK met a problem; data is `{code, message}`.
    public static final String ERROR = "error";
    /// This instance was signed out by the server; data is `{type}`.
    public static final String KICKED_OUT = "kickedOut";
    /// The connection's state changed; data is `{state}`.
    public static final String NET_STATE_CHANGE = "netStateChange";
    /// `destroy()` has finished; data is `{SDKAppID}`.
    public static final String SDK_DESTROY = "sdkDestroy";
    /// Logged out, kicked out or expired: the app must log in again.
    public static final String SDK_NOT_READY = "sdkStateNotReady";
    /// Login succeeded and the first sync is done: every method may be called.
    public static final String SDK_READY = "sdkStateReady";
    /// The server pushed another configuration; data is `{config}`.
    public static final String SERVER_CONFIG_UPDATED = "onServerConfigUpdated";

    // message

    public static final String MESSAGE_EXTENSIONS_DELETED = "onMessageExtensionsDeleted";
    public static final String MESSAGE_EXTENSIONS_UPDATED = "onMessageExtensionsUpdated";
    public static final String MESSAGE_MODIFIED = "onMessageModified";
    public static final String MESSAGE_REACTIONS_UPDATED = "onMessageReactionsUpdated";
    /// The peer has read up to these messages of mine.
    public static final String MESSAGE_READ_BY_PEER = "onMessageReadByPeer";
    public static final String MESSAGE_READ_RECEIPT_RECEIVED = "onMessageReadReceiptReceived";
    /// Messages of others, of the system or of my other instances arrived; data is an array of messages.
    public static final String MESSAGE_RECEIVED = "onMessageReceived";
    public static final String MESSAGE_REVOKED = "onMessageRevoked";
    public static final String ROOM_CUSTOM_DATA_RECEIVED = "onRoomCustomDataReceived";

    // conversation

    public static final String ALL_RECEIVE_MESSAGE_OPT_UPDATED = "onAllReceiveMessageOptUpdated";
    public static final String CONVERSATION_GROUP_LIST_UPDATED = "onConversationGroupListUpdated";
    public static final String CONVERSATION_IN_GROUP_UPDATED = "onConversationInGroupUpdated";
    /// The list, its order or a field of it changed; data is the whole sorted list.
    public static final String CONVERSATION_LIST_UPDATED = "onConversationListUpdated";
    /// The total of unread messages changed; data is the number.
    public static final String TOTAL_UNREAD_MESSAGE_COUNT_UPDATED = "onTotalUnreadMessageCountUpdated";

    // group and topic

    public static final String GROUP_ATTRIBUTES_UPDATED = "groupAttributesUpdated";
    public static final String GROUP_COUNTER_UPDATED = "onGroupCounterUpdated";
    public static final String GROUP_LIST_UPDATED = "onGroupListUpdated";
    public static final String PINNED_GROUP_MESSAGE_UPDATED = "onPinnedGroupMessageUpdated";
    public static final String TOPIC_CREATED = "onTopicCreated";
    public static final String TOPIC_DELETED = "onTopicDeleted";
    public static final String TOPIC_UPDATED = "onTopicUpdated";

    // profile, status, relations

    public static final String BLACKLIST_UPDATED = "blacklistUpdated";
    public static final String FRIEND_APPLICATION_LIST_UPDATED = "onFriendApplicationListUpdated";
    public static final String FRIEND_GROUP_LIST_UPDATED = "onFriendGroupListUpdated";
    public static final String FRIEND_LIST_UPDATED = "onFriendListUpdated";
    public static final String MUTUAL_FOLLOWERS_LIST_UPDATED = "onMutualFollowersListUpdated";
    public static final String MY_FOLLOWERS_LIST_UPDATED = "onMyFollowersListUpdated";
    public static final String MY_FOLLOWING_LIST_UPDATED = "onMyFollowingListUpdated";
    /// My profile or a friend's changed; data is an array of profiles.
    public static final String PROFILE_UPDATED = "onProfileUpdated";
    public static final String USER_STATUS_UPDATED = "onUserStatusUpdated";

    private EventNames() {}
}
