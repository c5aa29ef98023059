package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.server.store.Await;
import im.parley.server.store.TestDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The index of a whole server: how soon it follows, and made anew by one command.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchFollowsTest {
    private static final Logger LOG = LoggerFactory.getLogger(SearchFollowsTest.class);

    /// Far more than a search takes: nothing waits for the index.
    private static final Duration PROMISED = Duration.ofSeconds(2);

    /// How long a test waits, so that a slow machine shows how slow it was.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration BETWEEN_SEARCHES = Duration.ofMillis(60);

    private static final int ROUNDS = 7;
    private static final int INSTANCES = 10;

    private final AtomicInteger ids = new AtomicInteger();
    private final List<TestClient> searching = new ArrayList<>();
    private TestServer server;
    private TestClient ann;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        server = new TestServer(folder);
        server.rest("settings/set", "{\"Settings\":{\"login.maxWebInstances\":" + INSTANCES + "}}");
        ann = client("ann", "writing");
        client("bob", "reading").close(); // so that there is a bob
        for (int i = 1; i < INSTANCES; i++) {
            searching.add(client("ann", "searching-" + i));
        }
    }

    private TestClient client(String userID, String instanceID) {
        return new TestClient(server.port(), server.app, TestServer.KEY, userID, instanceID);
    }

    @AfterAll
    void stop() {
        searching.forEach(TestClient::close);
        ann.close();
        server.close();
    }

    private String send(String text) {
        var id = ann.tinyID() + "-1767225600-" + ids.incrementAndGet();
        var answer = ann.send("bob", id, text).join();
        assertThat(answer.path("code").asInt()).as("%s", answer).isZero();
        return id;
    }

    private JsonNode search(String keyword) {
        LockSupport.parkNanos(BETWEEN_SEARCHES.toNanos()); // each instance may search twice a second
        var next = searching.removeFirst();
        searching.addLast(next);
        var query = TestClient.object().put("count", 20);
        query.putArray("keywordList").add(keyword);
        return next.call("message.search", query);
    }

    private static Predicate<JsonNode> hits(int count) {
        return found -> found.path("totalCount").asInt() == 0 && count == 0
                || found.at("/searchResultList/0/messageCount").asInt() == count;
    }

    /// How long it takes until a search finds what is expected.
    private Duration until(String keyword, Predicate<JsonNode> expected) {
        long begun = System.nanoTime();
        while (true) {
            var found = search(keyword);
            var passed = Duration.ofNanos(System.nanoTime() - begun);
            if (expected.test(found)) {
                return passed;
            }
            assertThat(passed).as("%s: %s", keyword, found).isLessThan(PATIENCE);
        }
    }

    private static Duration median(List<Duration> measured) {
        return measured.stream().sorted().toList().get(measured.size() / 2);
    }

    @Test
    void searches_follow_what_becomes_of_messages_within_two_seconds() {
        var measured = new TreeMap<String, List<Duration>>();
        var deletion = TestClient.object().put("conversationID", "C2Cbob"); // of all at once: one a second is allowed
        for (int round = 0; round < ROUNDS; round++) {
            var id = send("first words " + round + " früh");
            note(measured, "sent", until("words " + round, hits(1)));
            modify(id, "second thoughts " + round);
            note(measured, "modified", until("thoughts " + round, hits(1)));
            assertThat(hits(0).test(search("words " + round))).isTrue();
            call("message.revoke", id);
            note(measured, "revoked", until("thoughts " + round, hits(0)));
            var other = send("forget this " + round);
            until("forget this " + round, hits(1));
            deletion.withArray("idList").add(other);
        }
        ann.call("message.delete", deletion);
        note(measured, "deleted", until("forget this", hits(0)));
        LOG.info("searches followed after {}", measured);
        measured.forEach((what, times) ->
                assertThat(median(times)).as("%s: %s", what, times).isLessThan(PROMISED));
    }

    private static void note(Map<String, List<Duration>> measured, String what, Duration time) {
        measured.computeIfAbsent(what, first -> new ArrayList<>()).add(time);
    }

    private void modify(String id, String text) {
        var request = TestClient.object()
                .put("conversationID", "C2Cbob")
                .put("id", id)
                .put("version", 0)
                .put("type", "TIMTextElem");
        request.putObject("payload").put("text", text);
        ann.call("message.modify", request);
    }

    private void call(String op, String id) {
        ann.call(op, TestClient.object().put("conversationID", "C2Cbob").put("id", id));
    }

    @Test
    void one_command_makes_a_damaged_index_anew() throws Exception {
        for (int i = 0; i < 50; i++) {
            send("needle in a haystack " + i);
        }
        var database = TestDatabase.shared().app(server.app).jdbi();
        server.rest("search/rebuild", "{}"); // or the last ones wait for more
        Await.until(() -> database.withHandle(handle -> handle.select(
                                "SELECT count(*) FROM search_passage, unnest(texts) AS one (text) WHERE text LIKE 'needle in%'")
                        .mapTo(Integer.class)
                        .one()
                == 50));
        database.useHandle(handle -> handle.execute("DELETE FROM search_passage"));
        assertThat(hits(50).test(search("needle in"))).isFalse();

        assertThat(reindex("--app", server.app + ":" + TestServer.KEY)).isEqualTo(0);

        assertThat(out.toString())
                .containsPattern("The search index of app " + server.app + " is made anew: [\\d,]+ messages\\.");
        assertThat(hits(50).test(search("needle in"))).isTrue();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void what_keeps_the_command_from_working_is_one_sentence() {
        assertThat(reindex("--app", server.app + ":another-key-altogether")).isEqualTo(1);
        assertThat(err.toString()).contains("refuses: 70009");
        assertThat(reindex("--server", "nowhere", "--app", "1:" + TestServer.KEY))
                .isEqualTo(1);
        assertThat(err.toString()).contains("--server is \"nowhere\"");
        assertThat(reindex("--server", "http://127.0.0.1:1", "--app", "1:" + TestServer.KEY))
                .isEqualTo(1);
        assertThat(err.toString()).contains("No Parley server answers at http://127.0.0.1:1");
        assertThat(out.toString()).isEmpty();
    }

    private StringWriter out;
    private StringWriter err;

    private int reindex(String... flags) {
        out = new StringWriter();
        err = new StringWriter();
        var words = new ArrayList<>(List.of("reindex", "--port", String.valueOf(server.port())));
        words.addAll(List.of(flags));
        return new CommandLineTool(new PrintWriter(out, true), new PrintWriter(err, true), Map.of(), config -> {
                    throw new AssertionError("nothing is to be started");
                })
                .run(words.toArray(String[]::new));
    }
}
