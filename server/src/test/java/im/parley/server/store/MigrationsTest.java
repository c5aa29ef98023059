package im.parley.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MigrationsTest {
    private final PostgresUrl url = PostgresUrl.parse(TestDatabase.url());
    private final String schema = "app_" + TestDatabase.newAppID();

    @Test
    void a_second_run_changes_nothing() {
        Migrations.apply(url, schema);
        var before = history();
        Migrations.apply(url, schema);
        assertThat(history()).isEqualTo(before).isNotEmpty();
    }

    @Test
    void what_is_known_of_the_files_without_flyway_is_what_flyway_wrote_down() throws Exception {
        Migrations.apply(url, schema);
        try (var store = AppStore.open(url, schema)) {
            var written = store.jdbi()
                    .withHandle(handle -> handle.createQuery("SELECT version, checksum FROM flyway_schema_history")
                            .collectRows(Collectors.toMap(
                                    row -> row.getColumn("version", String.class),
                                    row -> row.getColumn("checksum", Integer.class))));
            assertThat(written).isEqualTo(MigrationFiles.checksums());
        }
    }

    @Test
    void a_migration_that_changed_after_it_was_applied_is_refused() {
        Migrations.apply(url, schema);
        try (var store = AppStore.open(url, schema)) {
            store.jdbi().useHandle(handle -> handle.execute("UPDATE flyway_schema_history SET checksum = 0"));
        }
        assertThatThrownBy(() -> Migrations.apply(url, schema))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("Cannot bring schema " + schema + " up to date");
    }

    @Test
    void servers_that_start_at_once_wait_for_one_another() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Void> start = () -> {
                Migrations.apply(url, schema);
                return null;
            };
            for (var finished :
                    threads.invokeAll(Stream.generate(() -> start).limit(4).toList())) {
                finished.get();
            }
        }
        assertThat(history()).doesNotHaveDuplicates().isNotEmpty();
    }

    @Test
    void an_external_database_by_url_serves_the_same_apps() {
        try (var external = Database.open(new DatabaseConfig.External(TestDatabase.url()))) {
            var id = TestDatabase.newAppID();
            external.app(id).jdbi().useHandle(handle -> handle.execute("INSERT INTO setting VALUES ('a', '1', 0)"));
            var keys = TestDatabase.shared()
                    .app(id)
                    .jdbi()
                    .withHandle(handle -> handle.createQuery("SELECT key FROM setting")
                            .mapTo(String.class)
                            .list());
            assertThat(keys).containsExactly("a");
            assertThat(external.reachable()).isTrue();
        }
    }

    @Test
    void a_database_that_refuses_is_named_without_its_password() {
        var wrong = TestDatabase.url().replaceFirst(":[0-9a-f]+@", ":wrong-secret@");
        assertThatThrownBy(() -> Database.open(new DatabaseConfig.External(wrong)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("Cannot connect to the database at postgresql://127.0.0.1:")
                .hasMessageContaining("password authentication failed")
                .hasMessageNotContaining("wrong-secret");
    }

    private List<String> history() {
        try (var store = AppStore.open(url, schema)) {
            return store.jdbi()
                    .withHandle(handle -> handle.createQuery(
                                    "SELECT version FROM flyway_schema_history WHERE success ORDER BY installed_rank")
                            .mapTo(String.class)
                            .list());
        }
    }
}
