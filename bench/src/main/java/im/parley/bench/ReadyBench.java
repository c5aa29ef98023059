package im.parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.Limits;
import im.parley.protocol.conversation.ListConversations;
import im.parley.protocol.group.ListGroups;
import im.parley.protocol.relation.ListFriends;
import im.parley.protocol.relation.SyncRelations;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// How long a user with many conversations and friends takes from connecting until the SDK is ready, while
/// others chat.
final class ReadyBench implements Benchmark {
    private static final int RATE = 2_000;
    private static final int PEERS = 250;
    private static final ChatHistory PAST = new ChatHistory("busy", 2 * PEERS + 1, PEERS, 2);
    private static final int FRIENDS = 3_000;
    private static final int PERSONS = 50;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

    @Override
    public String name() {
        return "ready";
    }

    @Override
    public String about() {
        return "from connecting to ready with 500 conversations and 3,000 friends, under 2,000 messages/s";
    }

    @Override
    public Report run(Settings settings) throws Exception {
        var report = new Report(name());
        var folder = TempFolder.create("ready");
        try (folder;
                var network = new Network();
                var server = ParleyServer.start(settings, folder.path().resolve("data"))) {
            int persons = settings.size(PERSONS, 10);
            try (var database = server.database()) {
                PAST.loadIndexed(database);
                befriend(database, persons);
            }
            var client = server.client(network);
            var pairs = ChatPair.open(client, "load", Throughput.PAIRS, Throughput.TEXT_BYTES);
            var load = new OpenLoop(network.loop(), pairs, RATE);
            load.start();
            signIns(client, persons, settings.warmUp().toMillis() / 2);
            try (var database = server.database()) {
                StatementCost.reset(database);
            }
            var before = CpuSample.take(server.pids());
            var times = signIns(client, persons, settings.span().toMillis());
            var cores = CpuSample.take(server.pids()).since(before).cores();
            load.stop();
            report.table(
                            String.format(
                                    "From connecting to ready: %d conversations, %,d friends, one after the other,"
                                            + " under %,d msg/s, milliseconds",
                                    2 * PEERS, FRIENDS, RATE),
                            "sign-ins",
                            "p50",
                            "p99",
                            "max",
                            "server cores",
                            "PostgreSQL cores",
                            "generator cores",
                            "others")
                    .row(
                            times.getTotalCount(),
                            Latency.millis(times, 50),
                            Latency.millis(times, 99),
                            Latency.millis(times, 100),
                            cores[0],
                            cores[1],
                            cores[2],
                            cores[3]);
            report.value("readyP50Millis", Latency.millis(times, 50));
            report.value("readyP99Millis", Latency.millis(times, 99));
            try (var database = server.database()) {
                StatementCost.report(report, database);
            }
            pairs.forEach(Pair::close);
        }
        return report;
    }

    private static Histogram signIns(ChatClient client, int persons, long millis) throws Exception {
        var times = new Histogram(LONGEST_NANOS, 3);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (int i = 0; System.nanoTime() < end; i++) {
            long from = System.nanoTime();
            var user = ready(client, PAST.user(i % persons)).get(1, TimeUnit.MINUTES);
            times.recordValue(Math.min(LONGEST_NANOS, System.nanoTime() - from));
            user.socket().close();
        }
        return times;
    }

    /// What an SDK asks before it says that it is ready: the lists side by side, the pages of each in turn.
    private static CompletableFuture<ChatClient.User> ready(ChatClient client, String userID) {
        return client.connect()
                .thenCompose(socket -> client.signIn(socket, userID, Limits.FIRST_CONVERSATIONS)
                        .thenCompose(signedIn -> {
                            var conversations =
                                    conversations(socket, signedIn.answer().path("conversations"));
                            var groups = socket.call(new ListGroups(null, Limits.GROUP_PAGE));
                            var friends = socket.call(new SyncRelations(0, 0, 0, 0))
                                    .thenCompose(answer -> friends(socket, answer.path("friends"), 0));
                            return CompletableFuture.allOf(conversations, groups, friends)
                                    .thenApply(done -> signedIn.user());
                        }));
    }

    private static CompletableFuture<Void> conversations(ChatSocket socket, JsonNode page) {
        return page.path("cursor").isTextual()
                ? socket.call(new ListConversations(page.path("cursor").textValue(), Limits.CONVERSATION_PAGE))
                        .thenCompose(next -> conversations(socket, next))
                : CompletableFuture.completedFuture(null);
    }

    private static CompletableFuture<Void> friends(ChatSocket socket, JsonNode page, int before) {
        int found = before + page.path("friendList").size();
        if (page.path("cursor").isTextual()) {
            return socket.call(new ListFriends(page.path("cursor").textValue()))
                    .thenCompose(next -> friends(socket, next, found));
        }
        return found == FRIENDS
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.failedFuture(new IllegalStateException(found + " friends were listed"));
    }

    private static void befriend(Connection database, int persons) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute("SET synchronous_commit = off");
            statement.execute(
                    "INSERT INTO account (user_id, created_at) SELECT 'friend' || i, 0 FROM generate_series(1, "
                            + FRIENDS + ") i");
            statement.execute("""
                    INSERT INTO friend (owner, friend, remark, source, wording, added_at)
                    SELECT o.tiny_id, f.tiny_id, '', 'AddSource_Type_Bench', '', 0
                    FROM generate_series(0, %d) i JOIN account o ON o.user_id = '%s' || i
                        JOIN account f ON f.user_id LIKE 'friend%%'
                    """.formatted(persons - 1, PAST.prefix()));
            statement.execute("""
                    INSERT INTO relation_head (tiny_id, friends_version) SELECT DISTINCT owner, %d FROM friend
                    """.formatted(FRIENDS));
            statement.execute("VACUUM (ANALYZE) account, friend, relation_head");
        }
    }
}
