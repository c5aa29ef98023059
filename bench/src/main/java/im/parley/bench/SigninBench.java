package im.parley.bench;

import java.util.concurrent.CompletableFuture;

/// How many users come online in a second: connect, sign in, read the list of conversations.
final class SigninBench implements Benchmark {
    private static final int AT_ONCE = 64;
    private static final int PAGE = 100;
    private static final ChatHistory PAST = new ChatHistory("back", 10_000, 10, 2);

    @Override
    public String name() {
        return "signin";
    }

    @Override
    public String about() {
        return "sign-ins/s with the first sync, of new users and of users with 20 conversations";
    }

    @Override
    public Report run(Settings settings) throws Exception {
        var report = new Report(name());
        var table = report.table(
                "Sign-ins with first sync (connect, login with the conversation list), " + AT_ONCE + " at a time",
                "who",
                "users",
                "per second",
                "server cores",
                "PostgreSQL cores",
                "generator cores",
                "others");
        var folder = TempFolder.create("signin");
        try (folder;
                var network = new Network();
                var server = ParleyServer.start(settings, folder.path().resolve("data"))) {
            var past = settings.quick() ? new ChatHistory("back", 1000, 10, 2) : PAST;
            try (var database = server.database()) {
                past.loadIndexed(database);
            }
            var count = past.users();
            measure(server, network, "warm", count / 2);
            for (int run = 1; run <= settings.runs(); run++) {
                try (var database = server.database()) {
                    StatementCost.reset(database);
                }
                report(report, table, "new users", measure(server, network, "new" + run + '-', count), count);
                report(report, table, "returning users", measure(server, network, past.prefix(), count), count);
            }
            try (var database = server.database()) {
                StatementCost.report(report, database);
            }
        }
        return report;
    }

    private static void report(Report report, Table table, String who, CpuSample.CpuUse cpu, int count) {
        var cores = cpu.cores();
        table.row(who, count, count / cpu.seconds(), cores[0], cores[1], cores[2], cores[3]);
        report.value(who.replace(" u", "U") + "PerSecond", count / cpu.seconds());
    }

    private static CpuSample.CpuUse measure(ParleyServer server, Network network, String prefix, int count)
            throws Exception {
        var client = server.client(network);
        var before = CpuSample.take(server.pids());
        Crowd.gather(count, AT_ONCE, i -> signIn(client, prefix + i));
        return CpuSample.take(server.pids()).since(before);
    }

    private static CompletableFuture<Void> signIn(ChatClient client, String userID) {
        return client.signInWithList(userID, PAGE)
                .thenAccept(user -> user.socket().close());
    }
}
