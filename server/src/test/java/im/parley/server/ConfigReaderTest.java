package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {
    private static final String KEY = "0123456789abcdef";
    private static final Map<Integer, String> KEPT = Map.of(1_400_000_001, KEY);

    @TempDir
    private Path folder;

    private static ServerConfig read(Map<ConfigKey, List<String>> flags, Map<String, String> environment, Path file) {
        return ConfigReader.of(ConfigSource.flags(flags), ConfigSource.environment(environment), file)
                .read(KEPT);
    }

    private static ServerConfig flag(ConfigKey key, String... values) {
        return read(Map.of(key, List.of(values)), Map.of(), null);
    }

    private Path file(String... lines) throws IOException {
        return Files.write(folder.resolve("some.conf"), List.of(lines));
    }

    @Test
    void without_anything_the_defaults_hold() {
        var config = read(Map.of(), Map.of(), null);
        assertThat(config.host()).isEqualTo("127.0.0.1");
        assertThat(config.port()).isEqualTo(8080);
        assertThat(config.data()).isEqualTo(Path.of("data").toAbsolutePath());
        assertThat(config.apps()).isEqualTo(KEPT);
        assertThat(config.admin()).isEqualTo("administrator");
        assertThat(config.postgres()).isNull();
        assertThat(config.nats()).isNull();
        assertThat(config.publicUrl()).isNull();
        assertThat(config.dev()).isTrue();
        assertThat(config.limits()).isEqualTo(ServerConfig.Limits.DEFAULT);
        assertThat(config.settings()).isEmpty();
    }

    @Test
    void flags_win_over_environment_over_file_over_defaults() throws IOException {
        var file = file("port = 1", "admin = file", "node = file", "heartbeat = 5m");
        var config = read(
                Map.of(ConfigKey.PORT, List.of("3")), Map.of("PARLEY_PORT", "2", "PARLEY_ADMIN", "environment"), file);
        assertThat(config.port()).isEqualTo(3);
        assertThat(config.admin()).isEqualTo("environment");
        assertThat(config.node()).isEqualTo("file");
        assertThat(config.limits().heartbeat()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.host()).isEqualTo("127.0.0.1");
    }

    @Test
    void the_data_folder_may_hold_the_file() throws IOException {
        Files.writeString(folder.resolve("parley.conf"), "public-url = https://chat.example.org/\n");
        assertThat(flag(ConfigKey.DATA, folder.toString()).publicUrl()).isEqualTo("https://chat.example.org");
    }

    @Test
    void a_file_in_the_data_folder_cannot_move_it() throws IOException {
        Files.writeString(folder.resolve("parley.conf"), "data = elsewhere\n");
        assertThatThrownBy(() -> flag(ConfigKey.DATA, folder.toString()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("cannot move the data folder");
    }

    @Test
    void apps_of_all_places_count_and_the_strongest_key_wins() throws IOException {
        var config = read(
                Map.of(ConfigKey.APP, List.of("2:flag-flag-flag-flag", "3:flag-flag-flag-flag")),
                Map.of("PARLEY_APP", "1:environment-key-1; 2:environment-key-2"),
                file("app.1 = file-file-file-file", "app.4 = file-file-file-file"));
        assertThat(config.apps())
                .containsOnly(
                        Map.entry(1, "environment-key-1"),
                        Map.entry(2, "flag-flag-flag-flag"),
                        Map.entry(3, "flag-flag-flag-flag"),
                        Map.entry(4, "file-file-file-file"));
    }

    @Test
    void settings_are_keys_with_values() throws IOException {
        var config = read(
                Map.of(ConfigKey.SET, List.of("login.maxWebInstances=3", "a=b=c")),
                Map.of(),
                file("set.login.maxWebInstances = 9", "set.other = x"));
        assertThat(config.settings())
                .containsOnly(Map.entry("login.maxWebInstances", "3"), Map.entry("a", "b=c"), Map.entry("other", "x"));
    }

    @Test
    void development_mode_follows_the_address_unless_it_is_asked_for() {
        assertThat(flag(ConfigKey.HOST, "localhost").dev()).isTrue();
        assertThat(flag(ConfigKey.HOST, "127.1.2.3").dev()).isTrue();
        assertThat(flag(ConfigKey.HOST, "::1").dev()).isTrue();
        assertThat(flag(ConfigKey.HOST, "0.0.0.0").dev()).isFalse();
        assertThat(flag(ConfigKey.HOST, "127.0.0.1.example.org").dev()).isFalse();
        assertThat(flag(ConfigKey.DEV, "false").dev()).isFalse();
        assertThat(read(Map.of(ConfigKey.HOST, List.of("0.0.0.0")), Map.of("PARLEY_DEV", "true"), null)
                        .dev())
                .isTrue();
    }

    @Test
    void each_server_that_was_given_no_name_has_another() {
        assertThat(read(Map.of(), Map.of(), null).node())
                .isNotEqualTo(read(Map.of(), Map.of(), null).node());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PORT | 65536 | port is 65536, expected 0 to 65535.",
                "PORT | http | --port is \"http\", expected a whole number.",
                "HEARTBEAT | 30 | --heartbeat is \"30\", expected a time such as 500ms, 30s, 5m or 2h.",
                "LOGIN_TIMEOUT | 10ms | login-timeout is PT0.01S, expected at least 1s.",
                "FRAMES_PER_SECOND | 0 | frames-per-second is 0, expected at least 1.",
                "FRAME_BURST | 10 | frame-burst is 10, expected at least frames-per-second, 1000.",
                "MAX_PENDING_BYTES | 1000 | max-pending-bytes is 1000, expected at least 65536.",
                "DEV | yes | --dev is \"yes\", expected true or false.",
                "NODE | a.b | node is \"a.b\", expected 1 to 64 letters, digits, - and _.",
                "SET | maxWebInstances | --set is \"maxWebInstances\", expected KEY=VALUE such as login.maxWebInstances=3.",
                "PUBLIC_URL | chat.example.org | --public-url is \"chat.example.org\", expected an address such as"
                        + " https://chat.example.org.",
                "APP | 1400000001 | --app is not of the form SDKAppID:KEY, such as 1400000001:0123456789abcdef.",
                "APP | 0:0123456789abcdef | SDKAppID is 0, expected a number from 1 to 2147483647.",
                "APP | 5:short | the key of SDKAppID 5 has 5 characters, expected at least 16."
            })
    void what_cannot_be_used_is_said_in_one_sentence(ConfigKey key, String value, String sentence) {
        assertThatThrownBy(() -> flag(key, value))
                .isInstanceOf(ConfigException.class)
                .hasMessage(sentence);
    }

    @Test
    void messages_name_the_place() throws IOException {
        assertThatThrownBy(() -> read(Map.of(), Map.of("PARLEY_PORT", "x"), null))
                .hasMessage("PARLEY_PORT is \"x\", expected a whole number.");
        var file = file("port = x");
        assertThatThrownBy(() -> read(Map.of(), Map.of(), file))
                .hasMessage("port in " + file + " is \"x\", expected a whole number.");
        var unknown = file("prot = 1");
        assertThatThrownBy(() -> read(Map.of(), Map.of(), unknown))
                .hasMessage("Unknown key \"prot\" in " + unknown + "; docs/config.md lists those there are.");
        assertThatThrownBy(() -> read(Map.of(), Map.of(), folder.resolve("none.conf")))
                .hasMessage("The configuration file " + folder.resolve("none.conf") + " does not exist.");
    }

    @Test
    void keys_are_not_printed() {
        assertThat(read(Map.of(), Map.of(), null).toString()).doesNotContain(KEY);
        assertThatThrownBy(() -> flag(ConfigKey.APP, "my-secret-key")).hasMessageNotContaining("my-secret-key");
    }
}
