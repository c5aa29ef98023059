package im.parley.protocol.group;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;

/// Marks members of a live room, or takes a mark off them (`markGroupMemberList#1`). The list of members can be
/// asked for those with a mark ([ListMembers#filter]).
///
/// Errors: [ErrorCode#GROUP_NOT_FOUND]; [ErrorCode#GROUP_PERMISSION_DENIED] for everybody but the owner, and in
/// groups of other types; [ErrorCode#FEATURE_NOT_ENABLED] while the setting `group.liveMarks` is off;
/// [ErrorCode#GROUP_INVALID_PARAMETERS] for an eleventh mark of the room (`markGroupMemberList#3`).
///
/// @param userIDList 1 to 500
/// @param markType 1000 or more
/// @param enableMark false: takes it off
@Op("group.markMembers")
public record MarkMembers(String groupID, List<String> userIDList, int markType, boolean enableMark)
        implements Operation<MarkMembers.Result> {
    public MarkMembers {
        GroupChecks.groupID(groupID);
        userIDList = GroupChecks.users("userIDList", userIDList, Limits.MEMBERS_PER_CALL);
        Check.that(
                markType >= Limits.FIRST_MARK,
                "markType",
                markType,
                Limits.FIRST_MARK + " or more",
                ErrorCode.GROUP_INVALID_PARAMETERS);
    }

    /// @param failureUserIDList who is not in the room
    public record Result(List<String> successUserIDList, List<String> failureUserIDList) {}
}
