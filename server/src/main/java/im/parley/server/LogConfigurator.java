package im.parley.server;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.List;

/// How log lines look: one line each on the standard error, as text or JSON. Neither message bodies nor
/// signatures are ever logged. Logback finds this class by itself; reading the same from XML takes it half a
/// second of each start. A file named by `-Dlogback.configurationFile` replaces it.
public final class LogConfigurator extends ContextAwareBase implements Configurator {
    /// System property: `text` (default) or `json`.
    static final String FORM = "parley.log";
    /// System property: level of the server's own loggers, `info` (default) or `debug`.
    static final String LEVEL = "parley.level";

    private static final String LINE = "%d{HH:mm:ss.SSS} %-5level %logger{0} %replace(%msg %kvp){' $', ''}%n";
    /// Libraries that tell more than anybody wants to know.
    private static final List<String> TALKATIVE =
            List.of("com.zaxxer.hikari", "org.flywaydb", "io.netty", "io.vertx", "io.nats");

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty("logback.configurationFile") != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        var console = new ConsoleAppender<ILoggingEvent>();
        console.setContext(context);
        console.setName("console");
        console.setTarget("System.err"); // the standard output is for what the commands print
        console.setEncoder("json".equals(System.getProperty(FORM)) ? json(context) : text(context));
        console.start();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(console);
        context.getLogger("im.parley").setLevel(Level.toLevel(System.getProperty(LEVEL), Level.INFO));
        TALKATIVE.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static Encoder<ILoggingEvent> text(LoggerContext context) {
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(LINE);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> json(LoggerContext context) {
        var encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithContext(false);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithFormattedMessage(true);
        encoder.start();
        return encoder;
    }
}
