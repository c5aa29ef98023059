package im.parley.server.message;

import com.fasterxml.jackson.databind.node.ArrayNode;
import im.parley.protocol.RawJson;
import im.parley.server.users.Account;
import im.parley.server.users.Accounts;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Gatherers;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// All that was sent in a while, for back ends, a little at a time. What was taken back or cleared, and what no longer
/// counts as kept, is left out.
public final class MessageExport {
    /// What one query sorts.
    private static final Duration AT_ONCE = Duration.ofMinutes(1);

    private static final int ROWS_AT_ONCE = 500;
    private static final long MILLIS = 1000;

    private final Jdbi jdbi;
    private final Views views;
    private final Accounts accounts;
    private final UnaryOperator<String> addresses;

    /// @param addresses see [BackEndContents#write]
    public MessageExport(Jdbi jdbi, Views views, Accounts accounts, UnaryOperator<String> addresses) {
        this.jdbi = jdbi;
        this.views = views;
        this.accounts = accounts;
        this.addresses = addresses;
    }

    /// A message.
    ///
    /// @param from userID
    /// @param to userID, or the ID of the group or topic
    /// @param time seconds since 1970
    public record Exported(
            String from,
            String to,
            long time,
            long sequence,
            long random,
            ArrayNode body,
            @Nullable String cloudCustomData) {}

    /// Gives all messages in the order of their times.
    ///
    /// @param isOfGroups whether those in groups and topics, or those between users
    /// @param from milliseconds since 1970
    /// @param to the end, exclusive
    /// @return how many there are
    public long export(boolean isOfGroups, long from, long to, Consumer<Exported> sink) {
        long count = 0;
        for (long at = Math.max(from, views.oldestKept()); at < to; at += AT_ONCE.toMillis()) {
            count += exportPart(isOfGroups, at, Math.min(at + AT_ONCE.toMillis(), to), sink);
        }
        return count;
    }

    /// @param peer account number of who is written to; 0: a room
    private record Row(StoredMessage message, long peer) {}

    private long exportPart(boolean isOfGroups, long from, long to, Consumer<Exported> sink) {
        var rooms = new HashMap<Long, Optional<String>>();
        return jdbi.inTransaction(
                handle -> { // outside of one, all rows would come at once
                    try (var rows = handle
                            .createQuery("SELECT " + StoredMessage.COLUMNS + """
                             , CASE WHEN m.sender = head.low_user THEN head.high_user ELSE head.low_user END AS peer
                            FROM message m JOIN conversation head ON head.id = m.conversation_id
                            WHERE m.time >= :from AND m.time < :to AND m.revoker IS NULL
                                AND m.sequence > head.cleared_sequence AND (head.low_user IS NULL) = :groups
                                AND m.sender <> :system AND m.type <> ALL (:unsent)
                            ORDER BY m.time, m.conversation_id, m.sequence
                            """)
                            .bind("from", from)
                            .bind("to", to)
                            .bind("groups", isOfGroups)
                            .bind("system", SystemAccount.TINY_ID)
                            .bindArray("unsent", String.class, SentFeed.NOT_SENT)
                            .setFetchSize(ROWS_AT_ONCE)
                            .map((row, context) -> new Row(StoredMessage.of(row, 1), row.getLong("peer")))
                            .stream()) {
                        return rows.gather(Gatherers.windowFixed(ROWS_AT_ONCE))
                                .mapToLong(some -> give(some, rooms, sink))
                                .sum();
                    }
                });
    }

    private long give(List<Row> rows, Map<Long, Optional<String>> rooms, Consumer<Exported> sink) {
        var numbers = new HashSet<Long>();
        for (var row : rows) {
            numbers.add(row.message().sender());
            numbers.add(row.peer());
        }
        var people = accounts.byTinyID(numbers);
        long count = 0;
        for (var row : rows) {
            var message = row.message();
            var to = row.peer() == 0
                    ? rooms.computeIfAbsent(message.conversation(), views.rooms()::name)
                    : Optional.ofNullable(people.get(row.peer())).map(Account::userID);
            var from = people.get(message.sender());
            if (from != null && to.isPresent()) { // else the group has ended meanwhile
                sink.accept(show(message, from.userID(), to.get()));
                count++;
            }
        }
        return count;
    }

    private Exported show(StoredMessage message, String from, String to) {
        return new Exported(
                from,
                to,
                message.time() / MILLIS,
                message.sequence(),
                Draft.id(message.sender(), message.clientId()).random(),
                BackEndContents.write(new Content(message.type(), RawJson.of(message.payload())), addresses),
                message.cloudCustomData());
    }
}
