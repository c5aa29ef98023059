package im.parley.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;

/// The ceiling: the statement that stores messages, in batches of 1,000, by JDBC and nothing else.
final class RawBench implements Benchmark {
    private static final int BATCH = RawStore.LARGEST_BATCH;
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
                var store = new RawStore(postgres.connect("postgres"), CONVERSATIONS)) {
            var results = new ArrayList<Double>();
            storeFor(store, settings.warmUp().toMillis());
            for (int run = 1; run <= settings.runs(); run++) {
                var pids = new CpuSample.Pids(0, postgres.pid());
                var before = CpuSample.take(pids);
                double rows = storeFor(store, settings.span().toMillis());
                var cpu = CpuSample.take(pids).since(before);
                var cores = cpu.cores();
                table.row("run " + run, rows / cpu.seconds(), rows / cpu.postgres(), cores[1], cores[2], cores[3]);
                results.add(rows / cpu.seconds());
            }
            report.value("rowsPerSecond", Medians.of(results, rows -> rows));
        }
        return report;
    }

    /// @return how many rows
    private static long storeFor(RawStore store, long millis) throws SQLException {
        var conversations = new int[BATCH];
        Arrays.setAll(conversations, i -> i % CONVERSATIONS);
        var payloads = new String[BATCH];
        Arrays.fill(payloads, PAYLOAD);
        var until = System.nanoTime() + millis * 1_000_000;
        long rows = 0;
        while (System.nanoTime() < until) {
            store.store(conversations, payloads);
            rows += BATCH;
        }
        return rows;
    }
}
