package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.Types;
import im.parley.server.http.WebService;
import im.parley.server.moderation.ModerationConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A server with a moderation service that blocks what contains "bad", and takes its time about what a test has
/// it wait for.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ModerationScenario {
    private static final long SECONDS = 1_700_000_000;

    /// What the service answers only once it is complete, by a piece of what it is asked.
    final Map<String, CompletableFuture<Void>> held = new ConcurrentHashMap<>();

    WebService service;
    TestServer server;
    private GroupUsers users;
    private int random;

    @BeforeAll
    void start(@TempDir Path data) throws IOException {
        service = new WebService(this::answer);
        server = new TestServer(data, this::moderated);
        users = new GroupUsers(server.app, TestServer.KEY);
    }

    final ServerConfig moderated(ServerConfig config) {
        return config.withModeration(
                new ModerationConfig(service.address("/review").toString(), null, ""));
    }

    private WebService.Answer answer(WebService.Asked asked) {
        var body = new String(asked.body().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        held.forEach((piece, release) -> {
            if (body.contains(piece)) {
                release.join();
            }
        });
        return new WebService.Answer(200, "{\"verdict\":\"" + (isBad(body) ? "block" : "pass") + "\"}");
    }

    /// What the service blocks.
    boolean isBad(String asked) {
        return asked.contains("bad");
    }

    @AfterAll
    void stop() {
        server.close();
        service.close();
    }

    @AfterEach
    void reset() throws Exception {
        held.values().forEach(release -> release.complete(null));
        held.clear();
        users.close();
        for (var key : new String[] {
            "cloud", "words", "onViolation", "wait", "retryAfter", "customConfigurations", "localWords"
        }) {
            set(key, "null");
        }
    }

    /// @param key without `moderation.`
    void set(String key, String json) throws IOException, InterruptedException {
        var answer = server.rest("settings/set", "{\"Settings\":{\"moderation." + key + "\":" + json + "}}");
        assertThat(answer.path("ErrorCode").asInt()).as(answer.toString()).isZero();
    }

    TestClient newUser(String name) {
        return users.newUser(server.port(), name);
    }

    String newID(TestClient from) {
        return from.tinyID() + "-" + SECONDS + "-" + ++random;
    }

    ObjectNode message(TestClient from, String to, String type, String payload) throws IOException {
        var message = TestClient.object()
                .put("id", newID(from))
                .put("conversationID", to)
                .put("type", type);
        message.set("payload", ProtocolJson.mapper().readTree(payload));
        return message;
    }

    ObjectNode text(TestClient from, TestClient to, String text) {
        var message = TestClient.object()
                .put("id", newID(from))
                .put("conversationID", "C2C" + to.userID())
                .put("type", Types.MSG_TEXT);
        message.putObject("payload").put("text", text);
        return message;
    }

    static int code(TestClient from, ObjectNode message) {
        return GroupScenario.code(from.start("message.send", message));
    }

    static void assertRefused(TestClient from, ObjectNode message, ErrorCode code) {
        var answer = from.start("message.send", message)
                .orTimeout(GroupScenario.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        assertThat(answer.path("code").asInt()).as(answer.toString()).isEqualTo(code.number());
    }

    static JsonNode history(TestClient user, String conversation) {
        return user.call(
                        "message.list",
                        TestClient.object().put("conversationID", conversation).put("count", 15))
                .path("messageList");
    }

    static List<String> texts(JsonNode messages) {
        return messages.valueStream()
                .map(message -> message.at("/payload/text").asText())
                .toList();
    }
}
