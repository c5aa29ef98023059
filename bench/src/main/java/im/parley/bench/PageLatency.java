package im.parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ConversationId;
import im.parley.protocol.message.ListMessages;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// How long the last page of a random conversation takes while messages are being sent.
///
/// @param past what there is to read
record PageLatency(ChatHistory past) {
    private static final int PAGES_PER_SECOND = 200;
    private static final int AT_ONCE = 32;
    private static final int COUNT = 15;

    /// Warm-ups of others flood the server, which the search index would have to catch up on: this one takes longer.
    private static final int WARM_UPS = 3;

    void measure(Settings settings, Report report, ParleyServer server, Network network) throws Exception {
        var client = server.client(network);
        var pairs = ChatPair.open(client, "page", Throughput.PAIRS, Throughput.TEXT_BYTES);
        var readers = Crowd.gather(past.users(), AT_ONCE, i -> client.signIn(past.user(i)));
        var load = new OpenLoop(network.loop(), pairs, HistoryBench.RATE);
        load.start();
        read(readers, WARM_UPS * settings.warmUp().toMillis());
        var before = CpuSample.take(server.pids());
        var millis = 2 * settings.span().toMillis();
        var times = read(readers, millis);
        var cores = CpuSample.take(server.pids()).since(before).cores();
        load.stop();
        var table = report.table(
                String.format(
                        "Last page (%d messages) of a random conversation among %,d, under %,d msg/s, milliseconds",
                        COUNT, past.conversations(), HistoryBench.RATE),
                "pages/s offered",
                "answered",
                "refused",
                "p50",
                "p99",
                "p99.9",
                "max",
                "server cores",
                "PostgreSQL cores",
                "others");
        table.row(
                PAGES_PER_SECOND,
                times.getTotalCount(),
                millis * PAGES_PER_SECOND / 1000 - times.getTotalCount(),
                Latency.millis(times, 50),
                Latency.millis(times, 99),
                Latency.millis(times, 99.9),
                Latency.millis(times, 100),
                cores[0],
                cores[1],
                cores[3]);
        report.value("pageP50Millis", Latency.millis(times, 50));
        report.value("pageP99Millis", Latency.millis(times, 99));
        pairs.forEach(Pair::close);
        readers.forEach(reader -> reader.socket().close());
    }

    /// Asks at a fixed rate, whether the answers come or not; each counts from the moment when it was due.
    private Histogram read(List<ChatClient.User> readers, long millis) throws Exception {
        var times = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
        var random = new SplittableRandom(7);
        var interval = TimeUnit.SECONDS.toNanos(1) / PAGES_PER_SECOND;
        var pages = (int) (millis * PAGES_PER_SECOND / 1000);
        var start = System.nanoTime();
        var answers = new CompletableFuture<?>[pages];
        for (int i = 0; i < pages; i++) {
            var due = start + i * interval;
            var reader = random.nextInt(past.users());
            var peer = past.user(reader + 1 + random.nextInt(past.peers()));
            for (var wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                TimeUnit.NANOSECONDS.sleep(wait);
            }
            answers[i] = readers.get(reader)
                    .socket()
                    .call(new ListMessages(new ConversationId.C2C(peer), null, COUNT))
                    .handle((page, refusal) -> record(times, due, page));
        }
        CompletableFuture.allOf(answers).get(1, TimeUnit.MINUTES);
        return times;
    }

    /// On the event loop, one at a time. A refused page has no time; the report tells how many were measured.
    private @Nullable Void record(Histogram times, long due, @Nullable JsonNode page) {
        if (page != null) {
            var messages = page.path("messageList").size();
            if (messages != Math.min(COUNT, past.messages())) {
                throw new IllegalStateException("a page has " + messages + " messages");
            }
            times.recordValue(System.nanoTime() - due);
        }
        return null;
    }
}
