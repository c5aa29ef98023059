package im.parley.server.assist;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Translates texts. Safe for use by many threads; blocks.
public interface Translator {
    /// Longest time one call takes.
    Duration LIMIT = Duration.ofSeconds(10);

    /// @param texts not empty, and none of them blank
    /// @param source null: found out, for each text
    /// @return as many texts, in the same order
    /// @throws im.parley.protocol.ChatException
    ///     [im.parley.protocol.ErrorCode#TRANSLATE_TEXT_FAIL] saying what is wrong
    List<String> translate(List<String> texts, @Nullable Locale source, Locale target);
}
