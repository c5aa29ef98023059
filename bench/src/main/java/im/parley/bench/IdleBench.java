package im.parley.bench;

import java.util.List;

/// What a signed-in connection that does nothing costs in memory.
final class IdleBench implements Benchmark {
    /// A process here may have 20,000 files open, and the server needs some for itself.
    private static final int CONNECTIONS = 19_000;

    private static final int WARM_UP_CONNECTIONS = 500;
    private static final int AT_ONCE = 64;
    private static final long SETTLE_MILLIS = 3000;

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public String about() {
        return "memory of the server per idle signed-in connection, after GC";
    }

    @Override
    public Report run(Settings settings) throws Exception {
        var report = new Report(name());
        var count = settings.size(CONNECTIONS, 2000);
        try (var target = Target.open(settings)) {
            var pid = target.pids().server();
            if (pid == 0) {
                throw new IllegalArgumentException("the server's process is not known: give --server-pid");
            }
            var client = target.client();
            var first = Crowd.gather(WARM_UP_CONNECTIONS, AT_ONCE, i -> client.signIn("warm" + i));
            first.forEach(user -> user.socket().close());
            Thread.sleep(SETTLE_MILLIS);
            var none = MemorySample.take(pid);
            var users = Crowd.gather(count, AT_ONCE, i -> client.signIn("idle" + i));
            Thread.sleep(SETTLE_MILLIS);
            var all = MemorySample.take(pid);
            checkAlive(users);
            describe(report, count, none, all);
        }
        return report;
    }

    private static void checkAlive(List<ChatClient.User> users) {
        var open = users.stream()
                .filter(user -> user.socket().channel().isActive())
                .count();
        if (open < users.size()) {
            throw new IllegalStateException("only " + open + " of " + users.size() + " connections were kept");
        }
    }

    private static void describe(Report report, int count, MemorySample none, MemorySample all) {
        var table = report.table(
                "Idle signed-in connections: memory of the server after GC, MiB, and per connection, bytes",
                "memory",
                "with none",
                "with " + count,
                "bytes per connection");
        row(table, "resident, all", none.resident(), all.resident(), count);
        row(table, "resident heap pages", none.residentHeap(), all.residentHeap(), count);
        row(table, "resident, not heap", none.residentNative(), all.residentNative(), count);
        row(table, "live objects", none.liveHeap(), all.liveHeap(), count);
        report.value("connections", count);
        report.value("residentBytesPerConnection", (all.resident() - none.resident()) / count);
        report.value("nativeBytesPerConnection", (all.residentNative() - none.residentNative()) / count);
        report.value("liveHeapBytesPerConnection", (all.liveHeap() - none.liveHeap()) / count);
        report.value(
                "liveAndNativeBytesPerConnection",
                (all.liveHeap() + all.residentNative() - none.liveHeap() - none.residentNative()) / count);
        report.remark(
                "Heap pages stay resident after GC as far as the JVM keeps them for later; live objects plus what is"
                        + " not heap is what the connections need.");
    }

    private static void row(Table table, String what, long none, long all, int count) {
        var mebibyte = 1024.0 * 1024;
        table.row(what, none / mebibyte, all / mebibyte, (all - none) / count);
    }
}
