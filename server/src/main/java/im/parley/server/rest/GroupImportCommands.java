package im.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Nothing;
import im.parley.protocol.Types;
import im.parley.protocol.group.NewMember;
import im.parley.server.group.BackEndGroups.Added;
import im.parley.server.group.BackEndMembers.Import;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Of service `group_open_http_svc`: groups, and who was in them, that come from elsewhere.
final class GroupImportCommands {
    private static final int MAX_MEMBERS = 300;
    private static final ErrorCode INVALID = ErrorCode.GROUP_INVALID_PARAMETERS;
    private static final Set<String> ROLES =
            Set.of(Types.GRP_MBR_ROLE_ADMIN, Types.GRP_MBR_ROLE_MEMBER, Types.GRP_MBR_ROLE_CUSTOM);

    private GroupImportCommands() {}

    static void addTo(RestTable.Area<RestGroups> table) {
        table.on(GroupCommands.SERVICE, "import_group", GroupCommands.Create.class, GroupImportCommands::group)
                .on(GroupCommands.SERVICE, "import_group_member", Members.class, GroupImportCommands::members)
                .on(GroupCommands.SERVICE, "set_unread_msg_num", Unread.class, GroupImportCommands::unread);
    }

    private static GroupCommands.Named group(RestGroups area, GroupCommands.Create request) {
        var owner = request.owner() == null
                ? null
                : area.users().sender(request.owner(), ErrorCode.GROUP_ACCOUNT_NOT_FOUND);
        return GroupCommands.numbered(() -> new GroupCommands.Named(area.groups()
                .bring(
                        area.users().administrator(),
                        owner,
                        request.toOperation(),
                        request.nameCards(),
                        request.createTime())
                .groupID()));
    }

    /// @param memberList 1 to 300, each once
    record Members(
            @JsonProperty("GroupId") @Nullable String groupID,
            @Nullable List<Member> memberList) {}

    /// @param role `Admin`, in a community also `Custom`; absent: a plain member
    /// @param joinTime seconds since 1970; absent: now
    /// @param unreadMsgNum absent: 0
    record Member(
            @JsonProperty("Member_Account") @Nullable String account,
            @Nullable String role,
            @Nullable Long joinTime,
            @Nullable Integer unreadMsgNum) {
        Member {
            Check.that(
                    role == null || ROLES.contains(role),
                    "Role",
                    role,
                    "one of " + String.join(", ", ROLES.stream().sorted().toList()),
                    INVALID);
            checkUnread(unreadMsgNum);
        }
    }

    private static void checkUnread(@Nullable Integer number) {
        Check.that(number == null || number >= 0, "UnreadMsgNum", number, "0 or more", INVALID);
    }

    record Imported(List<Outcome> memberList) {}

    /// @param result 0: not taken in; 1: taken in; 2: was in already
    record Outcome(@JsonProperty("Member_Account") String account, int result) {}

    private static Imported members(RestGroups area, Members request) {
        var group = GroupCommands.group(request.groupID());
        var members = GroupCommands.atMost("MemberList", request.memberList(), MAX_MEMBERS);
        var userIDs = GroupCommands.accounts(
                "MemberList", members.stream().map(Member::account).toList(), MAX_MEMBERS);
        Check.that(userIDs.size() == members.size(), "MemberList.length", members.size(), "each account once", INVALID);
        var wanted = members.stream()
                .map(member -> new Import(
                        new NewMember(String.valueOf(member.account()), member.role(), null), member.joinTime()))
                .toList();
        var outcomes = area.members().bring(area.users().administrator(), group, wanted);
        var unread = new HashMap<String, Integer>();
        members.stream()
                .filter(member -> member.unreadMsgNum() != null && member.unreadMsgNum() > 0)
                .forEach(member -> unread.put(member.account(), member.unreadMsgNum()));
        return new Imported(outcomes.entrySet().stream()
                .map(outcome -> new Outcome(outcome.getKey(), result(area, group, outcome, unread)))
                .toList());
    }

    private static int result(
            RestGroups area, String group, Map.Entry<String, Added> outcome, Map<String, Integer> unread) {
        return switch (outcome.getValue()) {
            case FAILED -> 0;
            case ADDED -> {
                leaveUnread(area, group, outcome.getKey(), unread);
                yield 1;
            }
            case ALREADY_IN -> { // also by a call that failed before it came to what is unread
                leaveUnread(area, group, outcome.getKey(), unread);
                yield 2;
            }
        };
    }

    private static void leaveUnread(RestGroups area, String group, String userID, Map<String, Integer> unread) {
        var messages = unread.get(userID);
        if (messages != null) {
            leaveUnread(area, userID, group, messages);
        }
    }

    private static void leaveUnread(RestGroups area, String userID, String group, int messages) {
        area.reads().leaveUnread(area.users().sender(userID, ErrorCode.GROUP_ACCOUNT_NOT_FOUND), group, messages);
    }

    /// @param unreadMsgNum 0 or more
    record Unread(
            @JsonProperty("GroupId") @Nullable String groupID,
            @JsonProperty("Member_Account") @Nullable String account,
            @Nullable Integer unreadMsgNum) {
        Unread {
            checkUnread(unreadMsgNum);
        }
    }

    private static Nothing unread(RestGroups area, Unread request) {
        var group = GroupCommands.group(request.groupID());
        var userID = Check.userID("Member_Account", request.account(), INVALID);
        int messages = Check.present("UnreadMsgNum", request.unreadMsgNum(), INVALID);
        area.groups().get(group); // refused where there is none
        return GroupCommands.numbered(() -> {
            leaveUnread(area, userID, group, messages);
            return Nothing.INSTANCE;
        });
    }
}
