package im.parley.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/// The search index: how fast it is made, how far it lags behind, and how quickly it finds.
final class SearchBench implements Benchmark {
    private static final int PEERS = 10;
    private static final int MESSAGES = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final long POLL_MILLIS = 50;

    @Override
    public String name() {
        return "search";
    }

    @Override
    public String about() {
        return "index of 1,000,000 messages, half of them Chinese: made anew, its lag under load, searches";
    }

    @Override
    public Report run(Settings settings) throws Exception {
        var report = new Report(name());
        var texts = new SearchTexts();
        var past = new ChatHistory("q", settings.size(1_000, 30), PEERS, MESSAGES, texts.payload());
        try (var folder = TempFolder.create("search");
                var network = new Network();
                var server = ParleyServer.start(settings, folder.path().resolve("data"))) {
            try (var database = server.database()) {
                past.load(database);
                build(report, server, database, (long) past.conversations() * past.messages());
            }
            new SearchLoad(server, network, past, texts).measure(settings, report);
            new SearchLag(server, network).measure(settings, report);
        }
        return report;
    }

    /// Measures the second time: the first is the server's own, which finds what was loaded.
    private static void build(Report report, ParleyServer server, Connection database, long messages) throws Exception {
        await(database, messages);
        var table = report.table(
                "The index made anew from the log, nobody chatting",
                "messages",
                "seconds",
                "messages/s",
                "server cores",
                "PostgreSQL cores",
                "generator cores",
                "others",
                "index MiB",
                "log MiB");
        var before = CpuSample.take(server.pids());
        server.rest("search/rebuild", "{}");
        await(database, messages);
        var cpu = CpuSample.take(server.pids()).since(before);
        var cores = cpu.cores();
        table.row(
                messages,
                cpu.seconds(),
                messages / cpu.seconds(),
                cores[0],
                cores[1],
                cores[2],
                cores[3],
                size(database, "search_passage"),
                size(database, "message"));
        report.value("indexedPerSecond", messages / cpu.seconds());
        try (var statement = database.createStatement()) {
            statement.execute("VACUUM (ANALYZE) search_passage, search_cursor"); // as autovacuum does a little later
        }
        report.remark("The indexer rests at least as long as it works, so that it takes no more than half of a core of"
                + " PostgreSQL's from those who chat.");
    }

    private static void await(Connection database, long messages) throws Exception {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (number(database, "SELECT coalesce(sum(sequence), 0) FROM search_cursor") < messages) {
            if (System.nanoTime() > end) {
                throw new TimeoutException("the index was not complete within " + PATIENCE);
            }
            Thread.sleep(POLL_MILLIS); // the index is made in the background and tells nobody
        }
    }

    private static double size(Connection database, String table) throws SQLException {
        return number(database, "SELECT pg_total_relation_size('" + table + "')") / 1048576.0;
    }

    private static long number(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
