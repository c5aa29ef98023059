package im.parley.server.statistics;

import im.parley.server.metrics.DailyCount;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/// The tables `daily_…`.
final class DayTable {
    static final int SIGNED_IN = 1;
    static final int WROTE_TO_USERS = 2;
    static final int WROTE_INTO_GROUPS = 4;

    private static final String LOCK = "hashtext('parley.statistics.' || current_schema())";

    /// What is counted of who did something, by its [DailyCount].
    private static final String DOERS = """
            SELECT day, name, number FROM (
                SELECT day, count(*) AS users,
                    count(*) FILTER (WHERE did & 1 <> 0) AS signed_in,
                    count(*) FILTER (WHERE did & 6 <> 0) AS senders,
                    count(*) FILTER (WHERE did & 2 <> 0) AS to_users,
                    count(*) FILTER (WHERE did & 4 <> 0) AS into_groups
                FROM daily_user WHERE day >= :from AND day < :to GROUP BY day) AS did,
                LATERAL (VALUES ('USERS', users), ('USERS_SIGNED_IN', signed_in), ('SENDERS', senders),
                    ('SENDERS_TO_USERS', to_users), ('SENDERS_INTO_GROUPS', into_groups)) AS named (name, number)
            UNION ALL
            SELECT day, 'GROUPS_WRITTEN_IN', count(*) FROM daily_group WHERE day >= :from AND day < :to GROUP BY day
            """;

    private DayTable() {}

    /// Whether nobody else is at it; nobody is until the transaction ends.
    static boolean lock(Handle handle) {
        return handle.createQuery("SELECT pg_try_advisory_xact_lock(" + LOCK + ")")
                .mapTo(Boolean.class)
                .one();
    }

    /// Since when it is counted.
    ///
    /// @param seen up to when the log was read, milliseconds since 1970 like the other one
    record State(long since, long seen) {}

    static State state(Handle handle) {
        return handle.createQuery("SELECT since, seen FROM daily_state")
                .map((row, context) -> new State(row.getLong(1), row.getLong(2)))
                .one();
    }

    static void seen(Handle handle, long seen) {
        handle.createUpdate("UPDATE daily_state SET seen = :seen")
                .bind("seen", seen)
                .execute();
    }

    /// Adds to what was counted of a day.
    static void add(Handle handle, LocalDate day, Map<DailyCount, Long> counts) {
        store(handle, day, counts, "c.number + EXCLUDED.number");
    }

    /// Replaces what was counted of a day.
    static void set(Handle handle, LocalDate day, Map<DailyCount, Long> counts) {
        store(handle, day, counts, "EXCLUDED.number");
    }

    /// Keeps the larger of this and what was counted of a day.
    static void raise(Handle handle, LocalDate day, DailyCount what, long number) {
        store(handle, day, Map.of(what, number), "greatest(c.number, EXCLUDED.number)");
    }

    private static void store(Handle handle, LocalDate day, Map<DailyCount, Long> counts, String number) {
        if (counts.isEmpty()) {
            return;
        }
        var inOrder = new TreeMap<String, Long>(); // so that two nodes do not wait for each other
        counts.forEach((what, count) -> inOrder.put(what.name(), count));
        handle.createUpdate("""
                        INSERT INTO daily_count AS c (day, name, number)
                        SELECT :day, n.name, n.number FROM unnest(:names, :numbers) AS n (name, number)
                        ON CONFLICT (day, name) DO UPDATE SET number = %s
                        """.formatted(number))
                .bind("day", day)
                .bind("names", inOrder.keySet().toArray(String[]::new))
                .bind("numbers", inOrder.values().toArray(Long[]::new))
                .execute();
    }

    /// Notes that users did something.
    ///
    /// @param tinyIDs each once, in order
    static void mark(Handle handle, LocalDate day, Collection<Long> tinyIDs, int did) {
        if (tinyIDs.isEmpty()) {
            return;
        }
        handle.createUpdate("""
                        INSERT INTO daily_user AS u (day, tiny_id, did)
                        SELECT :day, n.tiny_id, :did FROM unnest(:users) AS n (tiny_id)
                        ON CONFLICT (day, tiny_id) DO UPDATE SET did = u.did | EXCLUDED.did
                            WHERE u.did | EXCLUDED.did <> u.did
                        """)
                .bind("day", day)
                .bind("users", tinyIDs.toArray(Long[]::new))
                .bind("did", (short) did)
                .execute();
    }

    /// Notes that groups were written in.
    static void markGroups(Handle handle, LocalDate day, List<Long> conversations) {
        if (conversations.isEmpty()) {
            return;
        }
        handle.createUpdate("""
                        INSERT INTO daily_group (day, conversation_id)
                        SELECT :day, n.id FROM unnest(:groups) AS n (id) ON CONFLICT DO NOTHING
                        """)
                .bind("day", day)
                .bind("groups", conversations.toArray(Long[]::new))
                .execute();
    }

    /// Counts who did something on days before this one, and forgets who it was.
    static void close(Handle handle, LocalDate before) {
        read(handle, DOERS, LocalDate.EPOCH, before).forEach((day, counts) -> add(handle, day, counts));
        handle.createUpdate("DELETE FROM daily_user WHERE day < :before")
                .bind("before", before)
                .execute();
        handle.createUpdate("DELETE FROM daily_group WHERE day < :before")
                .bind("before", before)
                .execute();
    }

    /// What the rows of days, names and numbers say.
    private static Map<LocalDate, Map<DailyCount, Long>> read(Handle handle, String sql, LocalDate from, LocalDate to) {
        var days = new TreeMap<LocalDate, Map<DailyCount, Long>>();
        var rows = handle.createQuery(sql)
                .bind("from", from)
                .bind("to", to)
                .map((row, context) -> new Row(
                        row.getObject(1, LocalDate.class), DailyCount.valueOf(row.getString(2)), row.getLong(3)))
                .list();
        for (var row : rows) {
            days.computeIfAbsent(row.day(), day -> new EnumMap<>(DailyCount.class))
                    .merge(row.what(), row.number(), Long::sum);
        }
        return days;
    }

    private record Row(LocalDate day, DailyCount what, long number) {}

    /// Days that nobody asks for any more.
    static void forget(Handle handle, LocalDate before) {
        handle.createUpdate("DELETE FROM daily_count WHERE day < :before")
                .bind("before", before)
                .execute();
    }

    /// What is known of a stretch of days.
    ///
    /// @param to exclusive
    static Map<LocalDate, Map<DailyCount, Long>> days(Handle handle, LocalDate from, LocalDate to) {
        return read(
                handle,
                "SELECT day, name, number FROM daily_count WHERE day >= :from AND day < :to UNION ALL " + DOERS,
                from,
                to);
    }
}
