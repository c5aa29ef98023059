package im.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Nothing;
import im.parley.protocol.Types;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Of service `group_open_http_svc`: who is in groups, and what they are told.
final class MemberCommands {
    private static final int MAX_ADDED = 500;
    private static final int MAX_REMOVED = 500;
    private static final int PAGE = 100;
    private static final Set<String> ROLES =
            Set.of(Types.GRP_MBR_ROLE_OWNER, Types.GRP_MBR_ROLE_ADMIN, Types.GRP_MBR_ROLE_MEMBER);

    private MemberCommands() {}

    static void addTo(RestTable.Area<RestGroups> table) {
        table.on(GroupCommands.SERVICE, "get_group_member_info", Query.class, MemberCommands::list)
                .on(GroupCommands.SERVICE, "get_specified_group_member_info", Some.class, MemberCommands::some)
                .on(GroupCommands.SERVICE, "add_group_member", Add.class, MemberCommands::add)
                .on(GroupCommands.SERVICE, "delete_group_member", Remove.class, MemberCommands::remove)
                .on(
                        GroupCommands.SERVICE,
                        "send_group_system_notification",
                        Announcement.class,
                        MemberCommands::announce);
    }

    /// @param limit 1 to 6000; absent: 100
    /// @param offset how many to leave out; absent: none
    /// @param memberRoleFilter absent or empty: all
    /// @param memberInfoFilter names of fields; absent: all
    /// @param memberFields keys of custom fields; absent: all
    record Query(
            @JsonProperty("GroupId") @Nullable String groupID,
            @Nullable Integer limit,
            @Nullable Integer offset,
            @Nullable List<String> memberRoleFilter,
            @Nullable List<String> memberInfoFilter,

            @JsonProperty("AppDefinedDataFilter_GroupMember") @Nullable
            List<String> memberFields) {
        private static final int MAX_PAGE = 6_000;

        Query {
            GroupCommands.checkPage(limit, MAX_PAGE, offset);
            Check.that(
                    memberRoleFilter == null || ROLES.containsAll(memberRoleFilter),
                    "MemberRoleFilter",
                    memberRoleFilter,
                    "some of Owner, Admin and Member",
                    ErrorCode.GROUP_INVALID_PARAMETERS);
            MemberFields.check(memberInfoFilter, memberFields);
        }
    }

    record Members(int memberNum, List<Map<String, Object>> memberList) {}

    private static Members list(RestGroups area, Query request) {
        var found = area.groups()
                .members(
                        GroupCommands.group(request.groupID()),
                        request.memberRoleFilter() == null ? Set.of() : Set.copyOf(request.memberRoleFilter()),
                        request.offset() == null ? 0 : request.offset(),
                        request.limit() == null ? PAGE : request.limit());
        var fields = new MemberFields(request.memberInfoFilter(), request.memberFields());
        return new Members(found.total(), found.list().stream().map(fields::of).toList());
    }

    /// @param accounts 1 to 50 userIDs
    /// @param memberInfoFilter names of fields; absent: all
    /// @param memberFields keys of custom fields; absent: all
    record Some(
            @JsonProperty("GroupId") @Nullable String groupID,
            @JsonProperty("Member_List_Account") @Nullable List<String> accounts,
            @Nullable List<String> memberInfoFilter,

            @JsonProperty("AppDefinedDataFilter_GroupMember") @Nullable
            List<String> memberFields) {
        private static final int MAX = 50;

        Some {
            MemberFields.check(memberInfoFilter, memberFields);
        }
    }

    record SomeMembers(@JsonProperty("GroupId") String groupID, List<Map<String, Object>> memberList) {}

    private static SomeMembers some(RestGroups area, Some request) {
        var groupID = GroupCommands.group(request.groupID());
        var found = area.members()
                .get(groupID, GroupCommands.accounts("Member_List_Account", request.accounts(), Some.MAX));
        var fields = new MemberFields(request.memberInfoFilter(), request.memberFields());
        return new SomeMembers(groupID, found.stream().map(fields::of).toList());
    }

    /// @param memberList 1 to 500
    /// @param silence 1: no tip and no notice
    record Add(
            @JsonProperty("GroupId") @Nullable String groupID,
            @Nullable List<Wanted> memberList,
            @Nullable Integer silence) {}

    record Wanted(@JsonProperty("Member_Account") @Nullable String account) {}

    record Added(List<Outcome> memberList) {}

    /// @param result 0: not taken in; 1: taken in; 2: was in already
    record Outcome(@JsonProperty("Member_Account") String account, int result) {}

    private static Added add(RestGroups area, Add request) {
        var wanted = GroupCommands.atMost("MemberList", request.memberList(), MAX_ADDED);
        var userIDs = new LinkedHashSet<String>();
        wanted.forEach(
                one -> userIDs.add(Check.userID("Member_Account", one.account(), ErrorCode.GROUP_INVALID_PARAMETERS)));
        var outcomes = area.groups()
                .add(
                        area.users().administrator(),
                        GroupCommands.group(request.groupID()),
                        userIDs,
                        RestSend.isOn(request.silence()));
        return new Added(outcomes.entrySet().stream()
                .map(outcome -> new Outcome(
                        outcome.getKey(),
                        switch (outcome.getValue()) {
                            case FAILED -> 0;
                            case ADDED -> 1;
                            case ALREADY_IN -> 2;
                        }))
                .toList());
    }

    /// @param members 1 to 500 userIDs
    /// @param silence 1: no tip and no notice
    /// @param reason told to them and to the members, at most 400 bytes
    record Remove(
            @JsonProperty("GroupId") @Nullable String groupID,
            @JsonProperty("MemberToDel_Account") @Nullable List<String> members,
            @Nullable Integer silence,
            @Nullable String reason) {
        Remove {
            Check.bytes("Reason", reason, Limits.GROUP_TEXT_BYTES, ErrorCode.GROUP_INVALID_PARAMETERS);
        }
    }

    private static Nothing remove(RestGroups area, Remove request) {
        var members = GroupCommands.atMost("MemberToDel_Account", request.members(), MAX_REMOVED);
        return GroupCommands.numbered(() -> {
            area.groups()
                    .remove(
                            area.users().administrator(),
                            GroupCommands.group(request.groupID()),
                            members,
                            request.reason(),
                            RestSend.isOn(request.silence()));
            return Nothing.INSTANCE;
        });
    }

    /// @param members userIDs of who is told; absent: all members
    record Announcement(
            @JsonProperty("GroupId") @Nullable String groupID,
            @Nullable String content,
            @JsonProperty("ToMembers_Account") @Nullable List<String> members) {}

    private static Nothing announce(RestGroups area, Announcement request) {
        var content = Check.present("Content", request.content(), ErrorCode.GROUP_INVALID_PARAMETERS);
        Check.bytes("Content", content, Limits.MESSAGE_BYTES, ErrorCode.GROUP_INVALID_PARAMETERS);
        if (request.members() != null) {
            GroupCommands.atMost("ToMembers_Account", request.members(), MAX_ADDED);
        }
        area.groups()
                .notify(
                        area.users().administrator(),
                        GroupCommands.group(request.groupID()),
                        content,
                        request.members());
        return Nothing.INSTANCE;
    }
}
