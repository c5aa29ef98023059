package im.parley.server.message;

import im.parley.server.message.MessageFeed.After;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterable;

/// How far somebody has read the log: the tables `…_cursor` and `…_state`.
public final class LogCursors {
    private final String reader;

    /// @param reader what the names of its tables begin with
    public LogCursors(String reader) {
        this.reader = reader;
    }

    private String sql(String form) {
        return form.replace("READER", reader);
    }

    /// Since when the log is read: from the first call on, until [#stop].
    ///
    /// @return milliseconds since 1970
    long since(Handle handle, long now) {
        handle.createUpdate(sql("INSERT INTO READER_state (since) VALUES (:now) ON CONFLICT DO NOTHING"))
                .bind("now", now)
                .execute();
        return handle.createQuery(sql("SELECT since FROM READER_state"))
                .mapTo(Long.class)
                .one();
    }

    /// Nothing is read until [#since] is called again; what was not by then never is.
    void stop(Handle handle) {
        handle.execute(sql("DELETE FROM READER_state"));
    }

    /// The cursors of those timelines that no other node is reading now, locked until the transaction ends.
    ///
    /// @param floor where there was no cursor it begins with the first message since then, in ms since 1970
    public Map<Long, Long> lock(Handle handle, Collection<Long> conversations, long floor) {
        addMissing(handle, conversations, floor);
        return positions(handle.createQuery(sql("""
                        SELECT conversation_id, sequence FROM READER_cursor WHERE conversation_id = ANY (:ids)
                        FOR UPDATE SKIP LOCKED
                        """))
                .bind("ids", conversations.toArray(Long[]::new))
                .map((row, context) -> Map.entry(row.getLong(1), row.getLong(2))));
    }

    /// The cursors of those timelines that no other node reads now; for so long, or until [#release], none does. For
    /// tables with a column `leased_until`.
    ///
    /// @param floor see [#lock]
    public Map<Long, Long> lease(Handle handle, Collection<Long> conversations, long floor, Duration lease) {
        addMissing(handle, conversations, floor);
        return positions(handle.createQuery(sql("""
                        UPDATE READER_cursor c SET leased_until = clock_timestamp() + :lease * interval '1 ms'
                        FROM (SELECT conversation_id FROM READER_cursor
                            WHERE conversation_id = ANY (:ids)
                                AND (leased_until IS NULL OR leased_until < clock_timestamp())
                            ORDER BY conversation_id FOR UPDATE SKIP LOCKED) AS free
                        WHERE c.conversation_id = free.conversation_id
                        RETURNING c.conversation_id, c.sequence
                        """))
                .bind("ids", conversations.toArray(Long[]::new))
                .bind("lease", lease.toMillis())
                .map((row, context) -> Map.entry(row.getLong(1), row.getLong(2))));
    }

    private static Map<Long, Long> positions(ResultIterable<Map.Entry<Long, Long>> rows) {
        return rows.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void addMissing(Handle handle, Collection<Long> conversations, long floor) {
        var missing = new HashSet<>(conversations);
        missing.removeAll(
                handle.createQuery(sql("SELECT conversation_id FROM READER_cursor WHERE conversation_id = ANY (:ids)"))
                        .bind("ids", conversations.toArray(Long[]::new))
                        .mapTo(Long.class)
                        .set());
        if (!missing.isEmpty()) {
            insert(handle, PushFeed.lastBefore(handle, missing, floor));
        }
    }

    private void insert(Handle handle, Map<Long, Long> cursors) {
        var ids = cursors.keySet().stream().sorted().toList(); // two nodes insert in the same order
        handle.createUpdate(sql("""
                        INSERT INTO READER_cursor (conversation_id, sequence)
                        SELECT id, sequence FROM unnest(:ids, :sequences) AS c (id, sequence) ON CONFLICT DO NOTHING
                        """))
                .bind("ids", ids.toArray(Long[]::new))
                .bind("sequences", ids.stream().map(cursors::get).toArray(Long[]::new))
                .execute();
    }

    public void move(Handle handle, Collection<After> read) {
        handle.createUpdate(sql("""
                        UPDATE READER_cursor c SET sequence = moved.sequence
                        FROM unnest(:ids, :sequences) AS moved (id, sequence) WHERE c.conversation_id = moved.id
                        """))
                .bind("ids", read.stream().map(After::conversation).toArray(Long[]::new))
                .bind("sequences", read.stream().map(After::position).toArray(Long[]::new))
                .execute();
    }

    /// Gives a lease back.
    ///
    /// @param read how far it was read
    public void release(Handle handle, After read) {
        handle.createUpdate(sql("""
                        UPDATE READER_cursor SET sequence = greatest(sequence, :sequence), leased_until = NULL
                        WHERE conversation_id = :id
                        """))
                .bind("id", read.conversation())
                .bind("sequence", read.position())
                .execute();
    }

    /// Groups were dismissed.
    public void forget(Handle handle, Collection<Long> conversations) {
        handle.createUpdate(sql("DELETE FROM READER_cursor WHERE conversation_id = ANY (:ids)"))
                .bind("ids", conversations.toArray(Long[]::new))
                .execute();
    }

    /// Timelines with messages that nobody has read yet.
    ///
    /// @param floor milliseconds since 1970; those without a message from then on are left out
    /// @param quiet so are those that were written in less long ago: whoever stores their messages reads them
    List<Long> behind(Handle handle, long floor, Duration quiet, int most) {
        return handle.createQuery(sql("""
                        SELECT head.id FROM conversation head
                        LEFT JOIN READER_cursor cursor ON cursor.conversation_id = head.id
                        WHERE head.last_time >= :floor AND head.last_sequence > coalesce(cursor.sequence, 0)
                            AND head.last_time <= (extract(epoch FROM now()) * 1000)::bigint - :quiet
                        LIMIT :most
                        """))
                .bind("floor", floor)
                .bind("quiet", quiet.toMillis())
                .bind("most", most)
                .mapTo(Long.class)
                .list();
    }
}
