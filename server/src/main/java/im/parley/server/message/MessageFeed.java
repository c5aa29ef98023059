package im.parley.server.message;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// The log as those read it who follow behind it. Sequences and changes of a timeline are given out under its
/// head's lock: whoever sees one of them sees all before it, so a follower that remembers the last one it has
/// seen misses nothing.
public final class MessageFeed {
    private static final String COLUMNS = """
            m.conversation_id, m.sequence, m.change, m.sender, m.time, m.type, m.payload, m.revoker IS NOT NULL, m.receivers""";

    private MessageFeed() {}

    /// The heads of these timelines; unknown ones are left out.
    public static Map<Long, Head> heads(Handle handle, Collection<Long> conversations) {
        return handle
                .createQuery("""
                        SELECT id, low_user, high_user, last_sequence, last_change, cleared_sequence FROM conversation
                        WHERE id = ANY (:ids)
                        """)
                .bind("ids", conversations.toArray(Long[]::new))
                .map((row, context) -> new Head(
                        row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6)))
                .stream()
                .collect(Collectors.toMap(Head::conversation, Function.identity()));
    }

    /// Messages stored after a position, oldest first in each timeline.
    ///
    /// @param each most messages of one timeline
    public static List<Entry> stored(Handle handle, Collection<After> positions, int each) {
        return read(handle, positions, each, "m.sequence");
    }

    /// Messages changed after a position, as they are now, in the order of their last change in each
    /// timeline.
    ///
    /// @param each most messages of one timeline
    public static List<Entry> changed(Handle handle, Collection<After> positions, int each) {
        return read(handle, positions, each, "m.change");
    }

    private static List<Entry> read(Handle handle, Collection<After> positions, int each, String counter) {
        return handle.createQuery("""
                        SELECT %s
                        FROM unnest(:ids, :positions) AS after (id, position)
                        CROSS JOIN LATERAL (
                            SELECT * FROM message m WHERE m.conversation_id = after.id AND %s > after.position
                            ORDER BY %s LIMIT :each) m
                        """.formatted(COLUMNS, counter, counter))
                .bind("ids", positions.stream().map(After::conversation).toArray(Long[]::new))
                .bind("positions", positions.stream().map(After::position).toArray(Long[]::new))
                .bind("each", each)
                .map((row, context) -> entry(row))
                .list();
    }

    /// The query of messages stored after a position, with [StoredMessage#COLUMNS], oldest first in each timeline.
    ///
    /// @param each most messages of one timeline
    static Query after(Handle handle, Collection<After> positions, int each) {
        return handle.createQuery("""
                        SELECT %s FROM unnest(:ids, :positions) AS after (id, position)
                        CROSS JOIN LATERAL (
                            SELECT * FROM message m WHERE m.conversation_id = after.id AND m.sequence > after.position
                            ORDER BY m.sequence LIMIT :each) m
                        """.formatted(StoredMessage.COLUMNS))
                .bind("ids", positions.stream().map(After::conversation).toArray(Long[]::new))
                .bind("positions", positions.stream().map(After::position).toArray(Long[]::new))
                .bind("each", each);
    }

    /// Messages of some stretches of timelines, as they are now, oldest first in each. Empty stretches are left out.
    public static Map<Range, List<Entry>> within(Handle handle, Collection<Range> ranges) {
        return handle
                .createQuery("""
                        SELECT %s, r.first, r.last FROM unnest(:ids, :firsts, :lasts) AS r (id, first, last)
                        JOIN message m ON m.conversation_id = r.id AND m.sequence BETWEEN r.first AND r.last
                        ORDER BY m.conversation_id, m.sequence
                        """.formatted(COLUMNS))
                .bind("ids", ranges.stream().map(Range::conversation).toArray(Long[]::new))
                .bind("firsts", ranges.stream().map(Range::first).toArray(Long[]::new))
                .bind("lasts", ranges.stream().map(Range::last).toArray(Long[]::new))
                .map((row, context) ->
                        Map.entry(new Range(row.getLong(1), row.getLong(10), row.getLong(11)), entry(row)))
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getString(6),
                row.getString(7),
                row.getBoolean(8),
                StoredMessage.longs(row.getArray(9)));
    }

    /// How far a timeline has come.
    ///
    /// @param low account number of its lower user; 0 in groups
    /// @param high account number of its higher user; 0 in groups
    /// @param cleared nobody sees anything up to this sequence, stored or not
    public record Head(long conversation, long low, long high, long lastSequence, long lastChange, long cleared) {
        /// Whether it belongs to a group or topic.
        public boolean isRoom() {
            return low == 0;
        }
    }

    /// Where to go on in a timeline.
    ///
    /// @param position the last sequence or change that was read; 0: none
    public record After(long conversation, long position) {}

    /// A stretch of a timeline.
    ///
    /// @param first sequence, inclusive
    /// @param last sequence, inclusive
    public record Range(long conversation, long first, long last) {}

    /// A message.
    ///
    /// @param change 0: it never changed
    /// @param sender account number
    /// @param time milliseconds since 1970
    /// @param payload JSON text
    /// @param receivers account numbers of who alone may see it; null: everybody
    public record Entry(
            long conversation,
            long sequence,
            long change,
            long sender,
            long time,
            String type,
            String payload,
            boolean isRevoked,
            @Nullable List<Long> receivers) {}
}
