package im.parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ConversationId;
import im.parley.protocol.UserSig;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.StreamSupport;

/// How smoothly a page runs while messages come in, as fast as the server takes them and a thousand a second: the
/// web SDK in Chromium (`bench/web/page.html`), which shows the list of conversations anew in each frame.
final class PageBench implements Benchmark {
    private static final int MESSAGES = 10_000;
    private static final int SENDERS = 100;

    /// @param rate messages a second; 0: as fast as the server takes them
    /// @param toPage whether they go to the page's user
    private record Stream(String name, int rate, boolean toPage) {}

    /// The first is with little of the machine left for the page, and warms the server for the others. The last tells
    /// which frames the machine takes from a page that shows as much and gets nothing.
    private static final List<Stream> STREAMS = List.of(
            new Stream("as many as go", 0, true),
            new Stream("1000/s", 1_000, true),
            new Stream("1000/s to another", 1_000, false));

    /// Gets what a page does not get.
    private static final String OTHER = "page-other";

    private static final int SIGN_INS_AT_ONCE = 32;

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
                "offered",
                "run",
                "messages/s",
                "frames",
                "p50 ms",
                "p99 ms",
                "longest ms",
                "over 50 ms",
                "long tasks",
                "longest task ms");
        try (var target = Target.open(settings)) {
            var senders =
                    Crowd.gather(SENDERS, SIGN_INS_AT_ONCE, i -> target.client().signIn("page-sender-" + i));
            var other = Crowd.gather(1, 1, i -> target.client().signIn(OTHER)).getFirst();
            var goesFirst = true;
            for (var stream : STREAMS) {
                var longest = new ArrayList<Double>();
                for (int run = 1; run <= settings.runs(); run++) {
                    var result = measure(settings, target, senders, messages, stream, run);
                    goesFirst &= result.goesFirst();
                    longest.add(result.longest());
                    result.addTo(table, stream.name(), run);
                }
                report.value("longestFrameMillis, " + stream.name(), Medians.of(longest, millis -> millis));
            }
            report.remark(
                    goesFirst
                            ? "The browser went before the server and the senders, which its user's machine need not run."
                            : "The browser shared the processors with all others: only root may put it first, on Linux.");
            senders.forEach(sender -> sender.socket().close());
            other.socket().close();
        }
        return report;
    }

    private static Result measure(
            Settings settings, Target target, List<ChatClient.User> senders, int messages, Stream stream, int run)
            throws Exception {
        var client = target.client();
        var reader = "page-reader-" + STREAMS.indexOf(stream) + "-" + run;
        var receiver = stream.toPage() ? reader : OTHER;
        var signature = UserSig.mint(client.sdkAppID(), client.key(), reader, Instant.now(), Duration.ofHours(1));
        Files.createDirectories(settings.results());
        var log = Files.createTempFile(settings.results(), "page-", ".log");
        var server = "ws://127.0.0.1:" + client.server().getPort();
        Map<String, Object> pageSettings = Map.of(
                "options",
                Map.of("SDKAppID", client.sdkAppID(), "proxyServer", server),
                "login",
                Map.of("userID", reader, "userSig", signature),
                "messages",
                stream.toPage() ? messages : 0,
                "seconds",
                stream.rate() == 0 ? 0 : messages / stream.rate());
        try (var page = new BrowserPage(settings.home(), log, pageSettings)) {
            page.awaitReady();
            var goesFirst = page.putFirst();
            var refused = new AtomicLong();
            var loop = target.network().loop();
            loop.execute(() -> {
                var shares = senders.stream()
                        .map(sender -> new Share(sender, receiver, messages / senders.size(), refused))
                        .toList();
                if (stream.rate() == 0) {
                    shares.forEach(Share::begin);
                } else {
                    new Even(shares, stream.rate(), messages).begin(loop);
                }
            });
            var measured = page.awaitResult();
            if (refused.get() > 0) {
                throw new IOException(refused + " messages were refused");
            }
            return Result.of(measured, goesFirst);
        }
    }

    /// Sends in turn of all senders, at a rate.
    private static final class Even {
        private final List<Share> shares;
        private final int rate;
        private final int messages;
        private long begun;
        private int sent;

        Even(List<Share> shares, int rate, int messages) {
            this.shares = shares;
            this.rate = rate;
            this.messages = messages;
        }

        void begin(EventLoop loop) {
            shares.forEach(Share::listen);
            begun = System.nanoTime();
            sendDue(loop);
        }

        private void sendDue(EventLoop loop) {
            var due = Math.min(messages, (System.nanoTime() - begun) * rate / TimeUnit.SECONDS.toNanos(1));
            for (; sent < due; sent++) {
                shares.get(sent % shares.size()).sendOne();
            }
            if (sent < messages) {
                loop.schedule(() -> sendDue(loop), 1, TimeUnit.MILLISECONDS);
            }
        }
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

        /// Counts what is refused.
        void listen() {
            socket.traffic(new ChatSocket.Traffic() {
                @Override
                public void acked(ChatSocket from, boolean stored) {
                    refused.addAndGet(stored ? 0 : 1);
                }
            });
        }

        void sendOne() {
            socket.send(frame, System.nanoTime());
            socket.flush();
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

    /// @param goesFirst whether the browser came before all others where it wanted a processor
    /// @param frames from one to the next, milliseconds, ascending
    /// @param tasks of the page's thread that took 50 ms or more, ascending
    private record Result(boolean goesFirst, double perSecond, List<Double> frames, List<Double> tasks) {
        static Result of(JsonNode measured, boolean goesFirst) {
            return new Result(
                    goesFirst,
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

        void addTo(Table table, String offered, int run) {
            table.row(
                    offered,
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
