package im.parley.bench;

import java.util.ArrayList;
import java.util.List;

/// The same closed loop against Parley and against ejabberd with its archive on PostgreSQL, in turn.
final class AgainstEjabberd implements Benchmark {
    @Override
    public String name() {
        return "against-ejabberd";
    }

    @Override
    public String about() {
        return "the c2c load on Parley and on ejabberd with its archive on PostgreSQL, in turn";
    }

    @Override
    public Report run(Settings settings) throws Exception {
        var report = new Report(name());
        var table = report.table(
                "Archived 1:1 messages: 200 senders → 200 receivers, 200 bytes, 8 in flight each, in turn",
                Throughput.COLUMNS);
        var parley = new ArrayList<Throughput>();
        var ejabberd = new ArrayList<Throughput>();
        try (var target = Target.open(settings);
                var postgres = PostgresServer.start(settings.home());
                var peer = EjabberdServer.start(postgres);
                var network = new Network()) {
            var ours = ChatPair.open(target.client(), "vs", Throughput.PAIRS, Throughput.TEXT_BYTES);
            var theirs = XmppPair.open(network, peer.address(), Throughput.PAIRS, Throughput.TEXT_BYTES);
            var theirPids = new CpuSample.Pids(peer.pid(), postgres.pid());
            for (int run = 1; run <= settings.runs(); run++) {
                parley.add(Throughput.measure(settings, target.network().loop(), ours, target.pids(), run == 1));
                parley.getLast().addTo(table, "Parley " + run);
                ejabberd.add(Throughput.measure(settings, network.loop(), theirs, theirPids, run == 1));
                ejabberd.getLast().addTo(table, "ejabberd " + run);
            }
            peer.mustHaveArchived(ejabberd.stream()
                    .mapToLong(result -> result.count().delivered())
                    .sum());
            ours.forEach(Pair::close);
            theirs.forEach(Pair::close);
        }
        summarise(report, parley, ejabberd);
        return report;
    }

    private static void summarise(Report report, List<Throughput> parley, List<Throughput> ejabberd) {
        var ratio = Medians.of(parley, Throughput::perCpuSecond) / Medians.of(ejabberd, Throughput::perCpuSecond);
        report.value("parleyMessagesPerCpuSecond", Medians.of(parley, Throughput::perCpuSecond));
        report.value("ejabberdMessagesPerCpuSecond", Medians.of(ejabberd, Throughput::perCpuSecond));
        report.value("parleyMessagesPerSecond", Medians.of(parley, Throughput::perSecond));
        report.value("ejabberdMessagesPerSecond", Medians.of(ejabberd, Throughput::perSecond));
        report.value("ratioPerCpuSecond", ratio);
        report.remark(String.format("messages per CPU-second, medians: Parley / ejabberd = %.1f", ratio));
        report.remark("Both commit to PostgreSQL with fsync. ejabberd archives a message twice, once per owner, and"
                + " acknowledges nothing: its messages count when they arrive.");
    }
}
