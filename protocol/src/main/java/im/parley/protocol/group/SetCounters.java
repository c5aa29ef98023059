package im.parley.protocol.group;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;
import java.util.Map;

/// Gives counters of a group values; counters that there are not begin with them. Every member may; other members get
/// [CountersChanged].
///
/// Errors: [ErrorCode#FEATURE_NOT_ENABLED]; [ErrorCode#GROUP_INVALID_PARAMETERS] for a key over 128 bytes
/// and more than 20 counters (`setGroupCounters#3`); [ErrorCode#GROUP_NOT_FOUND];
/// [ErrorCode#GROUP_PERMISSION_DENIED] for who is no member.
///
/// @param counters values by key, 1 to 20
@Op("group.setCounters")
public record SetCounters(String groupID, Map<String, Long> counters) implements Operation<SetCounters.Result> {
    public SetCounters {
        GroupChecks.groupID(groupID);
        Check.present("counters", counters, ErrorCode.GROUP_INVALID_PARAMETERS);
        Check.that(
                !counters.isEmpty() && counters.size() <= Limits.GROUP_COUNTERS,
                "counters.length",
                counters.size(),
                "1 to " + Limits.GROUP_COUNTERS,
                ErrorCode.GROUP_INVALID_PARAMETERS);
        counters.forEach((key, value) -> {
            GroupChecks.counter(key);
            Check.present("counter " + Check.quote(key), value, ErrorCode.GROUP_INVALID_PARAMETERS);
        });
        counters = Map.copyOf(counters);
    }

    /// @param counters those that were set, by key
    public record Result(List<GroupCounter> counters) {}
}
