package im.parley.server.presence;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;

/// The table `presence`. Safe for use by many threads; every method is one statement.
final class PresenceStore {
    private final Jdbi jdbi;

    PresenceStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// @param signedIn has not signed out since
    /// @param custom empty: none
    /// @param leftAt milliseconds since 1970 when the last session ended, for those with a custom status;
    ///     0: it has not
    record Row(boolean signedIn, String custom, long leftAt) {
        static final Row NONE = new Row(false, "", 0);
    }

    /// By account number; those who have none are left out.
    Map<Long, Row> rows(Collection<Long> tinyIDs) {
        return jdbi.withHandle(handle -> {
            var rows = new HashMap<Long, Row>();
            // by the index for each, whatever the planner thinks of a table that grows with every new user
            handle.createQuery("""
                            SELECT p.* FROM unnest(:users) AS u (tiny_id), LATERAL (
                                SELECT tiny_id, signed_in, custom_status, left_at FROM presence
                                WHERE tiny_id = u.tiny_id LIMIT 1) p
                            """)
                    .bind("users", tinyIDs.toArray(Long[]::new))
                    .map((row, context) ->
                            rows.put(row.getLong(1), new Row(row.getBoolean(2), row.getString(3), row.getLong(4))))
                    .list();
            return rows;
        });
    }

    /// Writes all of the rows but the custom statuses.
    void write(Map<Long, Row> rows) {
        var sorted = new TreeMap<>(rows); // two nodes lock in the same order
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO presence AS p (tiny_id, signed_in, left_at)
                        SELECT * FROM unnest(:users, :signedIn, :leftAt)
                        ON CONFLICT (tiny_id) DO UPDATE SET signed_in = excluded.signed_in, left_at = excluded.left_at
                        """)
                .bind("users", sorted.keySet().toArray(Long[]::new))
                .bindArray(
                        "signedIn",
                        Boolean.class,
                        sorted.values().stream().map(Row::signedIn).toArray())
                .bind("leftAt", sorted.values().stream().map(Row::leftAt).toArray(Long[]::new))
                .execute());
    }

    /// Of users who are signed in, by account number.
    void setCustom(Map<Long, String> customs) {
        var sorted = new TreeMap<>(customs); // two nodes lock in the same order
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO presence (tiny_id, signed_in, custom_status)
                        SELECT tiny_id, true, custom FROM unnest(:users, :customs) AS given (tiny_id, custom)
                        ON CONFLICT (tiny_id) DO UPDATE SET custom_status = excluded.custom_status, left_at = 0
                        """)
                .bind("users", sorted.keySet().toArray(Long[]::new))
                .bindArray("customs", String.class, sorted.values().toArray())
                .execute());
    }

    void remove(long tinyID) {
        jdbi.useHandle(handle -> handle.createUpdate("DELETE FROM presence WHERE tiny_id = :user")
                .bind("user", tinyID)
                .execute());
    }

    /// Clears the custom statuses of those who left at or before this time. Of several nodes that do it at
    /// once, each gets others.
    ///
    /// @return whose it cleared
    List<Long> clearCustom(long leftBefore, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        UPDATE presence SET custom_status = '', left_at = 0 WHERE tiny_id IN (
                            SELECT tiny_id FROM presence
                            WHERE custom_status <> '' AND left_at > 0 AND left_at <= :before
                            ORDER BY left_at LIMIT :limit FOR UPDATE SKIP LOCKED)
                        RETURNING tiny_id
                        """)
                .bind("before", leftBefore)
                .bind("limit", limit)
                .mapTo(Long.class)
                .list());
    }
}
