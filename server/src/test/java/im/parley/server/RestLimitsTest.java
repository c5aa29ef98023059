package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the settings allow back ends, over real connections.
class RestLimitsTest {
    @Test
    void a_back_end_at_another_address_is_refused_and_the_command_line_lets_it_in_again(@TempDir Path folder)
            throws Exception {
        try (var server = new TestServer(folder)) {
            assertThat(code(server, "{\"Settings\":{\"rest.ipAllowList\":\"127.0.0.0/8, ::1\"}}"))
                    .isZero();
            assertThat(code(server, "{\"Settings\":{\"rest.ipAllowList\":\"no address\"}}"))
                    .isEqualTo(60003);
            assertThat(code(server, "{\"Settings\":{\"rest.ipAllowList\":\"192.0.2.1\"}}"))
                    .isZero();

            var refused = server.rest("settings/get", "{}");

            assertThat(refused.path("ErrorCode").asInt()).isEqualTo(60021);
            assertThat(refused.path("ErrorInfo").asText()).contains("127.0.0.1", "rest.ipAllowList");
            try (var again = server.withSetting("rest.ipAllowList", "")) {
                assertThat(again.rest("settings/get", "{}").path("ErrorCode").asInt())
                        .isZero();
            }
        }
    }

    private static int code(TestServer server, String settings) throws Exception {
        return server.rest("settings/set", settings).path("ErrorCode").asInt();
    }
}
