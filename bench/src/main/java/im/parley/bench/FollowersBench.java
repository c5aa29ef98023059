package im.parley.bench;

import im.parley.protocol.Operation;
import im.parley.protocol.relation.FollowList;
import im.parley.protocol.relation.FollowUsers;
import im.parley.protocol.relation.GetFollowCounts;
import im.parley.protocol.relation.ListFollows;
import im.parley.protocol.relation.UnfollowUsers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;

/// What a million followers cost: to follow, to count, to read a page.
final class FollowersBench implements Benchmark {
    private static final int FOLLOWERS = 1_000_000;
    private static final int FEW = 1_000;
    private static final int FANS_AT_ONCE = 16;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

    @Override
    public String name() {
        return "followers";
    }

    @Override
    public String about() {
        return "following, counting and reading pages of a user with 1,000 and of one with 1,000,000 followers";
    }

    @Override
    public Report run(Settings settings) throws Exception {
        var report = new Report(name());
        int many = settings.size(FOLLOWERS, FOLLOWERS / 20);
        var table = report.table(
                "One call after the other (follow, unfollow: " + FANS_AT_ONCE + " at a time), milliseconds",
                "what",
                "followers",
                "calls",
                "per second",
                "p50",
                "p99",
                "server cores",
                "PostgreSQL cores",
                "generator cores",
                "others");
        var folder = TempFolder.create("followers");
        try (folder;
                var network = new Network();
                var server = ParleyServer.start(settings, folder.path().resolve("data"))) {
            try (var database = server.database()) {
                load(database, "small", FEW);
                load(database, "star", many);
                StatementCost.reset(database);
            }
            var client = server.client(network);
            for (var star : List.of("small", "star")) {
                int followers = star.equals("star") ? many : FEW;
                var fans = Crowd.gather(FANS_AT_ONCE, FANS_AT_ONCE, i -> client.signIn("fan-of-" + star + i));
                var me = client.signIn(star).get(1, TimeUnit.MINUTES);
                var run = new Run(settings, report, table, server, followers);
                run.measure("follow + unfollow", FANS_AT_ONCE, i -> turn(fans, star, i));
                run.measure("count", 1, i -> new Call(me, new GetFollowCounts(List.of(star))));
                run.measure("first page of 500", 1, i -> new Call(me, new ListFollows(FollowList.FOLLOWERS, null)));
                var random = new SplittableRandom(1);
                long newest = newest(server, star);
                run.measure(
                        "any page of 500",
                        1,
                        i -> new Call(
                                me,
                                new ListFollows(
                                        FollowList.FOLLOWERS, Long.toString(newest - random.nextInt(followers)))));
            }
            try (var database = server.database()) {
                StatementCost.report(report, database);
            }
        }
        return report;
    }

    private record Call(ChatClient.User who, Operation<?> what) {}

    private static Call turn(List<ChatClient.User> fans, String star, int i) {
        var fan = fans.get(i % fans.size());
        return new Call(
                fan, i / fans.size() % 2 == 0 ? new FollowUsers(List.of(star)) : new UnfollowUsers(List.of(star)));
    }

    private record Run(Settings settings, Report report, Table table, ParleyServer server, int followers) {
        void measure(String what, int atOnce, IntFunction<Call> next) throws Exception {
            calls(new Histogram(LONGEST_NANOS, 3), settings.size(2_000, 100), atOnce, next); // to warm up
            var times = new Histogram(LONGEST_NANOS, 3);
            var before = CpuSample.take(server.pids());
            calls(times, settings.size(2_000, 200), atOnce, next);
            var cpu = CpuSample.take(server.pids()).since(before);
            var cores = cpu.cores();
            table.row(
                    what,
                    followers,
                    times.getTotalCount(),
                    times.getTotalCount() / cpu.seconds(),
                    Latency.millis(times, 50),
                    Latency.millis(times, 99),
                    cores[0],
                    cores[1],
                    cores[2],
                    cores[3]);
            report.value(String.format(Locale.ROOT, "%s of %d p99Millis", what, followers), Latency.millis(times, 99));
        }

        private static void calls(Histogram times, int count, int atOnce, IntFunction<Call> next) throws Exception {
            Crowd.gather(count, atOnce, i -> {
                var call = next.apply(i);
                long from = System.nanoTime();
                return call.who().socket().call(call.what()).thenApply(answer -> {
                    synchronized (times) {
                        times.recordValue(Math.min(LONGEST_NANOS, System.nanoTime() - from));
                    }
                    return answer;
                });
            });
        }
    }

    private static void load(Connection database, String star, int followers) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute("SET synchronous_commit = off");
            statement.execute("INSERT INTO account (user_id, created_at) VALUES ('" + star + "', 0)");
            statement.execute("INSERT INTO account (user_id, created_at) SELECT 'f-" + star
                    + "-' || i, 0 FROM generate_series(1, " + followers + ") i");
            statement.execute("""
                    INSERT INTO follow (follower, followed, followed_at, mutual)
                    SELECT f.tiny_id, s.tiny_id, f.tiny_id %% 1000000, false
                    FROM account s JOIN account f ON f.user_id LIKE 'f-%1$s-%%' WHERE s.user_id = '%1$s'
                    """.formatted(star));
            statement.execute("""
                    INSERT INTO relation_head (tiny_id, followers, following)
                    SELECT tiny_id, CASE user_id WHEN '%1$s' THEN %2$d ELSE 0 END,
                        CASE user_id WHEN '%1$s' THEN 0 ELSE 1 END
                    FROM account WHERE user_id = '%1$s' OR user_id LIKE 'f-%1$s-%%'
                    """.formatted(star, followers));
            statement.execute("VACUUM (ANALYZE) account, follow, relation_head");
        }
    }

    /// The newest follower's place in the order of following.
    private static long newest(ParleyServer server, String star) throws Exception {
        try (var database = server.database();
                var statement = database.createStatement();
                var row = statement.executeQuery("SELECT max(ordinal) FROM follow f JOIN account a ON a.tiny_id ="
                        + " f.followed WHERE a.user_id = '" + star + "' AND f.follower IN (SELECT tiny_id FROM account"
                        + " WHERE user_id LIKE 'f-" + star + "-%')")) {
            row.next();
            return row.getLong(1);
        }
    }
}
