package im.parley.protocol.group;

import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;

/// The counters of a group that the caller is in, by key.
///
/// Errors: [im.parley.protocol.ErrorCode#FEATURE_NOT_ENABLED];
/// [im.parley.protocol.ErrorCode#GROUP_NOT_FOUND]; [im.parley.protocol.ErrorCode#GROUP_PERMISSION_DENIED] for
/// who is no member; [im.parley.protocol.ErrorCode#GROUP_INVALID_PARAMETERS].
///
/// @param keyList empty: all (`getGroupCounters#2`); those that do not exist are left out
@Op("group.getCounters")
public record GetCounters(String groupID, List<String> keyList) implements Operation<GetCounters.Result> {
    public GetCounters {
        GroupChecks.groupID(groupID);
        keyList = GroupChecks.keys(keyList);
    }

    public record Result(List<GroupCounter> counters) {}
}
