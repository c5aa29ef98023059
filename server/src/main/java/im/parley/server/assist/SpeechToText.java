package im.parley.server.assist;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Finds the words in speech. Safe for use by many threads; blocks.
public interface SpeechToText {
    /// Longest time one call takes.
    Duration LIMIT = Duration.ofSeconds(60);

    /// @param language null: the provider's choice
    /// @return empty where nothing was understood
    /// @throws im.parley.protocol.ChatException
    ///     [im.parley.protocol.ErrorCode#VOICE_TO_TEXT_FAIL] saying what is wrong
    String transcribe(Pcm speech, @Nullable Locale language);
}
