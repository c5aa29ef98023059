package im.parley.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

class AppStoreTest {
    private final AppStore store = TestDatabase.newApp();

    @Test
    void a_new_app_has_every_table_and_the_systems_account_alone() {
        var accounts = store.jdbi()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM account WHERE user_id <> '@TIM#SYSTEM'")
                        .mapTo(Long.class)
                        .one());
        assertThat(accounts).isZero();
    }

    @Test
    void the_writer_has_a_connection_of_its_own_to_the_same_schema() throws SQLException {
        try (var writer = store.openWriter();
                var statement = writer.createStatement();
                var row = statement.executeQuery("SELECT current_schema(), current_setting('application_name')")) {
            row.next();
            assertThat(row.getString(1)).isEqualTo(store.schema());
            assertThat(row.getString(2)).isEqualTo("parley-writer");
            assertThat(writer.unwrap(PGConnection.class).getPrepareThreshold()).isEqualTo(1);
        }
    }

    @Test
    void apps_do_not_see_each_other() {
        store.jdbi().useHandle(handle -> handle.execute("INSERT INTO setting VALUES ('a', '1', 0)"));
        var others = TestDatabase.newApp()
                .jdbi()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM setting")
                        .mapTo(Long.class)
                        .one());
        assertThat(others).isZero();
    }
}
