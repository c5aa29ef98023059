package im.parley.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/// Parley beside the bare path, in turn: what a server must do that stores messages and passes them on, see
/// [RawChatServer]. The ratios hold on machines that others use too.
final class BarePathBench implements Benchmark {
    private static final Pattern PORT = Pattern.compile("port (\\d+)");
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final int CONNECTIONS_AT_ONCE = 32;

    @Override
    public String name() {
        return "bare";
    }

    @Override
    public String about() {
        return "the loads of c2c and latency on Parley and on a bare path that only stores and passes on, in turn";
    }

    @Override
    public Report run(Settings settings) throws Exception {
        var report = new Report(name());
        var rates = report.table(
                "Durable messages: 200 senders → 200 receivers, 200 bytes, 8 in flight each, in turn",
                Throughput.COLUMNS);
        var times = report.table(LatencyBench.TITLE, Latency.columns("msg"));
        try (var target = Target.open(settings);
                var postgres = PostgresServer.start(settings.home());
                var bare = start(settings, postgres);
                var network = new Network()) {
            var parley = new Side(
                    "Parley",
                    target.network(),
                    ChatPair.open(target.client(), "bare", Throughput.PAIRS, Throughput.TEXT_BYTES),
                    target.pids());
            var path = new Side(
                    "bare", network, pairs(network, address(bare)), new CpuSample.Pids(bare.pid(), postgres.pid()));
            throughput(settings, report, rates, parley, path);
            for (int rate : Latency.RATES) {
                latency(settings, report, times, rate, parley, path);
            }
            parley.pairs.forEach(Pair::close);
            path.pairs.forEach(Pair::close);
        }
        return report;
    }

    private record Side(String name, Network network, List<Pair> pairs, CpuSample.Pids pids) {}

    private static void throughput(Settings settings, Report report, Table table, Side parley, Side bare)
            throws Exception {
        var ours = new ArrayList<Throughput>();
        var theirs = new ArrayList<Throughput>();
        for (int run = 1; run <= settings.runs(); run++) {
            for (var side : List.of(parley, bare)) {
                var result = Throughput.measure(settings, side.network.loop(), side.pairs, side.pids, run == 1);
                result.addTo(table, side.name + ' ' + run);
                (side.equals(parley) ? ours : theirs).add(result);
            }
        }
        var cost = Medians.of(theirs, Throughput::perCpuSecond) / Medians.of(ours, Throughput::perCpuSecond);
        report.value("costOverBare", cost);
        report.remark(String.format("CPU per message, medians: Parley / bare = %.2f", cost));
    }

    private static void latency(Settings settings, Report report, Table table, int rate, Side parley, Side bare)
            throws Exception {
        var ours = new ArrayList<Latency>();
        var theirs = new ArrayList<Latency>();
        for (int run = 1; run <= settings.runs(); run++) {
            for (var side : List.of(parley, bare)) {
                var result = Latency.measure(settings, side.network.loop(), side.pairs, side.pids, rate);
                result.addTo(table, side.name + ' ' + run);
                (side.equals(parley) ? ours : theirs).add(result);
            }
        }
        for (int percentile : new int[] {50, 99}) {
            var ratio = Medians.of(ours, latency -> latency.millis(percentile))
                    / Medians.of(theirs, latency -> latency.millis(percentile));
            report.value("at" + rate + "p" + percentile + "OverBare", ratio);
            report.remark(
                    String.format("p%d at %,d messages/s, medians: Parley / bare = %.2f", percentile, rate, ratio));
        }
    }

    private static ChildProcess start(Settings settings, PostgresServer postgres) throws IOException {
        Files.createDirectories(settings.results());
        return ChildProcess.start(
                Files.createTempFile(settings.results(), "bare-server-", ".log"),
                Map.of(),
                List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RawChatServer.class.getName(),
                        postgres.url("postgres"),
                        postgres.owner(),
                        Integer.toString(Throughput.PAIRS)));
    }

    private static InetSocketAddress address(ChildProcess server) throws IOException, InterruptedException {
        server.await(
                "its port", START_LIMIT, () -> PORT.matcher(server.output()).find());
        var port = PORT.matcher(server.output());
        if (!port.find()) {
            throw new IllegalStateException("the port is gone from " + server.log());
        }
        return new InetSocketAddress("127.0.0.1", Integer.parseInt(port.group(1)));
    }

    private static List<Pair> pairs(Network network, InetSocketAddress server) throws Exception {
        var receivers =
                Crowd.gather(Throughput.PAIRS, CONNECTIONS_AT_ONCE, i -> connect(network, server, "receiver", i));
        var senders = Crowd.gather(Throughput.PAIRS, CONNECTIONS_AT_ONCE, i -> connect(network, server, "sender", i));
        var pairs = new ArrayList<Pair>();
        for (int i = 0; i < senders.size(); i++) {
            pairs.add(new ChatPair(senders.get(i), receivers.get(i), Throughput.TEXT_BYTES, false));
        }
        return pairs;
    }

    private static CompletableFuture<ChatClient.User> connect(
            Network network, InetSocketAddress server, String role, int pair) {
        var socket = new ChatSocket(server.getHostString(), "/ws?" + role + '=' + pair);
        return network.connect(server, socket)
                .thenCompose(done -> socket.open())
                .thenApply(open -> new ChatClient.User(open, role + pair, pair + 1));
    }
}
