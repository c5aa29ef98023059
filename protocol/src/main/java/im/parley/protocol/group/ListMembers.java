package im.parley.protocol.group;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import im.parley.protocol.Types;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A page of a group's members in the order in which they joined; nobody for who is no member
/// (`getGroupMemberList#9`).
///
/// Errors: [ErrorCode#GROUP_NOT_FOUND]; [ErrorCode#GROUP_INVALID_PARAMETERS] for a cursor that this server
/// did not make.
///
/// @param cursor from the page before; absent or empty for the first
/// @param count 1 or more, cut to 100
/// @param role only members with this role (`getGroupMemberList#7`)
/// @param filter live rooms: only members with this mark (`getGroupMemberList#6`)
@Op("group.listMembers")
public record ListMembers(
        String groupID,
        @Nullable String cursor,
        int count,
        @Nullable String role,
        @Nullable Integer filter) implements Operation<ListMembers.Result> {
    private static final Set<String> ROLES = Set.of(
            Types.GRP_MBR_ROLE_OWNER, Types.GRP_MBR_ROLE_ADMIN, Types.GRP_MBR_ROLE_MEMBER, Types.GRP_MBR_ROLE_CUSTOM);

    public ListMembers {
        GroupChecks.groupID(groupID);
        Check.that(count >= 1, "count", count, "1 or more", ErrorCode.GROUP_INVALID_PARAMETERS);
        GroupChecks.oneOf("role", role, ROLES);
    }

    /// @param cursor asks for the next page; empty at the end
    public record Result(List<GroupMember> memberList, String cursor) {}
}
