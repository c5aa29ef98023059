package im.parley.sdk;

import im.parley.protocol.Limits;
import org.jspecify.annotations.Nullable;

/// Which page of a group's members to get.
///
/// @param count 1 or more; over 100 is cut to 100
/// @param offset from the page before; `0` for the first
/// @param role only members with this `GRP_MBR_ROLE_…` value (`getGroupMemberList#7`); null: all
/// @param filter live rooms: only members with this mark (`getGroupMemberList#6`); null: all
public record GroupMemberQuery(
        String groupID,
        int count,
        String offset,
        @Nullable String role,
        @Nullable Integer filter) {
    /// Where pages begin, and what the last one ends with.
    public static final String START = "0";

    private static final int DEFAULT_COUNT = 15;

    /// @throws IllegalArgumentException if the groupID or offset is missing or empty, or the count below 1
    public GroupMemberQuery {
        Params.text("groupID", groupID);
        Params.that(count >= 1, "count", count, "1 or more");
        Params.text("offset", offset);
        count = Math.min(count, Limits.GROUP_PAGE);
    }

    /// The first page, of 15 members.
    public static GroupMemberQuery of(String groupID) {
        return new GroupMemberQuery(groupID, DEFAULT_COUNT, START, null, null);
    }

    /// The same with another page size.
    public GroupMemberQuery withCount(int newCount) {
        return new GroupMemberQuery(groupID, newCount, offset, role, filter);
    }

    /// The same for the page that another ended with.
    public GroupMemberQuery from(String newOffset) {
        return new GroupMemberQuery(groupID, count, newOffset, role, filter);
    }

    /// The same for members with a role only.
    public GroupMemberQuery withRole(String newRole) {
        return new GroupMemberQuery(groupID, count, offset, newRole, filter);
    }
}
