package im.parley.server;

import static im.parley.server.settings.CallbackCommand.AFTER_C2C_MESSAGE;
import static im.parley.server.settings.CallbackCommand.BEFORE_C2C_MESSAGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.server.bus.NatsServerProcess;
import im.parley.server.store.TestDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// That back ends are told of messages, and clients of what back ends changed, whichever node dies.
class CallbackFailureTest {
    /// Longer than any of the tests waits: who calls again before is another node.
    private static final String TIMEOUT = "10000";

    /// In `message.flags`: a back end changed the message on its way, and not everybody was told yet.
    private static final int REWRITTEN = 1024;

    private static NatsServerProcess nats;

    private TestServer server;
    private GroupUsers users;
    private BackEnd backEnd;
    private Jdbi database;

    @BeforeAll
    static void startNats() {
        nats = NatsServerProcess.start();
    }

    @AfterAll
    static void stopNats() {
        nats.close();
    }

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        server = new TestServer(data, config -> config.withNode("one").withNats(nats.url()));
        users = new GroupUsers(server.app, TestServer.KEY);
        database = TestDatabase.shared().app(server.app).jdbi();
        backEnd = new BackEnd(server);
        backEnd.set("timeout", TIMEOUT);
        backEnd.wants(AFTER_C2C_MESSAGE);
    }

    @AfterEach
    void stop() {
        users.close();
        server.close();
        backEnd.close();
    }

    /// Another server of the app, which is to tell the back end too.
    private TestServer another() {
        return server.another(config -> config.withNode("two"));
    }

    /// @return the message as it was stored
    private static JsonNode send(TestClient from, TestClient to, String text) {
        var answer = from.send(to.userID(), GroupUsers.newMessageID(from), text)
                .orTimeout(GroupScenario.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        assertThat(answer.path("code").asInt()).as(answer.toString()).isZero();
        return answer.path("body");
    }

    private String textOfNext() throws InterruptedException {
        return backEnd.next(AFTER_C2C_MESSAGE)
                .body()
                .at("/MsgBody/0/MsgContent/Text")
                .asText();
    }

    /// From now on the back end holds its first answer until the future is completed.
    private CompletableFuture<Void> holdFirstAnswer() {
        var held = new CompletableFuture<Void>();
        var isFirst = new AtomicBoolean(true);
        backEnd.answers(AFTER_C2C_MESSAGE, body -> {
            if (isFirst.getAndSet(false)) {
                held.join();
            }
            return BackEnd.ALLOWED;
        });
        return held;
    }

    /// As if the node that tells of the only conversation in which the user wrote had died longer ago than a lease
    /// lasts.
    private void letLeaseEnd(TestClient user) {
        int ended = database.withHandle(handle -> handle.execute(
                "UPDATE callback_cursor SET leased_until = now() - interval '1 second' WHERE leased_until > now()"
                        + " AND conversation_id = (SELECT conversation_id FROM message WHERE sender = ?)",
                Long.parseLong(user.tinyID())));
        assertThat(ended).isEqualTo(1);
    }

    @Test
    void a_slow_answer_holds_up_no_other_conversation() throws Exception {
        var held = holdFirstAnswer();
        var ann = users.newUser(server.port(), "ann");
        var bob = users.newUser(server.port(), "bob");

        send(ann, bob, "1");
        send(ann, bob, "2");
        assertThat(textOfNext()).isEqualTo("1");
        for (int i = 0; i < 3; i++) {
            send(ann, users.newUser(server.port(), "cid"), "elsewhere");
            assertThat(textOfNext()).isEqualTo("elsewhere");
        }

        assertThat(held).isNotDone();
        held.complete(null);
        assertThat(textOfNext()).isEqualTo("2");
    }

    @Test
    void a_node_that_dies_while_it_tells_leaves_that_to_the_next_that_starts() throws Exception {
        var held = holdFirstAnswer();
        var ann = users.newUser(server.port(), "ann");
        var bob = users.newUser(server.port(), "bob");

        send(ann, bob, "hi");
        var first = backEnd.next(AFTER_C2C_MESSAGE);
        letLeaseEnd(ann);
        try (var next = another()) {
            var second = backEnd.next(AFTER_C2C_MESSAGE);

            assertThat(held).isNotDone();
            assertThat(first.platform()).isEqualTo("Web");
            assertThat(second.platform()).as("what only the first one knew").isEqualTo("Unknown");
            assertThat(second.body()).isEqualTo(first.body());
            held.complete(null);

            send(users.signIn(next.port(), ann.userID()), bob, "and again");
            assertThat(textOfNext()).isEqualTo("and again");
            assertThat(backEnd.isIdle()).isTrue();
        }
    }

    @Test
    void a_node_that_dies_while_it_tells_leaves_that_to_who_writes_in_the_conversation() throws Exception {
        var held = holdFirstAnswer();
        var ann = users.newUser(server.port(), "ann");
        try (var other = another()) {
            var bob = users.newUser(other.port(), "bob");

            send(ann, bob, "1");
            var first = backEnd.next(AFTER_C2C_MESSAGE).body();
            send(bob, ann, "2");
            send(bob, users.newUser(other.port(), "cid"), "elsewhere");
            assertThat(textOfNext()).as("what does not wait").isEqualTo("elsewhere");
            letLeaseEnd(ann);

            assertThat(backEnd.next(AFTER_C2C_MESSAGE).body()).isEqualTo(first);
            assertThat(textOfNext()).isEqualTo("2");
            assertThat(held).isNotDone();
            held.complete(null);
        }
        assertThat(backEnd.isIdle()).isTrue();
    }

    @Test
    void what_was_sent_before_all_nodes_went_is_told_by_the_next() throws Exception {
        var ann = users.newUser(server.port(), "ann");
        var bob = users.newUser(server.port(), "bob");
        send(ann, bob, "told");
        assertThat(textOfNext()).isEqualTo("told");
        var sequence = send(ann, bob, "not told").path("sequence").asLong();
        assertThat(textOfNext()).isEqualTo("not told");
        server.close();

        database.useHandle(handle -> assertThat(handle.execute(
                        "UPDATE callback_cursor SET sequence = sequence - 1, leased_until = NULL WHERE sequence = ?",
                        sequence))
                .isEqualTo(1));
        try (var next = another()) {
            assertThat(textOfNext()).isEqualTo("not told");
            send(users.signIn(next.port(), ann.userID()), bob, "new");
            assertThat(textOfNext()).isEqualTo("new");
        }
        assertThat(backEnd.isIdle()).isTrue();
    }

    @Test
    void a_change_that_a_dead_node_left_untold_is_told() throws Exception {
        server.set("login.maxWebInstances", "2");
        backEnd.wants(BEFORE_C2C_MESSAGE);
        var ann = users.newUser(server.port(), "ann");
        var bob = users.newUser(server.port(), "bob");
        var clients = List.of(ann, users.signIn(server.port(), ann.userID()), bob);
        var sequence =
                send(ann, bob, "as the back end wants it").path("sequence").asLong();

        database.useHandle(handle -> assertThat(handle.execute(
                        "UPDATE message SET flags = flags | ?, time = time - 20000 WHERE sender = ? AND sequence = ?",
                        REWRITTEN,
                        Long.parseLong(ann.tinyID()),
                        sequence))
                .isEqualTo(1));

        for (var client : clients) {
            var modified = GroupScenario.next(client, "message.modified").at("/messageList/0");
            assertThat(modified.path("sequence").asLong()).isEqualTo(sequence);
            assertThat(modified.path("version").asInt()).isEqualTo(1);
            assertThat(modified.at("/payload/text").asText()).isEqualTo("as the back end wants it");
        }
        var left = database.withHandle(
                handle -> handle.select("SELECT count(*) FROM message WHERE flags & ? <> 0", REWRITTEN)
                        .mapTo(Integer.class)
                        .one());
        assertThat(left).isZero();
    }

    @Test
    void two_nodes_tell_of_each_message_once_and_in_order() throws Exception {
        try (var other = another()) {
            var ann = users.newUser(server.port(), "ann");
            var peers = IntStream.range(0, 5)
                    .mapToObj(i -> users.newUser(other.port(), "peer"))
                    .toList();

            var sent = new ArrayList<CompletableFuture<JsonNode>>();
            for (int i = 0; i < 5; i++) {
                for (var peer : peers) {
                    sent.add(ann.send(peer.userID(), GroupUsers.newMessageID(ann), "from one"));
                    sent.add(peer.send(ann.userID(), GroupUsers.newMessageID(peer), "from the other"));
                }
            }
            assertThat(sent).allMatch(answer -> GroupScenario.code(answer) == 0);

            var inOrder = LongStream.rangeClosed(1, 10).boxed().toList();
            assertThat(told(ann, sent.size()))
                    .containsOnlyKeys(peers.stream().map(TestClient::userID).toList())
                    .allSatisfy((peer, sequences) -> assertThat(sequences).isEqualTo(inOrder));
            peers.forEach(peer -> send(peer, ann, "the last"));
            assertThat(told(ann, peers.size()))
                    .as("what comes next, when all else was told")
                    .hasSameSizeAs(peers)
                    .allSatisfy((peer, sequences) -> assertThat(sequences).containsExactly(11L));
            assertThat(backEnd.isIdle()).isTrue();
        }
    }

    /// The sequences of the next messages that are told of, by the other one of each conversation of Ann's.
    private Map<String, List<Long>> told(TestClient ann, int messages) throws InterruptedException {
        var told = new HashMap<String, List<Long>>();
        for (int i = 0; i < messages; i++) {
            var call = backEnd.next(AFTER_C2C_MESSAGE).body();
            var from = call.path("From_Account").asText();
            var peer = from.equals(ann.userID()) ? call.path("To_Account").asText() : from;
            told.computeIfAbsent(peer, key -> new ArrayList<>())
                    .add(call.path("MsgSeq").asLong());
        }
        return told;
    }
}
