package im.parley.server.message;

import im.parley.protocol.RawJson;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// Looks up, after the unique index refused a batch, which of its messages are in the log already.
final class StoredSends {
    private static final String SQL = """
            SELECT m.conversation_id, m.sender, m.client_id, m.sequence, m.time, m.unread_low, m.unread_high,
                m.flags, m.type, m.payload, m.cloud_custom_data, m.version, m.change
            FROM unnest(?::bigint[], ?::bigint[], ?::bigint[]) AS k (conversation, sender, client_id)
            JOIN message m ON m.conversation_id = k.conversation AND m.sender = k.sender AND m.client_id = k.client_id
            """;

    private StoredSends() {}

    static Map<Append.Key, Found> find(Connection connection, List<Append> batch) throws SQLException {
        try (var query = connection.prepareStatement(SQL)) {
            query.setArray(1, keys(connection, batch, Append.Key::conversation));
            query.setArray(2, keys(connection, batch, Append.Key::sender));
            query.setArray(3, keys(connection, batch, Append.Key::clientId));
            var found = new HashMap<Append.Key, Found>();
            try (var row = query.executeQuery()) {
                while (row.next()) {
                    var content = row.getInt(12) > 0 || Flags.isRewritten(row.getInt(8))
                            ? null
                            : Draft.contentHash(
                                    row.getString(9), row.getInt(8), RawJson.of(row.getString(10)), row.getString(11));
                    found.put(
                            new Append.Key(row.getLong(1), row.getLong(2), row.getLong(3)),
                            new Found(
                                    row.getLong(4),
                                    row.getLong(5),
                                    row.getLong(6),
                                    row.getLong(7),
                                    content,
                                    row.getLong(13) > 0));
                }
            }
            return found;
        }
    }

    private static Array keys(Connection connection, List<Append> batch, ToLongFunction<Append.Key> part)
            throws SQLException {
        return connection
                .unwrap(PGConnection.class)
                .createArrayOf(
                        "int8",
                        batch.stream()
                                .map(append -> part.applyAsLong(append.key()))
                                .toArray());
    }

    /// @param contentHash see [Draft#contentHash]; null: modified since, nobody knows what was sent
    /// @param isChanged revoked, modified or otherwise changed since
    record Found(
            long sequence,
            long time,
            long unreadLow,
            long unreadHigh,
            @Nullable Integer contentHash,
            boolean isChanged) {
        /// What its retry is told, and whoever did not hear of it: the node that stored it may have died
        /// before it could tell anybody.
        Stored answer(Append append) {
            return MessageWriter.answer(append, position(append.fromLow()), contentHash, !isChanged);
        }

        Position position(boolean fromLow) {
            return new Position(sequence, time, fromLow ? unreadHigh : unreadLow);
        }
    }
}
