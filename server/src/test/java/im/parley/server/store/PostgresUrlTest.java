package im.parley.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresUrlTest {
    @Test
    void the_url_of_other_tools_is_understood() {
        assertThat(PostgresUrl.parse("postgres://ann:p%40ss:word+1@db.example.org:5433/chat?sslmode=require"))
                .isEqualTo(new PostgresUrl(
                        "jdbc:postgresql://db.example.org:5433/chat?sslmode=require", "ann", "p@ss:word+1"));
        assertThat(PostgresUrl.parse("postgresql://db.example.org"))
                .isEqualTo(new PostgresUrl("jdbc:postgresql://db.example.org/", null, null));
    }

    @Test
    void the_drivers_own_form_is_passed_on() {
        assertThat(PostgresUrl.parse("jdbc:postgresql://db/chat?user=ann").jdbcUrl())
                .isEqualTo("jdbc:postgresql://db/chat?user=ann");
    }

    @Test
    void what_is_handed_to_another_server_is_read_the_same() {
        var url = new PostgresUrl("jdbc:postgresql://127.0.0.1:5432/postgres", "ann", "a b+c@d/e:f");
        assertThat(PostgresUrl.parse(url.withCredentials())).isEqualTo(url);
    }

    @Test
    void nothing_secret_is_displayed() {
        assertThat(PostgresUrl.parse("jdbc:postgresql://db/chat?user=ann&password=secret")
                        .display())
                .isEqualTo("postgresql://db/chat");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "db.example.org", "mysql://db/chat", "postgres:chat", "postgres://a b/c", "jdbc:mysql://db"})
    void anything_else_is_refused(String text) {
        assertThatThrownBy(() -> PostgresUrl.parse(text))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("postgres://user:password@host:port/database");
    }
}
