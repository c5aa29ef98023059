package im.parley.protocol.group;

import im.parley.protocol.Limits;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts members out of a group; in a live room bans them for a time (`deleteGroupMember#1`). They get
/// [GroupLeft] and a notice, members a tip. Owners may put everybody out, admins plain members
/// (`deleteGroupMember#4`).
///
/// Errors: [ErrorCode#GROUP_NOT_FOUND]; [ErrorCode#GROUP_PERMISSION_DENIED]; [ErrorCode#MEMBER_NOT_IN_GRP]
/// when none of them is a member; [ErrorCode#BAN_DURATION_INVALID] for a live room without a duration of 1 or
/// more (`deleteGroupMember#2`).
///
/// @param userIDList 1 to 100 (`deleteGroupMember#5`)
/// @param reason told to them and to the members, at most 400 bytes
/// @param duration live rooms: seconds of the ban, 1 or more; of no account in other groups
@Op("group.deleteMembers")
public record DeleteMembers(
        String groupID,
        List<String> userIDList,
        @Nullable String reason,
        @Nullable Integer duration) implements Operation<DeleteMembers.Result> {
    public DeleteMembers {
        GroupChecks.groupID(groupID);
        userIDList = GroupChecks.users("userIDList", userIDList, Limits.DELETED_MEMBERS_PER_CALL);
        GroupChecks.text("reason", reason, Limits.GROUP_TEXT_BYTES);
    }

    /// @param userIDList who is out now
    public record Result(Group group, List<String> userIDList) {}
}
