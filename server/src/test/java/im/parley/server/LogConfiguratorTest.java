package im.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import im.parley.protocol.ProtocolJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogConfiguratorTest {
    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @BeforeEach
    void capture() {
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void forget() {
        System.setErr(standardError);
        System.clearProperty(LogConfigurator.FORM);
        System.clearProperty(LogConfigurator.LEVEL);
    }

    private LoggerContext configured() {
        var context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        assertThat(new LogConfigurator().configure(context)).isEqualTo(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
        return context;
    }

    private String lines() {
        return written.toString(StandardCharsets.UTF_8);
    }

    @Test
    void a_line_of_text_names_level_class_message_and_values() {
        var context = configured();
        context.getLogger("im.parley.server.Server")
                .atInfo()
                .addKeyValue("port", 1)
                .log("listening");
        context.getLogger("im.parley.server.Server").info("plain");
        assertThat(lines()).containsPattern("\\d INFO  Server listening port=\"1\"\\R.*INFO  Server plain\\R");
    }

    @Test
    void json_lines_hold_one_object_each() throws IOException {
        System.setProperty(LogConfigurator.FORM, "json");
        configured().getLogger("im.parley.server.Server").info("listening on {}", 1);
        var line = ProtocolJson.mapper().readTree(lines());
        assertThat(line.path("formattedMessage").asText()).isEqualTo("listening on 1");
        assertThat(line.path("level").asText()).isEqualTo("INFO");
    }

    @Test
    void details_are_told_only_when_asked_for() {
        configured().getLogger("im.parley.server.Server").debug("hidden");
        assertThat(lines()).isEmpty();
        System.setProperty(LogConfigurator.LEVEL, "debug");
        var context = configured();
        context.getLogger("im.parley.server.Server").debug("detail");
        context.getLogger("io.netty").info("chatter");
        assertThat(lines()).contains("detail").doesNotContain("chatter");
    }
}
