package im.parley.bench;

import java.util.ArrayList;

/// The load of a group of 200 on Parley and on a room of ejabberd with its archive on PostgreSQL, in turn.
final class RoomAgainstEjabberd implements Benchmark {
    @Override
    public String name() {
        return "group-against-ejabberd";
    }

    @Override
    public String about() {
        return "a group of 200 online on Parley and a room of ejabberd with its archive on PostgreSQL, in turn";
    }

    @Override
    public Report run(Settings settings) throws Exception {
        var report = new Report(name());
        var table = report.table(
                "Archived group messages: " + GroupBench.SMALL + " online, " + GroupBench.WRITERS
                        + " write with 1 in flight each, 200 bytes, in turn",
                GroupBench.COLUMNS);
        var parley = new ArrayList<RoomLoop.Result>();
        var ejabberd = new ArrayList<RoomLoop.Result>();
        try (var target = Target.open(settings);
                var postgres = PostgresServer.start(settings.home());
                var peer = EjabberdServer.start(postgres);
                var network = new Network()) {
            var ours = ChatRoom.open(target.client(), "vs", GroupBench.SMALL, GroupBench.SMALL, GroupBench.TEXT_BYTES);
            var theirs = XmppRoom.open(network, peer.address(), "vs", GroupBench.SMALL, GroupBench.TEXT_BYTES);
            var theirPids = new CpuSample.Pids(peer.pid(), postgres.pid());
            for (int run = 1; run <= settings.runs(); run++) {
                parley.add(GroupBench.once(settings, target.network(), ours, target.pids(), run == 1));
                GroupBench.row(table, "Parley " + run, parley.getLast());
                ejabberd.add(GroupBench.once(settings, network, theirs, theirPids, run == 1));
                GroupBench.row(table, "ejabberd " + run, ejabberd.getLast());
            }
            peer.mustHaveArchived(
                    ejabberd.stream().mapToLong(RoomLoop.Result::messages).sum());
            ours.forEach(RoomMember::close);
            theirs.forEach(RoomMember::close);
        }
        var ratio = Medians.of(parley, RoomLoop.Result::deliveriesPerCpuSecond)
                / Medians.of(ejabberd, RoomLoop.Result::deliveriesPerCpuSecond);
        report.value("ratioPerCpuSecond", ratio);
        report.remark(String.format("deliveries per CPU-second, medians: Parley / ejabberd = %.1f", ratio));
        report.remark("Both commit to PostgreSQL with fsync. ejabberd acknowledges a message by sending it back.");
        return report;
    }
}
