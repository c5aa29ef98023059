package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.Types;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Four users of one server, new for each test: Ann, who makes groups, and three whom she takes in.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GroupScenario {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long SECONDS = 1_700_000_000;

    private final Random random = new Random();
    private final List<TestClient> clients = new ArrayList<>();
    TestServer server;
    TestClient ann;
    TestClient bob;
    TestClient cid;
    TestClient dan;
    private int test;

    @BeforeAll
    void start(@TempDir Path data) {
        server = new TestServer(data);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void fourNewUsers() {
        test++;
        ann = signIn("ann" + test, "a");
        bob = signIn("bob" + test, "b");
        cid = signIn("cid" + test, "c");
        dan = signIn("dan" + test, "d");
    }

    @AfterEach
    void leave() {
        clients.forEach(TestClient::close);
        clients.clear();
    }

    TestClient signIn(String user, String instance) {
        var client = new TestClient(server.port(), server.app, TestServer.KEY, user, instance);
        clients.add(client);
        return client;
    }

    /// A group that Ann owns.
    String group(String type, TestClient... others) throws InterruptedException {
        var body = TestClient.object().put("name", "Friends").put("type", type);
        if (others.length > 0) {
            var members = body.putArray("memberList");
            for (var other : others) {
                members.addObject().put("userID", other.userID());
            }
        }
        var group = ann.call("group.create", body).at("/group/groupID").asText();
        for (var other : others) {
            next(
                    other,
                    "group.joined",
                    push -> push.at("/group/groupID").asText().equals(group));
        }
        return group;
    }

    /// A Public group of Ann, its owner, Bob, its admin, and Cid.
    String groupWithAdmin() throws InterruptedException {
        var body = TestClient.object().put("name", "Friends").put("type", Types.GRP_PUBLIC);
        var members = body.putArray("memberList");
        members.addObject().put("userID", bob.userID()).put("role", Types.GRP_MBR_ROLE_ADMIN);
        members.addObject().put("userID", cid.userID());
        var group = ann.call("group.create", body).at("/group/groupID").asText();
        next(bob, "group.joined", push -> true);
        next(cid, "group.joined", push -> true);
        return group;
    }

    static ObjectNode groupID(String group) {
        return TestClient.object().put("groupID", group);
    }

    static ObjectNode inGroup(String group) {
        return TestClient.object().put("conversationID", "GROUP" + group);
    }

    ObjectNode text(TestClient from, String group, String text) {
        var id = from.tinyID() + "-" + SECONDS + "-" + random.nextInt(Integer.MAX_VALUE);
        var message = inGroup(group).put("id", id).put("type", Types.MSG_TEXT);
        message.putObject("payload").put("text", text);
        return message;
    }

    static ObjectNode withUser(TestClient peer) {
        return TestClient.object().put("conversationID", "C2C" + peer.userID());
    }

    ObjectNode text(TestClient from, TestClient to, String text) {
        return text(from, "", text).setAll(withUser(to));
    }

    static ObjectNode with(ObjectNode message, String list, TestClient... users) {
        var array = message.putArray(list);
        for (var user : users) {
            array.add(user.userID());
        }
        return message;
    }

    /// @return the message's ID
    String send(TestClient from, ObjectNode message) {
        from.call("message.send", message);
        return message.path("id").asText();
    }

    String send(TestClient from, String group, String text) {
        return send(from, text(from, group, text));
    }

    static ObjectNode message(String group, String id) {
        return inGroup(group).put("id", id);
    }

    static ObjectNode messages(String group, String... ids) {
        var body = inGroup(group);
        var list = body.putArray("idList");
        for (var id : ids) {
            list.add(id);
        }
        return body;
    }

    static int code(CompletableFuture<JsonNode> answer) {
        return within(answer).path("code").asInt();
    }

    /// The whole answer to a call, which may be refused.
    static JsonNode answer(TestClient client, String operation, ObjectNode body) {
        return within(client.start(operation, body));
    }

    private static JsonNode within(CompletableFuture<JsonNode> answer) {
        return answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    static void assertRefused(JsonNode answer, int code, String text) {
        assertThat(answer.path("code").asInt()).as(answer.toString()).isEqualTo(code);
        assertThat(answer.path("message").asText()).isEqualTo(text);
    }

    /// The next push of this kind that is wanted; others before it are dropped.
    static JsonNode next(TestClient client, String event, Predicate<JsonNode> wanted) throws InterruptedException {
        while (true) {
            var push = client.push(PATIENCE);
            assertThat(push).as(event + " at " + client.userID()).isNotNull();
            if (push.path("event").asText().equals(event) && wanted.test(push.path("body"))) {
                return push.path("body");
            }
        }
    }

    static JsonNode next(TestClient client, String event) throws InterruptedException {
        return next(client, event, push -> true);
    }

    /// Everything that a client was told up to a message that somebody else sends now: what has not come by then,
    /// does not come.
    List<JsonNode> heard(TestClient client, TestClient other, String group) throws InterruptedException {
        var mark = "mark " + random.nextLong();
        send(other, group, mark);
        var heard = new ArrayList<JsonNode>();
        while (true) {
            var push = client.push(PATIENCE);
            assertThat(push).as("pushes at " + client.userID()).isNotNull();
            if (said(push.path("body")).equals(mark)) {
                return heard;
            }
            heard.add(push);
        }
    }

    /// What the message in a push says.
    static String said(JsonNode push) {
        return push.at("/message/payload/text").asText();
    }

    static List<String> events(List<JsonNode> pushes) {
        return pushes.stream().map(push -> push.path("event").asText()).toList();
    }

    /// The texts of a page of history.
    static List<String> history(TestClient client, String group) {
        return history(client, inGroup(group));
    }

    /// The same of what a client and a user wrote to each other.
    static List<String> history(TestClient client, TestClient peer) {
        return history(client, withUser(peer));
    }

    private static List<String> history(TestClient client, ObjectNode conversation) {
        return texts(client.call("message.list", conversation.put("count", 15)).path("messageList"));
    }

    static List<String> texts(JsonNode messages) {
        var texts = new ArrayList<String>();
        messages.forEach(message -> {
            if (message.path("type").asText().equals(Types.MSG_TEXT)) {
                texts.add(message.at("/payload/text").asText());
            }
        });
        return texts;
    }

    static JsonNode conversation(TestClient client, String group) {
        return client.call("conversation.get", inGroup(group)).path("conversation");
    }

    static int unread(JsonNode conversation) {
        return conversation.path("unreadCounter").asInt()
                - conversation.path("readCounter").asInt()
                - conversation.path("uncounted").size();
    }

    void set(String setting, String value) throws Exception {
        server.set(setting, value);
    }
}
