package im.parley.protocol.group;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Changes a member's name card or custom fields. Everybody changes their own; owners those of everybody,
/// admins those of plain members (`setGroupMemberNameCard#2`). The member gets [SelfInfoChanged].
///
/// Errors: [ErrorCode#GROUP_NOT_FOUND]; [ErrorCode#OPERATION_NOT_SUPPORTED_IN_AV] for live rooms
/// (`setGroupMemberNameCard#1`, `setGroupMemberCustomField#1`); [ErrorCode#GROUP_PERMISSION_DENIED];
/// [ErrorCode#MEMBER_NOT_IN_GRP] unless the user is a member; [ErrorCode#GROUP_INVALID_PARAMETERS], also for a
/// key that is not configured (`setGroupMemberCustomField#3`).
///
/// @param userID absent: the caller
/// @param nameCard at most 50 bytes; empty: none any more; absent: stays
/// @param memberCustomField those to set, with keys of the setting `group.memberCustomFields`; an empty value
///     takes a field away; absent: all stay
@Op("group.updateMember")
public record UpdateMember(
        String groupID,
        @Nullable String userID,
        @Nullable String nameCard,
        @Nullable List<GroupField> memberCustomField)
        implements Operation<UpdateMember.Result> {
    public UpdateMember {
        GroupChecks.groupID(groupID);
        if (userID != null) {
            Check.userID("userID", userID, ErrorCode.GROUP_INVALID_PARAMETERS);
        }
        GroupChecks.text("nameCard", nameCard, Limits.NAME_CARD_BYTES);
        GroupChecks.fields("memberCustomField", memberCustomField);
        memberCustomField = memberCustomField == null ? null : List.copyOf(memberCustomField);
        if (nameCard == null && memberCustomField == null) {
            throw ErrorCode.GROUP_INVALID_PARAMETERS.because("neither nameCard nor memberCustomField is given");
        }
    }

    public record Result(Group group, GroupMember member) {}
}
