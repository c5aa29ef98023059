package im.parley.server.group;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.group.AddToCounter;
import im.parley.protocol.group.CountersChanged;
import im.parley.protocol.group.GetCounters;
import im.parley.protocol.group.GroupCounter;
import im.parley.protocol.group.SetCounters;
import im.parley.server.operation.CallRate;
import im.parley.server.operation.Caller;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.Settings;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/// Numbers that the members of a group count together. Each is a row, and the database adds to it.
public final class GroupCounters {
    private static final String OUT_OF_RANGE = "22003";

    private final Jdbi jdbi;
    private final MemberCalls calls;
    private final Settings settings;
    private final CallRate writes = CallRate.perFiveSeconds("group counters", Limits.COUNTER_CALLS_PER_5_SECONDS);
    private final CallRate reads = CallRate.perFiveSeconds("group.getCounters", Limits.COUNTER_CALLS_PER_5_SECONDS);

    GroupCounters(Jdbi jdbi, MemberCalls calls, Settings settings) {
        this.jdbi = jdbi;
        this.calls = calls;
        this.settings = settings;
    }

    /// See [SetCounters]; administrators need not be in, like the following.
    public SetCounters.Result set(Caller caller, SetCounters request) {
        settings.checkEnabled(AppSettings.GROUP_COUNTERS);
        writes.take(caller);
        return calls.change(caller, request.groupID(), (handle, group) -> {
            lock(handle, group.id());
            var counters = new TreeMap<>(request.counters())
                    .entrySet().stream()
                            .map(wanted -> put(handle, group.id(), wanted))
                            .toList();
            checkCount(handle, group.id());
            return new MemberCalls.Changed<>(
                    new SetCounters.Result(counters), new CountersChanged(request.groupID(), counters));
        });
    }

    private static GroupCounter put(Handle handle, long group, Map.Entry<String, Long> wanted) {
        return handle.createQuery("""
                        INSERT INTO group_counter AS c (group_id, key, value, version)
                        VALUES (:group, :key, :value,
                            (SELECT counter_version + 1 FROM chat_group WHERE id = :group))
                        ON CONFLICT (group_id, key) DO UPDATE SET value = excluded.value, version = c.version + 1
                        RETURNING key, value, version
                        """)
                .bind("group", group)
                .bind("key", wanted.getKey())
                .bind("value", wanted.getValue())
                .map((row, context) -> counter(row))
                .one();
    }

    AddToCounter.Result add(Caller caller, AddToCounter request) {
        var counters = add(caller, request.groupID(), Map.of(request.key(), request.value()));
        return new AddToCounter.Result(counters.getFirst());
    }

    /// Adds to counters, to all or none; see [AddToCounter].
    ///
    /// @param values by key, 1 to 20
    /// @return the counters as they are now, by key
    public List<GroupCounter> add(Caller caller, String groupID, Map<String, Long> values) {
        settings.checkEnabled(AppSettings.GROUP_COUNTERS);
        writes.take(caller);
        try {
            return calls.change(caller, groupID, (handle, group) -> {
                if (values.size() > 1) { // before any counter, as those do who add one
                    lock(handle, group.id());
                }
                var counters = new TreeMap<>(values)
                        .entrySet().stream()
                                .map(wanted -> add(handle, group.id(), wanted)
                                        .orElseGet(() -> begin(handle, group.id(), wanted)))
                                .toList();
                return new MemberCalls.Changed<>(counters, new CountersChanged(groupID, counters));
            });
        } catch (JdbiException failed) {
            if (failed.getCause() instanceof SQLException sql && OUT_OF_RANGE.equals(sql.getSQLState())) {
                throw ErrorCode.GROUP_INVALID_PARAMETERS.because("the values to add are " + new TreeMap<>(values)
                        + ", expected ones that leave the counters within 64 bits");
            }
            throw failed;
        }
    }

    private static Optional<GroupCounter> add(Handle handle, long group, Map.Entry<String, Long> wanted) {
        return handle.createQuery("""
                        UPDATE group_counter SET value = value + :value, version = version + 1
                        WHERE group_id = :group AND key = :key RETURNING key, value, version
                        """)
                .bind("value", wanted.getValue())
                .bind("group", group)
                .bind("key", wanted.getKey())
                .map((row, context) -> counter(row))
                .findOne();
    }

    /// Of several who begin a counter at once, one does and the others add to it.
    private static GroupCounter begin(Handle handle, long group, Map.Entry<String, Long> wanted) {
        lock(handle, group);
        return add(handle, group, wanted).orElseGet(() -> {
            var counter = put(handle, group, wanted);
            checkCount(handle, group);
            return counter;
        });
    }

    /// Deletes counters; members hear that they are 0, as which a counter begins. What begins again under such a
    /// key has a higher version than any before, so that clients do not take it for something old.
    ///
    /// @param keys empty: all
    /// @throws im.parley.protocol.ChatException as [#get]
    public void delete(Caller caller, String groupID, List<String> keys) {
        settings.checkEnabled(AppSettings.GROUP_COUNTERS);
        calls.change(caller, groupID, (handle, group) -> {
            lock(handle, group.id());
            var gone = handle.createQuery("""
                            WITH gone AS (
                                DELETE FROM group_counter WHERE group_id = :group AND (:all OR key = ANY (:keys))
                                RETURNING key, version + 1 AS version
                            ), kept AS (
                                UPDATE chat_group SET counter_version = greatest(counter_version,
                                    (SELECT max(version) FROM gone))
                                WHERE id = :group AND EXISTS (SELECT FROM gone)
                            )
                            SELECT key, 0, version FROM gone ORDER BY key
                            """)
                    .bind("group", group.id())
                    .bind("all", keys.isEmpty())
                    .bind("keys", keys.toArray(String[]::new))
                    .map((row, context) -> counter(row))
                    .list();
            return new MemberCalls.Changed<>(gone, gone.isEmpty() ? null : new CountersChanged(groupID, gone));
        });
    }

    /// See [GetCounters].
    public GetCounters.Result get(Caller caller, GetCounters request) {
        settings.checkEnabled(AppSettings.GROUP_COUNTERS);
        reads.take(caller);
        return new GetCounters.Result(jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT key, value, version FROM group_counter
                        WHERE group_id = :group AND (:all OR key = ANY (:keys)) ORDER BY key
                        """)
                .bind("group", calls.group(handle, caller, request.groupID()).id())
                .bind("all", request.keyList().isEmpty())
                .bind("keys", request.keyList().toArray(String[]::new))
                .map((row, context) -> counter(row))
                .list()));
    }

    /// For those who may add counters, so that there are not too many.
    private static void lock(Handle handle, long group) {
        handle.createQuery("SELECT true FROM chat_group WHERE id = :group FOR NO KEY UPDATE")
                .bind("group", group)
                .mapTo(Boolean.class)
                .one();
    }

    private static void checkCount(Handle handle, long group) {
        int count = handle.createQuery("SELECT count(*) FROM group_counter WHERE group_id = :group")
                .bind("group", group)
                .mapTo(Integer.class)
                .one();
        if (count > Limits.GROUP_COUNTERS) {
            throw ErrorCode.GROUP_INVALID_PARAMETERS.because(
                    "the group would have " + count + " counters, expected at most " + Limits.GROUP_COUNTERS);
        }
    }

    private static GroupCounter counter(ResultSet row) throws SQLException {
        return new GroupCounter(row.getString(1), row.getLong(2), row.getLong(3));
    }
}
