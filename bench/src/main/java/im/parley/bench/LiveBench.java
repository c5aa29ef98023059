package im.parley.bench;

import im.parley.protocol.Types;
import im.parley.protocol.group.JoinGroup;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A live room of ten thousand: deliveries a second, and what is dropped where more is said than it takes.
final class LiveBench implements Benchmark {
    private static final int MEMBERS = 10_000;
    private static final int WRITERS = 20;
    private static final int TEXT_BYTES = 200;
    private static final int AT_ONCE = 32;
    private static final int RATE = 20;
    private static final int TAKEN = 40;
    private static final int OFFERED_OF_EACH = 40;
    private static final List<String> PRIORITIES = List.of(
            Types.MSG_PRIORITY_HIGH, Types.MSG_PRIORITY_NORMAL, Types.MSG_PRIORITY_LOW, Types.MSG_PRIORITY_LOWEST);

    @Override
    public String name() {
        return "live";
    }

    @Override
    public String about() {
        return "a live room of 10,000: deliveries at 20 messages/s and at full speed; drops by priority";
    }

    @Override
    public Report run(Settings settings) throws Exception {
        var report = new Report(name());
        int size = settings.size(MEMBERS, MEMBERS / 10);
        try (var folder = TempFolder.create("live");
                var network = new Network();
                var server = ParleyServer.start(settings, folder.path().resolve("data"))) {
            var client = server.client(network);
            var owner = client.signIn("owner").get(1, TimeUnit.MINUTES);
            var room = ChatRoom.make(owner, Types.GRP_AVCHATROOM, "live");
            var users = Crowd.gather(
                    size,
                    AT_ONCE,
                    i -> client.signIn("viewer" + i)
                            .thenCompose(user -> user.socket()
                                    .call(new JoinGroup(room, null))
                                    .thenApply(joined -> user)));
            deliver(settings, report, server, network.loop(), ChatRoom.members(users, room, TEXT_BYTES));
            server.rest("settings/set", "{\"Settings\":{\"message.groupRatePerSecond\":" + TAKEN + "}}");
            var writers = Stream.concat(
                            IntStream.range(0, PRIORITIES.size())
                                    .mapToObj(i -> ChatRoom.member(users.get(i), room, TEXT_BYTES, PRIORITIES.get(i))),
                            ChatRoom.members(users.subList(PRIORITIES.size(), size), room, TEXT_BYTES).stream())
                    .toList();
            drop(settings, report, new Flood(network.loop(), writers, PRIORITIES.size()));
        }
        return report;
    }

    private static void deliver(
            Settings settings, Report report, ParleyServer server, EventLoop loop, List<RoomMember> members)
            throws Exception {
        var table = report.table("A live room: messages of 200 bytes to everybody in it", GroupBench.COLUMNS);
        var rated = new RoomLoop(loop, members, WRITERS);
        rated.startOpen(RATE);
        WarmUp.await(settings, server.pids());
        for (int run = 1; run <= settings.runs(); run++) {
            var held = rated.measure(settings.span(), server.pids());
            GroupBench.row(table, members.size() + " in it, " + RATE + "/s, run " + run, held);
            report.value("run" + run + "P99Millis", Latency.millis(held.latencies(), 99));
        }
        rated.stop();
        var full = new RoomLoop(loop, members, WRITERS);
        full.startClosed(1);
        Thread.sleep(Throughput.RAMP_MILLIS); // until the load is even
        var most = full.measure(settings.span(), server.pids());
        full.stop();
        GroupBench.row(table, members.size() + " in it, full speed", most);
        report.value("deliveriesPerSecond", most.deliveriesPerSecond());
        report.value("deliveriesPerCpuSecond", most.deliveriesPerCpuSecond());
    }

    private static void drop(Settings settings, Report report, Flood flood) throws InterruptedException {
        var table = report.table(
                "The same room takes " + TAKEN + " messages/s, and " + OFFERED_OF_EACH + " of each priority are sent",
                "priority",
                "sent",
                "taken",
                "refused",
                "unanswered");
        flood.run(OFFERED_OF_EACH, Duration.ofSeconds(settings.quick() ? 3 : 10));
        for (int i = 0; i < PRIORITIES.size(); i++) {
            table.row(PRIORITIES.get(i), flood.sent(i), flood.taken(i), flood.refused(i), flood.unanswered(i));
            report.value("taken" + PRIORITIES.get(i), flood.taken(i));
        }
        report.remark("Each taken message went to every one in the room: " + flood.deliveries() + " deliveries.");
    }
}
