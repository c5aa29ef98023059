package im.parley.server.push;

import im.parley.server.message.MessageFeed.After;
import im.parley.server.message.PushFeed;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// How far the log was read for push: the tables `push_cursor` and `push_state`.
final class Cursors {
    private Cursors() {}

    /// Since when messages are pushed: from the first call on, until [#stop].
    ///
    /// @return milliseconds since 1970
    static long since(Handle handle, long now) {
        handle.createUpdate("INSERT INTO push_state (since) VALUES (:now) ON CONFLICT DO NOTHING")
                .bind("now", now)
                .execute();
        return handle.createQuery("SELECT since FROM push_state")
                .mapTo(Long.class)
                .one();
    }

    /// Nothing is pushed until [#since] is called again; what was not by then never is.
    static void stop(Handle handle) {
        handle.execute("DELETE FROM push_state");
    }

    /// The cursors of those timelines that no other node is reading now, locked until the transaction ends.
    ///
    /// @param floor where there was no cursor it begins with the first message since then, in ms since 1970
    static Map<Long, Long> lock(Handle handle, Collection<Long> conversations, long floor) {
        var missing = new HashSet<>(conversations);
        missing.removeAll(
                handle.createQuery("SELECT conversation_id FROM push_cursor WHERE conversation_id = ANY (:ids)")
                        .bind("ids", conversations.toArray(Long[]::new))
                        .mapTo(Long.class)
                        .set());
        if (!missing.isEmpty()) {
            insert(handle, PushFeed.lastBefore(handle, missing, floor));
        }
        return handle
                .createQuery("""
                        SELECT conversation_id, sequence FROM push_cursor WHERE conversation_id = ANY (:ids)
                        FOR UPDATE SKIP LOCKED
                        """)
                .bind("ids", conversations.toArray(Long[]::new))
                .map((row, context) -> Map.entry(row.getLong(1), row.getLong(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static void insert(Handle handle, Map<Long, Long> cursors) {
        var ids = cursors.keySet().stream().sorted().toList(); // two nodes insert in the same order
        handle.createUpdate("""
                        INSERT INTO push_cursor (conversation_id, sequence)
                        SELECT id, sequence FROM unnest(:ids, :sequences) AS c (id, sequence) ON CONFLICT DO NOTHING
                        """)
                .bind("ids", ids.toArray(Long[]::new))
                .bind("sequences", ids.stream().map(cursors::get).toArray(Long[]::new))
                .execute();
    }

    static void move(Handle handle, Collection<After> read) {
        handle.createUpdate("""
                        UPDATE push_cursor c SET sequence = moved.sequence
                        FROM unnest(:ids, :sequences) AS moved (id, sequence) WHERE c.conversation_id = moved.id
                        """)
                .bind("ids", read.stream().map(After::conversation).toArray(Long[]::new))
                .bind("sequences", read.stream().map(After::position).toArray(Long[]::new))
                .execute();
    }

    /// Groups were dismissed.
    static void forget(Handle handle, Collection<Long> conversations) {
        handle.createUpdate("DELETE FROM push_cursor WHERE conversation_id = ANY (:ids)")
                .bind("ids", conversations.toArray(Long[]::new))
                .execute();
    }

    /// Timelines with messages that nobody has read yet.
    ///
    /// @param floor milliseconds since 1970; those without a message from then on are left out
    /// @param quiet so are those that were written in less long ago: whoever stores their messages reads them
    static List<Long> behind(Handle handle, long floor, Duration quiet, int most) {
        return handle.createQuery("""
                        SELECT head.id FROM conversation head
                        LEFT JOIN push_cursor cursor ON cursor.conversation_id = head.id
                        WHERE head.last_time >= :floor AND head.last_sequence > coalesce(cursor.sequence, 0)
                            AND head.last_time <= (extract(epoch FROM now()) * 1000)::bigint - :quiet
                        LIMIT :most
                        """)
                .bind("floor", floor)
                .bind("quiet", quiet.toMillis())
                .bind("most", most)
                .mapTo(Long.class)
                .list();
    }
}
