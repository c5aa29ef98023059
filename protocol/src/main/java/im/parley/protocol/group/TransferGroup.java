package im.parley.protocol.group;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;

/// Makes another member the owner; the old one stays as a plain member (`changeGroupOwner#2`). Members get
/// [GroupChanged] and a tip.
///
/// Errors: [ErrorCode#GROUP_NOT_FOUND]; [ErrorCode#CANNOT_CHANGE_OWNER_IN_AV] for live rooms,
/// [ErrorCode#CANNOT_CHANGE_OWNER_TO_SELF]; [ErrorCode#GROUP_PERMISSION_DENIED] unless the caller is the
/// owner; [ErrorCode#MEMBER_NOT_IN_GRP] unless the new owner is a member.
@Op("group.transfer")
public record TransferGroup(String groupID, String newOwnerID) implements Operation<TransferGroup.Result> {
    public TransferGroup {
        GroupChecks.groupID(groupID);
        Check.userID("newOwnerID", newOwnerID, ErrorCode.GROUP_INVALID_PARAMETERS);
    }

    public record Result(Group group) {}
}
