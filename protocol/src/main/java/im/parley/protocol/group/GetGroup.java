package im.parley.protocol.group;

import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A group's profile. Who is no member gets it without `selfInfo`, and of a Work group not at all
/// (`getGroupProfile#2`).
///
/// Errors: [im.parley.protocol.ErrorCode#GROUP_NOT_FOUND],
/// [im.parley.protocol.ErrorCode#GROUP_PERMISSION_DENIED],
/// [im.parley.protocol.ErrorCode#GROUP_INVALID_ID].
///
/// @param groupCustomFieldFilter keys of the custom fields that are wanted; absent: all (`getGroupProfile#1`)
@Op("group.get")
public record GetGroup(String groupID, @Nullable List<String> groupCustomFieldFilter)
        implements Operation<GetGroup.Result> {
    public GetGroup {
        GroupChecks.groupID(groupID);
        groupCustomFieldFilter = groupCustomFieldFilter == null ? null : List.copyOf(groupCustomFieldFilter);
    }

    public record Result(Group group) {}
}
