package im.parley.bench;

import java.util.ArrayList;
import java.util.List;

/// Whether a message costs PostgreSQL more when millions are stored already, and how long the last page of
/// a conversation takes among many.
final class HistoryBench implements Benchmark {
    /// Messages a second while pages are read.
    static final int RATE = 2000;

    /// Short measurements: the side with few messages must not become one with many.
    private static final int SHARE_OF_SPAN = 4;

    private static final ChatHistory SMALL = new ChatHistory("h", 20, 5, 10);
    private static final ChatHistory LARGE = new ChatHistory("h", 1000, 100, 50);
    private static final ChatHistory QUICK = new ChatHistory("h", 100, 20, 50);

    @Override
    public String name() {
        return "history";
    }

    @Override
    public String about() {
        return "database work per send with 1,000 and with 5,000,000 stored messages; last page of 100,000 conversations";
    }

    /// PostgreSQL's work for one message.
    private record Work(double cpuMicros, double blocks, double walBytes, double batch) {}

    @Override
    public Report run(Settings settings) throws Exception {
        var report = new Report(name());
        var large = settings.quick() ? QUICK : LARGE;
        var smallFolder = TempFolder.create("small");
        var largeFolder = TempFolder.create("large");
        try (smallFolder;
                largeFolder;
                var network = new Network();
                var many = ParleyServer.start(settings, largeFolder.path().resolve("data"))) {
            load(many, large);
            new PageLatency(large)
                    .measure(settings, report, many, network); // first: no flood for the index to catch up on
            try (var few = ParleyServer.start(settings, smallFolder.path().resolve("data"))) {
                load(few, SMALL);
                compare(settings, report, new Side(few, SMALL, network), new Side(many, large, network));
            }
        }
        return report;
    }

    private record Side(ParleyServer server, ChatHistory past, Network network) {
        String title() {
            return String.format("%,d", past.conversations() * past.messages());
        }
    }

    private static void load(ParleyServer server, ChatHistory past) throws Exception {
        try (var database = server.database()) {
            past.loadIndexed(database);
            StatementCost.reset(database);
        }
    }

    /// In turn, so that what else the machine does falls on both.
    private static void compare(Settings settings, Report report, Side few, Side many) throws Exception {
        var table = report.table(
                "Database work per message, closed loop as in c2c, by the number of messages stored before",
                "stored",
                "run",
                "PostgreSQL CPU µs/msg",
                "pages touched/msg",
                "WAL bytes/msg",
                "messages/batch");
        var fewWork = new ArrayList<Work>();
        var manyWork = new ArrayList<Work>();
        var fewPairs = pairs(few);
        var manyPairs = pairs(many);
        for (int run = 0; run <= SHARE_OF_SPAN * settings.runs() / 2; run++) { // run 0 warms up
            var one = measure(settings, few, fewPairs);
            var other = measure(settings, many, manyPairs);
            if (run > 0) {
                add(table, few, run, one);
                add(table, many, run, other);
                fewWork.add(one);
                manyWork.add(other);
            }
        }
        var ratio = Medians.of(manyWork, Work::cpuMicros) / Medians.of(fewWork, Work::cpuMicros);
        var pages = Medians.of(manyWork, Work::blocks) / Medians.of(fewWork, Work::blocks);
        report.value("cpuRatio", ratio);
        report.value("pagesRatio", pages);
        report.remark(String.format("CPU with many / with few: %.3f; pages: %.3f", ratio, pages));
        fewPairs.forEach(Pair::close);
        manyPairs.forEach(Pair::close);
    }

    private static List<Pair> pairs(Side side) throws Exception {
        return ChatPair.open(side.server().client(side.network()), "his", Throughput.PAIRS, Throughput.TEXT_BYTES);
    }

    private static Work measure(Settings settings, Side side, List<Pair> pairs) throws Exception {
        try (var database = side.server().database()) {
            StatementCost.reset(database);
            var load = new ClosedLoop(side.network().loop(), pairs);
            var before = CpuSample.take(side.server().pids());
            load.start(Throughput.IN_FLIGHT);
            Thread.sleep(settings.span().toMillis() / SHARE_OF_SPAN); // the load runs meanwhile
            load.stop();
            var cpu = CpuSample.take(side.server().pids()).since(before);
            var sent = (double) load.count().acked();
            var stores = StatementCost.read(database).stream()
                    .filter(StatementCost::storesMessages)
                    .toList();
            return new Work(
                    cpu.postgres() * 1e6 / sent,
                    stores.stream().mapToLong(StatementCost::blocks).sum() / sent,
                    stores.stream().mapToLong(StatementCost::walBytes).sum() / sent,
                    sent / stores.stream().mapToLong(StatementCost::calls).sum());
        }
    }

    private static void add(Table table, Side side, int run, Work work) {
        table.row(side.title(), run, work.cpuMicros(), work.blocks(), work.walBytes(), work.batch());
    }
}
