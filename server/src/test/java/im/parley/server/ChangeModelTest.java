package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Rule;
import im.parley.server.ChangeModel.Pair;
import im.parley.server.ChangeModel.Sent;
import im.parley.server.store.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/// Random interleavings of sending, revoking, modifying, deleting, reading and clearing by several users,
/// against [ChangeModel]: what each of them sees in the history, in the list and among the changes, and every
/// refusal.
class ChangeModelTest {
    private static final int USERS = 3;
    private static final int APP = TestDatabase.newAppID();
    private static final String KEY = "a-key-that-only-this-test-knows";
    private static final AtomicInteger TRY = new AtomicInteger();
    private static Server server;

    @BeforeContainer
    static void start() throws IOException {
        server = Server.start(ServerConfig.local(Files.createTempDirectory("parley-changes-"), APP, KEY)
                .withPostgres(TestDatabase.url()));
    }

    @AfterContainer
    static void stop() {
        server.close();
    }

    enum Action {
        SEND,
        RETRY,
        REVOKE,
        MODIFY,
        MODIFY_AN_OLD_VERSION,
        DELETE,
        READ,
        CLEAR
    }

    /// @param number picks a message
    record Step(Action action, int actor, int peer, int number) {}

    @Provide
    Arbitrary<Step> steps() {
        var actions = Arbitraries.frequency(
                Tuple.of(10, Action.SEND),
                Tuple.of(2, Action.RETRY),
                Tuple.of(5, Action.REVOKE),
                Tuple.of(5, Action.MODIFY),
                Tuple.of(2, Action.MODIFY_AN_OLD_VERSION),
                Tuple.of(2, Action.DELETE),
                Tuple.of(2, Action.READ),
                Tuple.of(1, Action.CLEAR));
        var users = Arbitraries.integers().between(0, USERS - 1);
        return Combinators.combine(actions, users, users, Arbitraries.integers().between(0, 30))
                .as(Step::new);
    }

    @Property(tries = 60)
    @Rule({
        "revokeMessage#2",
        "revokeMessage#7",
        "revokeMessage#8",
        "resendMessage#2",
        "deleteMessage#7",
        "modifyMessage#3",
        "modifyMessage#7",
        "modifyMessage#8",
        "clearHistoryMessage#1",
        "clearHistoryMessage#3"
    })
    void the_server_does_what_the_model_does(@ForAll @Size(min = 10, max = 60) List<@From("steps") Step> steps) {
        try (var run = new Run()) {
            steps.forEach(run::apply);
            run.compare();
        }
    }

    @Example
    @Rule("modifyMessage#3")
    void of_two_who_modify_at_once_exactly_one_wins_each_version() {
        try (var run = new Run()) {
            run.apply(new Step(Action.SEND, 0, 1, 0));
            var id = run.model.pair(run.name(0), run.name(1)).messages.getFirst().id;
            for (int version = 0; version < 50; version++) {
                var ann =
                        run.clients.get(0).start("message.modify", run.modification(1, id, version, "ann " + version));
                var bob =
                        run.clients.get(1).start("message.modify", run.modification(0, id, version, "bob " + version));
                var conflicts = List.of(
                        ann.join().at("/body/isConflict").booleanValue(),
                        bob.join().at("/body/isConflict").booleanValue());
                assertThat(conflicts).containsExactlyInAnyOrder(true, false);
                var winner = conflicts.getFirst() ? "bob " : "ann ";
                for (var answer : List.of(ann.join(), bob.join())) {
                    assertThat(answer.at("/body/message/version").intValue()).isEqualTo(version + 1);
                    assertThat(answer.at("/body/message/payload/text").textValue())
                            .isEqualTo(winner + version);
                }
            }
        }
    }

    /// One sequence of steps, on users of its own.
    private static final class Run implements AutoCloseable {
        private final int number = TRY.incrementAndGet();
        private final ChangeModel model = new ChangeModel();
        private final List<TestClient> clients;
        private final boolean[] hasDeleted = new boolean[USERS]; // once a second, and no test waits for that
        private int texts;

        Run() {
            clients = IntStream.range(0, USERS)
                    .mapToObj(user -> new TestClient(server.port(), APP, KEY, name(user), "instance"))
                    .toList();
        }

        String name(int user) {
            return "u" + user + "-" + number;
        }

        void apply(Step step) {
            var me = name(step.actor());
            var pair = model.pair(me, name(step.peer()));
            if (step.action() == Action.SEND) {
                send(step, pair);
            } else if (!pair.messages.isEmpty()) {
                var message = pair.messages.get(step.number() % pair.messages.size());
                switch (step.action()) {
                    case SEND -> {}
                    case RETRY -> retry(step, message);
                    case REVOKE -> revoke(step, pair, message);
                    case MODIFY -> modify(step, pair, message, message.version);
                    case MODIFY_AN_OLD_VERSION -> modify(step, pair, message, message.version + 1);
                    case DELETE -> delete(step, pair, message);
                    case READ -> {
                        call(step, "conversation.read", conversation(step).put("sequence", message.sequence), 0);
                        pair.read(me, message.sequence);
                    }
                    case CLEAR -> {
                        call(
                                step,
                                "conversation.clearHistory",
                                conversation(step).put("upTo", message.sequence),
                                0);
                        pair.clear(me, message.sequence);
                    }
                }
            }
        }

        private void send(Step step, Pair pair) {
            var client = clients.get(step.actor());
            var id = client.tinyID() + "-1767225600-" + texts;
            var message = pair.append(id, client.userID(), "text " + texts++);
            var answer = client.send(name(step.peer()), id, message.original).join();
            assertThat(answer.at("/body/sequence").intValue()).isEqualTo(message.sequence);
        }

        private void retry(Step step, Sent message) {
            var client = clients.get(step.actor());
            if (message.from.equals(client.userID())) {
                var answer = client.send(name(step.peer()), message.id, message.original)
                        .join();
                assertThat(answer.at("/body/sequence").intValue()).isEqualTo(message.sequence);
            }
        }

        private void revoke(Step step, Pair pair, Sent message) {
            var me = name(step.actor());
            var code = !pair.sees(me, message)
                    ? ErrorCode.MESSAGE_TO_REVOKE_NOT_FOUND.number()
                    : message.from.equals(me) ? 0 : ErrorCode.GROUP_PERMISSION_DENIED.number();
            call(step, "message.revoke", conversation(step).put("id", message.id), code);
            if (code == 0 && !message.revoked) {
                message.revoked = true;
                pair.changed(message);
            }
        }

        private void modify(Step step, Pair pair, Sent message, int version) {
            var code = !pair.sees(name(step.actor()), message)
                    ? ErrorCode.MESSAGE_NOT_FOUND.number()
                    : message.revoked ? ErrorCode.MESSAGE_INVALID_REQUEST.number() : 0;
            var text = "text " + texts++;
            var body = call(step, "message.modify", modification(step.peer(), message.id, version, text), code);
            if (code == 0 && version == message.version) {
                message.text = text;
                message.version++;
                pair.changed(message);
            }
            if (code == 0) {
                assertThat(body.path("isConflict").booleanValue()).isEqualTo(!message.text.equals(text));
                assertThat(show(body.path("message"))).isEqualTo(message.show(name(step.actor())));
            }
        }

        ObjectNode modification(int peer, String id, int version, String text) {
            var request = TestClient.object()
                    .put("conversationID", "C2C" + name(peer))
                    .put("id", id)
                    .put("version", version)
                    .put("type", "TIMTextElem");
            request.putObject("payload").put("text", text);
            return request;
        }

        private void delete(Step step, Pair pair, Sent first) {
            if (hasDeleted[step.actor()]) {
                return;
            }
            hasDeleted[step.actor()] = true;
            var request = conversation(step);
            var ids = request.putArray("idList");
            for (var message : pair.messages.subList(first.sequence - 1, pair.messages.size())) {
                if (message.sequence % 2 == first.sequence % 2 && ids.size() < 30) {
                    ids.add(message.id);
                    pair.delete(name(step.actor()), message);
                }
            }
            var body = call(step, "message.delete", request, 0);
            var history = pair.history(name(step.actor()));
            assertThat(body.has("lastMessage")).isEqualTo(!history.isEmpty());
            if (!history.isEmpty()) {
                assertThat(show(body.path("lastMessage"))).isEqualTo(history.getLast());
            }
        }

        private JsonNode call(Step step, String op, ObjectNode body, int code) {
            var answer = clients.get(step.actor()).start(op, body).join();
            assertThat(answer.path("code").asInt())
                    .as("%s %s: %s", op, body, answer)
                    .isEqualTo(code);
            return answer.path("body");
        }

        private ObjectNode conversation(Step step) {
            return TestClient.object().put("conversationID", "C2C" + name(step.peer()));
        }

        void compare() {
            for (var client : clients) {
                var list = client.call("conversation.list", TestClient.object().put("count", 100))
                        .path("conversationList");
                for (int user = 0; user < USERS; user++) {
                    var pair = model.pair(client.userID(), name(user));
                    var conversationID = "C2C" + name(user);
                    assertThat(history(client, conversationID)).isEqualTo(pair.history(client.userID()));
                    assertThat(changes(client, conversationID)).isEqualTo(pair.changed(client.userID()));
                    for (var conversation : list) {
                        if (conversation.path("conversationID").asText().equals(conversationID)) {
                            assertThat(summary(conversation)).isEqualTo(pair.summary(client.userID()));
                            assertThat(conversation.path("lastChange").intValue())
                                    .isEqualTo(pair.changes());
                            assertThat(conversation.path("lastSequence").intValue())
                                    .isEqualTo(pair.messages.size());
                        }
                    }
                }
            }
        }

        private static String summary(JsonNode conversation) {
            var unread = conversation.path("unreadCounter").intValue()
                    - conversation.path("readCounter").intValue()
                    - conversation.path("uncounted").size();
            var last = conversation.path("lastMessage");
            return "unread " + unread + ", last " + (last.isMissingNode() ? "none" : show(last));
        }

        private static List<String> history(TestClient client, String conversationID) {
            var messages = new ArrayList<String>();
            var request =
                    TestClient.object().put("conversationID", conversationID).put("count", 4);
            JsonNode page;
            do {
                page = client.call("message.list", request);
                messages.addAll(0, shown(page));
                request.put("nextReqMessageID", page.path("nextReqMessageID").asText());
            } while (!page.path("isCompleted").asBoolean());
            return messages;
        }

        private static List<String> changes(TestClient client, String conversationID) {
            var messages = new ArrayList<String>();
            var request = TestClient.object()
                    .put("conversationID", conversationID)
                    .put("after", 0)
                    .put("count", 3);
            JsonNode page;
            do {
                page = client.call("message.changes", request);
                messages.addAll(shown(page));
                for (var message : page.path("messageList")) {
                    request.set("after", message.path("change"));
                }
            } while (!page.path("isCompleted").asBoolean());
            return messages;
        }

        private static List<String> shown(JsonNode page) {
            var shown = new ArrayList<String>();
            page.path("messageList").forEach(message -> shown.add(show(message)));
            return shown;
        }

        private static String show(JsonNode message) {
            return message.path("sequence").asText() + " " + message.path("ID").asText() + " v"
                    + message.path("version").asInt() + (message.has("revocation") ? " revoked" : "") + ": "
                    + message.at("/payload/text").asText();
        }

        @Override
        public void close() {
            clients.forEach(TestClient::close);
        }
    }
}
