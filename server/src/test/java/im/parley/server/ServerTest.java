package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.ProtocolJson;
import im.parley.server.store.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The shortest way through the whole server: two sockets, one message.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServerTest {
    private static final int APP = TestDatabase.newAppID();
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String KEY = "a-key-that-only-this-test-knows";

    private final HttpClient http = HttpClient.newHttpClient();
    private Server server;

    @BeforeAll
    void start(@TempDir Path data) {
        server = Server.start(ServerConfig.local(data, APP, KEY)
                .withPostgres(TestDatabase.url())
                .withDev(true));
    }

    @AfterAll
    void stop() {
        server.close();
        http.close();
    }

    @Test
    void a_message_goes_from_one_socket_to_another() throws Exception {
        try (var ann = client("ann");
                var bob = client("bob")) {
            var id = ann.tinyID() + "-1767225600-7";
            var sent = ann.send("bob", id, "héllo 你好").join();

            var received = bob.push(SOON);
            assertThat(received.path("event").asText()).isEqualTo("message.received");
            var message = received.at("/body/message");
            assertThat(message.path("ID").asText()).isEqualTo(id);
            assertThat(message.at("/payload/text").asText()).isEqualTo("héllo 你好");
            assertThat(sent.at("/body/sequence").asLong()).isEqualTo(1);
            assertThat(sent.at("/body/time")).isEqualTo(message.path("time"));

            var list = bob.call("conversation.list", TestClient.object().put("count", 10))
                    .path("conversationList");
            assertThat(list).hasSize(1);
            assertThat(list.get(0).path("conversationID").asText()).isEqualTo("C2Cann");
            assertThat(list.get(0).path("unreadCounter").asLong()).isEqualTo(1);
            assertThat(list.get(0).path("lastMessage")).isEqualTo(message);

            var read = bob.call(
                    "conversation.read",
                    TestClient.object().put("conversationID", "C2Cann").put("sequence", 1));
            assertThat(read.path("readCounter").asLong()).isEqualTo(1);
            assertThat(ann.push(SOON).path("event").asText()).isEqualTo("message.readByPeer");
        }
    }

    @Test
    void it_says_that_it_is_well() throws Exception {
        assertThat(get("/healthz")).isEqualTo(200);
        assertThat(get("/readyz")).isEqualTo(200);
        assertThat(get("/metrics")).isEqualTo(200);
        assertThat(get("/dev/users")).isEqualTo(200);
    }

    @Test
    void it_tells_the_page_which_app_it_serves_and_how_large_files_may_be() throws Exception {
        var config = ProtocolJson.mapper().readTree(answer("/config.json").body());
        assertThat(config.path("sdkAppID").asInt()).isEqualTo(APP);
        assertThat(config.path("dev").asBoolean()).isTrue();
        assertThat(config.path("largest"))
                .isEqualTo(TestClient.object()
                        .put("image", 20 << 20)
                        .put("audio", 20 << 20)
                        .put("video", 100 << 20)
                        .put("file", 100 << 20));
    }

    private int get(String path) throws Exception {
        return answer(path).statusCode();
    }

    private HttpResponse<String> answer(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private TestClient client(String userID) {
        return new TestClient(server.port(), APP, KEY, userID, "instance-of-" + userID);
    }
}
