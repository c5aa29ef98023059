package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.Types;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A live room of ann's, and two more who may come, on a server of their own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LiveRoomScenario {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final AtomicInteger RANDOM = new AtomicInteger();

    final List<TestClient> clients = new ArrayList<>();
    TestServer server;
    int test;
    TestClient ann;
    TestClient bob;
    TestClient cid;
    String room;

    @BeforeAll
    void start(@TempDir Path data) {
        server = new TestServer(data);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void a_room_of_anns() {
        test++;
        ann = signIn("ann" + test);
        bob = signIn("bob" + test);
        cid = signIn("cid" + test);
        room = create();
    }

    @AfterEach
    void leave() {
        clients.forEach(TestClient::close);
        clients.clear();
    }

    TestClient signIn(String user) {
        var client = new TestClient(server.port(), server.app, TestServer.KEY, user, user + "-page");
        clients.add(client);
        return client;
    }

    String create() {
        var body = TestClient.object().put("name", "Launch").put("type", Types.GRP_AVCHATROOM);
        return ann.call("group.create", body).at("/group/groupID").asText();
    }

    int broadcast(String body) throws Exception {
        return server.rest("group_open_http_svc/send_broadcast_msg", body)
                .path("ErrorCode")
                .asInt();
    }

    static int online(TestClient user, String group) {
        return user.call("group.countOnline", TestClient.object().put("groupID", group))
                .path("memberCount")
                .asInt();
    }

    ObjectNode mute(TestClient user, int seconds) {
        return room().put("userID", user.userID()).put("muteTime", seconds);
    }

    ObjectNode mark(int mark, boolean enable, TestClient... users) {
        var body = room().put("markType", mark).put("enableMark", enable);
        var list = body.putArray("userIDList");
        for (var user : users) {
            list.add(user.userID());
        }
        return body;
    }

    static JsonNode join(TestClient user, String room) {
        return user.call("group.join", TestClient.object().put("groupID", room));
    }

    JsonNode list(TestClient user) {
        return user.call("group.listMembers", room().put("count", 15));
    }

    ObjectNode room() {
        return TestClient.object().put("groupID", room);
    }

    ObjectNode inRoom() {
        return TestClient.object().put("conversationID", "GROUP" + room);
    }

    ObjectNode ban(TestClient user) {
        var body = room();
        body.putArray("userIDList").add(user.userID());
        return body;
    }

    ObjectNode text(TestClient from, String text) {
        var id = from.tinyID() + "-1700000000-" + RANDOM.incrementAndGet();
        var message = inRoom().put("id", id).put("type", Types.MSG_TEXT);
        message.putObject("payload").put("text", text);
        return message;
    }

    CompletableFuture<JsonNode> send(TestClient from, String text) {
        return from.start("message.send", text(from, text));
    }

    static int code(CompletableFuture<JsonNode> answer) {
        return answer.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS)
                .join()
                .path("code")
                .asInt();
    }

    /// The next push of this kind.
    static JsonNode next(TestClient client, String event) throws InterruptedException {
        while (true) {
            var push = client.push(SOON);
            assertThat(push).as(event + " at " + client.userID()).isNotNull();
            if (push.path("event").asText().equals(event)) {
                return push.path("body");
            }
        }
    }

    /// The next message of this type.
    static JsonNode message(TestClient client, String type) throws InterruptedException {
        while (true) {
            var message = next(client, "message.received").path("message");
            if (message.path("type").asText().equals(type)) {
                return message;
            }
        }
    }

    /// What the next notice tells of.
    static int notice(TestClient client) throws InterruptedException {
        return message(client, Types.MSG_GRP_SYS_NOTICE)
                .at("/payload/operationType")
                .asInt();
    }

    static JsonNode tip(TestClient client, int operation, TestClient about) throws InterruptedException {
        while (true) {
            var tip = message(client, Types.MSG_GRP_TIP);
            if (tip.at("/payload/operationType").asInt() == operation
                    && tip.at("/payload/userIDList/0").asText().equals(about.userID())) {
                return tip;
            }
        }
    }

    static List<String> texts(TestClient client) throws InterruptedException {
        var texts = new ArrayList<String>();
        for (var push = client.push(Duration.ZERO); push != null; push = client.push(Duration.ZERO)) {
            var message = push.at("/body/message");
            if (message.path("type").asText().equals(Types.MSG_TEXT)
                    && !message.path("from").asText().equals(client.userID())) {
                texts.add(message.at("/payload/text").asText());
            }
        }
        return texts;
    }
}
