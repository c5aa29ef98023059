package im.parley.server.group;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Types;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Setting;
import im.parley.server.settings.Settings;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The five kinds of groups and what does not depend on who asks.
public enum GroupType {
    // name, the same in settings, joinOption, inviteOption, counts unread, largest, earlier history
    WORK(
            Types.GRP_WORK,
            "Work",
            Choice.fixed(Types.JOIN_OPTIONS_DISABLE_APPLY),
            Choice.unlessGiven(AppSettings.WORK_INVITE_OPTION),
            true,
            AppSettings.MAX_WORK_MEMBERS,
            AppSettings.WORK_HISTORY),
    PUBLIC(
            Types.GRP_PUBLIC,
            "Public",
            Choice.unlessGiven(AppSettings.PUBLIC_JOIN_OPTION),
            Choice.unlessGiven(AppSettings.PUBLIC_INVITE_OPTION),
            true,
            AppSettings.MAX_PUBLIC_MEMBERS,
            AppSettings.PUBLIC_HISTORY),
    MEETING(
            Types.GRP_MEETING,
            "Meeting",
            Choice.fixed(Types.JOIN_OPTIONS_FREE_ACCESS),
            Choice.unlessGiven(AppSettings.MEETING_INVITE_OPTION),
            false,
            AppSettings.MAX_MEETING_MEMBERS,
            AppSettings.MEETING_HISTORY),
    AVCHATROOM(
            Types.GRP_AVCHATROOM,
            "AVChatRoom",
            Choice.fixed(Types.JOIN_OPTIONS_FREE_ACCESS),
            Choice.fixed(Types.INVITE_OPTIONS_DISABLE_INVITE),
            false,
            null,
            null),
    COMMUNITY(
            Types.GRP_COMMUNITY,
            "Community",
            Choice.unlessGiven(AppSettings.COMMUNITY_JOIN_OPTION),
            Choice.unlessGiven(AppSettings.COMMUNITY_INVITE_OPTION),
            true,
            AppSettings.MAX_COMMUNITY_MEMBERS,
            AppSettings.COMMUNITY_HISTORY);

    /// What a new group has, unless its maker says otherwise, who may where a setting has the default.
    private record Choice(String fixed, @Nullable Setting<String> byDefault) {
        static Choice fixed(String value) {
            return new Choice(value, null);
        }

        static Choice unlessGiven(Setting<String> byDefault) {
            return new Choice("", byDefault);
        }

        boolean isSettable() {
            return byDefault != null;
        }

        String in(Settings settings) {
            return byDefault == null ? fixed : settings.get(byDefault);
        }
    }

    private static final Map<String, GroupType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(GroupType::wireName, Function.identity()));

    private final String wireName;
    private final String settingName;
    private final Choice joinOption;
    private final Choice inviteOption;
    private final boolean countsUnread;
    private final @Nullable Setting<Integer> maxMembers;
    private final @Nullable Setting<Boolean> showsEarlierHistory;

    GroupType(
            String wireName,
            String settingName,
            Choice joinOption,
            Choice inviteOption,
            boolean countsUnread,
            @Nullable Setting<Integer> maxMembers,
            @Nullable Setting<Boolean> showsEarlierHistory) {
        this.wireName = wireName;
        this.settingName = settingName;
        this.joinOption = joinOption;
        this.inviteOption = inviteOption;
        this.countsUnread = countsUnread;
        this.maxMembers = maxMembers;
        this.showsEarlierHistory = showsEarlierHistory;
    }

    /// @throws im.parley.protocol.ChatException [ErrorCode#ILLEGAL_GRP_TYPE]
    static GroupType of(String wireName) {
        var type = BY_NAME.get(wireName);
        if (type == null) {
            throw ErrorCode.ILLEGAL_GRP_TYPE.because("type is \"" + wireName + "\", expected one of "
                    + BY_NAME.keySet().stream().sorted().toList());
        }
        return type;
    }

    /// A `GRP_…` value.
    String wireName() {
        return wireName;
    }

    /// As settings that list types name it.
    String settingName() {
        return settingName;
    }

    /// Unless another is given.
    String joinOption(Settings settings) {
        return joinOption.in(settings);
    }

    boolean isJoinOptionSettable() {
        return joinOption.isSettable();
    }

    /// Unless another is given (settled 5).
    String inviteOption(Settings settings) {
        return inviteOption.in(settings);
    }

    boolean isInviteOptionSettable() {
        return inviteOption.isSettable();
    }

    boolean countsUnread() {
        return countsUnread;
    }

    /// How many members it may have; null: any number.
    @Nullable
    Setting<Integer> maxMembers() {
        return maxMembers;
    }

    /// Whether members may read what was written before they joined; null: nothing is stored.
    @Nullable
    Setting<Boolean> showsEarlierHistory() {
        return showsEarlierHistory;
    }

    /// Whether it lives in memory: no stored history, not on the lists of groups.
    boolean isLive() {
        return this == AVCHATROOM;
    }
}
