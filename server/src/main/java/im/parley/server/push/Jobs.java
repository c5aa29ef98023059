package im.parley.server.push;

import im.parley.protocol.push.PushVendor;
import im.parley.server.session.ClusterSessions;
import java.sql.Array;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// What has to be pushed yet, for each vendor apart: the table `push_job`. Nodes share the work: each takes jobs for
/// a while, and of a node that died the others take them over.
final class Jobs {
    /// Longer than one batch takes.
    private static final Duration LEASE = Duration.ofMinutes(3);

    private final Jdbi jdbi;
    private final String node;

    /// @param node the incarnation of this node
    Jobs(Jdbi jdbi, String node) {
        this.jdbi = jdbi;
        this.node = node;
    }

    /// Users who have to be told of a message, on their phones of one vendor.
    ///
    /// @param time of the message, milliseconds since 1970
    /// @param receivers account numbers
    record Draft(long conversation, long sequence, long time, PushVendor vendor, List<Long> receivers) {}

    /// One that this node has taken.
    ///
    /// @param devices those of the receivers' that are left over; null: all
    /// @param tries how often it was taken, from 1
    /// @param age since it was made
    record Job(
            long id,
            long conversation,
            long sequence,
            PushVendor vendor,
            List<Long> receivers,
            @Nullable List<Long> devices,
            int tries,
            Duration age) {}

    /// Adds jobs in the order in which their messages were sent: phones show them so.
    static void add(Handle handle, Collection<Draft> drafts) {
        var batch = handle.prepareBatch("INSERT INTO push_job (conversation_id, sequence, vendor, receivers)"
                + " VALUES (:conversation, :sequence, :vendor, :receivers)");
        var inOrder = drafts.stream()
                .sorted(Comparator.comparingLong(Draft::time)
                        .thenComparingLong(Draft::conversation)
                        .thenComparingLong(Draft::sequence))
                .toList();
        for (var draft : inOrder) {
            batch.bind("conversation", draft.conversation())
                    .bind("sequence", draft.sequence())
                    .bind("vendor", draft.vendor().wireName())
                    .bind("receivers", draft.receivers().toArray(Long[]::new))
                    .add();
        }
        batch.execute();
    }

    /// Takes jobs that are due, those that wait longest, in the order in which they were made.
    ///
    /// @param vendors whose phones they are for
    List<Job> take(Collection<PushVendor> vendors, int most) {
        return jdbi.withHandle(handle -> handle
                .createQuery("""
                        UPDATE push_job j
                        SET node = :node, tries = j.tries + 1, due_at = clock_timestamp() + :lease * interval '1 millisecond'
                        WHERE j.id IN (
                            SELECT id FROM push_job
                            WHERE vendor = ANY (:vendors)
                                AND (due_at <= clock_timestamp() OR (node IS NOT NULL AND node NOT IN (%s)))
                            ORDER BY due_at LIMIT :most FOR UPDATE SKIP LOCKED)
                        RETURNING j.id, j.conversation_id, j.sequence, j.vendor, j.receivers, j.devices, j.tries,
                            (extract(epoch FROM clock_timestamp() - j.created_at) * 1000)::bigint
                        """.formatted(ClusterSessions.ALIVE))
                .bind("node", node)
                .bind("lease", LEASE.toMillis())
                .bind("vendors", vendors.stream().map(PushVendor::wireName).toArray(String[]::new))
                .bind("most", most)
                .map((row, context) -> new Job(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        PushVendor.parse(row.getString(4)),
                        List.of((Long[]) row.getArray(5).getArray()),
                        longs(row.getArray(6)),
                        row.getInt(7),
                        Duration.ofMillis(row.getLong(8))))
                .stream()
                .sorted(Comparator.comparingLong(Job::id))
                .toList());
    }

    private static @Nullable List<Long> longs(@Nullable Array array) throws SQLException {
        return array == null ? null : List.of((Long[]) array.getArray());
    }

    void done(Collection<Job> jobs) {
        jdbi.useHandle(handle -> handle.createUpdate("DELETE FROM push_job WHERE id = ANY (:ids)")
                .bind("ids", jobs.stream().map(Job::id).toArray(Long[]::new))
                .execute());
    }

    /// Gives one back that is to be tried again.
    ///
    /// @param devices those that are left over; null: as before
    void later(Job job, @Nullable Collection<Long> devices, Duration wait) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE push_job SET node = NULL, devices = coalesce(CAST(:devices AS bigint[]), devices),
                            due_at = clock_timestamp() + :wait * interval '1 millisecond'
                        WHERE id = :id
                        """)
                .bind("id", job.id())
                .bind("devices", devices == null ? null : devices.toArray(Long[]::new))
                .bind("wait", wait.toMillis())
                .execute());
    }

    /// Nothing is pushed any more.
    static void clear(Handle handle) {
        handle.execute("DELETE FROM push_job");
    }
}
