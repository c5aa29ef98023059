package im.parley.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// ejabberd as Debian packages it, with its archive on the PostgreSQL given, in a temporary folder, on
/// loopback.
final class EjabberdServer implements AutoCloseable {
    private static final String USER = "ejabberd";
    private static final String DATABASE = "ejabberd";
    private static final Path CONTROL = Path.of("/usr/sbin/ejabberdctl");
    private static final List<String> PACKAGES = List.of("ejabberd", "erlang-p1-sqlite3", "erlang-p1-pgsql");
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final TempFolder folder;
    private final ChildProcess portMapper;
    private final ChildProcess process;
    private final PostgresServer postgres;
    private final int port;

    private EjabberdServer(
            TempFolder folder, ChildProcess portMapper, ChildProcess process, PostgresServer postgres, int port) {
        this.folder = folder;
        this.portMapper = portMapper;
        this.process = process;
        this.postgres = postgres;
        this.port = port;
    }

    static EjabberdServer start(PostgresServer postgres) throws IOException, InterruptedException, SQLException {
        install();
        createSchema(postgres);
        var folder = TempFolder.create("ejabberd");
        try {
            var port = PostgresServer.freePort();
            var home = folder.path();
            Files.writeString(home.resolve("ejabberd.yml"), configuration(port, postgres));
            Files.writeString(home.resolve("ejabberdctl.cfg"), "ERL_MAX_PORTS=32000\nINET_DIST_INTERFACE=127.0.0.1\n");
            Files.createDirectories(home.resolve("logs"));
            Files.createDirectories(home.resolve("spool"));
            var log = Files.createFile(home.resolve("output"));
            Unprivileged.own(USER, home);
            // Erlang's port mapper, on a port and for a time of its own: else the first node leaves one behind
            var mapperPort = Integer.toString(PostgresServer.freePort());
            var environment =
                    Map.of("ERL_EPMD_PORT", mapperPort, "ERL_EPMD_ADDRESS", "127.0.0.1", "HOME", home.toString());
            var mapper =
                    ChildProcess.start(home.resolve("epmd"), environment, Unprivileged.command(USER, List.of("epmd")));
            var process = ChildProcess.start(log, environment, Unprivileged.command(USER, command(home)));
            var server = new EjabberdServer(folder, mapper, process, postgres, port);
            try {
                process.await("ejabberd", START_LIMIT, server::answers);
            } catch (IOException | InterruptedException failed) {
                server.close();
                throw failed;
            }
            return server;
        } catch (IOException | InterruptedException | RuntimeException failed) {
            folder.close();
            throw failed;
        }
    }

    InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", port);
    }

    /// Fails unless at least so many messages are in the archive: a peer that stores nothing is none to compare with.
    void mustHaveArchived(long messages) throws IOException, SQLException {
        try (var connection = postgres.connect(DATABASE);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM archive")) {
            rows.next();
            if (rows.getLong(1) < messages) {
                throw new IOException("of " + messages + " messages, ejabberd archived " + rows.getLong(1));
            }
        }
    }

    /// The process of the Erlang virtual machine.
    long pid() {
        return ProcessHandle.of(process.pid())
                .filter(EjabberdServer::isErlang)
                .or(() -> ProcessHandle.of(process.pid()).stream()
                        .flatMap(ProcessHandle::descendants)
                        .filter(EjabberdServer::isErlang)
                        .findFirst())
                .map(ProcessHandle::pid)
                .orElseThrow();
    }

    private static boolean isErlang(ProcessHandle handle) {
        return handle.info().command().orElse("").contains("beam");
    }

    @Override
    public void close() {
        process.close();
        portMapper.close();
        folder.close();
    }

    private boolean answers() {
        try (var socket = new java.net.Socket()) {
            socket.connect(address(), 1000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /// Without its driver for PostgreSQL, which Debian packages apart, ejabberd runs and archives nothing.
    private static void install() throws IOException, InterruptedException {
        if (isInstalled()) {
            return;
        }
        if (!Unprivileged.isRoot()) {
            throw new IOException("ejabberd or what it needs is not installed: apt-get install --no-install-recommends "
                    + String.join(" ", PACKAGES));
        }
        System.out.println("installing ejabberd …");
        var environment = List.of("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq");
        ChildProcess.run(concat(environment, List.of("update")));
        ChildProcess.run(concat(concat(environment, List.of("install", "-y", "--no-install-recommends")), PACKAGES));
    }

    private static boolean isInstalled() throws InterruptedException {
        try {
            var states = ChildProcess.run(concat(List.of("dpkg-query", "-W", "-f", "${db:Status-Status}\n"), PACKAGES));
            return states.lines().allMatch("installed"::equals);
        } catch (IOException unknownPackage) {
            return false;
        }
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return java.util.stream.Stream.concat(first.stream(), second.stream()).toList();
    }

    private static void createSchema(PostgresServer postgres) throws IOException, SQLException {
        postgres.execute("postgres", "CREATE DATABASE " + DATABASE);
        postgres.execute(DATABASE, Files.readString(Path.of("/usr/share/ejabberd/sql/pg.sql")));
    }

    private static List<String> command(Path home) {
        return List.of(
                CONTROL.toString(),
                "--config-dir",
                home.toString(),
                "--config",
                home.resolve("ejabberd.yml").toString(),
                "--ctl-config",
                home.resolve("ejabberdctl.cfg").toString(),
                "--logs",
                home.resolve("logs").toString(),
                "--spool",
                home.resolve("spool").toString(),
                "--node",
                "bench@localhost",
                "foreground");
    }

    private static String configuration(int port, PostgresServer postgres) {
        return """
                loglevel: warning
                hosts: [localhost]
                auth_method: internal
                auth_password_format: plain
                listen:
                  - {port: %d, ip: "127.0.0.1", module: ejabberd_c2s, max_stanza_size: 262144, backlog: 1024, access: c2s}
                access_rules:
                  c2s: {allow: all}
                  register: {allow: all}
                registration_timeout: infinity
                sql_type: pgsql
                sql_server: 127.0.0.1
                sql_port: %d
                sql_database: %s
                sql_username: %s
                sql_password: x
                sql_pool_size: 10
                modules:
                  mod_disco: {}
                  mod_roster: {}
                  mod_offline: {}
                  mod_ping: {}
                  mod_carboncopy: {}
                  mod_stream_mgmt: {}
                  mod_register: {access: register, ip_access: all}
                  mod_mam:
                    default: always
                    request_activates_archiving: false
                    assume_mam_usage: true
                    db_type: sql
                  mod_muc:
                    access: all
                    access_create: all
                    access_mam: all
                    max_users: 1000
                    history_size: 20
                    default_room_options: {mam: true, max_users: 1000}
                """.formatted(port, postgres.port(), DATABASE, postgres.owner());
    }
}
