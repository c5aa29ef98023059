package im.parley.bench;

import im.parley.protocol.UserSig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The server as `./parley start` runs it, with the PostgreSQL it brings, on a free loopback port.
final class ParleyServer implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s:/]+:(\\d+)");
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final String DATABASE_USER = "parley";
    private static final String ADMIN = "administrator";
    /// As many messages in a group as there can be: by default a group takes 40 a second.
    private static final String GROUP_RATE = "message.groupRatePerSecond=100000";

    private final ChildProcess process;
    private final Path data;
    private final Settings.AppKey app;
    private final int port;

    private ParleyServer(ChildProcess process, Path data, Settings.AppKey app, int port) {
        this.process = process;
        this.data = data;
        this.app = app;
        this.port = port;
    }

    /// Starts the built server and waits until it answers. Its log is kept beside the results.
    ///
    /// @param data its data folder; made when there is none
    static ParleyServer start(Settings settings, Path data) throws IOException, InterruptedException {
        var jar = settings.home().resolve("server/target/parley-server.jar");
        if (!Files.exists(jar)) {
            throw new IOException("there is no " + jar + ": build the server first");
        }
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        var options = System.getenv().getOrDefault("PARLEY_JAVA_OPTIONS", "").strip();
        if (!options.isEmpty()) {
            command.addAll(List.of(options.split("\\s+")));
        }
        command.addAll(List.of("-jar", jar.toString(), "start", "--host", "127.0.0.1", "--port", "0"));
        command.addAll(
                List.of("--data", data.toString(), "--app", settings.app().toString(), "--set", GROUP_RATE));
        Files.createDirectories(settings.results());
        var log = Files.createTempFile(settings.results(), "parley-server-", ".log");
        var process = ChildProcess.start(log, Map.of(), command);
        try {
            process.await(
                    "the server's address",
                    START_LIMIT,
                    () -> ADDRESS.matcher(process.output()).find());
            var address = ADDRESS.matcher(process.output());
            if (!address.find()) {
                throw new IllegalStateException("the address is gone from " + log);
            }
            return new ParleyServer(process, data, settings.app(), Integer.parseInt(address.group(1)));
        } catch (IOException | InterruptedException | RuntimeException failed) {
            process.close();
            throw failed;
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", port);
    }

    ChatClient client(Network network) {
        return new ChatClient(network, address(), app.sdkAppID(), app.key());
    }

    /// Makes a REST call as the app's administrator.
    ///
    /// @param command such as `settings/set`
    void rest(String command, String body) throws IOException, InterruptedException {
        var signature = UserSig.mint(app.sdkAppID(), app.key(), ADMIN, Instant.now(), Duration.ofHours(1));
        var to = URI.create("http://127.0.0.1:" + port + "/v4/" + command + "?sdkappid=" + app.sdkAppID()
                + "&identifier=" + ADMIN + "&usersig=" + signature + "&random=1&contenttype=json");
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(to)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            var answer =
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            if (!answer.contains("\"ErrorCode\":0")) {
                throw new IOException("the server answers " + answer);
            }
        }
    }

    /// The processes whose CPU counts.
    CpuSample.Pids pids() throws IOException {
        return new CpuSample.Pids(process.pid(), Long.parseLong(postgres(0)));
    }

    long pid() {
        return process.pid();
    }

    /// A connection to the server's own database, in the app's schema.
    Connection database() throws IOException, SQLException {
        var password = Files.readString(data.resolve("postgres.password")).strip();
        var url = "jdbc:postgresql://127.0.0.1:" + postgres(3) + "/postgres?currentSchema=app_" + app.sdkAppID()
                + ",public";
        return DriverManager.getConnection(url, DATABASE_USER, password);
    }

    /// Stops it in order and waits for its end.
    @Override
    public void close() {
        process.close();
    }

    /// A line of PostgreSQL's postmaster.pid: 0 is its process, 3 its port.
    private String postgres(int line) throws IOException {
        return Files.readAllLines(data.resolve("postgres/postmaster.pid"))
                .get(line)
                .strip();
    }
}
