package im.parley.protocol.group;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The groups that the caller is in, communities with topics included, live rooms not (`getGroupList#1`).
///
/// @param after the last groupID of the page before; absent: the first page
/// @param count 1 or more, cut to 100
@Op("group.list")
public record ListGroups(@Nullable String after, int count) implements Operation<ListGroups.Result> {
    public ListGroups {
        Check.bytes("after", after, Limits.GROUP_ID_BYTES, ErrorCode.GROUP_INVALID_PARAMETERS);
        Check.that(count >= 1, "count", count, "1 or more", ErrorCode.GROUP_INVALID_PARAMETERS);
    }

    /// @param groupList in the order of their IDs
    public record Result(List<Group> groupList, boolean isCompleted) {}
}
