package im.parley.sdk;

import im.parley.protocol.Types;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/// How many members of groups were online when the server was last asked: once in 60 seconds, in live rooms
/// in 5 (`getGroupOnlineMemberCount#2`). Confined to the chat's executor.
final class OnlineCounts {
    private static final Duration AGE = Duration.ofSeconds(60);
    private static final Duration LIVE_AGE = Duration.ofSeconds(5);

    private final LongSupplier nanoTime;
    private final Map<String, Count> counts = new HashMap<>();

    private record Count(int members, long at) {}

    OnlineCounts(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /// @param type the group's; empty: not known
    /// @return empty if the server may be asked
    OptionalInt find(String groupID, String type) {
        var age = type.equals(Types.GRP_AVCHATROOM) ? LIVE_AGE : AGE;
        var count = counts.get(groupID);
        return count == null || nanoTime.getAsLong() - count.at() >= age.toNanos()
                ? OptionalInt.empty()
                : OptionalInt.of(count.members());
    }

    /// Nobody is who asks from outside: that is not kept, they may come in.
    void put(String groupID, int members) {
        if (members == 0) {
            return;
        }
        counts.put(groupID, new Count(members, nanoTime.getAsLong()));
    }

    /// The user is out of the group.
    void forget(String groupID) {
        counts.remove(groupID);
    }

    /// Somebody else signs in.
    void clear() {
        counts.clear();
    }
}
