package im.parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.Types;
import im.parley.protocol.group.JoinGroup;
import im.parley.protocol.group.QuitGroup;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/// What a community of a hundred thousand costs beside one of a thousand, with as many members online: the database's
/// work for a message, coming and going, memory.
final class CommunityBench implements Benchmark {
    private static final int FEW = 1_000;
    private static final int MANY = 99_900; // some come later, and there may be 100,000
    private static final int ONLINE = 200;
    private static final int WRITERS = 20;
    private static final int TEXT_BYTES = 200;
    private static final int AT_ONCE = 16;
    private static final int ROUNDS = 25;
    private static final int SHARE_OF_SPAN = 4;
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final double MIB = 1 << 20;

    @Override
    public String name() {
        return "community";
    }

    @Override
    public String about() {
        return "a community of 100,000 members beside one of 1,000: database work per message, joining, memory";
    }

    @Override
    public Report run(Settings settings) throws Exception {
        var report = new Report(name());
        int most = settings.size(MANY, MANY / 20);
        try (var folder = TempFolder.create("community");
                var network = new Network();
                var server = ParleyServer.start(settings, folder.path().resolve("data"))) {
            try (var database = server.database()) {
                load(database, most);
            }
            var client = server.client(network);
            var memory = new ArrayList<MemorySample>();
            memory.add(MemorySample.take(server.pid()));
            var few = open(client, server, "few", FEW, report);
            memory.add(MemorySample.take(server.pid()));
            var many = open(client, server, "many", most, report);
            memory.add(MemorySample.take(server.pid()));
            compare(settings, report, few, many);
            comeAndGo(report, client, List.of(few, many));
            describe(report, memory);
        }
        return report;
    }

    private record Side(ParleyServer server, Network network, String group, int size, List<RoomMember> online) {
        String title() {
            return String.format(Locale.ROOT, "%,d", size);
        }
    }

    /// Accounts for those who are never online.
    private static void load(Connection database, int most) throws SQLException {
        try (var statement = database.createStatement()) {
            for (var name : List.of("few", "many")) {
                statement.execute("INSERT INTO account (user_id, created_at) SELECT '" + name
                        + "-' || i, 0 FROM generate_series(" + ONLINE + ", " + most + ") i");
            }
            statement.execute("VACUUM (ANALYZE) account");
        }
    }

    private static Side open(ChatClient client, ParleyServer server, String name, int size, Report report)
            throws Exception {
        var online = Crowd.gather(ONLINE, AT_ONCE, i -> client.signIn(name + '-' + i));
        var owner = online.getFirst();
        var group = ChatRoom.make(owner, Types.GRP_COMMUNITY, name);
        var started = System.nanoTime();
        ChatRoom.add(
                owner,
                group,
                IntStream.range(0, size).mapToObj(i -> name + '-' + i).toList());
        var perSecond = (size - 1) / ((System.nanoTime() - started) / 1e9);
        report.value("addedPerSecondOf" + size, perSecond);
        report.remark(String.format(Locale.ROOT, "%,d members were added at %,.0f a second.", size, perSecond));
        return new Side(server, client.network(), group, size, ChatRoom.members(online, group, TEXT_BYTES));
    }

    /// PostgreSQL's work for one message.
    private record Work(double cpuMicros, double blocks, double walBytes, double batch, RoomLoop.Result load) {}

    /// In turn, so that what else the machine does falls on both.
    private static void compare(Settings settings, Report report, Side few, Side many) throws Exception {
        var table = report.table(
                "A message to a community, " + ONLINE + " members online, " + WRITERS + " write, closed loop",
                "members",
                "run",
                "messages/s",
                "PostgreSQL CPU µs/msg",
                "pages touched/msg",
                "WAL bytes/msg",
                "messages/batch",
                "deliveries per CPU-s",
                "p50 ms",
                "p99 ms");
        var fewWork = new ArrayList<Work>();
        var manyWork = new ArrayList<Work>();
        for (int run = 0; run <= SHARE_OF_SPAN * settings.runs() / 2; run++) { // run 0 warms up
            var one = measure(settings, few);
            var other = measure(settings, many);
            if (run > 0) {
                add(table, few, run, one);
                add(table, many, run, other);
                fewWork.add(one);
                manyWork.add(other);
            }
        }
        ratio(report, "cpu", fewWork, manyWork, Work::cpuMicros);
        ratio(report, "pages", fewWork, manyWork, Work::blocks);
        ratio(report, "wal", fewWork, manyWork, Work::walBytes);
    }

    private static void ratio(Report report, String what, List<Work> few, List<Work> many, Function<Work, Double> of) {
        var ratio = Medians.of(many, of::apply) / Medians.of(few, of::apply);
        report.value(what + "Ratio", ratio);
        report.remark(String.format(Locale.ROOT, "%s with many / with few: %.3f", what, ratio));
    }

    private static Work measure(Settings settings, Side side) throws Exception {
        try (var database = side.server().database()) {
            StatementCost.reset(database);
            var load = new RoomLoop(side.network().loop(), side.online(), WRITERS);
            load.startClosed(1);
            var result = load.measure(
                    settings.span().dividedBy(SHARE_OF_SPAN), side.server().pids());
            load.stop();
            var stores = StatementCost.read(database).stream()
                    .filter(StatementCost::storesMessages)
                    .toList();
            var stored = (double) load.acked();
            return new Work(
                    result.cpu().postgres() * 1e6 / result.messages(),
                    stores.stream().mapToLong(StatementCost::blocks).sum() / stored,
                    stores.stream().mapToLong(StatementCost::walBytes).sum() / stored,
                    stored / stores.stream().mapToLong(StatementCost::calls).sum(),
                    result);
        }
    }

    private static void add(Table table, Side side, int run, Work work) {
        var load = work.load();
        table.row(
                side.title(),
                run,
                load.messages() / load.cpu().seconds(),
                work.cpuMicros(),
                work.blocks(),
                work.walBytes(),
                work.batch(),
                load.deliveriesPerCpuSecond(),
                Latency.millis(load.latencies(), 50),
                Latency.millis(load.latencies(), 99));
    }

    private static void comeAndGo(Report report, ChatClient client, List<Side> sides) throws Exception {
        var table = report.table(
                "Joining and leaving, " + AT_ONCE + " at a time, milliseconds",
                "members",
                "what",
                "calls",
                "p50",
                "p99",
                "max");
        for (var side : sides) {
            var guests = Crowd.gather(AT_ONCE, AT_ONCE, i -> client.signIn("guest-" + side.size() + '-' + i));
            var joins = new Histogram(LONGEST_NANOS, 3);
            var quits = new Histogram(LONGEST_NANOS, 3);
            for (int round = 0; round <= ROUNDS; round++) {
                if (round == 1) { // the first warms up
                    joins.reset();
                    quits.reset();
                }
                all(guests, joins, guest -> guest.socket().call(new JoinGroup(side.group(), null)));
                all(guests, quits, guest -> guest.socket().call(new QuitGroup(side.group())));
            }
            row(table, side, "join", joins);
            row(table, side, "leave", quits);
            report.value("joinP99MillisOf" + side.size(), Latency.millis(joins, 99));
            report.value("leaveP99MillisOf" + side.size(), Latency.millis(quits, 99));
            guests.forEach(guest -> guest.socket().close());
        }
    }

    private static void all(
            List<ChatClient.User> guests, Histogram times, Function<ChatClient.User, CompletableFuture<JsonNode>> call)
            throws Exception {
        Crowd.gather(guests.size(), guests.size(), i -> {
            var from = System.nanoTime();
            return call.apply(guests.get(i)).thenApply(answer -> {
                synchronized (times) {
                    times.recordValue(System.nanoTime() - from);
                }
                return answer;
            });
        });
    }

    private static void row(Table table, Side side, String what, Histogram times) {
        table.row(
                side.title(),
                what,
                times.getTotalCount(),
                Latency.millis(times, 50),
                Latency.millis(times, 99),
                Latency.millis(times, 100));
    }

    private static void describe(Report report, List<MemorySample> samples) {
        var table =
                report.table("Memory of the server after GC, MiB", "what", "with neither", "with few", "and with many");
        memory(table, "resident", samples, MemorySample::resident);
        memory(table, "live objects", samples, MemorySample::liveHeap);
    }

    private static void memory(
            Table table, String what, List<MemorySample> samples, Function<MemorySample, Long> bytes) {
        table.row(
                what,
                bytes.apply(samples.get(0)) / MIB,
                bytes.apply(samples.get(1)) / MIB,
                bytes.apply(samples.get(2)) / MIB);
    }
}
