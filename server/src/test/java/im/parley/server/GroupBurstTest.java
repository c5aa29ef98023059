package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.Types;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Messages of a group that are stored together go out together.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroupBurstTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int EACH = 18; // of two writers: below what a group takes in a second

    private TestServer server;

    @BeforeAll
    void start(@TempDir Path data) {
        server = new TestServer(data);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void everybody_gets_each_message_once_and_in_order_but_the_instance_that_wrote_it() throws Exception {
        try (var ann = signIn("ann");
                var bob = signIn("bob");
                var cid = signIn("cid")) {
            var members = TestClient.object().put("type", Types.GRP_MEETING).put("name", "all");
            var list = members.putArray("memberList");
            list.addObject().put("userID", "bob");
            list.addObject().put("userID", "cid");
            var group = ann.call("group.create", members).at("/group/groupID").asText();

            var sendings = new ArrayList<CompletableFuture<JsonNode>>();
            for (int i = 1; i <= EACH; i++) {
                sendings.add(send(ann, group, i));
                sendings.add(send(bob, group, i));
            }

            assertThat(sequences(cid, 2 * EACH))
                    .isEqualTo(LongStream.rangeClosed(1, 2 * EACH).boxed().toList());
            var ofAnn = sequences(bob, EACH);
            var ofBob = sequences(ann, EACH);
            assertThat(ofAnn).isSorted().doesNotContainAnyElementsOf(ofBob);
            assertThat(ofBob).isSorted().doesNotHaveDuplicates();
            for (var sending : sendings) {
                assertThat(sending.join().path("code").asInt(-1)).isZero();
            }
        }
    }

    private static CompletableFuture<JsonNode> send(TestClient client, String group, int number) {
        var message = TestClient.object()
                .put("id", client.tinyID() + "-1767225600-" + number)
                .put("conversationID", "GROUP" + group)
                .put("type", Types.MSG_TEXT);
        message.putObject("payload").put("text", "number " + number);
        return client.start("message.send", message);
    }

    /// Of the next messages that arrive.
    private static List<Long> sequences(TestClient client, int count) throws InterruptedException {
        var sequences = new ArrayList<Long>();
        while (sequences.size() < count) {
            var push = client.push(PATIENCE);
            assertThat(push).as("after %s", sequences).isNotNull();
            if (push.path("event").asText().equals("message.received")
                    && push.at("/body/message/type").asText().equals(Types.MSG_TEXT)) {
                sequences.add(push.at("/body/message/sequence").asLong());
            }
        }
        return sequences;
    }

    private TestClient signIn(String user) {
        return new TestClient(server.port(), server.app, TestServer.KEY, user, "instance-of-" + user);
    }
}
