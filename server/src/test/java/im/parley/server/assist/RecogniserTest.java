package im.parley.server.assist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// With the real engines.
class RecogniserTest {
    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    @Test
    void speech_in_any_format_becomes_text() throws Exception {
        var decoder = new AudioDecoder(Sounds.ffmpeg());
        var providers = Providers.of(new AssistConfig(null, null, "sphinx", null, "unused"));
        try (providers) {
            var sphinx = providers.speech().orElseThrow();
            var mp3 = Sounds.as("mp3", Sounds.speech("good morning"));
            var amount = Sounds.as("ogg", Sounds.speech("one two three four five"), "-c:a", "libopus");

            assertThat(sphinx.transcribe(decoder.decode(Sounds.voice("a.mp3", mp3)), null))
                    .isEqualTo("good morning");
            assertThat(sphinx.transcribe(decoder.decode(Sounds.voice("a.ogg", amount)), Locale.US))
                    .isEqualTo("one two three four five");
            assertThatThrownBy(() -> sphinx.transcribe(new Pcm(new byte[2]), Locale.JAPANESE))
                    .hasMessageContaining("language is \"ja\", expected en");
        }
    }

    @Test
    void an_engine_that_is_too_slow_is_ended_and_started_again() {
        try (var hasty = new Recogniser(CLASS_PATH, List.of("sphinx"), null, Duration.ofMillis(50))) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> hasty.transcribe(new Pcm(new byte[2]), null))
                        .hasMessageContaining("longer than");
            }
        }
    }

    @Test
    void an_engine_that_does_not_start_is_told_of() {
        try (var none = new Recogniser(CLASS_PATH, List.of("vosk", "/nowhere"), null)) {
            assertThatThrownBy(() -> none.transcribe(new Pcm(new byte[2]), null))
                    .hasMessageContaining("the recogniser ended");
        }
    }
}
