package im.parley.server.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChildProcessTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private static byte[] sh(String script, byte[] input, Duration limit, int max) throws ChildProcessException {
        return ChildProcess.run(List.of("/bin/sh", "-c", script), input, limit, max);
    }

    @Test
    void what_goes_in_comes_out_however_much() throws Exception {
        var much = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        assertThat(sh("cat", much, LONG, 1 << 20)).isEqualTo(much);
    }

    @Test
    void the_server_s_environment_stays_with_the_server() throws Exception {
        var seen = new String(sh("env", new byte[0], LONG, 10_000), StandardCharsets.UTF_8);
        assertThat(seen.lines().map(line -> line.split("=", 2)[0]))
                .isSubsetOf("PATH", "LC_ALL", "PWD", "OLDPWD", "_", "SHLVL");
    }

    @Test
    void who_takes_too_long_is_ended_with_all_its_children() {
        assertThatThrownBy(() -> sh("sleep 60 | cat", new byte[0], Duration.ofMillis(300), 10))
                .hasMessageContaining("sh took longer than 0 s");
    }

    @Test
    void who_says_too_much_or_fails_is_told_of() {
        assertThatThrownBy(() -> sh("yes", new byte[0], LONG, 1000)).hasMessageContaining("more than 1000 bytes");
        assertThatThrownBy(() -> sh("echo broken >&2; exit 3", new byte[0], LONG, 1000))
                .hasMessageContaining("status 3: broken");
    }
}
