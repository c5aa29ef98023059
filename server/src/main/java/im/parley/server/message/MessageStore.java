package im.parley.server.message;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// Reads the log. Every query goes along the primary key, so that none gets slower as a timeline grows.
final class MessageStore {
    private final Jdbi jdbi;

    MessageStore(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /// Messages with `sequence < before` that the viewer may see, newest first.
    List<StoredMessage> newestFirst(View view, long before, int limit) {
        return newestFirst(view, 0, before, limit);
    }

    /// Messages with `after < sequence < before` that the viewer may see, newest first.
    List<StoredMessage> newestFirst(View view, long after, long before, int limit) {
        return query("ORDER BY m.sequence DESC", view, after, before, limit);
    }

    /// All messages of a stretch that are kept, whoever may see them, newest first.
    ///
    /// @param first sequence, inclusive
    /// @param last sequence, inclusive
    List<StoredMessage> everything(View view, long first, long last) {
        return jdbi.withHandle(handle -> handle.createQuery("SELECT " + StoredMessage.COLUMNS + """
                         FROM message m
                        WHERE m.conversation_id = :conversation AND m.sequence BETWEEN :first AND :last
                            AND m.time >= :since
                        ORDER BY m.sequence DESC
                        """)
                .bind("conversation", view.conversation())
                .bind("first", first)
                .bind("last", last)
                .bind("since", view.since())
                .map((row, context) -> StoredMessage.of(row, 1))
                .list());
    }

    /// Messages with `after < sequence < before` that the viewer may see, oldest first.
    List<StoredMessage> oldestFirst(View view, long after, long before, int limit) {
        return query("ORDER BY m.sequence", view, after, before, limit);
    }

    private List<StoredMessage> query(String order, View view, long after, long before, int limit) {
        return jdbi.withHandle(handle -> view.bind(handle.createQuery("SELECT " + StoredMessage.COLUMNS
                        + " FROM message m WHERE "
                        + View.VISIBLE + " AND m.sequence > :after AND m.sequence < :before AND m.time >= :since "
                        + order + " LIMIT :limit"))
                .bind("after", after)
                .bind("before", before)
                .bind("since", view.since())
                .bind("limit", limit)
                .map((row, context) -> StoredMessage.of(row, 1))
                .list());
    }

    /// Where the sender's message with this client ID stands.
    Optional<Long> sequence(long conversation, long sender, long clientId) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT sequence FROM message
                        WHERE conversation_id = :conversation AND sender = :sender AND client_id = :client
                        """)
                .bind("conversation", conversation)
                .bind("sender", sender)
                .bind("client", clientId)
                .mapTo(Long.class)
                .findOne());
    }

    /// The first sequence whose message is not older than a moment; one past the last where all are. Times
    /// never fall along a timeline, so the place is found by halving, without an index of times. Purged
    /// messages count as old.
    long firstSince(long conversation, long time) {
        return jdbi.withHandle(handle -> {
            long low = 1;
            long high = handle.createQuery("SELECT last_sequence FROM conversation WHERE id = :conversation")
                            .bind("conversation", conversation)
                            .mapTo(Long.class)
                            .one()
                    + 1;
            while (low < high) {
                long middle = low + (high - low) / 2;
                var old = handle.createQuery("""
                                SELECT time < :time FROM message
                                WHERE conversation_id = :conversation AND sequence = :sequence
                                """)
                        .bind("time", time)
                        .bind("conversation", conversation)
                        .bind("sequence", middle)
                        .mapTo(Boolean.class)
                        .findOne()
                        .orElse(true);
                if (old) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        });
    }
}
