package im.parley.server.message;

import java.util.List;
import org.jdbi.v3.core.Handle;

/// How much of what is stored was sent in a while. Tips and notices are nobody's messages.
public final class SentCounts {
    private static final String SENT = """
            FROM message m JOIN conversation head ON head.id = m.conversation_id
            WHERE m.time >= :from AND m.time < :to AND m.sender <> :system AND m.type <> ALL (:unsent)
            """;

    private SentCounts() {}

    /// @param tinyID account number of who sent them
    public record Sender(long tinyID, long toUsers, long intoGroups) {}

    /// Who sent how much, by their numbers.
    ///
    /// @param from milliseconds since 1970
    /// @param to the end, exclusive
    public static List<Sender> bySender(Handle handle, long from, long to) {
        return handle.createQuery("SELECT m.sender, count(head.low_user), count(*) - count(head.low_user) " + SENT
                        + " GROUP BY m.sender ORDER BY m.sender")
                .bind("from", from)
                .bind("to", to)
                .bind("system", SystemAccount.TINY_ID)
                .bindArray("unsent", String.class, SentFeed.NOT_SENT)
                .map((row, context) -> new Sender(row.getLong(1), row.getLong(2), row.getLong(3)))
                .list();
    }

    /// Timelines of the groups and topics that were written in, by their numbers.
    public static List<Long> groups(Handle handle, long from, long to) {
        return handle.createQuery("SELECT DISTINCT m.conversation_id " + SENT + " AND head.low_user IS NULL ORDER BY 1")
                .bind("from", from)
                .bind("to", to)
                .bind("system", SystemAccount.TINY_ID)
                .bindArray("unsent", String.class, SentFeed.NOT_SENT)
                .mapTo(Long.class)
                .list();
    }
}
