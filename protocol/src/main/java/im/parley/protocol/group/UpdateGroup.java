package im.parley.protocol.group;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Changes the given fields of a group's profile; who may, depends on the type (`updateGroupProfile#7`).
/// Members get [GroupChanged], and a tip for those fields whose changes the type tells of.
///
/// Errors: [ErrorCode#GROUP_INVALID_PARAMETERS]; [ErrorCode#GROUP_NOT_FOUND];
/// [ErrorCode#GROUP_PERMISSION_DENIED].
///
/// @param joinOption without effect unless the group is Public or a Community
/// @param inviteOption not for live rooms (`updateGroupProfile#4`)
/// @param groupCustomField those to set; others stay
@Op("group.update")
public record UpdateGroup(
        String groupID,
        @Nullable String name,
        @Nullable String introduction,
        @Nullable String notification,
        @Nullable String avatar,
        @Nullable String joinOption,
        @Nullable String inviteOption,
        @Nullable Boolean muteAllMembers,
        @Nullable List<GroupField> groupCustomField)
        implements Operation<UpdateGroup.Result> {
    public UpdateGroup {
        GroupChecks.groupID(groupID);
        GroupChecks.profile(name, introduction, notification, avatar, joinOption, inviteOption, groupCustomField);
        groupCustomField = groupCustomField == null ? null : List.copyOf(groupCustomField);
        if (name == null
                && introduction == null
                && notification == null
                && avatar == null
                && joinOption == null
                && inviteOption == null
                && muteAllMembers == null
                && groupCustomField == null) {
            throw ErrorCode.GROUP_INVALID_PARAMETERS.because("no field of the profile is given");
        }
    }

    public record Result(Group group) {}
}
