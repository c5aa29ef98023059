package im.parley.protocol.group;

import im.parley.protocol.Limits;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;

/// Takes users into a group, or asks its managers to, as its inviteOption says (`addGroupMember#3`,
/// `addGroupMember#8`). Who is taken in gets [GroupJoined] and a notice, members a tip where the type has it.
///
/// Errors: [im.parley.protocol.ErrorCode#GROUP_NOT_FOUND];
/// [im.parley.protocol.ErrorCode#CANNOT_ADD_MEMBER_IN_AV];
/// [im.parley.protocol.ErrorCode#GROUP_PERMISSION_DENIED] where invitations are off or the caller is no
/// member (`addGroupMember#7`); [im.parley.protocol.ErrorCode#GROUP_ACCOUNT_NOT_FOUND] for an unknown user
/// (`addGroupMember#1`); [im.parley.protocol.ErrorCode#GROUP_FULL] or
/// [im.parley.protocol.ErrorCode#GROUP_MEMBER_LIMIT] when nobody fits in;
/// [im.parley.protocol.ErrorCode#GROUP_REJECTED_BY_CALLBACK], or one of 10100 to 10200, from the app's back end.
///
/// @param userIDList 1 to 500
@Op("group.addMembers")
public record AddMembers(String groupID, List<String> userIDList) implements Operation<AddMembers.Result> {
    public AddMembers {
        GroupChecks.groupID(groupID);
        userIDList = GroupChecks.users("userIDList", userIDList, Limits.MEMBERS_PER_CALL);
    }

    /// @param successUserIDList who is in now, or whose invitation waits for approval
    /// @param failureUserIDList who did not fit in, or is kept out by the app's back end
    /// @param existedUserIDList who was in already
    /// @param overLimitUserIDList who is in too many groups already (`addGroupMember#6`)
    public record Result(
            List<String> successUserIDList,
            List<String> failureUserIDList,
            List<String> existedUserIDList,
            List<String> overLimitUserIDList,
            Group group) {}
}
