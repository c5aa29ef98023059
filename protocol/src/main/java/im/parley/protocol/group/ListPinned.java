package im.parley.protocol.group;

import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;

/// The pinned messages of a group that the caller is in and may see, the one pinned last first.
///
/// Errors: [im.parley.protocol.ErrorCode#GROUP_NOT_FOUND];
/// [im.parley.protocol.ErrorCode#GROUP_PERMISSION_DENIED].
///
/// @param groupID of the group or topic
@Op("group.listPinned")
public record ListPinned(String groupID) implements Operation<ListPinned.Result> {
    public ListPinned {
        GroupChecks.groupID(groupID);
    }

    /// @param pinnedList at most 10
    public record Result(List<PinnedMessage> pinnedList) {}
}
