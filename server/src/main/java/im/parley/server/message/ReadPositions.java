package im.parley.server.message;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/// How far users have read. Safe for use by many threads.
public final class ReadPositions {
    private static final long MILLIS = 1000;

    private final Jdbi jdbi;

    public ReadPositions(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// The last message that is not newer than a moment.
    ///
    /// @param time seconds since 1970
    /// @return its sequence; 0: there is none
    public long lastUntil(long conversation, long time) {
        return new MessageStore(jdbi).firstSince(conversation, (time + 1) * MILLIS) - 1;
    }

    /// Moves the read position forward, never back.
    ///
    /// @param sequence cut to the timeline's last
    /// @return the position now; empty if the user is not in that timeline
    public Optional<Read> read(long tinyID, long conversation, long sequence) {
        return jdbi.inTransaction(handle -> {
            int moved = handle.createUpdate("""
                            UPDATE participant me
                            SET read_sequence = m.sequence, read_time = m.time,
                                read_counter = greatest(me.read_counter, CASE WHEN c.low_user = me.tiny_id
                                    THEN m.unread_low ELSE m.unread_high END)
                            FROM conversation c
                            JOIN message m ON m.conversation_id = c.id AND m.sequence = least(:sequence, c.last_sequence)
                            WHERE me.tiny_id = :user AND me.conversation_id = :conversation AND c.id = :conversation
                                AND me.read_sequence < m.sequence
                            """)
                    .bind("user", tinyID)
                    .bind("conversation", conversation)
                    .bind("sequence", sequence)
                    .execute();
            return handle.createQuery("""
                            SELECT read_sequence, read_counter, read_time FROM participant
                            WHERE tiny_id = :user AND conversation_id = :conversation
                            """)
                    .bind("user", tinyID)
                    .bind("conversation", conversation)
                    .map((row, context) -> new Read(row.getLong(1), row.getLong(2), row.getLong(3), moved > 0))
                    .findOne();
        });
    }

    /// The same for several timelines at once.
    ///
    /// @param upTo sequence by timeline
    /// @return by timeline; without those that the user is not in
    public Map<Long, Read> read(long tinyID, Map<Long, Long> upTo) {
        var timelines = upTo.keySet().stream().sorted().toArray(Long[]::new);
        return jdbi.inTransaction(handle -> {
            // in one order, so that two instances of a user that do it at once do not wait for each other
            handle.createQuery("""
                            SELECT conversation_id FROM participant
                            WHERE tiny_id = :user AND conversation_id = ANY (:timelines)
                            ORDER BY conversation_id FOR NO KEY UPDATE
                            """)
                    .bind("user", tinyID)
                    .bind("timelines", timelines)
                    .mapTo(Long.class)
                    .list();
            var moved = Set.copyOf(handle.createQuery("""
                            UPDATE participant me
                            SET read_sequence = m.sequence, read_time = m.time,
                                read_counter = greatest(me.read_counter, CASE WHEN c.low_user = me.tiny_id
                                    THEN m.unread_low ELSE m.unread_high END)
                            FROM unnest(:timelines, :sequences) AS p (id, sequence)
                            JOIN conversation c ON c.id = p.id
                            JOIN message m ON m.conversation_id = c.id AND m.sequence = least(p.sequence, c.last_sequence)
                            WHERE me.tiny_id = :user AND me.conversation_id = c.id AND me.read_sequence < m.sequence
                            RETURNING me.conversation_id
                            """)
                    .bind("user", tinyID)
                    .bind("timelines", timelines)
                    .bind("sequences", Arrays.stream(timelines).map(upTo::get).toArray(Long[]::new))
                    .mapTo(Long.class)
                    .list());
            var reads = new HashMap<Long, Read>();
            handle.createQuery("""
                            SELECT conversation_id, read_sequence, read_counter, read_time FROM participant
                            WHERE tiny_id = :user AND conversation_id = ANY (:timelines)
                            """)
                    .bind("user", tinyID)
                    .bind("timelines", timelines)
                    .map((row, context) -> reads.put(
                            row.getLong(1),
                            new Read(row.getLong(2), row.getLong(3), row.getLong(4), moved.contains(row.getLong(1)))))
                    .list();
            return reads;
        });
    }

    /// The sequences up to which the user has read, by timeline; those that they are not in are left out.
    public Map<Long, Long> of(long tinyID, Collection<Long> timelines) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT conversation_id, read_sequence FROM participant
                        WHERE tiny_id = :user AND conversation_id = ANY (:timelines)
                        """)
                .bind("user", tinyID)
                .bind("timelines", timelines.toArray(Long[]::new))
                .map((row, context) -> Map.entry(row.getLong(1), row.getLong(2)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /// Leaves the newest messages of a room that others wrote and the user sees unread and no more; all, where
    /// there are not as many.
    ///
    /// @param messages how many; 0 or more
    /// @return empty if the user is not in that room
    public Optional<Read> leave(long tinyID, long conversation, int messages) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        WITH reader AS (
                            SELECT cleared_sequence FROM participant
                            WHERE tiny_id = :user AND conversation_id = :conversation
                        ), newest AS (
                            SELECT m.sequence, m.unread_high FROM message m, reader
                            WHERE m.conversation_id = :conversation AND m.sequence > reader.cleared_sequence
                                AND m.sender <> :user AND m.revoker IS NULL AND %s
                            ORDER BY m.sequence DESC LIMIT :messages
                        ), first AS (
                            SELECT min(sequence) AS sequence, min(unread_high) AS counter FROM newest
                        )
                        UPDATE participant me
                        SET read_sequence = coalesce(first.sequence - 1, c.last_sequence),
                            read_counter = coalesce(first.counter - 1, c.unread_high)
                        FROM conversation c, first
                        WHERE me.tiny_id = :user AND me.conversation_id = :conversation AND c.id = :conversation
                        RETURNING me.read_sequence, me.read_counter, me.read_time
                        """.formatted(Flags.COUNTS))
                .bind("user", tinyID)
                .bind("conversation", conversation)
                .bind("messages", messages)
                .map((row, context) -> new Read(row.getLong(1), row.getLong(2), row.getLong(3), true))
                .findOne());
    }

    /// Counts everything so far as read, without telling the peer that it was.
    ///
    /// @return empty if the user is not in that timeline
    public Optional<Read> skip(long tinyID, long conversation) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        UPDATE participant me
                        SET read_counter = CASE WHEN c.low_user = me.tiny_id THEN c.unread_low ELSE c.unread_high END
                        FROM conversation c
                        WHERE me.tiny_id = :user AND me.conversation_id = :conversation AND c.id = :conversation
                        RETURNING me.read_sequence, me.read_counter, me.read_time
                        """)
                .bind("user", tinyID)
                .bind("conversation", conversation)
                .map((row, context) -> new Read(row.getLong(1), row.getLong(2), row.getLong(3), true))
                .findOne());
    }

    /// How far somebody has read.
    ///
    /// @param time milliseconds since 1970 of the message at `sequence`
    /// @param moved whether this call brought it there
    public record Read(long sequence, long counter, long time, boolean moved) {}
}
