package im.parley.server.search;

import org.jdbi.v3.core.Jdbi;

/// Makes the index anew from the log: after a change to what is indexed, or when somebody doubts it. Users chat
/// on; until it is done they find less than there is. Safe for use by many threads.
public final class SearchRebuild {
    /// What came in so lately may still be on its way into the index, rebuild or not.
    private static final long RECENT_SECONDS = Backlog.PATIENCE.toSeconds() * 2 + 5;

    private final Jdbi jdbi;
    private final Runnable lookAround;

    /// @param lookAround has this node's indexer find what the index lacks; the other nodes' find it by themselves
    public SearchRebuild(Jdbi jdbi, Runnable lookAround) {
        this.jdbi = jdbi;
        this.lookAround = lookAround;
    }

    /// Empties the index and has it filled again.
    ///
    /// @return what is to be done
    public Progress start() {
        jdbi.useTransaction(handle -> {
            handle.execute("SET LOCAL lock_timeout = '10s'"); // a search under way may hold it up, but not for long
            handle.execute("TRUNCATE search_cursor, search_passage");
        });
        lookAround.run();
        return progress();
    }

    /// How far the index is.
    public Progress progress() {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT coalesce(sum(head.last_sequence), 0),
                               coalesce(sum(least(coalesce(cursor.sequence, 0), head.last_sequence)), 0),
                               (SELECT count(*) FROM message
                                WHERE time > (extract(epoch FROM now()) * 1000)::bigint - 1000 * :recent)
                        FROM conversation head LEFT JOIN search_cursor cursor ON cursor.conversation_id = head.id
                        """)
                .bind("recent", RECENT_SECONDS)
                .map((row, context) -> new Progress(row.getLong(1), row.getLong(2), row.getLong(3)))
                .one());
    }

    /// @param messages all that were ever stored
    /// @param indexed those that the index has followed, found or not
    /// @param recent of the last minute or so
    public record Progress(long messages, long indexed, long recent) {}
}
