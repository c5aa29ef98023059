package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.Rule;
import im.parley.server.TimelineModel.Sent;
import im.parley.server.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/// Random interleavings of what users do, against a model that fits on a page: sequences, unread counts, the
/// order of the list, the history, and each message exactly once at each receiver.
class TimelineModelTest {
    private static final int USERS = 3;
    private static final int APP = TestDatabase.newAppID();
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String KEY = "a-key-that-only-this-test-knows";
    private static final AtomicInteger TRY = new AtomicInteger();
    private static Server server;

    @BeforeContainer
    static void start() throws IOException {
        server = Server.start(ServerConfig.local(Files.createTempDirectory("parley-model-"), APP, KEY)
                .withPostgres(TestDatabase.url()));
    }

    @AfterContainer
    static void stop() {
        server.close();
    }

    /// @param actor index of who does it
    /// @param peer index of the other; the actor's own for notes to oneself
    /// @param number picks a message, or how much is read
    record Step(Action action, int actor, int peer, int number) {}

    enum Action {
        SEND,
        SEND_MANY,
        RETRY,
        READ,
        DELETE,
        DELETE_KEEPING_HISTORY,
        RECONNECT
    }

    @Provide
    Arbitrary<Step> steps() {
        var actions = Arbitraries.frequency(
                Tuple.of(8, Action.SEND),
                Tuple.of(2, Action.SEND_MANY),
                Tuple.of(3, Action.RETRY),
                Tuple.of(4, Action.READ),
                Tuple.of(1, Action.DELETE),
                Tuple.of(1, Action.DELETE_KEEPING_HISTORY),
                Tuple.of(2, Action.RECONNECT));
        var users = Arbitraries.integers().between(0, USERS - 1);
        return Combinators.combine(actions, users, users, Arbitraries.integers().between(0, 30))
                .as(Step::new);
    }

    @Property(tries = 60)
    @Rule({"setMessageRead#1", "getConversationList#11", "deleteConversation#1", "resendMessage#2"})
    void the_server_does_what_the_model_does(@ForAll @Size(max = 40) List<@From("steps") Step> steps) {
        var run = new Run();
        try {
            steps.forEach(run::apply);
            run.compare();
        } finally {
            run.close();
        }
    }

    /// One sequence of steps, on users of its own.
    private static final class Run {
        private final int number = TRY.incrementAndGet();
        private final TimelineModel model = new TimelineModel();
        private final List<TestClient> clients = new ArrayList<>();
        private final List<Map<String, Integer>> received = new ArrayList<>();
        private final List<Sent> sent = new ArrayList<>();

        Run() {
            for (int user = 0; user < USERS; user++) {
                clients.add(signIn(user));
                received.add(new HashMap<>());
            }
        }

        private TestClient signIn(int user) {
            return new TestClient(server.port(), APP, KEY, name(user), "instance");
        }

        private String name(int user) {
            return "u" + user + "-" + number;
        }

        void apply(Step step) {
            var peer = name(step.peer());
            switch (step.action()) {
                case SEND -> send(step, 1);
                case SEND_MANY -> send(step, 20);
                case RETRY -> retry(step);
                case READ -> read(step, peer);
                case DELETE -> delete(step, peer, true);
                case DELETE_KEEPING_HISTORY -> delete(step, peer, false);
                case RECONNECT -> {
                    drain(step.actor());
                    clients.get(step.actor()).close();
                    clients.set(step.actor(), signIn(step.actor()));
                }
            }
        }

        private void send(Step step, int count) {
            var client = clients.get(step.actor());
            var answers = new ArrayList<CompletableFuture<JsonNode>>();
            for (int i = 0; i < count; i++) {
                var id = client.tinyID() + "-1767225600-" + sent.size();
                var message = model.append(id, client.userID(), name(step.peer()));
                sent.add(message);
                answers.add(client.send(name(step.peer()), id, id));
            }
            for (int i = 0; i < count; i++) {
                assertThat(answers.get(i).join().at("/body/sequence").asLong())
                        .isEqualTo(sent.get(sent.size() - count + i).sequence());
            }
        }

        private void retry(Step step) {
            var client = clients.get(step.actor());
            var mine = sent.stream()
                    .filter(message -> message.from().equals(client.userID()))
                    .toList();
            if (!mine.isEmpty()) {
                var message = mine.get(step.number() % mine.size());
                var answer =
                        client.send(message.to(), message.id(), message.id()).join();
                assertThat(answer.at("/body/sequence").asLong()).isEqualTo(message.sequence());
            }
        }

        private void read(Step step, String peer) {
            var client = clients.get(step.actor());
            var last = model.lastSequence(client.userID(), peer);
            if (last > 0) {
                var upTo = Math.max(1, last - step.number() % 5);
                client.call("conversation.read", conversation(peer).put("sequence", upTo));
                model.read(client.userID(), peer, upTo);
            }
        }

        private void delete(Step step, String peer, boolean clear) {
            var client = clients.get(step.actor());
            if (model.lastSequence(client.userID(), peer) > 0) {
                var request = TestClient.object().put("clearHistoryMessage", clear);
                request.putArray("conversationIDList").add("C2C" + peer);
                client.call("conversation.delete", request);
                model.delete(client.userID(), peer, clear);
            }
        }

        void compare() {
            for (int user = 0; user < USERS; user++) {
                drain(user);
                var client = clients.get(user);
                var list = client.call("conversation.list", TestClient.object().put("count", 100))
                        .path("conversationList");
                assertThat(summaries(list)).isEqualTo(model.list(client.userID()));
                for (int peer = 0; peer < USERS; peer++) {
                    assertThat(history(client, name(peer))).isEqualTo(model.history(client.userID(), name(peer)));
                }
                assertThat(received.get(user).values()).allMatch(times -> times == 1);
                assertThat(received.get(user).keySet())
                        .containsExactlyInAnyOrderElementsOf(model.deliveredTo(client.userID()));
            }
        }

        /// Takes the pushes that the user must have got by now, and whatever came besides.
        private void drain(int user) {
            var client = clients.get(user);
            var pushes = received.get(user);
            try {
                while (pushes.size() < model.deliveredTo(client.userID()).size()) {
                    count(pushes, client.push(SOON));
                }
                client.call("session.ping", TestClient.object()); // what was on its way came before the answer
                for (var push = client.push(Duration.ZERO); push != null; push = client.push(Duration.ZERO)) {
                    count(pushes, push);
                }
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }

        private static void count(Map<String, Integer> pushes, @Nullable JsonNode push) {
            assertThat(push).as("a push within 5 s").isNotNull();
            if (push.path("event").asText().equals("message.received")) {
                pushes.merge(push.at("/body/message/ID").asText(), 1, Integer::sum);
            }
        }

        private static List<String> summaries(JsonNode list) {
            var summaries = new ArrayList<String>();
            list.forEach(conversation -> summaries.add(TimelineModel.summary(
                    conversation.path("conversationID").asText(),
                    conversation.path("lastSequence").asLong(),
                    conversation.path("unreadCounter").asLong()
                            - conversation.path("readCounter").asLong(),
                    conversation.at("/lastMessage/ID").asText())));
            return summaries;
        }

        private static List<String> history(TestClient client, String peer) {
            var messages = new ArrayList<String>();
            JsonNode page;
            var request = conversation(peer).put("count", 15);
            do {
                page = client.call("message.list", request);
                var ids = new ArrayList<String>();
                page.path("messageList")
                        .forEach(message -> ids.add(message.path("ID").asText()));
                messages.addAll(0, ids);
                request.put("nextReqMessageID", page.path("nextReqMessageID").asText());
            } while (!page.path("isCompleted").asBoolean());
            return messages;
        }

        private static ObjectNode conversation(String peer) {
            return TestClient.object().put("conversationID", "C2C" + peer);
        }

        void close() {
            clients.forEach(TestClient::close);
        }
    }
}
