package im.parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ConversationId;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.UserSig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.StreamSupport;

/// How smoothly a page runs while messages come in as fast as the server takes them: the web SDK in Chromium
/// (`bench/web/page.js`), which shows the list of conversations anew in each frame.
final class PageBench implements Benchmark {
    private static final int MESSAGES = 10_000;
    private static final int SENDERS = 100;
    private static final int SIGN_INS_AT_ONCE = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /// Longer ones are seen as a stutter.
    private static final double LONG_FRAME_MILLIS = 50;

    @Override
    public String name() {
        return "page";
    }

    @Override
    public String about() {
        return "frames of a page in Chromium while 10,000 messages come in";
    }

    @Override
    public Report run(Settings settings) throws Exception {
        var report = new Report(name());
        int messages = settings.size(MESSAGES, MESSAGES / 10);
        var table = report.table(
                String.format("A page that receives %,d messages of %d senders", messages, SENDERS),
                "run",
                "messages/s",
                "frames",
                "p50 ms",
                "p99 ms",
                "longest ms",
                "over 50 ms",
                "long tasks",
                "longest task ms");
        var longest = new ArrayList<Double>();
        try (var target = Target.open(settings)) {
            var senders =
                    Crowd.gather(SENDERS, SIGN_INS_AT_ONCE, i -> target.client().signIn("page-sender-" + i));
            for (int run = 1; run <= settings.runs(); run++) {
                var result = measure(settings, target, senders, messages, "page-reader-" + run);
                longest.add(result.longest());
                result.addTo(table, "run " + run);
            }
            senders.forEach(sender -> sender.socket().close());
        }
        report.value("longestFrameMillis", Medians.of(longest, millis -> millis));
        return report;
    }

    private static Result measure(
            Settings settings, Target target, List<ChatClient.User> senders, int messages, String reader)
            throws Exception {
        var client = target.client();
        var signature = UserSig.mint(client.sdkAppID(), client.key(), reader, Instant.now(), Duration.ofHours(1));
        var script = settings.home().resolve("bench/web/page.js");
        Files.createDirectories(settings.results());
        var log = Files.createTempFile(settings.results(), "page-", ".log");
        var environment = Map.of(
                "PARLEY_SERVER",
                "ws://127.0.0.1:" + client.server().getPort(),
                "PARLEY_APP",
                Integer.toString(client.sdkAppID()),
                "PARLEY_USER",
                reader,
                "PARLEY_SIG",
                signature,
                "PARLEY_MESSAGES",
                Integer.toString(messages));
        try (var page = ChildProcess.start(log, environment, command(script))) {
            page.await("the page", PATIENCE, () -> page.output().contains("ready\n"));
            var refused = new AtomicLong();
            target.network().loop().execute(() -> {
                for (var sender : senders) {
                    new Share(sender, reader, messages / senders.size(), refused).begin();
                }
            });
            page.await(
                    "the page to get all messages",
                    PATIENCE,
                    () -> page.output().endsWith("}\n"));
            if (refused.get() > 0) {
                throw new IOException(refused + " messages were refused");
            }
            return Result.of(ProtocolJson.mapper()
                    .readTree(page.output().lines().toList().getLast()));
        }
    }

    /// A user's browser need not share its processors with a server: it goes before the rest, where that is allowed.
    private static List<String> command(Path script) {
        return List.of("nice", "-n", "-15", "node", script.toString());
    }

    /// What one of the senders sends, a few at a time.
    private static final class Share implements ChatSocket.Traffic {
        private final ChatSocket socket;
        private final SendFrame frame;
        private final AtomicLong refused;
        private int left;

        Share(ChatClient.User sender, String reader, int messages, AtomicLong refused) {
            this.socket = sender.socket();
            this.frame = new SendFrame(sender.tinyID(), new ConversationId.C2C(reader), Throughput.TEXT_BYTES, false);
            this.left = messages;
            this.refused = refused;
        }

        void begin() {
            socket.traffic(this);
            for (int i = 0; i < Throughput.IN_FLIGHT; i++) {
                next();
            }
            socket.flush();
        }

        @Override
        public void acked(ChatSocket from, boolean stored) {
            if (!stored) {
                refused.incrementAndGet();
            }
            next(); // flushed by the connection when it has read all that is there
        }

        private void next() {
            if (left > 0) {
                left--;
                socket.send(frame, System.nanoTime());
            }
        }
    }

    /// @param frames from one to the next, milliseconds, ascending
    /// @param tasks of the page's thread that took 50 ms or more, ascending
    private record Result(double perSecond, List<Double> frames, List<Double> tasks) {
        static Result of(JsonNode measured) {
            return new Result(
                    measured.path("received").doubleValue()
                            / measured.path("seconds").doubleValue(),
                    ascending(measured.path("frames")),
                    ascending(measured.path("tasks")));
        }

        private static List<Double> ascending(JsonNode numbers) {
            return StreamSupport.stream(numbers.spliterator(), false)
                    .map(JsonNode::doubleValue)
                    .sorted()
                    .toList();
        }

        double longest() {
            return frames.getLast();
        }

        private double percentile(int percent) {
            return frames.get((frames.size() - 1) * percent / 100);
        }

        void addTo(Table table, String run) {
            table.row(
                    run,
                    perSecond,
                    frames.size(),
                    percentile(50),
                    percentile(99),
                    longest(),
                    frames.stream().filter(millis -> millis > LONG_FRAME_MILLIS).count(),
                    tasks.size(),
                    tasks.isEmpty() ? 0.0 : tasks.getLast());
        }
    }
}
