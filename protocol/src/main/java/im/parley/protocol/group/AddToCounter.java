package im.parley.protocol.group;

import im.parley.protocol.Op;
import im.parley.protocol.Operation;

/// Adds to a counter of a group, in one step however many do so at once (`increaseGroupCounter#4`). A counter that
/// there is not begins at 0. Every member may; other members get [CountersChanged].
///
/// Errors: [im.parley.protocol.ErrorCode#FEATURE_NOT_ENABLED];
/// [im.parley.protocol.ErrorCode#GROUP_INVALID_PARAMETERS] for a key over 128 bytes, more than 20 counters
/// and a sum beyond 64 bits; [im.parley.protocol.ErrorCode#GROUP_NOT_FOUND];
/// [im.parley.protocol.ErrorCode#GROUP_PERMISSION_DENIED] for who is no member.
///
/// @param value what is added; negative to take away
@Op("group.addToCounter")
public record AddToCounter(String groupID, String key, long value) implements Operation<AddToCounter.Result> {
    public AddToCounter {
        GroupChecks.groupID(groupID);
        GroupChecks.counter(key);
    }

    /// @param counter as it is now
    public record Result(GroupCounter counter) {}
}
