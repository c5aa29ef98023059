package im.parley.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.UserSig;
import im.parley.server.Server;
import im.parley.server.ServerConfig;
import im.parley.server.assist.AssistConfig;
import im.parley.server.moderation.ModerationConfig;
import im.parley.server.push.PushConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// The real server, one for all tests of a run, in a new folder and on a free port. Its heartbeat is quick,
/// so that connections that died without a word are found out while a test waits.
final class TestServer {
    static final int APP = 1400000001;
    static final Duration HEARTBEAT = Duration.ofSeconds(3);
    static final String KEY = "a key that only tests know";
    private static final String ADMIN = "administrator";

    private static final class Shared {
        static final TestServer SERVER = new TestServer(); // started by the first who asks
    }

    /// What phones show, where a test has set `push.offline`.
    final PhoneHook phones = new PhoneHook();

    /// What `callback.url` may name.
    final AnsweringBackEnd backEnd;

    private final Path data;
    private final Server server;
    private final AtomicInteger users = new AtomicInteger();
    private final Set<String> changedSettings = ConcurrentHashMap.newKeySet();

    private TestServer() {
        try {
            data = Files.createTempDirectory("parley");
            backEnd = new AnsweringBackEnd();
            var local = ServerConfig.local(data, APP, KEY);
            server = Server.start(local.withAssist(new AssistConfig("apertium", null, "sphinx", null, "unused"))
                    .withModeration(new ModerationConfig(new Moderator().address(), null, "unused"))
                    .withPush(new PushConfig(phones.url(), null, null, null))
                    .withLimits(ServerConfig.Limits.DEFAULT.withHeartbeat(HEARTBEAT)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
    }

    /// The app's schema in the server's own database.
    Connection database() throws IOException, SQLException {
        var port = Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(3);
        var url = "jdbc:postgresql://127.0.0.1:" + port.strip() + "/postgres?currentSchema=app_" + APP;
        var password = Files.readString(data.resolve("postgres.password")).strip();
        return DriverManager.getConnection(url, "parley", password);
    }

    /// Makes a message, the last one of its conversation or not, older than it is.
    void age(Message message, Duration by) throws IOException, SQLException {
        try (var database = database();
                var age = database.prepareStatement("""
                        WITH aged AS (
                            UPDATE message SET time = time - ? WHERE sender = ? AND client_id = ?
                            RETURNING conversation_id, sequence)
                        UPDATE conversation SET last_time = last_time - ?, shown_order = shown_order - ? * 1000
                        FROM aged WHERE id = aged.conversation_id AND last_sequence = aged.sequence
                        """)) {
            var id = message.messageId();
            age.setLong(1, by.toMillis());
            age.setLong(2, id.senderTinyID());
            age.setLong(3, id.clientTime() << Integer.SIZE | id.random());
            age.setLong(4, by.toMillis());
            age.setLong(5, by.toMillis());
            age.executeUpdate();
        }
    }

    static TestServer shared() {
        return Shared.SERVER;
    }

    int port() {
        return server.port();
    }

    String address() {
        return "ws://127.0.0.1:" + server.port();
    }

    /// A userID that no other test uses.
    String freshUserID(String name) {
        return name + "-" + users.incrementAndGet();
    }

    /// Users who exist and have never signed in.
    List<String> registered(String name, int count) {
        var userIDs =
                IntStream.range(0, count).mapToObj(number -> freshUserID(name)).toList();
        call(
                "im_open_login_svc/multiaccount_import",
                Map.of(
                        "AccountList",
                        userIDs.stream().map(userID -> Map.of("UserID", userID)).toList()));
        return userIDs;
    }

    static String userSig(String userID) {
        return userSig(userID, Instant.now(), Duration.ofDays(1));
    }

    static String userSig(String userID, Instant issued, Duration validity) {
        return UserSig.mint(APP, KEY, userID, issued, validity);
    }

    /// Changes a setting, effective at once; null returns it to its default, as the end of the test does.
    void set(String key, Object value) {
        changedSettings.add(key);
        set(Collections.singletonMap(key, value));
        if (value == null) {
            changedSettings.remove(key);
        }
    }

    /// Returns all settings that were changed to their defaults.
    void resetSettings() {
        if (!changedSettings.isEmpty()) {
            var defaults = new HashMap<String, Object>();
            changedSettings.forEach(key -> defaults.put(key, null));
            set(defaults);
            changedSettings.clear();
        }
    }

    private void set(Map<String, Object> settings) {
        call("settings/set", Map.of("Settings", settings));
    }

    void kick(String userID) {
        call("im_open_login_svc/kick", Map.of("UserID", userID));
    }

    /// Calls the REST API as the administrator, successfully.
    JsonNode call(String command, Map<String, ?> request) {
        var answer = answer(command, request);
        if (answer.path("ErrorCode").asInt(-1) != 0) {
            throw new IllegalStateException(command + " answered " + answer);
        }
        return answer;
    }

    /// What the REST API answers the administrator, refusals included.
    JsonNode answer(String command, Map<String, ?> request) {
        return answer(port(), command, request);
    }

    /// The same of another server of this app.
    static JsonNode answer(int port, String command, Map<String, ?> request) {
        var address = URI.create("http://127.0.0.1:" + port + "/v4/" + command + "?sdkappid=" + APP + "&identifier="
                + ADMIN + "&usersig=" + userSig(ADMIN) + "&random=1&contenttype=json");
        try {
            var json = ProtocolJson.mapper();
            var connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setDoOutput(true);
            connection.getOutputStream().write(json.writeValueAsString(request).getBytes(StandardCharsets.UTF_8));
            return json.readTree(connection.getInputStream().readAllBytes());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
