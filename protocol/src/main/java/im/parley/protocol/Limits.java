package im.parley.protocol;

/// Fixed limits. Sizes are bytes of UTF-8.
public final class Limits {
    /// Longest userID. IDs are printable ASCII without spaces.
    public static final int USER_ID_BYTES = 32;

    /// Largest message body: payload and cloudCustomData together (`sendMessage#8`).
    public static final int MESSAGE_BYTES = 12_288;

    /// Most messages that a merged message holds (`createMergerMessage#6`).
    public static final int MERGED_MESSAGES = 300;

    /// Merged messages inside of each other: most layers that can be opened (`createMergerMessage#6`).
    public static final int MERGER_LAYERS = 100;

    /// A merged message whose JSON is larger is stored by the server (`createMergerMessage#5`).
    public static final int MERGER_INLINE_BYTES = 11_264;

    /// Largest stored list of merged messages.
    public static final int MERGER_BYTES = 4_194_304;

    /// Most receivers of a directed message (`create#5`).
    public static final int MESSAGE_RECEIVERS = 50;

    /// Longest title, description and vendor's text of an offline push.
    public static final int PUSH_TEXT_BYTES = 1_024;

    /// Longest text that an offline push hands to the app.
    public static final int PUSH_EXTENSION_BYTES = 4_096;

    /// Longest token of a phone for offline push.
    public static final int PUSH_TOKEN_CHARACTERS = 4_096;

    /// Most phones of a user that are told of messages.
    public static final int PUSH_DEVICES = 20;

    /// Longest name of a language, as BCP 47 advises.
    public static final int LANGUAGE_TAG_CHARACTERS = 35;

    /// Longest name of a moderation rule set (`create#7`).
    public static final int MODERATION_ID_BYTES = 256;

    /// Most users that a text calls by name.
    public static final int AT_USERS = 100;

    /// Largest frame a client may send: two message bodies and room for everything around them.
    public static final int MAX_FRAME_BYTES = 65_536;

    /// Most messages that one page of history holds (`getMessageList#7`, `getMessageListHopping#2`).
    public static final int HISTORY_PAGE = 15;

    /// Pages of history that an instance may ask for in a second, of C2C conversations and of groups each
    /// (`general#9`).
    public static final int HISTORY_PULLS_PER_SECOND = 20;

    /// Most messages that one catch-up page holds.
    public static final int CATCH_UP_PAGE = 100;

    /// Most changed messages that one page holds.
    public static final int CHANGES_PAGE = 100;

    /// Most messages that one deletion names (`deleteMessage#1`).
    public static final int DELETE_MESSAGES = 30;

    /// Largest extension key (`setMessageExtensions#2`).
    public static final int EXTENSION_KEY_BYTES = 100;

    /// Largest extension value (`setMessageExtensions#2`).
    public static final int EXTENSION_VALUE_BYTES = 1024;

    /// Most extensions that one call sets or deletes (`setMessageExtensions#2`).
    public static final int EXTENSIONS_PER_CALL = 20;

    /// Most extensions that a message has (`setMessageExtensions#2`).
    public static final int EXTENSIONS_PER_MESSAGE = 300;

    /// Most different reactions on a message (`addMessageReaction#2`).
    public static final int REACTIONS_PER_MESSAGE = 10;

    /// Most users in one reaction (`addMessageReaction#3`).
    public static final int USERS_PER_REACTION = 100;

    /// Largest reactionID.
    public static final int REACTION_ID_BYTES = 128;

    /// Most users that a list of reactions names of each.
    public static final int PARTIAL_USERS = 10;

    /// Most messages whose reactions one call asks for (`getMessageReactions#2`).
    public static final int REACTION_MESSAGES = 20;

    /// Most messages that one call sends read receipts for.
    public static final int RECEIPTS_PER_CALL = 30;

    /// Most members that one page of those who have read a message names (`getGroupMessageReadMemberList`).
    public static final int READERS_PAGE = 100;

    /// Most conversations that the answer to a login brings along, and so many that a page of the list holds them
    /// whatever their messages take.
    public static final int FIRST_CONVERSATIONS = 100;

    /// Most conversations that one page of the list holds: with those of a login, all that a user has by default.
    public static final int CONVERSATION_PAGE = 400;

    /// Most that the newest messages of a page take, where it holds more than [#FIRST_CONVERSATIONS].
    public static final int CONVERSATION_PAGE_BYTES = 262_144;

    /// Most conversations that one deletion names (`deleteConversation#3`).
    public static final int DELETE_CONVERSATIONS = 100;

    /// Most conversations that one call marks, groups or keeps data about (`setConversationCustomData#3`).
    public static final int CONVERSATIONS_PER_CALL = 100;

    /// Most conversations whose reminders one call sets (`setMessageRemindType#9`).
    public static final int REMINDERS_PER_CALL = 30;

    /// Most conversations that one call marks as read.
    public static final int READ_CONVERSATIONS = 500;

    /// Longest data that a user keeps about a conversation (`setConversationCustomData`).
    public static final int CONVERSATION_DATA_BYTES = 256;

    /// Most conversation groups of a user (`createConversationGroup#2`).
    public static final int CONVERSATION_GROUPS = 20;

    /// Longest name of a conversation group.
    public static final int CONVERSATION_GROUP_NAME_BYTES = 32;

    /// Of how many conversations one page says what the user keeps about them, or a few more.
    public static final int CONVERSATION_OPTIONS_PAGE = 300;

    /// Most users that one profile query looks up (`getUserProfile#2`).
    public static final int PROFILES_PER_QUERY = 100;

    /// Longest nick, avatar and selfSignature (`updateMyProfile#3`, `updateMyProfile#4`).
    public static final int PROFILE_TEXT_BYTES = 500;

    /// Longest location (`updateMyProfile#4`).
    public static final int PROFILE_LOCATION_BYTES = 16;

    /// Most custom fields of a profile.
    public static final int PROFILE_CUSTOM_FIELDS = 20;

    /// Longest text of a custom status.
    public static final int CUSTOM_STATUS_BYTES = 256;

    /// Most users whose statuses one query asks for.
    public static final int STATUSES_PER_QUERY = 500;

    /// Most users that one call subscribes to, or ends subscriptions to.
    public static final int STATUS_SUBSCRIPTIONS_PER_CALL = 100;

    /// Calls of each kind about others' statuses that an instance may make in 5 seconds (`getUserStatus#2`,
    /// `subscribeUserStatus#1`, `unsubscribeUserStatus#1`).
    public static final int STATUS_CALLS_PER_5_SECONDS = 20;

    /// Longest name of an instance, see [im.parley.protocol.session.Login].
    public static final int INSTANCE_ID_BYTES = 64;

    /// Most keywords of one search.
    public static final int SEARCH_KEYWORDS = 5;

    /// Most senders that one search names.
    public static final int SEARCH_SENDERS = 5;

    /// Longest keyword.
    public static final int SEARCH_KEYWORD_BYTES = 1_024;

    /// Most results that one page of a search holds.
    public static final int SEARCH_PAGE = 100;

    /// Searches that an instance may make in a second (`searchCloudMessages#2`).
    public static final int SEARCHES_PER_SECOND = 2;

    /// Latest time that a request may name, seconds since 1970: the year 9999.
    public static final long MAX_SECONDS = 253_402_300_799L;

    /// Longest name of an uploaded file: 255 characters of any script.
    public static final int FILE_NAME_BYTES = 1020;

    /// Most texts that one translation takes.
    public static final int TRANSLATED_TEXTS = 50;

    /// Most text that one translation takes: two full messages, so that the frame has room for escapes.
    public static final int TRANSLATED_BYTES = 24_576;

    /// Longest groupID that an app may choose (`createGroup#4`).
    public static final int GROUP_ID_BYTES = 48;

    /// Longest topicID, which begins with its community's groupID.
    public static final int TOPIC_ID_BYTES = 128;

    /// Most topics of a community (`createTopicInCommunity#4`), and most that one call names.
    public static final int TOPICS = 200;

    /// Longest text that an app keeps with a topic.
    public static final int TOPIC_CUSTOM_DATA_BYTES = 3_000;

    /// Calls of topic.list that an instance may make in a second (general#9).
    public static final int TOPIC_LISTS_PER_SECOND = 10;

    /// Longest name of a group (`createGroup#9`).
    public static final int GROUP_NAME_BYTES = 100;

    /// Longest introduction and notification of a group, and longest word with an application.
    public static final int GROUP_TEXT_BYTES = 400;

    /// Longest address of a group's avatar.
    public static final int GROUP_AVATAR_BYTES = 500;

    /// Longest key of a group's or member's custom field.
    public static final int GROUP_FIELD_KEY_BYTES = 16;

    /// Longest value of a group's or member's custom field.
    public static final int GROUP_FIELD_VALUE_BYTES = 512;

    /// Longest name that a member has in one group.
    public static final int NAME_CARD_BYTES = 50;

    /// Most users that one call takes into a group.
    public static final int MEMBERS_PER_CALL = 500;

    /// Most members that one call puts out of a group (`deleteGroupMember#5`).
    public static final int DELETED_MEMBERS_PER_CALL = 100;

    /// Most members that one query names (`getGroupMemberProfile#2`).
    public static final int MEMBER_PROFILES = 50;

    /// Longest mute of a member, in seconds: for ever.
    public static final long MUTE_SECONDS = 4_294_967_295L;

    /// Most members or groups that one page holds.
    public static final int GROUP_PAGE = 100;

    /// Most attributes of a group (`initGroupAttributes#4`).
    public static final int GROUP_ATTRIBUTES = 16;

    /// Longest key of an attribute.
    public static final int ATTRIBUTE_KEY_BYTES = 32;

    /// Longest value of an attribute.
    public static final int ATTRIBUTE_VALUE_BYTES = 4_096;

    /// All keys and values of a group's attributes together.
    public static final int ATTRIBUTES_BYTES = 16_384;

    /// Changes of attributes that an instance may make in a second (`initGroupAttributes#7`).
    public static final int ATTRIBUTE_WRITES_PER_SECOND = 5;

    /// Times that an instance may ask for attributes in 5 seconds: for an app 20 times (`general#9`), and once before
    /// each of the 30 changes that it may make, to know what they are based on.
    public static final int ATTRIBUTE_READS_PER_5_SECONDS = 50;

    /// Changes of counters that an instance may make in 5 seconds, and times that it may ask for them (`general#9`).
    public static final int COUNTER_CALLS_PER_5_SECONDS = 20;

    /// Most counters of a group (`setGroupCounters#3`).
    public static final int GROUP_COUNTERS = 20;

    /// Longest key of a counter.
    public static final int COUNTER_KEY_BYTES = 128;

    /// Most users on a list of friends (`friend.maxFriends`).
    public static final int FRIENDS = 3_000;

    /// Most friend groups of a user (`createFriendGroup#1`).
    public static final int FRIEND_GROUPS = 32;

    /// Most requests to become friends that a user has sent and nobody has decided. Of those received, a user
    /// sees as many, the newest.
    public static final int FRIEND_APPLICATIONS = 100;

    /// Most users on a blacklist (`addToBlacklist#1`).
    public static final int BLACKLIST = 1_000;

    /// Most users that one call about friends names.
    public static final int FRIENDS_PER_CALL = 1_000;

    /// Most friends that one page of the list holds: 0.5 MB with ordinary profiles, under 3 MB with full ones.
    public static final int FRIEND_PAGE = 1_000;

    /// Longest remark on a friend (`addFriend`, `updateFriend`).
    public static final int FRIEND_REMARK_BYTES = 96;

    /// Longest name of a friend group.
    public static final int FRIEND_GROUP_NAME_BYTES = 30;

    /// Longest text that comes with a request to become friends.
    public static final int FRIEND_WORDING_BYTES = 256;

    /// Most custom fields of a friend.
    public static final int FRIEND_CUSTOM_FIELDS = 20;

    /// Longest value of a custom field of a profile or a friend.
    public static final int CUSTOM_FIELD_BYTES = 500;

    /// Most users that one call follows or unfollows (`followUser#2`, `unfollowUser#2`).
    public static final int FOLLOWS_PER_CALL = 20;

    /// Most users that a user follows (`followUser#3`).
    public static final int FOLLOWING = 5_000;

    /// Most users that one page of followers holds (`getMyFollowersList#2`).
    public static final int FOLLOW_PAGE = 500;

    /// Most users that one call about who follows whom names (`checkFollowType#3`).
    public static final int FOLLOW_CHECKS_PER_CALL = 100;

    /// Calls of checkFollowType that an instance may make in 5 seconds (`checkFollowType#2`).
    public static final int FOLLOW_CHECKS_PER_5_SECONDS = 20;

    /// Members of a live room that its list has, the newest; fewer where the setting `group.liveMemberList`
    /// is off.
    public static final int LIVE_MEMBERS = 1_000;

    public static final int LIVE_MEMBERS_WITHOUT_LIST = 30;

    /// Of these in one page.
    public static final int LIVE_MEMBERS_PER_CALL = 500;

    /// Messages of one broadcast to all live rooms.
    public static final int BROADCAST_MESSAGES = 10;

    /// The lowest `markType` of members of live rooms.
    public static final int FIRST_MARK = 1_000;

    /// Different marks in one live room (`markGroupMemberList#3`).
    public static final int MARKS_PER_ROOM = 10;

    /// Most users that one invitation asks.
    public static final int INVITEES = 200;

    /// Longest time in which an invitation may be answered, a day; 0 for no end is allowed besides.
    public static final int INVITATION_SECONDS = 86_400;

    /// How long after an invitee's client the inviter's says that the time is up (`signaling#4`).
    public static final int INVITER_GRACE_SECONDS = 5;

    /// How long after an invitation's time the server ends it, where no client has.
    public static final int INVITATION_GRACE_SECONDS = 8;

    /// How long after it was made an invitation is raised to a client that signs in (`signaling#6`).
    public static final int INVITATION_REPLAY_SECONDS = 300;

    /// Most invitations that a client is told of or asks about at once.
    public static final int INVITATIONS_PER_CALL = 100;

    /// Most pinned messages of a group.
    public static final int PINNED_MESSAGES = 10;

    /// Searches of each kind for names that an instance may make in 5 seconds (`general#9`).
    public static final int SEARCHES_PER_5_SECONDS = 20;

    private Limits() {}
}
