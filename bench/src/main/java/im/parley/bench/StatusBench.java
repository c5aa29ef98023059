package im.parley.bench;

import im.parley.protocol.presence.GetStatuses;
import im.parley.protocol.presence.SetStatus;
import im.parley.protocol.presence.SubscribeStatuses;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/// How long a query of 500 users' statuses takes, and how many changes of status can be told to 50
/// subscribers each.
final class StatusBench implements Benchmark {
    private static final int SIGN_INS_AT_ONCE = 64;
    private static final int QUERIED = 500;
    private static final int QUERIES_PER_SECOND = 50;
    /// Each may ask 4 times a second.
    private static final int ASKERS = 40;

    private static final int SUBSCRIBERS = 50;
    private static final int SUBSCRIPTIONS = 200;
    private static final int PER_CALL = 100;
    private static final int CHANGES_AT_ONCE = 256;
    private static final int QUIET_POLLS = 10;
    private static final long POLL_MILLIS = 100;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final byte[] MARK = "\"customStatus\":\"".getBytes(StandardCharsets.US_ASCII);

    @Override
    public String name() {
        return "status";
    }

    @Override
    public String about() {
        return "statuses of 500 users at once; 100,000 changes of status with 50 subscribers each";
    }

    @Override
    public Report run(Settings settings) throws Exception {
        var report = new Report(name());
        try (var target = Target.open(settings)) {
            var users = settings.size(2_000, 400);
            var client = target.client();
            var people = Crowd.gather(users, SIGN_INS_AT_ONCE, i -> client.signIn("person" + i));
            queries(settings, target, report, people);
            StatementCost.reset(target);
            changes(settings, target, report, people);
            StatementCost.report(report, target);
        }
        return report;
    }

    private static void queries(Settings settings, Target target, Report report, List<ChatClient.User> people)
            throws Exception {
        var times = new Histogram(LONGEST_NANOS, 3);
        int rate = settings.size(QUERIES_PER_SECOND, QUERIES_PER_SECOND / 5);
        ask(people, new Histogram(LONGEST_NANOS, 3), rate, settings.warmUp().toMillis() / 2);
        var before = CpuSample.take(target.pids());
        int refused = ask(people, times, rate, settings.span().toMillis());
        var cores = CpuSample.take(target.pids()).since(before).cores();
        report.table(
                        "Statuses of " + Math.min(QUERIED, people.size()) + " users in one query, " + rate
                                + " queries/s, milliseconds",
                        "answered",
                        "refused",
                        "p50",
                        "p99",
                        "max",
                        "server cores",
                        "PostgreSQL cores",
                        "generator cores",
                        "others")
                .row(
                        times.getTotalCount(),
                        refused,
                        Latency.millis(times, 50),
                        Latency.millis(times, 99),
                        Latency.millis(times, 100),
                        cores[0],
                        cores[1],
                        cores[2],
                        cores[3]);
        report.value("queryP50Millis", Latency.millis(times, 50));
        report.value("queryP99Millis", Latency.millis(times, 99));
    }

    /// Open loop: a query counts from the moment when it was due.
    ///
    /// @return how many were refused
    private static int ask(List<ChatClient.User> people, Histogram times, int perSecond, long millis) throws Exception {
        var random = new SplittableRandom(1);
        long interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long due = System.nanoTime();
        long end = due + TimeUnit.MILLISECONDS.toNanos(millis);
        var answers = new ArrayList<CompletableFuture<Void>>();
        for (int turn = 0; due < end; turn++, due += interval) {
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime()); // until the next one is due
            var userIDs = random.ints(0, people.size())
                    .distinct()
                    .limit(Math.min(QUERIED, people.size()))
                    .mapToObj(i -> people.get(i).userID())
                    .toList();
            long from = due;
            answers.add(people.get(turn % ASKERS)
                    .socket()
                    .call(new GetStatuses(userIDs))
                    .thenAccept(answer -> {
                        if (answer.path("userStatusList").size() != userIDs.size()) {
                            throw new IllegalStateException("a query of " + userIDs.size() + " users got others");
                        }
                        times.recordValue(Math.min(LONGEST_NANOS, System.nanoTime() - from));
                    }));
        }
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .exceptionally(refused -> null)
                .get(1, TimeUnit.MINUTES);
        return (int) answers.stream()
                .filter(CompletableFuture::isCompletedExceptionally)
                .count();
    }

    /// Counts what subscribers are told. Everything happens on the generator's one event loop.
    private static final class Told implements ChatSocket.Traffic {
        final AtomicLong statuses = new AtomicLong();
        final AtomicLong pushes = new AtomicLong();
        final Histogram lags = new Histogram(LONGEST_NANOS, 3);

        @Override
        public void pushed(ChatSocket socket, ByteBuf buffer, int offset, int length) {
            var now = System.nanoTime();
            int end = offset + length;
            for (int at = next(buffer, offset, end); at >= 0; at = next(buffer, at, end)) {
                statuses.lazySet(statuses.getPlain() + 1);
                long stamp = 0;
                for (int i = at; i < end && buffer.getByte(i) != '"'; i++) {
                    stamp = stamp * 10 + buffer.getByte(i) - '0';
                }
                if (stamp > 0) {
                    lags.recordValue(Math.clamp(now - stamp, 0, LONGEST_NANOS));
                }
            }
            pushes.lazySet(pushes.getPlain() + 1);
        }

        /// Where the next custom status begins; -1: there is none.
        private static int next(ByteBuf buffer, int from, int end) {
            int last = end - MARK.length;
            for (int at = buffer.indexOf(from, last, MARK[0]); at >= 0; at = buffer.indexOf(at + 1, last, MARK[0])) {
                int i = 1;
                while (i < MARK.length && buffer.getByte(at + i) == MARK[i]) {
                    i++;
                }
                if (i == MARK.length) {
                    return at + i;
                }
            }
            return -1;
        }
    }

    private static void changes(Settings settings, Target target, Report report, List<ChatClient.User> people)
            throws Exception {
        int changes = settings.size(100_000, 10_000);
        var told = new Told();
        var client = target.client();
        var watchers = Crowd.gather(
                people.size() * SUBSCRIBERS / SUBSCRIPTIONS, SIGN_INS_AT_ONCE, i -> client.signIn("watcher" + i));
        for (int i = 0; i < watchers.size(); i++) {
            var watcher = watchers.get(i);
            watcher.socket().traffic(told);
            for (int from = 0; from < SUBSCRIPTIONS; from += PER_CALL) {
                int first = i * SUBSCRIPTIONS + from;
                watcher.socket()
                        .call(new SubscribeStatuses(IntStream.range(first, first + PER_CALL)
                                .mapToObj(n -> people.get(n % people.size()).userID())
                                .toList()))
                        .get(1, TimeUnit.MINUTES);
            }
        }
        change(people, settings.size(10_000, 2_000)); // warms up
        awaitQuiet(told);
        told.lags.reset();
        long statusesBefore = told.statuses.get();
        long pushesBefore = told.pushes.get();
        var before = CpuSample.take(target.pids());
        change(people, changes);
        awaitQuiet(told);
        var cpu = CpuSample.take(target.pids()).since(before);
        double seconds = cpu.seconds() - QUIET_POLLS * POLL_MILLIS / 1000.0;
        long statuses = told.statuses.get() - statusesBefore;
        var cores = cpu.cores();
        report.table(
                        String.format(
                                "%,d changes of status of %,d users, %d subscribers each; a user's changes within 50 ms"
                                        + " are told as one; lag in milliseconds",
                                changes, people.size(), SUBSCRIBERS),
                        "changes/s",
                        "statuses/s",
                        "told of all",
                        "statuses/push",
                        "lag p50",
                        "lag p99",
                        "server cores",
                        "PostgreSQL cores",
                        "generator cores",
                        "others")
                .row(
                        changes / seconds,
                        statuses / seconds,
                        (double) statuses / changes / SUBSCRIBERS,
                        (double) statuses / (told.pushes.get() - pushesBefore),
                        Latency.millis(told.lags, 50),
                        Latency.millis(told.lags, 99),
                        cores[0],
                        cores[1],
                        cores[2],
                        cores[3]);
        report.value("changesPerSecond", changes / seconds);
        report.value("statusesPerSecond", statuses / seconds);
        report.value("lagP50Millis", Latency.millis(told.lags, 50));
        report.value("lagP99Millis", Latency.millis(told.lags, 99));
    }

    /// Each says when it was made.
    private static void change(List<ChatClient.User> people, int count) throws Exception {
        Crowd.gather(
                count,
                CHANGES_AT_ONCE,
                i -> people.get(i % people.size()).socket().call(new SetStatus(Long.toString(System.nanoTime()))));
    }

    /// Until nothing more has come for a second.
    private static void awaitQuiet(Told told) throws InterruptedException, TimeoutException {
        long last = -1;
        int quiet = 0;
        for (int i = 0; quiet < QUIET_POLLS; i++) {
            if (i > 600) {
                throw new TimeoutException("statuses have been coming for a minute");
            }
            Thread.sleep(POLL_MILLIS); // a look ten times a second
            long now = told.statuses.get();
            quiet = now == last ? quiet + 1 : 0;
            last = now;
        }
    }
}
