package im.parley.sdk;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Numbers that the members of a group count together (section H of the contract); at most 20 in a group,
/// each of 64 bits (`setGroupCounters#3`). Every member may change them; all get
/// [Events#GROUP_COUNTER_UPDATED] for each, this instance included. Calls before [Chat#isReady] fail as those
/// of [MessageApi], all others also as those of [GroupApi], with 3122 (switched off) and 2996 (more than 20
/// changes, or 20 other calls, in 5 seconds).
public interface GroupCounterApi {
    /// Gives counters values.
    ///
    /// @param counters values by key, 1 to 20; keys have at most 128 bytes
    /// @return those
    /// @throws IllegalArgumentException if a parameter is missing or empty
    CompletableFuture<Map<String, Long>> setGroupCounters(String groupID, Map<String, Long> counters);

    /// Adds to a counter, in one step however many do so at once (`increaseGroupCounter#4`). A counter that
    /// there is not begins at 0.
    ///
    /// The future also fails with 2800 or 2801 where the connection is lost before the answer; then it may
    /// have been counted, and [#getGroupCounters] tells.
    ///
    /// @throws IllegalArgumentException if a parameter is missing or empty
    CompletableFuture<Events.GroupCounter> increaseGroupCounter(String groupID, String key, long value);

    /// Takes from a counter; the same otherwise.
    ///
    /// @param value more than the smallest number of 64 bits
    /// @throws IllegalArgumentException if a parameter is missing or empty
    CompletableFuture<Events.GroupCounter> decreaseGroupCounter(String groupID, String key, long value);

    /// Counters of a group by key.
    ///
    /// @param keyList empty: all; those that do not exist are left out
    /// @throws IllegalArgumentException if a parameter is missing
    CompletableFuture<Map<String, Long>> getGroupCounters(String groupID, List<String> keyList);

    /// All counters of a group (`getGroupCounters#2`).
    default CompletableFuture<Map<String, Long>> getGroupCounters(String groupID) {
        return getGroupCounters(groupID, List.of());
    }
}
