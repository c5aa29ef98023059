package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Users on real sockets, and what they do in groups in a few words.
final class GroupUsers implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final List<TestClient> clients = new ArrayList<>();
    private final int app;
    private final String key;

    GroupUsers(int app, String key) {
        this.app = app;
        this.key = key;
    }

    int app() {
        return app;
    }

    /// A user who was never there before.
    TestClient newUser(int port, String name) {
        return signIn(port, name + NUMBERS.incrementAndGet());
    }

    TestClient signIn(int port, String userID) {
        var client = new TestClient(port, app, key, userID, "page" + NUMBERS.incrementAndGet());
        clients.add(client);
        return client;
    }

    @Override
    public void close() {
        clients.forEach(TestClient::close);
        clients.clear();
    }

    /// @return its groupID
    static String create(TestClient owner, String type, Consumer<ObjectNode> more) {
        var body = TestClient.object().put("name", "Friends").put("type", type);
        more.accept(body);
        return owner.call("group.create", body).at("/group/groupID").asText();
    }

    /// A group of these users, by their role in it.
    static String create(TestClient owner, String type, List<TestClient> admins, List<TestClient> members) {
        return create(owner, type, body -> {
            var list = body.putArray("memberList");
            admins.forEach(user -> list.addObject().put("userID", user.userID()).put("role", "Admin"));
            members.forEach(user -> list.addObject().put("userID", user.userID()));
        });
    }

    static ObjectNode in(String group) {
        return TestClient.object().put("groupID", group);
    }

    static ObjectNode of(String group, TestClient user) {
        return in(group).put("userID", user.userID());
    }

    static ObjectNode users(String group, TestClient... users) {
        var body = in(group);
        var list = body.putArray("userIDList");
        for (var user : users) {
            list.add(user.userID());
        }
        return body;
    }

    static ObjectNode conversation(String group) {
        return TestClient.object().put("conversationID", "GROUP" + group);
    }

    static CompletableFuture<JsonNode> send(TestClient from, String group, String text) {
        return send(from, group, newMessageID(from), text, body -> {});
    }

    /// @param more what else the message has
    static CompletableFuture<JsonNode> send(
            TestClient from, String group, String messageID, String text, Consumer<ObjectNode> more) {
        var message = conversation(group).put("id", messageID).put("type", Types.MSG_TEXT);
        message.putObject("payload").put("text", text);
        more.accept(message);
        return from.start("message.send", message);
    }

    static String newMessageID(TestClient from) {
        return from.tinyID() + "-1700000000-" + NUMBERS.incrementAndGet();
    }

    static int code(CompletableFuture<JsonNode> answer) {
        return answer.orTimeout(10, TimeUnit.SECONDS).join().path("code").asInt();
    }

    /// The body of the next push of that kind; others are passed over.
    static JsonNode next(TestClient client, String event, Predicate<JsonNode> wanted) throws InterruptedException {
        while (true) {
            var push = client.push(PATIENCE);
            assertThat(push).as(event + " at " + client.userID()).isNotNull();
            if (push.path("event").asText().equals(event) && wanted.test(push.path("body"))) {
                return push.path("body");
            }
        }
    }

    /// The payload of the next tip of that kind.
    static JsonNode tip(TestClient client, int operation) throws InterruptedException {
        return payload(client, Types.MSG_GRP_TIP, operation);
    }

    /// The payload of the next notice of that kind.
    static JsonNode notice(TestClient client, int operation) throws InterruptedException {
        return payload(client, Types.MSG_GRP_SYS_NOTICE, operation);
    }

    private static JsonNode payload(TestClient client, String type, int operation) throws InterruptedException {
        return next(
                        client,
                        "message.received",
                        push -> push.at("/message/type").asText().equals(type)
                                && push.at("/message/payload/operationType").asInt() == operation)
                .at("/message/payload");
    }

    static JsonNode message(TestClient client, String text) throws InterruptedException {
        return next(
                        client,
                        "message.received",
                        push -> push.at("/message/payload/text").asText().equals(text))
                .path("message");
    }
}
