package im.parley.bench;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import org.postgresql.PGStatement;

/// What any server has to do that stores messages in order: a batch goes into heads of conversations and rows of
/// messages by one statement, over one connection. For one thread.
final class RawStore implements AutoCloseable {
    static final int LARGEST_BATCH = 1000;

    private final Connection connection;
    private final PreparedStatement insert;
    private final long[] lastSequences;

    /// Makes the tables.
    ///
    /// @param conversations how many there are, numbered from 0
    RawStore(Connection connection, int conversations) throws SQLException {
        this.connection = connection;
        lastSequences = new long[conversations];
        create(conversations);
        insert = connection.prepareStatement("""
                WITH heads AS (UPDATE conversation c SET last_sequence = h.sequence, last_time = ?
                               FROM unnest(?::bigint[], ?::bigint[]) AS h(id, sequence) WHERE c.id = h.id
                               RETURNING c.id)
                INSERT INTO message
                SELECT m.conversation, m.sequence, m.conversation, m.sequence, ?, m.payload
                FROM unnest(?::bigint[], ?::bigint[], ?::text[]) AS m(conversation, sequence, payload)
                     JOIN heads ON heads.id = m.conversation""");
        insert.unwrap(PGStatement.class).setPrepareThreshold(1);
    }

    private void create(int conversations) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE conversation (id bigint PRIMARY KEY, last_sequence bigint NOT NULL,
                        last_time bigint NOT NULL) WITH (fillfactor = 50)""");
            statement.execute("""
                    CREATE TABLE message (conversation_id bigint, sequence bigint, sender bigint NOT NULL,
                        client_id bigint NOT NULL, time bigint NOT NULL, payload text NOT NULL,
                        PRIMARY KEY (conversation_id, sequence), UNIQUE (conversation_id, sender, client_id))""");
            statement.execute(
                    "INSERT INTO conversation SELECT i, 0, 0 FROM generate_series(0, " + (conversations - 1) + ") i");
        }
    }

    /// Stores a batch; it is on the disk when this returns.
    ///
    /// @param conversations that of each message
    /// @param payloads the JSON of each message
    void store(int[] conversations, String[] payloads) throws SQLException {
        var ids = new Long[conversations.length];
        var sequences = new Long[conversations.length];
        for (int i = 0; i < conversations.length; i++) {
            ids[i] = (long) conversations[i];
            sequences[i] = ++lastSequences[conversations[i]];
        }
        var heads = Arrays.stream(conversations).distinct().sorted().toArray();
        var now = System.currentTimeMillis();
        insert.setLong(1, now);
        insert.setArray(2, bigints(Arrays.stream(heads).mapToObj(Long::valueOf).toArray(Long[]::new)));
        insert.setArray(
                3,
                bigints(Arrays.stream(heads)
                        .mapToObj(head -> lastSequences[head])
                        .toArray(Long[]::new)));
        insert.setLong(4, now);
        insert.setArray(5, bigints(ids));
        insert.setArray(6, bigints(sequences));
        insert.setArray(7, connection.createArrayOf("text", payloads));
        insert.execute();
    }

    private Array bigints(Long[] values) throws SQLException {
        return connection.createArrayOf("bigint", values);
    }

    @Override
    public void close() throws SQLException {
        insert.close();
        connection.close();
    }
}
