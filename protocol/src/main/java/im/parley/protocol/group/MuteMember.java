package im.parley.protocol.group;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;

/// Keeps a member from writing for a time, or lets them write again (`setGroupMemberMuteTime#6`). Owners mute
/// everybody else, admins plain members (`setGroupMemberMuteTime#5`). The member gets [SelfInfoChanged],
/// members a tip.
///
/// Errors: [ErrorCode#GROUP_NOT_FOUND]; [ErrorCode#CANNOT_MUTE_SELF]; [ErrorCode#GROUP_PERMISSION_DENIED], in
/// Work groups always (`setGroupMemberMuteTime#1`); [ErrorCode#MEMBER_NOT_IN_GRP] unless the user is a member.
///
/// @param muteTime seconds from now, 0 to 4294967295; 0: not muted any more
@Op("group.muteMember")
public record MuteMember(String groupID, String userID, long muteTime) implements Operation<MuteMember.Result> {
    public MuteMember {
        GroupChecks.groupID(groupID);
        Check.userID("userID", userID, ErrorCode.GROUP_INVALID_PARAMETERS);
        Check.that(
                muteTime >= 0 && muteTime <= Limits.MUTE_SECONDS,
                "muteTime",
                muteTime,
                "0 to " + Limits.MUTE_SECONDS,
                ErrorCode.GROUP_INVALID_PARAMETERS);
    }

    public record Result(Group group, GroupMember member) {}
}
