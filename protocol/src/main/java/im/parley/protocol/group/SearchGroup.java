package im.parley.protocol.group;

import im.parley.protocol.Op;
import im.parley.protocol.Operation;

/// Finds a group to join by its ID; Work groups cannot be found (`searchGroupByID#1`).
///
/// Errors: [im.parley.protocol.ErrorCode#GROUP_NOT_FOUND];
/// [im.parley.protocol.ErrorCode#GROUP_PERMISSION_DENIED] for a
/// Work group; [im.parley.protocol.ErrorCode#GROUP_INVALID_ID].
@Op("group.search")
public record SearchGroup(String groupID) implements Operation<SearchGroup.Result> {
    public SearchGroup {
        GroupChecks.groupID(groupID);
    }

    public record Result(Group group) {}
}
