package im.parley.server.group;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Types;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Setting;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The five kinds of groups and what does not depend on who asks.
public enum GroupType {
    // name, default joinOption, joinOption may be set, default inviteOption, inviteOption may be set,
    //     counts unread, tells of coming and going, largest, earlier history
    WORK(
            Types.GRP_WORK,
            Types.JOIN_OPTIONS_DISABLE_APPLY,
            false,
            Types.INVITE_OPTIONS_FREE_ACCESS,
            true,
            true,
            true,
            AppSettings.MAX_WORK_MEMBERS,
            AppSettings.WORK_HISTORY),
    PUBLIC(
            Types.GRP_PUBLIC,
            Types.JOIN_OPTIONS_NEED_PERMISSION,
            true,
            Types.INVITE_OPTIONS_DISABLE_INVITE,
            true,
            true,
            true,
            AppSettings.MAX_PUBLIC_MEMBERS,
            AppSettings.PUBLIC_HISTORY),
    MEETING(
            Types.GRP_MEETING,
            Types.JOIN_OPTIONS_FREE_ACCESS,
            false,
            Types.INVITE_OPTIONS_DISABLE_INVITE,
            true,
            false,
            false,
            AppSettings.MAX_MEETING_MEMBERS,
            AppSettings.MEETING_HISTORY),
    AVCHATROOM(
            Types.GRP_AVCHATROOM,
            Types.JOIN_OPTIONS_FREE_ACCESS,
            false,
            Types.INVITE_OPTIONS_DISABLE_INVITE,
            false,
            false,
            true,
            null,
            null),
    COMMUNITY(
            Types.GRP_COMMUNITY,
            Types.JOIN_OPTIONS_FREE_ACCESS,
            true,
            Types.INVITE_OPTIONS_FREE_ACCESS,
            true,
            true,
            true,
            AppSettings.MAX_COMMUNITY_MEMBERS,
            AppSettings.COMMUNITY_HISTORY);

    private static final Map<String, GroupType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(GroupType::wireName, Function.identity()));

    private final String wireName;
    private final String joinOption;
    private final boolean isJoinOptionSettable;
    private final String inviteOption;
    private final boolean isInviteOptionSettable;
    private final boolean countsUnread;
    private final boolean tellsOfMembers;
    private final @Nullable Setting<Integer> maxMembers;
    private final @Nullable Setting<Boolean> showsEarlierHistory;

    GroupType(
            String wireName,
            String joinOption,
            boolean isJoinOptionSettable,
            String inviteOption,
            boolean isInviteOptionSettable,
            boolean countsUnread,
            boolean tellsOfMembers,
            @Nullable Setting<Integer> maxMembers,
            @Nullable Setting<Boolean> showsEarlierHistory) {
        this.wireName = wireName;
        this.joinOption = joinOption;
        this.isJoinOptionSettable = isJoinOptionSettable;
        this.inviteOption = inviteOption;
        this.isInviteOptionSettable = isInviteOptionSettable;
        this.countsUnread = countsUnread;
        this.tellsOfMembers = tellsOfMembers;
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

    /// Unless another is given.
    String joinOption() {
        return joinOption;
    }

    boolean isJoinOptionSettable() {
        return isJoinOptionSettable;
    }

    /// Unless another is given (settled 5).
    String inviteOption() {
        return inviteOption;
    }

    boolean isInviteOptionSettable() {
        return isInviteOptionSettable;
    }

    boolean countsUnread() {
        return countsUnread;
    }

    /// Whether members are told by a tip who comes and goes.
    boolean tellsOfMembers() {
        return tellsOfMembers;
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
