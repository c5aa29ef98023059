package im.parley.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Nothing;
import im.parley.protocol.group.DeleteMembers;
import im.parley.server.group.LiveAdmins;
import im.parley.server.users.Account;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What concerns live rooms only: of service `group_open_http_svc` who may not come in, and service
/// `group_open_avchatroom_http_svc` who is in.
final class RoomCommands {
    private static final String SERVICE = "group_open_avchatroom_http_svc";
    private static final int SET = 1;
    private static final int DELETE = 2;
    private static final int MAX_MARKS = 10;
    private static final int MAX_BANNED = 20;
    private static final int MAX_PAGE = 100;
    private static final long MILLIS = 1000;

    private RoomCommands() {}

    static void addTo(RestTable.Area<RestRooms> table) {
        table.on(GroupCommands.SERVICE, "ban_group_member", Ban.class, RoomCommands::ban)
                .on(GroupCommands.SERVICE, "unban_group_member", Unban.class, RoomCommands::unban)
                .on(GroupCommands.SERVICE, "get_group_ban_member", BannedQuery.class, RoomCommands::banned)
                .on(SERVICE, "get_members", PresentQuery.class, RoomCommands::present)
                .on(SERVICE, "check_members", Among.class, RoomCommands::among)
                .on(SERVICE, "modify_user_info", Marking.class, RoomCommands::mark)
                .on(SERVICE, "modify_admin", Appointment.class, RoomCommands::appoint)
                .on(SERVICE, "get_admin_list", GroupCommands.Named.class, RoomCommands::admins);
    }

    /// @param members 1 to 20 userIDs
    /// @param duration seconds, 1 to 2147483647
    /// @param description told to them and to the members, at most 400 bytes
    record Ban(
            @JsonProperty("GroupId") @Nullable String groupID,
            @JsonProperty("Members_Account") @Nullable List<String> members,
            @Nullable Long duration,
            @Nullable String description) {
        Ban {
            Check.bytes("Description", description, Limits.GROUP_TEXT_BYTES, ErrorCode.GROUP_INVALID_PARAMETERS);
        }

        private DeleteMembers toOperation() {
            long seconds = Check.present("Duration", duration, ErrorCode.GROUP_INVALID_PARAMETERS);
            Check.that(
                    seconds >= 1 && seconds <= Integer.MAX_VALUE,
                    "Duration",
                    seconds,
                    "1 to " + Integer.MAX_VALUE,
                    ErrorCode.GROUP_INVALID_PARAMETERS);
            return new DeleteMembers(
                    GroupCommands.group(groupID),
                    GroupCommands.accounts("Members_Account", members, MAX_BANNED),
                    description,
                    Math.toIntExact(seconds));
        }
    }

    private static Nothing ban(RestRooms area, Ban request) {
        return GroupCommands.numbered(() -> {
            area.rooms().ban(area.users().administrator(), request.toOperation());
            return Nothing.INSTANCE;
        });
    }

    /// @param members 1 to 20 userIDs
    record Unban(
            @JsonProperty("GroupId") @Nullable String groupID,
            @JsonProperty("Members_Account") @Nullable List<String> members) {}

    private static Nothing unban(RestRooms area, Unban request) {
        area.rooms()
                .unban(
                        area.users().administrator(),
                        GroupCommands.group(request.groupID()),
                        GroupCommands.accounts("Members_Account", request.members(), MAX_BANNED));
        return Nothing.INSTANCE;
    }

    /// @param limit 1 to 100; absent: 100
    /// @param offset how many to leave out, as `NextOffset` of the page before says; absent: none
    record BannedQuery(
            @JsonProperty("GroupId") @Nullable String groupID,
            @Nullable Integer limit,
            @Nullable Integer offset) {
        BannedQuery {
            GroupCommands.checkPage(limit, MAX_PAGE, offset);
        }
    }

    /// @param nextOffset of the next page; 0: there is none
    record BannedMembers(List<BannedMember> bannedAccountList, int nextOffset) {}

    /// @param bannedUntil seconds since 1970
    record BannedMember(@JsonProperty("Member_Account") String account, long bannedUntil) {}

    private static BannedMembers banned(RestRooms area, BannedQuery request) {
        int offset = request.offset() == null ? 0 : request.offset();
        int limit = request.limit() == null ? MAX_PAGE : request.limit();
        var page = area.rooms().banned(GroupCommands.group(request.groupID()), offset, limit);
        return new BannedMembers(
                page.list().stream()
                        .map(banned -> new BannedMember(banned.userID(), banned.until() / MILLIS))
                        .toList(),
                page.isLast() ? 0 : offset + limit);
    }

    /// @param timestamp of the page before; absent or 0: the first page
    /// @param mark only those with it; absent: all
    record PresentQuery(
            @JsonProperty("GroupId") @Nullable String groupID,
            @Nullable Long timestamp,
            @Nullable Integer mark) {
        PresentQuery {
            Check.that(
                    timestamp == null || timestamp >= 0 && timestamp <= Integer.MAX_VALUE,
                    "Timestamp",
                    timestamp,
                    "0, or NextTimestamp of the page before",
                    ErrorCode.GROUP_INVALID_PARAMETERS);
            checkMark("Mark", mark);
        }
    }

    private static void checkMark(String field, @Nullable Integer mark) {
        Check.that(
                mark == null || mark >= Limits.FIRST_MARK,
                field,
                mark,
                Limits.FIRST_MARK + " or more",
                ErrorCode.GROUP_INVALID_PARAMETERS);
    }

    /// @param nextTimestamp asks for the next page; 0: there is none
    record PresentMembers(List<PresentMember> memberList, long nextTimestamp) {}

    /// @param joinTime seconds since 1970
    record PresentMember(
            @JsonProperty("Member_Account") String account,
            long joinTime,
            String nickName,
            String avatar,
            List<Integer> marks) {}

    private static PresentMembers present(RestRooms area, PresentQuery request) {
        var page = area.rooms()
                .present(
                        GroupCommands.group(request.groupID()),
                        request.mark(),
                        request.timestamp() == null ? 0 : request.timestamp(),
                        Limits.LIVE_MEMBERS_PER_CALL);
        var members = page.list().stream()
                .map(one -> new PresentMember(
                        one.user().userID(),
                        one.joinedAt() / MILLIS,
                        one.user().nick(),
                        one.user().avatar(),
                        one.marks()))
                .toList();
        return new PresentMembers(members, page.next());
    }

    /// @param accounts 1 to 500 userIDs
    record Among(
            @JsonProperty("GroupId") @Nullable String groupID,
            @JsonProperty("Member_Account") @Nullable List<String> accounts) {}

    record Here(@JsonProperty("Member_Account") List<String> accounts) {}

    private static Here among(RestRooms area, Among request) {
        return new Here(area.rooms()
                .among(
                        GroupCommands.group(request.groupID()),
                        GroupCommands.accounts("Member_Account", request.accounts(), Limits.MEMBERS_PER_CALL)));
    }

    /// @param commandType 1: sets marks; 2: takes them off
    /// @param memberList 1 to 500, each once
    record Marking(
            @JsonProperty("GroupId") @Nullable String groupID,
            @Nullable Integer commandType,
            @Nullable List<Marked> memberList) {
        private Map<String, Set<Integer>> marks() {
            var members = GroupCommands.atMost("MemberList", memberList, Limits.MEMBERS_PER_CALL);
            var accounts = GroupCommands.accounts(
                    "MemberList", members.stream().map(Marked::account).toList(), Limits.MEMBERS_PER_CALL);
            Check.that(
                    accounts.size() == members.size(),
                    "MemberList.length",
                    members.size(),
                    "each account once",
                    ErrorCode.GROUP_INVALID_PARAMETERS);
            var marks = new LinkedHashMap<String, Set<Integer>>();
            for (var member : members) {
                marks.put(String.valueOf(member.account()), Set.copyOf(member.checkedMarks()));
            }
            return marks;
        }
    }

    /// @param marks 1 to 10 numbers of 1000 or more
    record Marked(
            @JsonProperty("Member_Account") @Nullable String account,
            @Nullable List<Integer> marks) {
        private List<Integer> checkedMarks() {
            var given = Check.list("Marks", marks, MAX_MARKS, ErrorCode.GROUP_INVALID_PARAMETERS);
            given.forEach(mark -> checkMark("an element of Marks", mark));
            return given;
        }
    }

    /// @param memberList who is in and was marked
    record Done(int commandType, List<Marked> memberList) {}

    private static int commandType(@Nullable Integer given) {
        int type = Check.present("CommandType", given, ErrorCode.GROUP_INVALID_PARAMETERS);
        Check.that(
                type == SET || type == DELETE,
                "CommandType",
                type,
                "1 to set or 2 to take off",
                ErrorCode.GROUP_INVALID_PARAMETERS);
        return type;
    }

    private static Done mark(RestRooms area, Marking request) {
        int type = commandType(request.commandType());
        var marks = request.marks();
        var group = GroupCommands.group(request.groupID());
        var marked = GroupCommands.numbered(
                () -> area.rooms().mark(area.users().administrator(), group, marks, type == SET));
        return new Done(
                type,
                marked.stream()
                        .map(userID -> new Marked(
                                userID,
                                marks.getOrDefault(userID, Set.of()).stream()
                                        .sorted()
                                        .toList()))
                        .toList());
    }

    /// @param commandType 1: makes users admins; 2: makes admins plain members
    /// @param admins 1 to 5 userIDs
    record Appointment(
            @JsonProperty("GroupId") @Nullable String groupID,
            @Nullable Integer commandType,
            @JsonProperty("Admin_Account") @Nullable List<String> admins) {}

    private static Nothing appoint(RestRooms area, Appointment request) {
        var room = GroupCommands.group(request.groupID());
        int type = commandType(request.commandType());
        var users = GroupCommands.accounts("Admin_Account", request.admins(), LiveAdmins.MOST);
        if (type == SET) {
            area.admins().appoint(area.users().administrator(), room, users);
        } else {
            area.admins().dismiss(area.users().administrator(), room, users);
        }
        return Nothing.INSTANCE;
    }

    record Admins(@JsonProperty("Admin_List") List<Admin> adminList) {}

    record Admin(@JsonProperty("Admin_Account") String account, String nickName, String avatar) {
        private static Admin of(Account user) {
            return new Admin(user.userID(), user.nick(), user.avatar());
        }
    }

    private static Admins admins(RestRooms area, GroupCommands.Named request) {
        return new Admins(area.admins().of(GroupCommands.group(request.groupID())).stream()
                .map(Admin::of)
                .toList());
    }
}
