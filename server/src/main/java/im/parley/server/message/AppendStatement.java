package im.parley.server.message;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// Stores a batch of messages in one statement: each timeline's head moves once, each message is one row. All
/// or nothing; for one thread and one connection in auto-commit mode.
///
/// The arrays travel in binary and the statement is prepared on the server once: together that halves
/// PostgreSQL's work.
final class AppendStatement implements AutoCloseable {
    /// Heads are locked in the order of the array, which is sorted, so that two nodes do not wait for each
    /// other.
    private static final String SQL = """
            WITH heads AS (
                UPDATE conversation c
                SET last_sequence = c.last_sequence + h.messages,
                    last_time = greatest(c.last_time, h.time),
                    shown_sequence = CASE WHEN h.shown = 0 THEN c.shown_sequence ELSE c.last_sequence + h.shown END,
                    shown_order = CASE WHEN h.shown = 0 THEN c.shown_order
                        ELSE greatest(c.shown_order + 1, h.shown_order) END,
                    unread_low = c.unread_low + h.low,
                    unread_high = c.unread_high + h.high
                FROM unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                        ?::bigint[])
                    AS h (id, messages, low, high, shown, shown_order, time, version)
                WHERE c.id = h.id AND c.version = h.version
                RETURNING c.id, c.last_sequence - h.messages AS sequence, c.last_time AS time,
                    c.unread_low - h.low AS low, c.unread_high - h.high AS high
            ), stored AS (
                INSERT INTO message (conversation_id, sequence, sender, client_id, time, unread_low, unread_high,
                    flags, type, payload, cloud_custom_data, extras, receivers)
                SELECT m.conversation, heads.sequence + m.ordinal, m.sender, m.client_id, heads.time,
                    heads.low + m.low, heads.high + m.high, m.flags, m.type, m.payload, m.custom, m.extras,
                    m.receivers::bigint[]
                FROM unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::int[],
                        ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                    AS m (conversation, ordinal, sender, client_id, low, high, flags, type, payload, custom, extras,
                        receivers)
                JOIN heads ON heads.id = m.conversation
            )
            SELECT id, sequence, time, low, high FROM heads
            """;

    private static final long MICROS_PER_MILLI = 1000;

    private final PGConnection connection;
    private final PreparedStatement statement;
    private long lastOrder; // of sends: those of one millisecond keep theirs

    AppendStatement(Connection connection) throws SQLException {
        this.connection = connection.unwrap(PGConnection.class);
        this.statement = connection.prepareStatement(SQL);
    }

    /// @param batch resolved, no two with the same key
    /// @param now milliseconds since 1970
    /// @return the position of each message, in the batch's order; null where it was not stored, since its
    ///     timeline is gone or has another version than that under which its sender was let in
    /// @throws SQLException and nothing is stored
    List<@Nullable Position> store(List<Append> batch, long now) throws SQLException {
        var heads = new TreeMap<Long, Head>();
        var rows = new Row[batch.size()];
        lastOrder = Math.max(lastOrder, now * MICROS_PER_MILLI);
        for (int i = 0; i < rows.length; i++) {
            var append = batch.get(i);
            rows[i] =
                    heads.computeIfAbsent(append.conversation, id -> new Head()).next(append, ++lastOrder);
        }
        bindHeads(heads, now);
        bindRows(batch, rows);
        try (var result = statement.executeQuery()) {
            while (result.next()) {
                var head = Objects.requireNonNull(heads.get(result.getLong(1)));
                head.before = new Before(result.getLong(2), result.getLong(3), result.getLong(4), result.getLong(5));
            }
        }
        var positions = new ArrayList<@Nullable Position>(rows.length);
        for (int i = 0; i < rows.length; i++) {
            positions.add(rows[i].position(batch.get(i).fromLow()));
        }
        return positions;
    }

    private void bindHeads(SortedMap<Long, Head> heads, long now) throws SQLException {
        setLongs(1, heads.keySet().stream().mapToLong(Long::longValue));
        setLongs(2, heads.values().stream().mapToLong(head -> head.messages));
        setLongs(3, heads.values().stream().mapToLong(head -> head.low));
        setLongs(4, heads.values().stream().mapToLong(head -> head.high));
        setLongs(5, heads.values().stream().mapToLong(head -> head.shown));
        setLongs(6, heads.values().stream().mapToLong(head -> head.shownOrder));
        setLongs(7, heads.values().stream().mapToLong(head -> now));
        setLongs(8, heads.values().stream().mapToLong(head -> head.version));
    }

    private void bindRows(List<Append> batch, Row[] rows) throws SQLException {
        setLongs(9, batch.stream().mapToLong(append -> append.conversation));
        setLongs(10, Arrays.stream(rows).mapToLong(Row::ordinal));
        setLongs(11, batch.stream().mapToLong(append -> append.draft.sender()));
        setLongs(12, batch.stream().mapToLong(append -> append.draft.clientId()));
        setLongs(13, Arrays.stream(rows).mapToLong(Row::low));
        setLongs(14, Arrays.stream(rows).mapToLong(Row::high));
        setArray(15, "int4", batch.stream().mapToInt(Append::flags).toArray());
        setTexts(16, batch, append -> append.draft.type());
        setTexts(17, batch, append -> append.draft.payload().toString());
        setTexts(18, batch, append -> append.draft.cloudCustomData());
        setTexts(19, batch, Append::extras);
        setTexts(20, batch, AppendStatement::receivers);
    }

    /// An array of arrays of different lengths cannot travel: each is a text.
    private static @Nullable String receivers(Append append) {
        return append.receivers == null
                ? null
                : append.receivers.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    private void setLongs(int parameter, LongStream values) throws SQLException {
        setArray(parameter, "int8", values.toArray());
    }

    private void setTexts(int parameter, List<Append> batch, Function<Append, @Nullable String> field)
            throws SQLException {
        setArray(parameter, "text", batch.stream().map(field).toArray(String[]::new));
    }

    private void setArray(int parameter, String type, Object values) throws SQLException {
        statement.setArray(parameter, connection.createArrayOf(type, values));
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }

    /// How far the batch moves one timeline.
    private static final class Head {
        long messages;
        long low;
        long high;
        /// The newest that lists show, counted from the head before the batch; 0: none.
        long shown;
        long shownOrder;
        /// The one under which its senders were let in.
        long version;

        @Nullable
        Before before;

        Row next(Append append, long order) {
            messages++;
            version = append.room == null ? 0 : append.room.version();
            var flags = append.draft.flags();
            if (!Flags.isExcludedFromLastMessage(flags)) {
                shown = messages;
                shownOrder = order;
            }
            if (append.countsUnread()) {
                if (append.fromLow()) {
                    high++; // unread for the other one
                } else {
                    low++;
                }
            }
            return new Row(this, messages, low, high);
        }
    }

    /// The head as it was before the batch, and the time that all of the batch's messages get.
    private record Before(long sequence, long time, long low, long high) {}

    /// One message, counted from the head before the batch.
    private record Row(Head head, long ordinal, long low, long high) {
        @Nullable
        Position position(boolean fromLow) {
            var before = head.before;
            if (before == null) {
                return null;
            }
            return new Position(
                    before.sequence + ordinal, before.time, fromLow ? before.high + high : before.low + low);
        }
    }
}
