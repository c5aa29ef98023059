package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import im.parley.protocol.ProtocolJson;
import im.parley.protocol.UserSig;
import im.parley.server.store.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineToolTest {
    private static final String KEY = "a-key-for-tests-0123456789";

    @TempDir
    private Path data;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final AtomicReference<ServerConfig> started = new AtomicReference<>();

    private int run(String... words) {
        return run(
                config -> {
                    started.set(config);
                    return new CommandLineTool.Running(4321, () -> {});
                },
                words);
    }

    private int run(Function<ServerConfig, CommandLineTool.Running> launcher, String... words) {
        return new CommandLineTool(new PrintWriter(out, true), new PrintWriter(err, true), Map.of(), launcher)
                .run(words);
    }

    private String[] with(String... words) {
        var all = java.util.Arrays.copyOf(words, words.length + 2);
        all[words.length] = "--data";
        all[words.length + 1] = data.toString();
        return all;
    }

    @Test
    void the_first_start_makes_a_key_and_says_where_it_is_but_not_what_it_is() throws IOException {
        assertThat(run(with("start"))).isZero();
        var file = data.resolve("apps.properties");
        var key = started.get().apps().get(1_400_000_001);
        assertThat(key).matches("[0-9a-f]{64}");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(out.toString())
                .contains("http://localhost:4321/", data.toString(), file.toString(), "1400000001")
                .doesNotContain(key);
        assertThat(err.toString()).isEmpty();
        run(with("start"));
        assertThat(started.get().apps().get(1_400_000_001)).isEqualTo(key);
    }

    @Test
    void an_app_that_is_given_needs_no_key_in_the_folder() {
        assertThat(run(with("--app", "5:" + KEY))).isZero();
        assertThat(started.get().apps()).containsOnly(Map.entry(5, KEY));
        assertThat(data.resolve("apps.properties")).doesNotExist();
        assertThat(out.toString()).doesNotContain(KEY);
    }

    @Test
    void every_flag_arrives() {
        run(with(
                "start",
                "--port",
                "0",
                "--host",
                "0.0.0.0",
                "--admin",
                "root",
                "--node",
                "n1",
                "--nats",
                "nats://n",
                "--postgres",
                "postgres://p",
                "--public-url",
                "https://c",
                "--set",
                "a=1",
                "--set",
                "b=2",
                "--dev"));
        var config = started.get();
        assertThat(config.port()).isZero();
        assertThat(config.host()).isEqualTo("0.0.0.0");
        assertThat(config.admin()).isEqualTo("root");
        assertThat(config.node()).isEqualTo("n1");
        assertThat(config.nats()).isEqualTo("nats://n");
        assertThat(config.postgres()).isEqualTo("postgres://p");
        assertThat(config.publicUrl()).isEqualTo("https://c");
        assertThat(config.settings()).containsOnly(Map.entry("a", "1"), Map.entry("b", "2"));
        assertThat(config.dev()).isTrue();
        assertThat(err.toString()).contains("development mode on 0.0.0.0 lets everybody");
    }

    @Test
    void development_mode_can_be_turned_off() {
        run(with("start", "--no-dev"));
        assertThat(started.get().dev()).isFalse();
        assertThat(out.toString()).doesNotContain("alice");
    }

    @Test
    void a_failure_is_one_sentence_and_status_1() {
        var status = run(
                config -> {
                    throw new StoreException("The disk is full.");
                },
                with("start"));
        assertThat(status).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("parley: The disk is full." + System.lineSeparator());
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void verbose_shows_where_it_happened() {
        run(
                config -> {
                    throw new StoreException("The disk is full.");
                },
                with("start", "--verbose"));
        assertThat(err.toString()).contains("at im.parley.server.");
    }

    @Test
    void a_flag_that_there_is_not_is_status_2() {
        assertThat(run("start", "--prot", "1")).isEqualTo(2);
        assertThat(err.toString()).contains("--prot").contains("--help lists the flags");
    }

    @Test
    void help_lists_every_flag() {
        assertThat(run("start", "--help")).isZero();
        for (var key : ConfigKey.values()) {
            assertThat(out.toString()).contains(key.flag());
        }
    }

    @Test
    void usersig_prints_a_signature_and_nothing_else() {
        run(with("start"));
        var key = started.get().apps().get(1_400_000_001);
        out.getBuffer().setLength(0);
        assertThat(run(with("usersig", "--user", "alice", "--expire", "2h"))).isZero();
        var printed = out.toString();
        assertThat(printed).endsWith(System.lineSeparator()).hasLineCount(1);
        var userSig = UserSig.verify(printed.strip(), 1_400_000_001, key, "alice", Instant.now());
        assertThat(Duration.between(userSig.issued(), userSig.expires())).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void usersig_takes_an_app_with_its_key() {
        assertThat(run(with("usersig", "--user", "bob", "--app", "7:" + KEY))).isZero();
        var userSig = UserSig.verify(out.toString().strip(), 7, KEY, "bob", Instant.now());
        assertThat(Duration.between(userSig.issued(), userSig.expires())).isEqualTo(Duration.ofDays(180));
    }

    @Test
    void usersig_without_a_key_says_what_to_do() {
        assertThat(run(with("usersig", "--user", "alice"))).isEqualTo(1);
        assertThat(err.toString()).contains("No app is known in " + data).contains("--app ID:KEY");
        assertThat(run(with("usersig", "--user", "alice", "--app", "7"))).isEqualTo(1);
        assertThat(err.toString()).contains("The key of app 7 is not known");
        assertThat(run(with("usersig", "--user", "a b", "--app", "7:" + KEY))).isEqualTo(1);
        assertThat(err.toString()).contains("expected 1 to 32 printable ASCII characters");
        assertThat(run(with("usersig", "--user", "a", "--expire", "soon", "--app", "7:" + KEY)))
                .isEqualTo(1);
        assertThat(err.toString()).contains("expected a time such as 2h or 30d");
    }

    @Test
    void console_prints_a_link_that_signs_the_administrator_in_for_an_hour() {
        assertThat(run(with("console", "--app", "7:" + KEY, "--admin", "root", "--port", "9000")))
                .isZero();
        var start = "http://localhost:9000/console/#app=7&sig=";
        var link = out.toString();
        assertThat(link).startsWith(start).endsWith(System.lineSeparator()).hasLineCount(1);
        var userSig = UserSig.verify(link.strip().substring(start.length()), 7, KEY, "root", Instant.now());
        assertThat(Duration.between(userSig.issued(), userSig.expires())).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void console_knows_where_browsers_find_the_server() {
        run(with("console", "--app", "7:" + KEY, "--public-url", "https://chat.example.org/"));
        run(with("console", "--app", "7:" + KEY, "--server", "https://other.example.org/a/"));
        assertThat(out.toString().lines())
                .satisfiesExactly(
                        link -> assertThat(link).startsWith("https://chat.example.org/console/#app=7&sig="),
                        link -> assertThat(link).startsWith("https://other.example.org/a/console/#app=7&sig="));
        assertThat(run(with("console", "--app", "7:" + KEY, "--server", "there")))
                .isEqualTo(1);
        assertThat(err.toString()).contains("--server is \"there\", expected an address");
    }

    @Test
    void development_mode_has_two_users_with_valid_signatures() throws IOException {
        var json = ProtocolJson.mapper().readTree(new DevUsers(ServerConfig.local(data, 9, KEY)).json(Instant.now()));
        assertThat(json.path("sdkAppID").intValue()).isEqualTo(9);
        assertThat(json.path("users")).hasSize(2);
        for (var user : json.path("users")) {
            UserSig.verify(
                    user.path("userSig").textValue(),
                    9,
                    KEY,
                    user.path("userID").textValue(),
                    Instant.now());
        }
    }
}
