package im.parley.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;

/// The ceiling: the statement that stores messages, in batches of 1,000, by JDBC and nothing else.
final class RawBench implements Benchmark {
    private static final int BATCH = 1000;
    private static final int CONVERSATIONS = 200;
    private static final String PAYLOAD = "{\"text\":\"" + "x".repeat(Throughput.TEXT_BYTES) + "\"}";

    @Override
    public String name() {
        return "raw";
    }

    @Override
    public String about() {
        return "ceiling: rows/s that PostgreSQL stores by set-based inserts of 1,000, without any chat server";
    }

    @Override
    public Report run(Settings settings) throws Exception {
        var report = new Report(name());
        var table = report.table(
                "Set-based inserts of " + BATCH + " messages into " + CONVERSATIONS
                        + " conversations, one connection, fsync on",
                "run",
                "rows/s",
                "rows per CPU-s of PostgreSQL",
                "PostgreSQL cores",
                "JDBC cores",
                "others");
        try (var postgres = PostgresServer.start(settings.home());
                var connection = postgres.connect("postgres")) {
            create(connection);
            var results = new ArrayList<Double>();
            var sequence = insertFor(connection, settings.warmUp().toMillis(), 0);
            for (int run = 1; run <= settings.runs(); run++) {
                var pids = new CpuSample.Pids(0, postgres.pid());
                var before = CpuSample.take(pids);
                var after = insertFor(connection, settings.span().toMillis(), sequence);
                var cpu = CpuSample.take(pids).since(before);
                var rows = (double) (after - sequence) * CONVERSATIONS;
                sequence = after;
                var cores = cpu.cores();
                table.row("run " + run, rows / cpu.seconds(), rows / cpu.postgres(), cores[1], cores[2], cores[3]);
                results.add(rows / cpu.seconds());
            }
            report.value("rowsPerSecond", Medians.of(results, rows -> rows));
        }
        return report;
    }

    private static void create(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE conversation (id bigint PRIMARY KEY, last_sequence bigint NOT NULL, last_time bigint NOT NULL)
                    WITH (fillfactor = 50)""");
            statement.execute("""
                    CREATE TABLE message (conversation_id bigint, sequence bigint, sender bigint NOT NULL,
                        client_id bigint NOT NULL, time bigint NOT NULL, payload text NOT NULL,
                        PRIMARY KEY (conversation_id, sequence), UNIQUE (conversation_id, sender, client_id))""");
            statement.execute(
                    "INSERT INTO conversation SELECT i, 0, 0 FROM generate_series(0, " + (CONVERSATIONS - 1) + ") i");
        }
    }

    /// @param sequence the last one that every conversation has
    /// @return the last one that every conversation has then
    private static long insertFor(Connection connection, long millis, long sequence) throws SQLException {
        var last = sequence;
        var until = System.nanoTime() + millis * 1_000_000;
        var per = BATCH / CONVERSATIONS;
        try (var insert = connection.prepareStatement("""
                WITH heads AS (UPDATE conversation c SET last_sequence = c.last_sequence + ?, last_time = ?
                               FROM unnest(?::bigint[]) AS h(id) WHERE c.id = h.id RETURNING c.id)
                INSERT INTO message
                SELECT m.conversation, m.sequence, m.conversation, m.sequence, m.time, m.payload
                FROM unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::text[]) AS m(conversation, sequence, time, payload)
                     JOIN heads ON heads.id = m.conversation""")) {
            insert.unwrap(org.postgresql.PGStatement.class).setPrepareThreshold(1);
            while (System.nanoTime() < until) {
                bind(connection, insert, per, last);
                insert.execute();
                last += per;
            }
        }
        return last;
    }

    private static void bind(Connection connection, java.sql.PreparedStatement insert, int per, long last)
            throws SQLException {
        var heads = new Long[CONVERSATIONS];
        Arrays.setAll(heads, i -> (long) i);
        var conversations = new Long[BATCH];
        Arrays.setAll(conversations, i -> (long) i / per);
        var sequences = new Long[BATCH];
        Arrays.setAll(sequences, i -> last + 1 + i % per);
        var times = new Long[BATCH];
        Arrays.fill(times, System.currentTimeMillis());
        var payloads = new String[BATCH];
        Arrays.fill(payloads, PAYLOAD);
        insert.setLong(1, per);
        insert.setLong(2, System.currentTimeMillis());
        insert.setArray(3, connection.createArrayOf("bigint", heads));
        insert.setArray(4, connection.createArrayOf("bigint", conversations));
        insert.setArray(5, connection.createArrayOf("bigint", sequences));
        insert.setArray(6, connection.createArrayOf("bigint", times));
        insert.setArray(7, connection.createArrayOf("text", payloads));
    }
}
