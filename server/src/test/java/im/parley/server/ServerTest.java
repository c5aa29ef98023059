package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.UserSig;
import im.parley.server.store.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The shortest way through the whole server: two sockets, one message.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServerTest {
    private static final int APP = TestDatabase.newAppID();
    private static final String KEY = "a-key-that-only-this-test-knows";

    private final HttpClient http = HttpClient.newHttpClient();
    private Server server;

    @BeforeAll
    void start(@TempDir Path data) {
        server = Server.start(new ServerConfig(
                "127.0.0.1",
                0,
                data,
                Map.of(APP, KEY),
                "administrator",
                TestDatabase.url(),
                null,
                "node",
                null,
                true,
                ServerConfig.Limits.DEFAULT,
                Map.of()));
    }

    @AfterAll
    void stop() {
        server.close();
        http.close();
    }

    @Test
    void a_message_goes_from_one_socket_to_another() throws Exception {
        var ann = new Client("ann");
        var bob = new Client("bob");
        var id = ann.tinyID + "-1767225600-7";

        ann.send("""
                {"id":9,"op":"message.send","body":{"id":"%s","conversationID":"C2Cbob","type":"TIMTextElem",
                "payload":{"text":"héllo 你好"}}}""".formatted(id));

        assertThat(ann.next()).isEqualTo(json("""
                {"id":9,"code":0,"body":{"sequence":1,"time":%d}}""".formatted(bob.peekTime())));
        var push = bob.next();
        assertThat(push.path("event").asText()).isEqualTo("message.received");
        assertThat(push.at("/body/message/ID").asText()).isEqualTo(id);
        assertThat(push.at("/body/message/payload/text").asText()).isEqualTo("héllo 你好");

        bob.send("{\"id\":3,\"op\":\"conversation.list\",\"body\":{\"count\":10}}");
        var list = bob.next().at("/body/conversationList");
        assertThat(list).hasSize(1);
        assertThat(list.get(0).path("conversationID").asText()).isEqualTo("C2Cann");
        assertThat(list.get(0).path("unreadCounter").asLong()).isEqualTo(1);
        assertThat(list.get(0).at("/lastMessage/ID").asText()).isEqualTo(id);

        bob.send("{\"id\":4,\"op\":\"conversation.read\",\"body\":{\"conversationID\":\"C2Cann\",\"sequence\":1}}");
        assertThat(bob.next().at("/body/readCounter").asLong()).isEqualTo(1);
        assertThat(ann.next().path("event").asText()).isEqualTo("message.readByPeer");
    }

    @Test
    void it_says_that_it_is_well() throws Exception {
        assertThat(get("/healthz")).isEqualTo(200);
        assertThat(get("/readyz")).isEqualTo(200);
        assertThat(get("/metrics")).isEqualTo(200);
        assertThat(get("/config.json")).isEqualTo(200);
        assertThat(get("/dev/users")).isEqualTo(200);
    }

    private int get(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    private static JsonNode json(String text) {
        try {
            return ProtocolJson.mapper().readTree(text);
        } catch (JsonProcessingException broken) {
            throw new AssertionError(text, broken);
        }
    }

    /// A signed-in socket.
    private final class Client implements WebSocket.Listener {
        private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
        private final StringBuilder partial = new StringBuilder();
        private final WebSocket socket;
        private final String tinyID;

        Client(String userID) throws InterruptedException {
            socket = http.newWebSocketBuilder()
                    .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/ws?v=1&sdkappid=" + APP), this)
                    .join();
            var sig = UserSig.mint(APP, KEY, userID, Instant.now(), Duration.ofHours(1));
            send("""
                    {"id":1,"op":"session.login","body":{"userID":"%s","userSig":"%s","instanceID":"i-%s","platform":"Web"}}
                    """.formatted(userID, sig, userID));
            tinyID = next().at("/body/tinyID").asText();
        }

        void send(String text) {
            socket.sendText(text, true).join();
        }

        JsonNode next() throws InterruptedException {
            var frame = frames.poll(5, TimeUnit.SECONDS);
            assertThat(frame).as("a frame within 5 s").isNotNull();
            return frame;
        }

        /// Time of the message that is about to be read.
        long peekTime() throws InterruptedException {
            var frame = next();
            frames.add(frame);
            return frame.at("/body/message/time").asLong();
        }

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                frames.add(json(partial.toString()));
                partial.setLength(0);
            }
            webSocket.request(1);
            return null;
        }
    }
}
