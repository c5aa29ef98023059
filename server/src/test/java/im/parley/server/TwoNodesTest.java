package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.CloseReason;
import im.parley.protocol.Rule;
import im.parley.protocol.Types;
import im.parley.server.bus.NatsServerProcess;
import im.parley.server.store.Await;
import im.parley.server.store.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Two servers on one database, found by each other through a real NATS.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoNodesTest {
    private static final int APP = TestDatabase.newAppID();
    private static final String KEY = "a-key-that-only-this-test-knows";
    private static final Duration SOON = Duration.ofSeconds(10);

    private NatsServerProcess nats;
    private Server left;
    private Server right;

    @BeforeAll
    void start(@TempDir Path data) {
        nats = NatsServerProcess.start();
        left = node("left", data);
        right = node("right", data);
    }

    @AfterAll
    void stop() {
        List.of(right, left).forEach(Server::close);
        nats.close();
    }

    private Server node(String name, Path data) {
        return Server.start(ServerConfig.local(data.resolve(name), APP, KEY)
                .withNode(name)
                .withPostgres(TestDatabase.url())
                .withNats(nats.url()));
    }

    private static TestClient client(Server node, String userID, String instanceID) {
        return new TestClient(node.port(), APP, KEY, userID, instanceID);
    }

    /// The next push of that kind. Nodes that just found each other again may tell clients to catch up first, and
    /// friends hear of each other's status whenever that is known.
    private static JsonNode push(String event, TestClient client, Duration patience) throws InterruptedException {
        var push = client.push(patience);
        while (push != null && isBetween(push.path("event").asText(), event)) {
            push = client.push(patience);
        }
        assertThat(push).as(event).isNotNull();
        assertThat(push.path("event").asText()).isEqualTo(event);
        return push;
    }

    private static boolean isBetween(String event, String expected) {
        return !event.equals(expected)
                && List.of("session.resync", "presence.changed").contains(event);
    }

    @Test
    void users_of_different_nodes_chat_and_see_what_the_other_has_read() throws Exception {
        try (var ann = client(left, "ann", "page");
                var bob = client(right, "bob", "page")) {
            for (int i = 1; i <= 50; i++) {
                ann.send("bob", ann.tinyID() + "-1767225600-" + i, "left to right " + i)
                        .join();
            }
            for (int i = 1; i <= 50; i++) {
                assertThat(bob.push(SOON).at("/body/message/sequence").asInt()).isEqualTo(i);
            }
            bob.call(
                    "conversation.read",
                    TestClient.object().put("conversationID", "C2Cann").put("sequence", 50));

            var read = ann.push(SOON);
            assertThat(read.path("event").asText()).isEqualTo("message.readByPeer");
            assertThat(read.at("/body/peerReadSequence").asInt()).isEqualTo(50);
        }
    }

    @Test
    @Rule("subscribeUserStatus#6")
    void who_subscribed_on_one_node_hears_of_users_of_the_other() throws Exception {
        try (var kim = client(left, "kim", "page")) {
            try (var _ = client(right, "leo", "page")) {
                kim.call("presence.subscribe", TestClient.object().set("userIDList", users("leo")));
            }
            awaitStatus(kim, Types.USER_STATUS_OFFLINE, "");
            try (var leo = client(right, "leo", "page")) {
                awaitStatus(kim, Types.USER_STATUS_ONLINE, "");
                leo.call("presence.set", TestClient.object().put("customStatus", "busy"));
                awaitStatus(kim, Types.USER_STATUS_ONLINE, "busy");
                leo.call("session.logout", TestClient.object());
            }
            awaitStatus(kim, Types.USER_STATUS_UNLOGINED, "busy");
        }
    }

    private static void awaitStatus(TestClient client, int type, String custom) throws InterruptedException {
        JsonNode status;
        do {
            status = push("presence.changed", client, SOON).at("/body/userStatusList/0");
        } while (status.path("statusType").asInt() != type
                || !status.path("customStatus").asText().equals(custom));
    }

    @Test
    @Rule("revokeMessage#6")
    void a_message_revoked_on_one_node_is_revoked_on_the_other() throws Exception {
        try (var ivy = client(left, "ivy", "page");
                var jim = client(right, "jim", "page")) {
            var id = ivy.tinyID() + "-1767225600-1";
            ivy.send("jim", id, "a secret").join();
            push("message.received", jim, SOON);

            ivy.call(
                    "message.revoke",
                    TestClient.object().put("conversationID", "C2Cjim").put("id", id));

            var revoked = push("message.revoked", jim, SOON).at("/body/messageList/0");
            assertThat(revoked.path("ID").asText()).isEqualTo(id);
            assertThat(revoked.at("/revocation/revoker").asText()).isEqualTo("ivy");
            assertThat(revoked.toString()).doesNotContain("a secret");
        }
    }

    @Test
    @Rule("increaseGroupCounter#4")
    void what_is_counted_on_two_nodes_at_once_adds_up_and_of_two_attributes_one_wins() throws Exception {
        try (var kim = client(left, "kim", "page");
                var lea = client(right, "lea", "page")) {
            var body = TestClient.object().put("name", "Counters").put("type", Types.GRP_PUBLIC);
            body.putArray("memberList").addObject().put("userID", "lea");
            var group = kim.call("group.create", body).at("/group/groupID").asText();
            var values = new ArrayList<JsonNode>();
            for (int round = 0; round < 2; round++) { // 20 calls each, as many as may be
                var answers = IntStream.range(0, 20)
                        .mapToObj(i -> (i % 2 == 0 ? kim : lea)
                                .start(
                                        "group.addToCounter",
                                        TestClient.object()
                                                .put("groupID", group)
                                                .put("key", "likes")
                                                .put("value", i % 4 < 2 ? 3 : -1)))
                        .toList();
                for (var answer : answers) {
                    values.add(answer.orTimeout(60, TimeUnit.SECONDS).join().at("/body/counter"));
                }
            }
            var newest = values.stream()
                    .max(Comparator.comparingLong(
                            counter -> counter.path("version").asLong()))
                    .orElseThrow();
            assertThat(newest.path("version").asInt()).isEqualTo(40);
            assertThat(newest.path("value").asInt()).isEqualTo(40);
            assertThat(values.stream().map(counter -> counter.path("version").asInt()))
                    .doesNotHaveDuplicates();

            for (int i = 0; i < 3; i++) {
                var known = kim.call("group.getAttributes", attributeKeys(group))
                        .path("version")
                        .asLong();
                var codes = Stream.of(kim, lea)
                        .map(one -> one.start("group.setAttributes", attribute(group, one.userID(), known)))
                        .toList()
                        .stream()
                        .map(answer -> answer.orTimeout(60, TimeUnit.SECONDS)
                                .join()
                                .path("code")
                                .asInt())
                        .toList();
                assertThat(codes).containsExactlyInAnyOrder(0, 10056);
            }
        }
    }

    private static ObjectNode attributeKeys(String group) {
        var body = TestClient.object().put("groupID", group);
        body.putArray("keyList");
        return body;
    }

    private static ObjectNode attribute(String group, String value, long known) {
        var body = TestClient.object().put("groupID", group).put("version", known);
        body.putObject("attributes").put("seat", value + known);
        return body;
    }

    @Test
    @Rule({"login#2", "logout#3"})
    void a_sign_in_on_one_node_signs_the_older_instance_out_on_the_other() throws Exception {
        try (var first = client(left, "carol", "first")) {
            var second = client(right, "carol", "second");

            var kicked = push("session.kicked", first, SOON);
            assertThat(kicked.at("/body/type").asText()).isEqualTo(Types.KICKED_OUT_MULT_ACCOUNT);
            assertThat(first.closed().get(10, TimeUnit.SECONDS)).isEqualTo(CloseReason.KICKED_OUT.code());
            second.call("session.ping", TestClient.object());
            second.close();
        }
    }

    @Test
    @Rule({"login#2", "logout#3"})
    void a_sign_in_that_the_other_node_could_not_be_told_of_signs_the_older_instance_out_later() throws Exception {
        try (var first = client(left, "gina", "first")) {
            nats.stop();
            var second = client(right, "gina", "second");
            nats.restart();

            var kicked = push("session.kicked", first, Duration.ofSeconds(30));
            assertThat(kicked.at("/body/type").asText()).isEqualTo(Types.KICKED_OUT_MULT_ACCOUNT);
            assertThat(first.closed().get(10, TimeUnit.SECONDS)).isEqualTo(CloseReason.KICKED_OUT.code());
            second.call("session.ping", TestClient.object());
            second.close();
        }
    }

    @Test
    void a_new_nick_is_known_on_the_other_node_at_once() throws Exception {
        try (var dora = client(left, "dora", "page");
                var emil = client(right, "emil", "page")) {
            emil.send("dora", emil.tinyID() + "-1767225600-1", "who are you?").join();
            dora.push(SOON);
            dora.call("profile.update", TestClient.object().put("nick", "Dora the first"));

            Await.until(() -> emil.call("conversation.list", TestClient.object().put("count", 10))
                    .at("/conversationList/0/userProfile/nick")
                    .asText()
                    .equals("Dora the first"));
        }
    }

    @Test
    @Rule("addToBlacklist#4")
    void a_block_on_one_node_stops_messages_on_the_other_at_once() throws Exception {
        try (var lea = client(left, "lea", "page");
                var max = client(right, "max", "page")) {
            max.send("lea", max.tinyID() + "-1767225600-1", "hello").join(); // now the right node knows the two
            push("message.received", lea, SOON);

            lea.call("blacklist.add", TestClient.object().set("userIDList", users("max")));

            var begun = Instant.now();
            var numbers = new AtomicInteger(1);
            Await.until(() -> max.send("lea", max.tinyID() + "-1767225600-" + numbers.incrementAndGet(), "hello?")
                            .join()
                            .path("code")
                            .asInt()
                    == 20007);
            // what the node knew would do for 30 seconds
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(10));
            var first = max.send("lea", max.tinyID() + "-1767225600-1", "hello").join();
            assertThat(first.path("code").asInt())
                    .as("a retry of what was stored")
                    .isZero();
            assertThat(first.at("/body/sequence").asInt()).isOne();
        }
    }

    @Test
    @Rule("addFriend#2")
    void users_of_different_nodes_become_friends() throws Exception {
        try (var nina = client(left, "nina", "page");
                var otto = client(right, "otto", "page")) {
            nina.call("friend.add", TestClient.object().put("userID", "otto").put("source", "AddSource_Type_Test"));

            var news = push("relation.friendsUpdated", otto, SOON);
            assertThat(news.at("/body/friendList/0/userID").asText()).isEqualTo("nina");
            assertThat(news.at("/body/version").asInt()).isOne();
            nina.call("profile.update", TestClient.object().put("nick", "Nina the first"));
            assertThat(push("profile.updated", otto, SOON)
                            .at("/body/profile/nick")
                            .asText())
                    .isEqualTo("Nina the first");
        }
    }

    private static ArrayNode users(String... userIDs) {
        var list = TestClient.object().arrayNode();
        List.of(userIDs).forEach(list::add);
        return list;
    }

    @Test
    void when_the_nodes_have_lost_each_other_clients_are_told_to_catch_up() throws Exception {
        try (var finn = client(left, "finn", "page");
                var gail = client(right, "gail", "page")) {
            nats.stop();
            nats.restart();

            for (var client : List.of(finn, gail)) { // both, so that the next test finds the nodes together again
                assertThat(client.push(Duration.ofSeconds(30)).path("event").asText())
                        .isEqualTo("session.resync");
            }
        }
    }
}
