package im.parley.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Each test has a data folder of its own.
class EmbeddedPostgresTest {
    private Path data;

    @BeforeEach
    void makeFolder() throws IOException {
        data = Files.createTempDirectory("parley-lifecycle-");
    }

    @AfterEach
    void removeFolder() throws IOException {
        DataFolder.deleteTree(data);
    }

    private Database open() {
        return Database.open(new DatabaseConfig.Embedded(data));
    }

    private static long count(AppStore store) {
        return store.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM setting")
                        .mapTo(Long.class)
                        .one());
    }

    private static void store(AppStore store, String key) {
        store.jdbi().useHandle(handle -> handle.execute("INSERT INTO setting VALUES (?, '1', 0)", key));
    }

    private static String setting(Database database, String name) throws SQLException {
        var url = PostgresUrl.parse(database.connectUrl());
        try (var connection = DriverManager.getConnection(url.jdbcUrl(), url.properties("test", null));
                var row = connection.createStatement().executeQuery("SHOW " + name)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void what_was_stored_is_there_after_a_clean_stop_and_another_start() throws SQLException {
        try (var database = open()) {
            store(database.app(1), "kept");
            assertThat(setting(database, "fsync")).isEqualTo("on");
            assertThat(setting(database, "synchronous_commit")).isEqualTo("on");
            assertThat(setting(database, "shared_preload_libraries")).isEqualTo("pg_stat_statements");
        }
        assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
        try (var database = open()) {
            assertThat(count(database.app(1))).isEqualTo(1);
        }
    }

    @Test
    void a_database_that_is_killed_is_started_again_and_has_kept_everything() {
        try (var database = open()) {
            var app = database.app(1);
            store(app, "kept");
            ProcessHandle.of(database.processId()).orElseThrow().destroyForcibly();
            Await.until(() -> database.restarts() == 1 && database.reachable());
            Await.until(() -> succeeds(() -> count(app)));
            assertThat(count(app)).isEqualTo(1);
        }
    }

    @Test
    void a_second_server_on_the_same_folder_is_refused() {
        try (var database = open()) {
            assertThat(database.reachable()).isTrue();
            assertThatThrownBy(this::open)
                    .isInstanceOf(StoreException.class)
                    .hasMessage("The data folder " + data + " is in use by another Parley server (process "
                            + ProcessHandle.current().pid() + ").");
        }
    }

    @Test
    void files_of_another_version_are_left_alone() throws IOException {
        Files.createDirectory(data.resolve("postgres"));
        Files.writeString(data.resolve("postgres/PG_VERSION"), "14\n");
        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("was made by PostgreSQL 14, and this server brings version 18");
    }

    @Test
    void a_folder_that_is_no_database_is_left_alone() throws IOException {
        Files.createDirectory(data.resolve("postgres"));
        assertThatThrownBy(this::open)
                .isInstanceOf(StoreException.class)
                .hasMessage("The folder " + data.resolve("postgres") + " is not a PostgreSQL database; move it away.");
    }

    @Test
    void a_folder_that_is_a_file_is_named() throws IOException {
        var file = Files.writeString(data.resolve("file"), "");
        assertThatThrownBy(() -> Database.open(new DatabaseConfig.Embedded(file)))
                .isInstanceOf(StoreException.class)
                .hasMessage("The data folder " + file + " is a file.");
    }

    @Test
    void the_remains_of_an_interrupted_first_start_are_cleared_away() throws IOException {
        Files.createDirectory(data.resolve("postgres.new"));
        Files.writeString(data.resolve("postgres.new/half"), "");
        try (var database = open()) {
            assertThat(database.reachable()).isTrue();
        }
        assertThat(data.resolve("postgres.new")).doesNotExist();
    }

    @Test
    void a_process_number_in_the_files_that_is_another_programs_now_means_nothing() throws IOException {
        open().close();
        Files.writeString(
                data.resolve("postgres/postmaster.pid"), ProcessHandle.current().pid() + "\n");
        try (var database = open()) {
            assertThat(database.reachable()).isTrue();
        }
    }

    @Test
    void a_database_that_outlived_its_server_is_stopped_by_the_next_one() throws IOException {
        try (var database = open()) {
            store(database.app(1), "kept");
        }
        var files = PostgresFolder.files(data);
        var user = ServiceUser.find(files);
        var programs = PostgresBinaries.provide(data, user);
        var postgres = List.of(programs.program("postgres").toString(), "-D", files.toString());
        var port = "port=" + EmbeddedPostgres.freePort();
        var quiet = List.of("-c", port, "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=");
        var command = Stream.of(postgres, quiet).flatMap(List::stream).toList();
        var orphan = PostgresProcess.start(user.command(command), programs.home());
        assertThat(orphan.awaitReady()).isTrue();
        try (var database = open()) {
            assertThat(orphan.isAlive()).isFalse();
            assertThat(count(database.app(1))).isEqualTo(1);
        }
    }

    @Test
    void as_root_it_runs_as_somebody_else_and_keeps_the_password_to_root() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")));
        try (var database = open()) {
            var user =
                    ProcessHandle.of(database.processId()).orElseThrow().info().user();
            assertThat(user).hasValueSatisfying(name -> assertThat(name).isIn("postgres", "nobody"));
            assertThat(Files.getOwner(data.resolve("postgres.password")).getName())
                    .isEqualTo("root");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("postgres.password"))))
                .isEqualTo("rw-------");
        assertThat(data.resolve("postgres.password.init")).doesNotExist();
    }

    @Test
    void as_root_a_folder_that_others_may_not_enter_serves_where_root_may_mount_and_is_named_elsewhere()
            throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")));
        var closed = Files.createDirectory(
                data.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var behind = new DatabaseConfig.Embedded(closed.resolve("data"));
        if (mayMount()) {
            try (var database = Database.open(behind)) {
                store(database.app(1), "kept");
                ProcessHandle.of(database.processId()).orElseThrow().destroyForcibly();
                Await.until(() -> database.restarts() == 1 && database.reachable());
            }
            try (var database = Database.open(behind)) {
                assertThat(count(database.app(1))).isEqualTo(1);
            }
            assertThat(closed.resolve("data/postgres/PG_VERSION")).exists();
        } else {
            assertThatThrownBy(() -> Database.open(behind))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("who may not enter the data folder " + closed.resolve("data"));
        }
    }

    @Test
    void a_disk_without_room_for_a_database_is_named() throws IOException {
        var disk = Files.createDirectory(data.resolve("disk"));
        var mounted = run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString());
        assumeTrue(mounted == 0, "only who may mount can have a disk as small as that");
        try {
            var small = new DatabaseConfig.Embedded(disk.resolve("data"));
            assertThatThrownBy(() -> Database.open(small))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("The disk of the data folder " + disk.resolve("data") + " is full.");
        } finally {
            assertThat(run("umount", disk.toString())).isZero();
        }
    }

    private static int run(String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .onExit()
                .join()
                .exitValue();
    }

    private static boolean mayMount() throws IOException {
        return run("unshare", "--mount", "true") == 0;
    }

    private static boolean succeeds(Runnable action) {
        try {
            action.run();
            return true;
        } catch (RuntimeException failed) {
            assertThat(StoreErrors.asRetryable(failed)).isPresent();
            return false;
        }
    }
}
