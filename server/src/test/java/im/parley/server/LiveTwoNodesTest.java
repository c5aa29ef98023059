package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.Types;
import im.parley.server.bus.NatsServerProcess;
import im.parley.server.store.Await;
import im.parley.server.store.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Live rooms whose members are on two nodes.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveTwoNodesTest {
    private static final int APP = TestDatabase.newAppID();
    private static final String KEY = "a-key-that-only-this-test-knows";
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final AtomicInteger RANDOM = new AtomicInteger();

    private NatsServerProcess nats;
    private Server left;
    private Path data;

    @BeforeAll
    void start(@TempDir Path folder) {
        data = folder;
        nats = NatsServerProcess.start();
        left = node("left");
    }

    @AfterAll
    void stop() {
        left.close();
        nats.close();
    }

    private Server node(String name) {
        return Server.start(ServerConfig.local(data.resolve(name), APP, KEY)
                .withNode(name)
                .withPostgres(TestDatabase.url())
                .withNats(nats.url()));
    }

    private static TestClient client(Server node, String userID) {
        return new TestClient(node.port(), APP, KEY, userID, userID + "-page");
    }

    @Test
    void everybody_hears_everybody_and_those_of_a_node_that_stops_are_counted_no_more() throws Exception {
        try (var right = node("right");
                var ann = client(left, "ann");
                var bob = client(right, "bob");
                var cid = client(right, "cid")) {
            var room = room(ann);
            join(ann, room);
            join(bob, room);
            assertThat(join(cid, room).at("/group/memberCount").asInt()).isEqualTo(3);

            say(ann, room, "from the left");
            assertThat(hear(bob)).isEqualTo("from the left");
            assertThat(hear(cid)).isEqualTo("from the left");
            say(bob, room, "from the right");
            assertThat(hear(ann)).isEqualTo("from the right");
            assertThat(hear(cid)).isEqualTo("from the right");

            var ban = groupID(room).put("duration", 600);
            ban.putArray("userIDList").add("cid");
            ann.call("group.deleteMembers", ban);
            assertThat(next(cid, "group.left").path("reason").asText()).isEqualTo("banned");
            assertThat(code(cid, "message.send", text(cid, room, "unheard"))).isEqualTo(2101);
            Await.until(() -> count(ann, room) == 2);

            right.close();
            Await.until(() -> count(ann, room) == 1);
            try (var dan = client(left, "dan")) {
                join(dan, room);
                say(dan, room, "we go on");
                assertThat(hear(ann)).isEqualTo("we go on");
            }
        }
    }

    @Test
    void who_joins_another_room_on_another_node_is_out_of_the_first_on_all() throws Exception {
        try (var right = node("right-too");
                var eve = client(left, "eve")) {
            var first = room(eve);
            var second = room(eve);
            join(eve, first);
            var finn = client(left, "finn");
            join(finn, first);
            finn.close();
            try (var again = client(right, "finn")) {
                join(again, second);

                assertThat(tip(eve, Types.GRP_TIP_MBR_QUIT)
                                .at("/payload/userIDList/0")
                                .asText())
                        .isEqualTo("finn");
                Await.until(() -> count(eve, first) == 1); // each node counts once a second
                Await.until(() -> count(again, second) == 1);
                assertThat(code(again, "message.send", text(again, first, "still in?")))
                        .isEqualTo(2101);
            }
        }
    }

    private static String room(TestClient owner) {
        return owner.call(
                        "group.create", TestClient.object().put("name", "Live").put("type", Types.GRP_AVCHATROOM))
                .at("/group/groupID")
                .asText();
    }

    private static ObjectNode groupID(String room) {
        return TestClient.object().put("groupID", room);
    }

    private static JsonNode join(TestClient user, String room) {
        return user.call("group.join", groupID(room));
    }

    private static int count(TestClient user, String room) {
        return user.call("group.countOnline", groupID(room)).path("memberCount").asInt();
    }

    private static void say(TestClient user, String room, String text) {
        user.call("message.send", text(user, room, text));
    }

    private static ObjectNode text(TestClient from, String room, String text) {
        var message = TestClient.object()
                .put("conversationID", "GROUP" + room)
                .put("id", from.tinyID() + "-1700000000-" + RANDOM.incrementAndGet())
                .put("type", Types.MSG_TEXT);
        message.putObject("payload").put("text", text);
        return message;
    }

    private static int code(TestClient user, String op, ObjectNode body) {
        return user.start(op, body)
                .orTimeout(SOON.toSeconds(), TimeUnit.SECONDS)
                .join()
                .path("code")
                .asInt();
    }

    private static JsonNode next(TestClient client, String event) throws InterruptedException {
        while (true) {
            var push = client.push(SOON);
            assertThat(push).as(event + " at " + client.userID()).isNotNull();
            if (push.path("event").asText().equals(event)) {
                return push.path("body");
            }
        }
    }

    private static String hear(TestClient client) throws InterruptedException {
        while (true) {
            var message = next(client, "message.received").path("message");
            if (message.path("type").asText().equals(Types.MSG_TEXT)) {
                return message.at("/payload/text").asText();
            }
        }
    }

    private static JsonNode tip(TestClient client, int operation) throws InterruptedException {
        while (true) {
            var message = next(client, "message.received").path("message");
            if (message.at("/payload/operationType").asInt() == operation
                    && message.path("type").asText().equals(Types.MSG_GRP_TIP)) {
                return message;
            }
        }
    }
}
