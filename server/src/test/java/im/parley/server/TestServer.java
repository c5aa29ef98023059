package im.parley.server;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.UserSig;
import im.parley.server.store.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A whole server with an app of its own, for scenarios over real sockets.
final class TestServer implements AutoCloseable {
    static final String KEY = "a-key-that-only-tests-know";

    /// Clients of tests break no silence by themselves, and tests take their time on a busy machine.
    private static final Duration HEARTBEAT = Duration.ofMinutes(10);

    final int app;
    final HttpClient http = HttpClient.newHttpClient();
    private final ServerConfig config;
    private final Server server;

    TestServer(Path data) {
        this(data, (String) null);
    }

    /// @param s3 where files are kept; null for the data folder
    TestServer(Path data, @Nullable String s3) {
        this(config(data, TestDatabase.newAppID(), s3));
    }

    /// One that is configured otherwise.
    TestServer(Path data, UnaryOperator<ServerConfig> more) {
        this(more.apply(config(data, TestDatabase.newAppID(), null)));
    }

    private TestServer(ServerConfig config) {
        this.app = config.apps().keySet().iterator().next();
        this.config = config;
        this.server = Server.start(config);
    }

    private static ServerConfig config(Path data, int app, @Nullable String s3) {
        var config = ServerConfig.local(data, app, KEY)
                .withPostgres(TestDatabase.url())
                .withLimits(ServerConfig.Limits.DEFAULT.withHeartbeat(HEARTBEAT));
        return s3 == null ? config : config.withS3(s3);
    }

    /// Another server of the same app, started with `--set KEY=VALUE`.
    TestServer withSetting(String key, String value) {
        return new TestServer(config.withSettings(Map.of(key, value)));
    }

    /// Another server of the same app.
    TestServer another(UnaryOperator<ServerConfig> more) {
        return new TestServer(more.apply(config));
    }

    int port() {
        return server.port();
    }

    /// A new socket that nobody has signed in on.
    TestSocket connect() {
        return connect(app);
    }

    TestSocket connect(int sdkAppID) {
        return new TestSocket(server.port(), sdkAppID);
    }

    /// A new socket on which the instance has signed in.
    TestSocket signIn(String userID, String instanceID, String platform) {
        var socket = connect();
        var answer =
                socket.call("session.login", login(userID, instanceID, platform, sig(userID, Duration.ofHours(1))));
        if (answer.get("code").intValue() != 0) {
            throw new AssertionError(answer);
        }
        return socket;
    }

    /// The body of a login.
    String login(String userID, String instanceID, String platform, String userSig) {
        return """
                {"userID":"%s","userSig":"%s","instanceID":"%s","platform":"%s"}""".formatted(userID, userSig, instanceID, platform);
    }

    String sig(String userID, Duration validity) {
        return UserSig.mint(app, KEY, userID, Instant.now(), validity);
    }

    /// Calls the REST API as the administrator.
    JsonNode rest(String command, String body) throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:" + server.port() + restPath(command));
        var request = HttpRequest.newBuilder(uri)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return ProtocolJson.mapper()
                .readTree(http.send(request, BodyHandlers.ofByteArray()).body());
    }

    /// Changes a setting of the app.
    void set(String key, String json) throws IOException, InterruptedException {
        var answer = rest("settings/set", "{\"Settings\":{\"" + key + "\":" + json + "}}");
        if (answer.path("ErrorCode").asInt() != 0) {
            throw new AssertionError(answer);
        }
    }

    /// What a counter of the server's stands at; 0: it is not shown.
    double metric(String name) {
        var uri = URI.create("http://127.0.0.1:" + server.port() + "/metrics");
        return http.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofLines())
                .join()
                .body()
                .filter(line -> line.startsWith(name + ' '))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .sum();
    }

    /// The path and query with which the administrator calls a command.
    String restPath(String command) {
        return "/v4/%s?sdkappid=%d&identifier=administrator&usersig=%s&random=1&contenttype=json"
                .formatted(command, app, sig("administrator", Duration.ofHours(1)));
    }

    @Override
    public void close() {
        server.close();
        http.close();
    }
}
