package im.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Nothing;
import im.parley.protocol.Types;
import im.parley.protocol.group.UpdateMember;
import im.parley.server.rest.GroupCommands.Field;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Of service `group_open_http_svc`: what members are in groups, and whether they may write.
final class MemberStateCommands {
    private static final int MAX_ACCOUNTS = 500;
    private static final long MILLIS = 1000;
    private static final Set<String> ROLES =
            Set.of(Types.GRP_MBR_ROLE_ADMIN, Types.GRP_MBR_ROLE_MEMBER, Types.GRP_MBR_ROLE_CUSTOM);
    private static final Set<String> FLAGS =
            Set.of(Types.MSG_REMIND_ACPT_AND_NOTE, Types.MSG_REMIND_ACPT_NOT_NOTE, Types.MSG_REMIND_DISCARD);

    private MemberStateCommands() {}

    static void addTo(RestTable.Area<RestGroups> table) {
        table.on(GroupCommands.SERVICE, "forbid_send_msg", Mute.class, MemberStateCommands::mute)
                .on(GroupCommands.SERVICE, "get_group_muted_account", Where.class, MemberStateCommands::muted)
                .on(GroupCommands.SERVICE, "get_group_shutted_uin", Where.class, MemberStateCommands::shutted)
                .on(GroupCommands.SERVICE, "modify_group_member_info", Edit.class, MemberStateCommands::edit)
                .on(GroupCommands.SERVICE, "get_role_in_group", Roles.class, MemberStateCommands::roles);
    }

    /// How long somebody is to be muted, by either name; null: neither is given.
    private static @Nullable Long seconds(@Nullable Long muteTime, @Nullable Long shutUpTime) {
        var seconds = muteTime == null ? shutUpTime : muteTime;
        Check.that(
                seconds == null || seconds >= 0 && seconds <= Limits.MUTE_SECONDS,
                "MuteTime",
                seconds,
                "0 to " + Limits.MUTE_SECONDS,
                ErrorCode.GROUP_INVALID_PARAMETERS);
        return seconds;
    }

    /// @param members 1 to 500 userIDs
    /// @param muteTime seconds, 0 to 4294967295; 0: they may write again
    /// @param shutUpTime an older name of `muteTime`
    /// @param topicID absent: in the group
    record Mute(
            @JsonProperty("GroupId") @Nullable String groupID,
            @JsonProperty("Members_Account") @Nullable List<String> members,
            @Nullable Long muteTime,
            @Nullable Long shutUpTime,
            @JsonProperty("TopicId") @Nullable String topicID) {}

    private static Nothing mute(RestGroups area, Mute request) {
        var members = GroupCommands.accounts("Members_Account", request.members(), MAX_ACCOUNTS);
        long seconds = Check.present(
                "MuteTime", seconds(request.muteTime(), request.shutUpTime()), ErrorCode.GROUP_INVALID_PARAMETERS);
        return GroupCommands.numbered(() -> {
            area.members()
                    .mute(area.users().administrator(), room(request.groupID(), request.topicID()), members, seconds);
            return Nothing.INSTANCE;
        });
    }

    private static String room(@Nullable String groupID, @Nullable String topicID) {
        return RestNames.room(GroupCommands.group(groupID), topicID);
    }

    /// @param topicID absent: in the group
    record Where(
            @JsonProperty("GroupId") @Nullable String groupID,
            @JsonProperty("TopicId") @Nullable String topicID) {}

    record MutedMembers(List<MutedMember> mutedAccountList) {}

    /// @param mutedUntil seconds since 1970
    record MutedMember(@JsonProperty("Member_Account") String account, long mutedUntil) {}

    private static MutedMembers muted(RestGroups area, Where request) {
        var muted = area.members().muted(room(request.groupID(), request.topicID()));
        return new MutedMembers(muted.stream()
                .map(one -> new MutedMember(one.userID(), one.until() / MILLIS))
                .toList());
    }

    /// The same under older names.
    record ShuttedMembers(List<ShuttedMember> shuttedUinList) {}

    record ShuttedMember(@JsonProperty("Member_Account") String account, long shuttedUntil) {}

    private static ShuttedMembers shutted(RestGroups area, Where request) {
        return new ShuttedMembers(muted(area, request).mutedAccountList().stream()
                .map(one -> new ShuttedMember(one.account(), one.mutedUntil()))
                .toList());
    }

    /// What is to be different with a member.
    ///
    /// @param role `Admin` or `Member`, in a community also `Custom`
    /// @param msgFlag `AcceptAndNotify`, `AcceptNotNotify` or `Discard`
    /// @param nameCard at most 50 bytes
    /// @param muteTime seconds, 0 to 4294967295; 0: they may write again
    /// @param shutUpTime an older name of `muteTime`
    record Edit(
            @JsonProperty("GroupId") @Nullable String groupID,
            @JsonProperty("Member_Account") @Nullable String account,
            @Nullable String role,
            @Nullable String msgFlag,
            @Nullable String nameCard,
            @Nullable List<Field> appMemberDefinedData,
            @Nullable Long muteTime,
            @Nullable Long shutUpTime) {
        Edit {
            check("Role", role, ROLES);
            check("MsgFlag", msgFlag, FLAGS);
            Check.that(
                    role != null
                            || msgFlag != null
                            || nameCard != null
                            || appMemberDefinedData != null
                            || muteTime != null
                            || shutUpTime != null,
                    "what is to be different",
                    null,
                    "one of Role, MsgFlag, NameCard, AppMemberDefinedData and MuteTime",
                    ErrorCode.GROUP_INVALID_PARAMETERS);
        }

        private static void check(String field, @Nullable String value, Set<String> allowed) {
            Check.that(
                    value == null || allowed.contains(value),
                    field,
                    value,
                    "one of " + String.join(", ", allowed.stream().sorted().toList()),
                    ErrorCode.GROUP_INVALID_PARAMETERS);
        }

        private @Nullable UpdateMember profile(String group, String userID) {
            return nameCard == null && appMemberDefinedData == null
                    ? null
                    : new UpdateMember(
                            group, userID, nameCard, Field.all("AppMemberDefinedData", appMemberDefinedData));
        }

        private boolean isFlagOnly() {
            return role == null
                    && nameCard == null
                    && appMemberDefinedData == null
                    && muteTime == null
                    && shutUpTime == null;
        }
    }

    private static Nothing edit(RestGroups area, Edit request) {
        var group = GroupCommands.group(request.groupID());
        var userID = Check.userID("Member_Account", request.account(), ErrorCode.GROUP_INVALID_PARAMETERS);
        var profile = request.profile(group, userID);
        var seconds = seconds(request.muteTime(), request.shutUpTime());
        return GroupCommands.numbered(() -> {
            if (!request.isFlagOnly()) {
                area.members().edit(area.users().administrator(), group, userID, request.role(), profile, seconds);
            }
            if (request.msgFlag() != null) {
                area.conversations()
                        .remind(area.users().sender(userID, ErrorCode.MEMBER_NOT_IN_GRP), group, request.msgFlag());
            }
            return Nothing.INSTANCE;
        });
    }

    /// @param accounts 1 to 500 userIDs
    record Roles(
            @JsonProperty("GroupId") @Nullable String groupID,
            @JsonProperty("User_Account") @Nullable List<String> accounts) {}

    record RoleList(@JsonProperty("UserIdList") List<RoleOf> list) {}

    /// @param role `NotMember` for who is not in
    record RoleOf(@JsonProperty("Member_Account") String account, String role) {}

    private static RoleList roles(RestGroups area, Roles request) {
        var roles = area.members()
                .roles(
                        GroupCommands.group(request.groupID()),
                        GroupCommands.accounts("User_Account", request.accounts(), MAX_ACCOUNTS));
        return new RoleList(roles.entrySet().stream()
                .map(role -> new RoleOf(role.getKey(), role.getValue()))
                .toList());
    }
}
