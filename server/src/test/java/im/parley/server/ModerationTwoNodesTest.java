package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.Types;
import im.parley.protocol.UserSig;
import im.parley.server.store.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What is not allowed on one node is not allowed on the other.
class ModerationTwoNodesTest extends TwoNodeScenario {
    private final AtomicInteger random = new AtomicInteger();

    private int send(TestClient from, TestClient to, String text) {
        ObjectNode message = TestClient.object()
                .put("id", from.tinyID() + "-1700000000-" + random.incrementAndGet())
                .put("conversationID", "C2C" + to.userID())
                .put("type", Types.MSG_TEXT);
        message.putObject("payload").put("text", text);
        return GroupScenario.code(from.start("message.send", message));
    }

    @Test
    void words_are_in_effect_on_every_node_and_so_is_their_end() throws Exception {
        set(left, "{\"moderation.cloud\":\"text\",\"moderation.words\":[\"spam\"]}");
        assertThat(send(ann, bob, "spam")).isEqualTo(ErrorCode.SENSITIVE_TEXT.number());
        Await.until(() -> send(bob, ann, "spam") == ErrorCode.SENSITIVE_TEXT.number());

        set(right, "{\"moderation.words\":[\"eggs\"]}");
        assertThat(send(bob, ann, "eggs")).isEqualTo(ErrorCode.SENSITIVE_TEXT.number());
        Await.until(() -> send(ann, bob, "eggs") == ErrorCode.SENSITIVE_TEXT.number());
        assertThat(send(ann, bob, "spam")).isZero();

        set(left, "{\"moderation.cloud\":null,\"moderation.words\":null}");
        Await.until(() -> send(bob, ann, "eggs") == 0);
    }

    private void set(Server node, String settings) throws IOException, InterruptedException {
        var sig = UserSig.mint(users.app(), TestServer.KEY, "administrator", Instant.now(), Duration.ofHours(1));
        var uri = URI.create("http://127.0.0.1:" + node.port() + "/v4/settings/set?sdkappid=" + users.app()
                + "&identifier=administrator&usersig=" + sig + "&random=1&contenttype=json");
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(
                    HttpRequest.newBuilder(uri)
                            .POST(HttpRequest.BodyPublishers.ofString("{\"Settings\":" + settings + "}"))
                            .build(),
                    BodyHandlers.ofByteArray());
            assertThat(ProtocolJson.mapper()
                            .readTree(answer.body())
                            .path("ErrorCode")
                            .asInt())
                    .isZero();
        }
    }
}
