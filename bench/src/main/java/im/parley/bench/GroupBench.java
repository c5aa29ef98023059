package im.parley.bench;

import java.util.ArrayList;
import java.util.List;

/// How many deliveries groups make: a small one at full speed, a large one at a given rate and at full speed.
final class GroupBench implements Benchmark {
    static final int SMALL = 200;
    static final int WRITERS = 20;
    static final int TEXT_BYTES = 200;
    private static final int LARGE = 10_000;
    private static final int LARGE_ONLINE = 5_000;
    private static final int RATE = 40;
    private static final int CEILING_IN_FLIGHT = 4;

    static final String[] COLUMNS = {
        "run",
        "messages/s",
        "deliveries/s",
        "deliveries per CPU-s",
        "p50 ms",
        "p99 ms",
        "server cores",
        "PostgreSQL cores",
        "generator cores",
        "others"
    };

    @Override
    public String name() {
        return "group";
    }

    @Override
    public String about() {
        return "fan-out: 200 members online; 10,000 members with 5,000 online at 40 messages/s and at full speed";
    }

    @Override
    public Report run(Settings settings) throws Exception {
        var report = new Report(name());
        var table = report.table("Groups: stored messages of 200 bytes to all members who are online", COLUMNS);
        try (var target = Target.open(settings)) {
            var small = ChatRoom.open(target.client(), "small", SMALL, SMALL, TEXT_BYTES);
            var results = new ArrayList<RoomLoop.Result>();
            for (int run = 1; run <= settings.runs(); run++) {
                var result = once(settings, target.network(), small, target.pids(), run == 1);
                row(table, SMALL + " online, " + WRITERS + " write, run " + run, result);
                results.add(result);
            }
            report.value("deliveriesPerSecond", Medians.of(results, RoomLoop.Result::deliveriesPerSecond));
            report.value("deliveriesPerCpuSecond", Medians.of(results, RoomLoop.Result::deliveriesPerCpuSecond));
            small.forEach(RoomMember::close);
            large(settings, target, table, report);
        }
        return report;
    }

    private static void large(Settings settings, Target target, Table table, Report report) throws Exception {
        int size = settings.size(LARGE, LARGE / 10);
        int online = settings.size(LARGE_ONLINE, LARGE_ONLINE / 10);
        var members = ChatRoom.open(target.client(), "large", size, online, TEXT_BYTES);
        var loop = target.network().loop();
        for (int run = 1; run <= settings.runs(); run++) {
            var rated = new RoomLoop(loop, members, WRITERS);
            rated.startOpen(RATE);
            Thread.sleep(Throughput.RAMP_MILLIS); // until the load is even
            var held = rated.measure(settings.span(), target.pids());
            rated.stop();
            row(table, size + " members, " + online + " online, " + RATE + "/s, run " + run, held);
            report.value("largeRun" + run + "DeliveriesPerSecond", held.deliveriesPerSecond());
            report.value("largeRun" + run + "P99Millis", Latency.millis(held.latencies(), 99));
        }
        var ceiling = new RoomLoop(loop, members, WRITERS);
        ceiling.startClosed(CEILING_IN_FLIGHT);
        Thread.sleep(Throughput.RAMP_MILLIS); // until the load is even
        var most = ceiling.measure(settings.span(), target.pids());
        ceiling.stop();
        row(table, size + " members, " + online + " online, full speed", most);
        report.value("ceilingDeliveriesPerSecond", most.deliveriesPerSecond());
        members.forEach(RoomMember::close);
    }

    static void row(Table table, String run, RoomLoop.Result result) {
        var cores = result.cpu().cores();
        table.row(
                run,
                result.messages() / result.cpu().seconds(),
                result.deliveriesPerSecond(),
                result.deliveriesPerCpuSecond(),
                Latency.millis(result.latencies(), 50),
                Latency.millis(result.latencies(), 99),
                cores[0],
                cores[1],
                cores[2],
                cores[3]);
    }

    /// Runs the small group's load once.
    static RoomLoop.Result once(
            Settings settings, Network network, List<RoomMember> members, CpuSample.Pids pids, boolean first)
            throws Exception {
        var load = new RoomLoop(network.loop(), members, WRITERS);
        load.startClosed(1);
        if (first) {
            WarmUp.await(settings, pids);
        } else {
            Thread.sleep(Throughput.RAMP_MILLIS); // until the load is even
        }
        var result = load.measure(settings.span(), pids);
        load.stop();
        return result;
    }
}
