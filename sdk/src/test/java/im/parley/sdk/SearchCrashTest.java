package im.parley.sdk;

import static im.parley.sdk.Person.conversationID;
import static im.parley.sdk.Person.errorOf;
import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.ErrorCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The index loses nothing and doubles nothing when the server is killed while it is written.
@Tag("slow")
class SearchCrashTest {
    private static final int KILLS = 5;
    private static final int PEERS = 4;
    private static final int BURST = 240; // messages between two kills
    private static final int PAGE = 100;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_SEARCHES = Duration.ofMillis(600); // two a second are allowed

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @TempDir
    private Path folder;

    @Test
    void everything_is_found_once_after_the_server_was_killed_while_indexing() throws Exception {
        try (var server = new ChildServer(folder);
                var senders = Executors.newVirtualThreadPerTaskExecutor()) {
            var ann = Person.signIn("ann", server.address(), TIMEOUT);
            var peers = IntStream.range(0, PEERS)
                    .mapToObj(i -> Person.signIn("peer-" + i, server.address(), TIMEOUT))
                    .toList();
            for (int kill = 0; kill < KILLS; kill++) {
                var acked = new CountDownLatch(random.nextInt(1, BURST));
                var sends = new ArrayList<CompletableFuture<Void>>();
                for (int i = 0; i < BURST; i++) {
                    var message = ann.messageTo(peers.get(i % PEERS), text(kill * BURST + i));
                    sends.add(CompletableFuture.runAsync(
                            () -> {
                                sendUntilStored(ann, message);
                                acked.countDown();
                            },
                            senders));
                }
                assertThat(acked.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS)).isTrue();
                Thread.sleep(random.nextInt(500)); // into any moment of the indexer's round of half a second
                server.kill();
                server.start();
                CompletableFuture.allOf(sends.toArray(CompletableFuture[]::new)).join();
            }

            for (int p = 0; p < PEERS; p++) {
                int peer = p;
                assertThat(found(ann, conversationID(peers.get(p)), KILLS * BURST / PEERS))
                        .as("seed " + seed)
                        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, KILLS * BURST)
                                .filter(i -> i % PEERS == peer)
                                .mapToObj(SearchCrashTest::text)
                                .toList());
            }
            ann.chat.destroy().join();
            peers.forEach(person -> person.chat.destroy().join());
        }
    }

    private static String text(int number) {
        return "needle number " + number;
    }

    private static void sendUntilStored(Person sender, Message message) {
        var attempt = sender.chat.sendMessage(message);
        while (attempt.handle((stored, failure) -> failure != null).join()) {
            assertThat(errorOf(attempt).errorCode().map(ErrorCode::retryable)).contains(true);
            attempt = sender.chat.resendMessage(message);
        }
    }

    /// The texts that a search finds once it finds as many, page by page.
    private static List<String> found(Person person, String conversation, int expected) throws Exception {
        var query = MessageSearchQuery.keywords("needle").in(conversation);
        long end = System.nanoTime() + PATIENCE.toNanos();
        var page = search(person, query.page(PAGE, ""));
        while (page.totalCount() != expected && System.nanoTime() < end) {
            page = search(person, query.page(PAGE, ""));
        }
        var texts = new ArrayList<String>();
        while (true) {
            page.searchResultList().stream()
                    .flatMap(hits -> hits.messageList().stream())
                    .map(Person::text)
                    .forEach(texts::add);
            if (page.cursor().isEmpty()) {
                return texts;
            }
            page = search(person, query.page(PAGE, page.cursor()));
        }
    }

    private static MessageSearchResult search(Person person, MessageSearchQuery query) throws Exception {
        Thread.sleep(BETWEEN_SEARCHES); // the server allows two a second
        return Person.result(person.chat.searchCloudMessages(query));
    }
}
