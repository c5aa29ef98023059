package im.parley.protocol.group;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import im.parley.protocol.Types;
import java.util.Set;

/// Makes a member an admin, or no longer one; only the owner does (`setGroupMemberRole#2`). The member gets
/// [SelfInfoChanged] and a notice, members a tip.
///
/// Errors: [ErrorCode#GROUP_NOT_FOUND]; [ErrorCode#CANNOT_SET_MEMBER_ROLE_IN_WORK_AND_AV]
/// (`setGroupMemberRole#1`); [ErrorCode#INVALID_MEMBER_ROLE]; [ErrorCode#CANNOT_SET_SELF_MEMBER_ROLE];
/// [ErrorCode#GROUP_PERMISSION_DENIED] unless the caller is a member, [ErrorCode#NOT_OWNER] unless its owner;
/// [ErrorCode#MEMBER_NOT_IN_GRP] unless the user is a member.
///
/// @param role `Admin` or `Member`, in a community also `Custom`
@Op("group.setRole")
public record SetMemberRole(String groupID, String userID, String role) implements Operation<SetMemberRole.Result> {
    private static final Set<String> ROLES =
            Set.of(Types.GRP_MBR_ROLE_ADMIN, Types.GRP_MBR_ROLE_MEMBER, Types.GRP_MBR_ROLE_CUSTOM);

    public SetMemberRole {
        GroupChecks.groupID(groupID);
        Check.userID("userID", userID, ErrorCode.GROUP_INVALID_PARAMETERS);
        var wanted = Check.present("role", role, ErrorCode.INVALID_MEMBER_ROLE);
        Check.that(ROLES.contains(wanted), "role", role, "Admin, Member or Custom", ErrorCode.INVALID_MEMBER_ROLE);
    }

    public record Result(Group group, GroupMember member) {}
}
