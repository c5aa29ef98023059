package im.parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ConversationId;
import im.parley.protocol.message.SearchMessages;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/// Searches of many users: how long each kind takes at a steady rate, and how many there can be.
final class SearchLoad {
    /// Of each user, as many as may be signed in together: each of them may search twice a second.
    private static final int INSTANCES = 3;

    private static final int AT_ONCE = 32;
    private static final int PER_SECOND = 40;
    private static final int IN_FLIGHT = 8;
    private static final int FREQUENT = 20;
    private static final int PAGE = 20;
    private static final long PATIENCE_SECONDS = 60;

    private final ParleyServer server;
    private final ChatHistory past;
    private final SearchTexts texts;
    private final List<ChatClient.User> sessions;
    private final SplittableRandom random = new SplittableRandom(5);
    private int turn;

    SearchLoad(ParleyServer server, Network network, ChatHistory past, SearchTexts texts) throws Exception {
        this.server = server;
        this.past = past;
        this.texts = texts;
        var client = server.client(network);
        sessions = Crowd.gather(past.users() * INSTANCES, AT_ONCE, i -> client.signIn(past.user(i)));
    }

    void measure(Settings settings, Report report) throws Exception {
        atARate(settings, report);
        asManyAsPossible(settings, report);
        sessions.forEach(session -> session.socket().close());
    }

    private record Kind(String name, Supplier<SearchMessages> query) {}

    private List<Kind> kinds() {
        return List.of(
                new Kind("frequent English word, everywhere", () -> query(null, "or", frequent(texts.english))),
                new Kind("frequent Chinese word, everywhere", () -> query(null, "or", frequent(texts.chinese))),
                new Kind("any Chinese word, everywhere", () -> query(null, "or", any(texts.chinese))),
                new Kind(
                        "English and Chinese words, either, everywhere",
                        () -> query(null, "or", any(texts.english), any(texts.chinese))),
                new Kind(
                        "two English words, both, everywhere",
                        () -> query(null, "and", any(texts.english), any(texts.english))),
                new Kind(
                        "frequent Chinese word, one conversation", () -> query(peer(), "or", frequent(texts.chinese))));
    }

    private String frequent(List<String> words) {
        return words.get(random.nextInt(FREQUENT));
    }

    private String any(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    /// Somebody with whom the next session's user has talked.
    private ConversationId peer() {
        return new ConversationId.C2C(past.user(turn % past.users() + 1 + random.nextInt(past.peers())));
    }

    private static SearchMessages query(@Nullable ConversationId conversation, String match, String... keywords) {
        return new SearchMessages(List.of(keywords), match, null, null, conversation, null, null, PAGE, null);
    }

    private ChatSocket next() {
        return sessions.get(turn++ % sessions.size()).socket();
    }

    /// Each counts from the moment when it was due.
    private void atARate(Settings settings, Report report) throws Exception {
        var table = report.table(
                String.format(
                        "Searches at %d a second among %,d messages, %,d of the searching user, milliseconds",
                        PER_SECOND, (long) past.conversations() * past.messages(), 2L * past.peers() * past.messages()),
                "what",
                "answered",
                "found on average",
                "p50",
                "p99",
                "max",
                "server cores",
                "PostgreSQL cores",
                "generator cores",
                "others");
        for (var kind : kinds()) {
            run(kind, settings.warmUp().toSeconds() / 3 * PER_SECOND);
            var before = CpuSample.take(server.pids());
            var answers = run(kind, settings.span().toSeconds() / 2 * PER_SECOND);
            var cores = CpuSample.take(server.pids()).since(before).cores();
            table.row(
                    kind.name(),
                    answers.times().getTotalCount(),
                    (double) answers.found().get() / answers.times().getTotalCount(),
                    Latency.millis(answers.times(), 50),
                    Latency.millis(answers.times(), 99),
                    Latency.millis(answers.times(), 100),
                    cores[0],
                    cores[1],
                    cores[2],
                    cores[3]);
            report.value(kind.name() + ", p99 ms", Latency.millis(answers.times(), 99));
        }
    }

    /// @param found hits or conversations of all answers
    private record Answers(Histogram times, AtomicLong found) {
        Answers() {
            this(new Histogram(TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS), 3), new AtomicLong());
        }

        /// On the event loop, one at a time.
        @Nullable
        Void take(long due, @Nullable JsonNode page, @Nullable Throwable refusal) {
            if (page == null) {
                throw new IllegalStateException("a search was refused", refusal);
            }
            times.recordValue(System.nanoTime() - due);
            found.addAndGet(page.path("totalCount").asLong());
            return null;
        }
    }

    private Answers run(Kind kind, long searches) throws Exception {
        var answers = new Answers();
        var interval = TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
        var start = System.nanoTime();
        var all = new CompletableFuture<?>[Math.toIntExact(searches)];
        for (int i = 0; i < all.length; i++) {
            var due = start + i * interval;
            for (var wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                TimeUnit.NANOSECONDS.sleep(wait);
            }
            var query = kind.query().get();
            all[i] = next().call(query).handle((page, refusal) -> answers.take(due, page, refusal));
        }
        CompletableFuture.allOf(all).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return answers;
    }

    private void asManyAsPossible(Settings settings, Report report) throws Exception {
        var table = report.table(
                "All of these in turn, " + IN_FLIGHT + " at once",
                "searches/s",
                "p50",
                "p99",
                "searches per CPU-s",
                "server cores",
                "PostgreSQL cores",
                "generator cores",
                "others");
        var kinds = kinds();
        var answers = new Answers();
        var room = new Semaphore(IN_FLIGHT);
        var before = CpuSample.take(server.pids());
        var end = System.nanoTime() + settings.span().toNanos();
        for (int i = 0; System.nanoTime() < end; i++) {
            room.acquire();
            var asked = System.nanoTime();
            var query = kinds.get(i % kinds.size()).query().get();
            var answer = next().call(query).handle((page, refusal) -> answers.take(asked, page, refusal));
            answer.whenComplete((done, failed) -> room.release());
        }
        if (!room.tryAcquire(IN_FLIGHT, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("searches were not answered");
        }
        var cpu = CpuSample.take(server.pids()).since(before);
        var cores = cpu.cores();
        var rate = answers.times().getTotalCount() / cpu.seconds();
        table.row(
                rate,
                Latency.millis(answers.times(), 50),
                Latency.millis(answers.times(), 99),
                answers.times().getTotalCount() / cpu.system(),
                cores[0],
                cores[1],
                cores[2],
                cores[3]);
        report.value("searchesPerSecond", rate);
    }
}
