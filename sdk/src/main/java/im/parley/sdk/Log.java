package im.parley.sdk;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What one chat writes to the log: through SLF4J, below the level that the app asked for with `setLogLevel`.
/// Message texts and signatures never get here.
final class Log {
    private static final Logger LOGGER = LoggerFactory.getLogger(Chat.class);
    private static final int RELEASE = 1;
    private static final int WARNINGS = 2;
    private static final int ERRORS = 3;

    private final String prefix;
    private volatile int level = RELEASE;

    Log(int sdkAppID) {
        prefix = "[" + sdkAppID + "] ";
    }

    void level(int newLevel) {
        level = newLevel;
    }

    void debug(Supplier<String> text) {
        if (level < RELEASE && LOGGER.isDebugEnabled()) {
            LOGGER.debug("{}{}", prefix, text.get());
        }
    }

    void info(String text) {
        if (level < WARNINGS) {
            LOGGER.info("{}{}", prefix, text);
        }
    }

    void warn(String text) {
        if (level < ERRORS) {
            LOGGER.warn("{}{}", prefix, text);
        }
    }

    void error(String text, @Nullable Throwable cause) {
        if (level <= ERRORS) {
            LOGGER.error("{}{}", prefix, text, cause);
        }
    }
}
