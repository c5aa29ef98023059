package im.parley.server.settings;

import im.parley.protocol.Limits;
import im.parley.protocol.Types;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Every setting that an app has. `docs/settings.md` is made from this list, which is why they stand together: it is
/// looked up, not read.
public final class AppSettings {
    private static final int MINUTE = 60;
    private static final int DAY = 86_400;
    private static final int MAX_MIB = 4096;
    private static final int MAX_RATE = 100_000;
    private static final int MAX_MEMBERS = 1_000_000;
    private static final int FIFTY_YEARS = 50 * 365 * DAY;

    public static final Setting<Boolean> APP_ENABLED = Setting.flag(
            "app.enabled",
            true,
            "Off: signing in answers 60020 and whoever is signed in is disconnected. The REST API stays open.");

    public static final Setting<Integer> MAX_WEB_INSTANCES = Setting.integer(
            "login.maxWebInstances",
            1,
            10,
            1,
            "Web instances of one user that may be signed in together; mini programs and uni-app count as web. One more"
                    + " signs the oldest out, with KICKED_OUT `multipleAccount`. A lower number takes effect at a user's"
                    + " next sign-in.");

    public static final Setting<MultiDevicePolicy> MULTI_DEVICE_POLICY = Setting.choice(
            "login.multiDevicePolicy",
            MultiDevicePolicy.class,
            MultiDevicePolicy.MULTI,
            "Which kinds of terminals of one user may be online together. `single`: one kind at all. `double`: one kind of"
                    + " phone, tablet or computer, and web pages. `triple`: one kind of phone or tablet, one kind of"
                    + " computer, and web pages. `multi`: all. Who must leave gets KICKED_OUT `multipleDevice`.");

    public static final Setting<Integer> MAX_INSTANCES_PER_PLATFORM = Setting.integer(
            "login.maxInstancesPerPlatform",
            1,
            3,
            3,
            "Terminals of one native platform (Android, iPhone, iPad, Windows, Mac, Linux) that one user may be signed in"
                    + " on together under the policy `multi`; under the others it is 1. One more signs the oldest out, with"
                    + " KICKED_OUT `multipleDevice`.");

    public static final Setting<Integer> USER_SIG_TTL = Setting.integer(
            "login.userSigTtl",
            MINUTE,
            FIFTY_YEARS,
            180 * DAY,
            "Seconds that a UserSig is valid which this server makes itself.");

    public static final Setting<Integer> REVOKE_WINDOW = Setting.integer(
            "message.revokeWindow",
            0,
            7 * DAY,
            120,
            "Seconds after sending in which a message may be revoked by its sender; 0: never.");

    public static final Setting<Integer> RETENTION_DAYS = Setting.integerOrZero(
            "message.retentionDays", 7, 360, 30, "Days that messages are kept in the history; 0: for ever.");

    public static final Setting<Boolean> C2C_READ_RECEIPT = Setting.flag(
            "message.c2cReadReceipt",
            true,
            "On: C2C messages that ask for a read receipt can get one. Off: `sendMessageReadReceipt` is refused, by the"
                    + " SDK with 3122 and by the server with 10059.");

    public static final Setting<Set<String>> GROUP_READ_RECEIPT_TYPES = Setting.names(
            "message.groupReadReceiptTypes",
            List.of("Work", "Public", "Meeting"),
            List.of("Work", "Public", "Meeting"),
            "Types of groups whose messages can get read receipts. In others the calls about them are refused with"
                    + " 10060; with none, with 10059.");

    public static final Setting<Integer> GROUP_RATE = Setting.integer(
            "message.groupRatePerSecond",
            1,
            MAX_RATE,
            40,
            "Messages that a group takes in a second. Beyond that those of lower priority are refused first, with 10023.");

    public static final Setting<Boolean> GROUP_COUNTERS =
            Setting.flag("group.counters", true, "Off: the calls about counters of groups are refused with 3122.");

    public static final Setting<Boolean> EXTENSIONS = Setting.flag(
            "message.extensions",
            true,
            "On: messages that support it can have extensions. Off: the calls about them are refused with 3122.");

    public static final Setting<Boolean> REACTIONS = Setting.flag(
            "message.reactions",
            true,
            "On: messages can have reactions. Off: the calls about them are refused with 3122.");

    public static final Setting<ProviderPolicy> TRANSLATION = Setting.choice(
            "message.translation",
            ProviderPolicy.class,
            ProviderPolicy.OFF,
            "Whether users may have texts translated, by the provider that the server was started with"
                    + " (`--translation`). `off`, or no provider: translateText answers 2117.");

    public static final Setting<ProviderPolicy> SPEECH_TO_TEXT = Setting.choice(
            "message.speechToText",
            ProviderPolicy.class,
            ProviderPolicy.OFF,
            "Whether users may have audio messages made text, by the provider that the server was started with"
                    + " (`--speech`). `off`, or no provider: convertVoiceToText answers 2118.");

    public static final Setting<ProviderPolicy> PUSH_OFFLINE = Setting.choice(
            "push.offline",
            ProviderPolicy.class,
            ProviderPolicy.OFF,
            "Whether phones of users who are not online are told of messages, by the providers that the server was started"
                    + " with (`--push-hook`, `--push-fcm`, `--push-apns`). What is sent while it is `off` is never pushed.");

    public static final Setting<String> PUSH_ICON = Setting.name(
            "push.smallIcon",
            100,
            "Name of a picture in the app that Huawei's and Google's notifications have as their small icon; empty: the"
                    + " app's own icon.");

    public static final Setting<Integer> MAX_RECENT = Setting.integer(
            "conversation.maxRecent",
            100,
            500,
            500,
            "Conversations that a user's list holds; those without a message for the longest time are left out.");

    public static final Setting<Boolean> DELETE_SYNC = Setting.flag(
            "conversation.deleteSync",
            false,
            "On: a conversation deleted on one instance disappears on the user's other instances too.");

    public static final Setting<Integer> MAX_PINNED = Setting.integer(
            "conversation.pinMax", 1, 500, 50, "Conversations that a user may pin; one more is refused with 2503.");

    public static final Setting<Integer> MAX_PINNED_MESSAGES = Setting.integer(
            "group.pinnedMessagesMax",
            1,
            100,
            Limits.PINNED_MESSAGES,
            "Messages that a group may have pinned; one more is refused with 10004.");

    public static final Setting<Boolean> CONVERSATION_MARKS =
            Setting.flag("conversation.marks", true, "Off: marking conversations is refused with 3122.");

    public static final Setting<Boolean> CONVERSATION_GROUPS = Setting.flag(
            "conversation.groups", true, "Off: the calls about conversation groups are refused with 3122.");

    public static final Setting<Boolean> DIRECTED = Setting.flag(
            "message.directed", true, "Off: group messages for some of the members only are refused with 3122.");

    public static final Setting<Boolean> BROADCAST_LIVE = Setting.flag(
            "message.broadcastLive", true, "Off: REST calls that send to all live rooms are refused with 3122.");

    public static final Setting<Boolean> SEARCH_CLOUD = Setting.flag(
            "search.cloud",
            true,
            "Off: searching the stored messages is refused with 3122. The index is kept up to date all the same.");

    public static final Setting<Integer> MAX_GROUPS_PER_USER = Setting.integer(
            "group.maxPerUser",
            50,
            5000,
            1000,
            "Groups that a user may be in, live rooms not counted. One more is refused with 10037, or listed in"
                    + " overLimitUserIDList.");

    public static final Setting<Integer> MAX_WORK_MEMBERS = maxMembers("Work", 200);

    public static final Setting<Integer> MAX_PUBLIC_MEMBERS = maxMembers("Public", 2_000);

    public static final Setting<Integer> MAX_MEETING_MEMBERS = maxMembers("Meeting", 10_000);

    public static final Setting<Integer> MAX_COMMUNITY_MEMBERS = maxMembers("Community", 100_000);

    public static final Setting<String> PUBLIC_JOIN_OPTION = joinOption("Public", Types.JOIN_OPTIONS_NEED_PERMISSION);

    public static final Setting<String> COMMUNITY_JOIN_OPTION = joinOption("Community", Types.JOIN_OPTIONS_FREE_ACCESS);

    public static final Setting<String> WORK_INVITE_OPTION = inviteOption("Work", Types.INVITE_OPTIONS_FREE_ACCESS);

    public static final Setting<String> PUBLIC_INVITE_OPTION =
            inviteOption("Public", Types.INVITE_OPTIONS_DISABLE_INVITE);

    public static final Setting<String> MEETING_INVITE_OPTION =
            inviteOption("Meeting", Types.INVITE_OPTIONS_DISABLE_INVITE);

    public static final Setting<String> COMMUNITY_INVITE_OPTION =
            inviteOption("Community", Types.INVITE_OPTIONS_FREE_ACCESS);

    private static final List<String> ALL_TYPES = List.of("Work", "Public", "Meeting", "AVChatRoom", "Community");
    private static final List<String> ALL_BUT_MEETING = List.of("Work", "Public", "AVChatRoom", "Community");

    public static final Setting<Set<String>> TIPS_JOIN =
            tips("Join", ALL_BUT_MEETING, "who joins. Live rooms leave out some where a crowd comes.");

    public static final Setting<Set<String>> TIPS_QUIT =
            tips("Quit", ALL_BUT_MEETING, "who quits. Live rooms leave out some where a crowd goes.");

    public static final Setting<Set<String>> TIPS_KICK =
            tips("Kick", ALL_BUT_MEETING, "who is put out. Of bans in live rooms there is always a tip.");

    public static final Setting<Set<String>> TIPS_PROFILE =
            tips("Profile", ALL_TYPES, "a new name, introduction, notification, avatar, owner or custom field.");

    public static final Setting<Set<String>> TIPS_MUTE =
            tips("Mute", ALL_TYPES, "who is muted, or is so no more; in topics, too.");

    public static final Setting<Set<String>> TIPS_MUTE_ALL =
            tips("MuteAll", List.of(), "all members being muted, or being so no more.");

    public static final Setting<Set<String>> TIPS_OPTIONS =
            tips("Options", List.of(), "another `joinOption` or `inviteOption`.");

    public static final Setting<Boolean> WORK_HISTORY = historyBeforeJoin("Work", false);

    public static final Setting<Boolean> PUBLIC_HISTORY = historyBeforeJoin("Public", false);

    public static final Setting<Boolean> MEETING_HISTORY = historyBeforeJoin("Meeting", true);

    public static final Setting<Boolean> COMMUNITY_HISTORY = historyBeforeJoin("Community", true);

    public static final Setting<Boolean> COMMUNITIES =
            Setting.flag("group.communityEnabled", true, "Off: making a Community is refused with 3122.");

    public static final Setting<Boolean> TOPICS = Setting.flag(
            "group.topicEnabled", true, "Off: making a Community with topics, and a topic, is refused with 3122.");

    public static final Setting<Boolean> MEMBER_ONLINE_FLAG = Setting.flag(
            "group.memberOnlineFlag",
            true,
            "On: members' data says who of them is signed in (`isOnline`). Off: nobody is shown as online.");

    public static final Setting<List<String>> GROUP_FIELDS = Setting.keys(
            "group.customFields",
            10,
            Limits.GROUP_FIELD_KEY_BYTES,
            "Keys of the custom fields that a group may have. Others are refused with 10004; what is set already stays.");

    public static final Setting<List<String>> MEMBER_FIELDS = Setting.keys(
            "group.memberCustomFields",
            5,
            Limits.GROUP_FIELD_KEY_BYTES,
            "Keys of the custom fields that a member may have in a group. Others are refused with 10004; what is set"
                    + " already stays.");

    public static final Setting<Integer> LIVE_HISTORY = Setting.integer(
            "group.liveHistoryForNewcomers",
            0,
            20,
            0,
            "Newest messages of a live room, of the last 24 hours at most, that who joins it is shown. They are kept in"
                    + " the memory of the nodes that have users in the room.");

    public static final Setting<Boolean> LIVE_MEMBER_LIST = Setting.flag(
            "group.liveMemberList",
            true,
            "Off: the member list of a live room ends after the newest 30, instead of 1000.");

    public static final Setting<Boolean> LIVE_BAN =
            Setting.flag("group.liveBan", true, "Off: putting users out of live rooms is refused with 3122.");

    public static final Setting<Boolean> LIVE_MARKS =
            Setting.flag("group.liveMarks", true, "Off: marking users in live rooms is refused with 3122.");

    public static final Setting<Integer> LIVE_GUESTS = Setting.integer(
            "group.liveGuests",
            0,
            MAX_MEMBERS,
            10_000,
            "People who have not signed in that each node lets listen in live rooms at once; 0: none.");

    public static final Setting<Integer> CALLS_ONLY_INTERVAL = Setting.integer(
            "topic.atOnlyNotifyInterval",
            1,
            3_600,
            10,
            "Seconds after which who only gets the messages of a topic or group that call them by name is told of the"
                    + " newest of the others.");

    private static Setting<Integer> maxMembers(String type, int byDefault) {
        return Setting.integer(
                "group.maxMembers" + type,
                2,
                MAX_MEMBERS,
                byDefault,
                "Members that a new group of the type " + type + " may have.");
    }

    private static Setting<String> joinOption(String type, String byDefault) {
        return Setting.oneOf(
                "group.defaultJoinOption" + type,
                List.of(
                        Types.JOIN_OPTIONS_FREE_ACCESS,
                        Types.JOIN_OPTIONS_NEED_PERMISSION,
                        Types.JOIN_OPTIONS_DISABLE_APPLY),
                byDefault,
                "What new groups of the type " + type + " have as `joinOption` where their maker gives none.");
    }

    private static Setting<String> inviteOption(String type, String byDefault) {
        return Setting.oneOf(
                "group.defaultInviteOption" + type,
                List.of(
                        Types.INVITE_OPTIONS_FREE_ACCESS,
                        Types.INVITE_OPTIONS_NEED_PERMISSION,
                        Types.INVITE_OPTIONS_DISABLE_INVITE),
                byDefault,
                "What new groups of the type " + type + " have as `inviteOption` where their maker gives none.");
    }

    private static Setting<Set<String>> tips(String kind, List<String> byDefault, String what) {
        return Setting.names("group.tips" + kind, ALL_TYPES, byDefault, "Types of groups that get a tip of " + what);
    }

    private static Setting<Boolean> historyBeforeJoin(String type, boolean byDefault) {
        return Setting.flag(
                "group.historyBeforeJoin" + type,
                byDefault,
                "On: who joins a group of the type " + type + " may read what was written before. Effective for those"
                        + " who join afterwards.");
    }

    public static final Setting<Boolean> FRIEND_CHECK = Setting.flag(
            "message.friendCheck",
            false,
            "On: C2C messages go between friends only; others are refused with 20009 (neither has the other on the list),"
                    + " 20010 (the sender is not on the receiver's) or 20011 (the receiver is not on the sender's).");

    public static final Setting<Boolean> BLACKLIST_CHECK_SHOWS_SUCCESS = Setting.flag(
            "message.blacklistCheckShowsSuccess",
            false,
            "On: who is on the receiver's blacklist is told that the message was sent, and it is dropped. Off: 20007.");

    public static final Setting<List<String>> PROFILE_CUSTOM_FIELDS = Setting.names(
            "profile.customFields",
            "Tag_Profile_Custom_",
            Limits.PROFILE_CUSTOM_FIELDS,
            "Fields that profiles may have beside the standard ones. Others are refused with 2721; what is set already is"
                    + " kept, but not shown.");

    public static final Setting<List<String>> FRIEND_CUSTOM_FIELDS = Setting.names(
            "friend.customFields",
            "Tag_SNS_Custom_",
            Limits.FRIEND_CUSTOM_FIELDS,
            "Fields that users may keep about their friends, beside the remark.");

    public static final Setting<String> DEFAULT_ALLOW_TYPE = Setting.oneOf(
            "friend.defaultAllowType",
            List.of(Types.ALLOW_TYPE_ALLOW_ANY, Types.ALLOW_TYPE_NEED_CONFIRM, Types.ALLOW_TYPE_DENY_ANY),
            Types.ALLOW_TYPE_ALLOW_ANY,
            "What new accounts have as `allowType`: whether anybody may become their friend, has to ask, or cannot."
                    + " Accounts that exist keep theirs.");

    public static final Setting<Integer> MAX_FRIENDS = Setting.integer(
            "friend.maxFriends",
            1,
            Limits.FRIENDS,
            Limits.FRIENDS,
            "Users that a list of friends has room for. One more is refused with 30010, or 30014 where it is the other's"
                    + " list.");

    public static final Setting<Integer> MAX_FRIEND_GROUPS = Setting.integer(
            "friend.maxGroups",
            1,
            Limits.FRIEND_GROUPS,
            Limits.FRIEND_GROUPS,
            "Friend groups that a user may have. One more is refused with 30011.");

    public static final Setting<Integer> MAX_FRIEND_APPLICATIONS = Setting.integer(
            "friend.maxPending",
            1,
            Limits.FRIEND_APPLICATIONS,
            Limits.FRIEND_APPLICATIONS,
            "Requests to become friends that a user may have sent without anybody having decided them. One more is refused"
                    + " with 30012.");

    public static final Setting<Integer> MAX_BLACKLIST = Setting.integer(
            "friend.blacklistMax",
            1,
            Limits.BLACKLIST,
            Limits.BLACKLIST,
            "Users that a blacklist has room for. One more is refused with 30013.");

    public static final Setting<Boolean> BLACKLIST_KEEPS_FRIEND = Setting.flag(
            "friend.blacklistKeepsFriend",
            false,
            "On: who is put on a blacklist stays a friend. Off: the friendship ends at both sides.");

    public static final Setting<Boolean> FOLLOW = Setting.flag(
            "follow.enabled", true, "On: users can follow each other. Off: the calls about it are refused with 3122.");

    public static final Setting<Integer> MAX_FOLLOWING = Setting.integer(
            "follow.maxFollowing",
            1,
            Limits.FOLLOWING,
            Limits.FOLLOWING,
            "Users that a user may follow. One more is refused with 30010.");

    public static final Setting<Boolean> STATUS = Setting.flag(
            "status.queryAndNotify",
            true,
            "On: users can ask for each other's status and subscribe to it, and hear of their friends'. Off: the calls about"
                    + " others are refused with 3122, and nobody is told.");

    public static final Setting<Integer> MAX_SUBSCRIPTIONS = Setting.integer(
            "status.maxSubscriptions",
            1,
            1000,
            200,
            "Users whose status an instance may be subscribed to; with one more, the oldest subscription ends.");

    public static final Setting<Integer> CLEAR_CUSTOM_STATUS = Setting.integer(
            "status.clearCustomAfterLogout",
            0,
            DAY,
            MINUTE,
            "Seconds after a user's last instance is gone until their custom status is cleared.");

    public static final Setting<Integer> NODE_TIMEOUT = Setting.integer(
            "status.nodeTimeout",
            2,
            MINUTE,
            20,
            "Seconds without a sign of life after which a server is taken for dead: its users count as offline until they"
                    + " sign in elsewhere.");

    /// Those that switch a feature: clients are told which of them are off.
    public static final List<Setting<Boolean>> GATES = List.of(
            C2C_READ_RECEIPT,
            EXTENSIONS,
            REACTIONS,
            DIRECTED,
            BROADCAST_LIVE,
            SEARCH_CLOUD,
            DELETE_SYNC,
            CONVERSATION_MARKS,
            CONVERSATION_GROUPS,
            GROUP_COUNTERS,
            FOLLOW,
            STATUS,
            LIVE_BAN,
            LIVE_MARKS);

    /// What a provider may do for users: clients are told where none may.
    static final List<Setting<ProviderPolicy>> PROVIDED = List.of(TRANSLATION, SPEECH_TO_TEXT);

    public static final Setting<Integer> MAX_IMAGE = Setting.integer(
            "upload.maxImage",
            1,
            MAX_MIB,
            20,
            "Largest image that can be sent, in MiB; a larger one is refused with 2253.");

    public static final Setting<Integer> MAX_AUDIO = Setting.integer(
            "upload.maxAudio",
            1,
            MAX_MIB,
            20,
            "Largest recording that can be sent, in MiB; a larger one is refused with 2301.");

    public static final Setting<Integer> MAX_VIDEO = Setting.integer(
            "upload.maxVideo",
            1,
            MAX_MIB,
            100,
            "Largest video that can be sent, in MiB; a larger one is refused with 2351.");

    public static final Setting<Integer> MAX_FILE = Setting.integer(
            "upload.maxFile",
            1,
            MAX_MIB,
            100,
            "Largest file that can be sent, in MiB; a larger one is refused with 2402.");

    public static final Setting<Set<String>> MODERATION = Setting.names(
            "moderation.cloud",
            ModerationRules.KINDS,
            List.of(),
            "What of messages is moderated before others get it. `text` is what people read: texts, data and description of"
                    + " custom messages, names of files, descriptions of places, what merged messages show. Refused are texts"
                    + " with 80001, the others with 80004. `text` is looked at for `moderation.words`, and all kinds by the"
                    + " provider, where the server was started with one (`--moderation`). None: off.");

    public static final Setting<List<String>> MODERATION_WORDS = Setting.words(
            "moderation.words",
            ModerationRules.MAX_WORDS,
            "What a moderated text may not have. Upper and lower case, full and half width and invisible characters make no"
                    + " difference. In Latin, Greek and Cyrillic script `ass` is not found in `class`, `*ass` and `ass*` let"
                    + " the word go on; in others a word is found wherever it stands.");

    public static final Setting<ViolationPolicy> ON_VIOLATION = Setting.choice(
            "moderation.onViolation",
            ViolationPolicy.class,
            ViolationPolicy.REFUSE,
            "What becomes of a text that has one of the words. `refuse`: 80001. `mask`: it is sent with `*` in place of the"
                    + " word. What the provider blocks is always refused.");

    public static final Setting<Integer> MODERATION_WAIT = Setting.integer(
            "moderation.wait",
            0,
            10_000,
            1_500,
            "Milliseconds that a send waits for the provider's verdict. Then the message goes out; a later verdict against it"
                    + " tells everybody who has it (MESSAGE_MODIFIED, hasRiskContent).");

    public static final Setting<Integer> MODERATION_RETRY = Setting.integer(
            "moderation.retryAfter",
            1,
            3_600,
            60,
            "Seconds after which the provider is asked again about a message that went out without its verdict, since it"
                    + " failed or the server stopped meanwhile. After a day it is given up.");

    public static final Setting<Map<String, ModerationRules>> MODERATION_SETS = Setting.ruleSets(
            "moderation.customConfigurations",
            "Sets of rules that a message may be looked at by instead, by its `customModerationConfigurationID`: `kinds` (all"
                    + " where it is missing), `words` (none) and `onViolation` (`refuse`), like the settings of these"
                    + " names. Without effect while `moderation.cloud` is off. An unknown ID is as none.");

    public static final Setting<List<String>> LOCAL_WORDS = Setting.words(
            "moderation.localWords",
            1_000,
            "What users may not write at all, in messages, names and whatever else others read: refused with 3123, by the SDKs"
                    + " before anything is sent, and in messages by the server too. Words are found as those of"
                    + " `moderation.words`. All of them go to every client at each sign-in.");

    public static final Setting<String> CALLBACK_URL = Setting.webAddress(
            "callback.url",
            "The back end that is asked and told by webhook of what users do, as far as `callback.commands` says; empty:"
                    + " none.");

    public static final Setting<Set<String>> CALLBACK_COMMANDS = Setting.names(
            "callback.commands",
            CallbackCommand.NAMES,
            List.of(),
            "What the back end at `callback.url` is asked about before it happens (`…Before…`, `…Prev…`) and told of"
                    + " afterwards. None: off.");

    public static final Setting<String> CALLBACK_TOKEN = Setting.secret(
            "callback.token",
            128,
            "By what the back end knows who calls: with it, calls have `RequestTime` and `Sign`, the SHA-256 of the token and"
                    + " `RequestTime` one after the other. Empty: they have neither.");

    public static final Setting<Integer> CALLBACK_TIMEOUT = Setting.integer(
            "callback.timeout", 100, 10_000, 2_000, "Milliseconds that a call of the back end may take.");

    public static final Setting<FailurePolicy> CALLBACK_FAILURE = Setting.choice(
            "callback.onFailure",
            FailurePolicy.class,
            FailurePolicy.PASS,
            "What becomes of what the back end is asked about when it does not answer in time, or with anything but status"
                    + " 200 and JSON. `pass`: it goes ahead. `refuse`: C2C messages with 20006, whatever concerns groups with"
                    + " 10016, requests to become friends with 38000.");

    public static final Setting<Integer> REST_RATE = Setting.integerOrZero(
            "rest.rate",
            1,
            100_000,
            200,
            "Calls a second of each REST command on each node; one more is refused with 60007. 0: any number.");

    public static final Setting<AddressRanges> REST_IP_ALLOW_LIST = Setting.addresses(
            "rest.ipAllowList",
            "From where the REST API may be called: addresses and ranges, separated by commas; empty: from anywhere. Other"
                    + " callers are refused with 60021. Behind a proxy all calls come from the proxy's address: let it do the"
                    + " filtering. Who has shut themselves out starts the server once with `--set rest.ipAllowList=`.");

    public static final Setting<Integer> MEMBER_PUSHES_PER_DAY = Setting.integerOrZero(
            "rest.memberPushesPerDay",
            1,
            MAX_RATE,
            100,
            "Pushes to all users, or to many, within 24 hours. One more is refused with 90047. 0: any number.");

    public static final Setting<Integer> MEMBER_PUSH_RATE = Setting.integer(
            "rest.memberPushRate",
            1,
            MAX_RATE,
            1_000,
            "Users a second whom pushes to all users are sent to, by each node that is at one. Fewer leave more room to"
                    + " what users write meanwhile.");

    public static final Setting<Integer> MAX_TAGS = Setting.integer(
            "rest.tagsPerUser",
            1,
            10_000,
            100,
            "Tags that back ends may give to a user, for pushes to many. One more is refused with 90032.");

    public static final Setting<Integer> REST_UTC_OFFSET = Setting.integer(
            "rest.utcOffset",
            -720,
            840,
            480,
            "Minutes by which the time is ahead of UTC in which back ends name days and hours (`getappinfo`,"
                    + " `get_history`); 480, UTC+8, is what those expect that were written for the vendor's service.");

    public static final Setting<Integer> HISTORY_FILE_DAYS = Setting.integer(
            "rest.historyFileDays",
            1,
            360,
            7,
            "Days for which `get_history` makes files of an hour's messages; what is older is refused with 1005. Messages"
                    + " that `message.retentionDays` does not keep are in none of them.");

    public static final Setting<AddressRanges> SERVER_ADDRESSES = Setting.addresses(
            "rest.serverAddresses",
            "What `GetIPList` answers: the addresses and ranges, separated by commas, from which this server calls back"
                    + " ends and at which it is reached; empty: those of the machines on which nodes are running. To be set"
                    + " where the machines stand behind a proxy or go out by other addresses.");

    /// All of them, in the order of the reference page.
    public static final List<Setting<?>> ALL = List.of(
            APP_ENABLED,
            MAX_WEB_INSTANCES,
            MULTI_DEVICE_POLICY,
            MAX_INSTANCES_PER_PLATFORM,
            USER_SIG_TTL,
            REVOKE_WINDOW,
            RETENTION_DAYS,
            C2C_READ_RECEIPT,
            GROUP_READ_RECEIPT_TYPES,
            GROUP_RATE,
            EXTENSIONS,
            REACTIONS,
            MAX_IMAGE,
            MAX_AUDIO,
            MAX_VIDEO,
            MAX_FILE,
            TRANSLATION,
            SPEECH_TO_TEXT,
            PUSH_OFFLINE,
            PUSH_ICON,
            DIRECTED,
            BROADCAST_LIVE,
            MAX_RECENT,
            DELETE_SYNC,
            MAX_PINNED,
            MAX_PINNED_MESSAGES,
            CONVERSATION_MARKS,
            CONVERSATION_GROUPS,
            SEARCH_CLOUD,
            MODERATION,
            MODERATION_WORDS,
            ON_VIOLATION,
            MODERATION_WAIT,
            MODERATION_RETRY,
            MODERATION_SETS,
            LOCAL_WORDS,
            CALLBACK_URL,
            CALLBACK_COMMANDS,
            CALLBACK_TOKEN,
            CALLBACK_TIMEOUT,
            CALLBACK_FAILURE,
            REST_RATE,
            REST_IP_ALLOW_LIST,
            MEMBER_PUSHES_PER_DAY,
            MEMBER_PUSH_RATE,
            MAX_TAGS,
            REST_UTC_OFFSET,
            HISTORY_FILE_DAYS,
            SERVER_ADDRESSES,
            MAX_GROUPS_PER_USER,
            MAX_WORK_MEMBERS,
            MAX_PUBLIC_MEMBERS,
            MAX_MEETING_MEMBERS,
            MAX_COMMUNITY_MEMBERS,
            PUBLIC_JOIN_OPTION,
            COMMUNITY_JOIN_OPTION,
            WORK_INVITE_OPTION,
            PUBLIC_INVITE_OPTION,
            MEETING_INVITE_OPTION,
            COMMUNITY_INVITE_OPTION,
            TIPS_JOIN,
            TIPS_QUIT,
            TIPS_KICK,
            TIPS_PROFILE,
            TIPS_MUTE,
            TIPS_MUTE_ALL,
            TIPS_OPTIONS,
            WORK_HISTORY,
            PUBLIC_HISTORY,
            MEETING_HISTORY,
            COMMUNITY_HISTORY,
            COMMUNITIES,
            TOPICS,
            MEMBER_ONLINE_FLAG,
            GROUP_FIELDS,
            MEMBER_FIELDS,
            GROUP_COUNTERS,
            FRIEND_CHECK,
            BLACKLIST_CHECK_SHOWS_SUCCESS,
            PROFILE_CUSTOM_FIELDS,
            FRIEND_CUSTOM_FIELDS,
            DEFAULT_ALLOW_TYPE,
            MAX_FRIENDS,
            MAX_FRIEND_GROUPS,
            MAX_FRIEND_APPLICATIONS,
            MAX_BLACKLIST,
            BLACKLIST_KEEPS_FRIEND,
            FOLLOW,
            MAX_FOLLOWING,
            STATUS,
            MAX_SUBSCRIPTIONS,
            CLEAR_CUSTOM_STATUS,
            NODE_TIMEOUT,
            LIVE_HISTORY,
            LIVE_MEMBER_LIST,
            LIVE_BAN,
            LIVE_MARKS,
            LIVE_GUESTS,
            CALLS_ONLY_INTERVAL);

    /// The same by key.
    static final Map<String, Setting<?>> BY_KEY =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Setting::key, Function.identity()));

    private AppSettings() {}
}
