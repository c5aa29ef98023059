package im.parley.server.assist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.parley.protocol.ErrorCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProvidersTest {
    private static AssistConfig config(@Nullable String translation, @Nullable String speech) {
        return new AssistConfig(translation, null, speech, null, "model");
    }

    @Test
    void each_provider_can_be_chosen(@TempDir Path model) throws Exception {
        try (var providers =
                Providers.of(config("libretranslate:https://translate.example.org", "openai:http://h/v1"))) {
            assertThat(providers.translator()).containsInstanceOf(LibreTranslate.class);
            assertThat(providers.speech()).containsInstanceOf(OpenAiTranscription.class);
        }
        try (var providers = Providers.of(config("apertium", "vosk:" + model))) {
            assertThat(providers.translator()).containsInstanceOf(Apertium.class);
            assertThat(providers.speech()).containsInstanceOf(Recogniser.class);
        }
        try (var providers = Providers.of(config(null, "vosk:en=" + model + ",ja=" + model))) {
            var speech = providers.speech().orElseThrow();
            assertThatThrownBy(() -> speech.transcribe(new Pcm(new byte[2]), Locale.of("de")))
                    .hasMessageContaining("language is \"de\", expected one of [en, ja]");
        }
        try (var nothing = Providers.of(AssistConfig.NONE)) {
            assertThat(nothing.translator()).isEmpty();
            assertThat(nothing.speech()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "google | | translation is \"google\", expected libretranslate:URL or apertium",
                "libretranslate:ftp://x | | expected an address such as libretranslate:http",
                "apertium:/nowhere/apertium | | apt-get install apertium",
                " | siri | speech is \"siri\", expected openai:URL, vosk:FOLDER or sphinx",
                " | vosk:/nowhere | there is no folder \"/nowhere\" with a model of Vosk",
                " | openai | expected an address"
            })
    void what_cannot_be_used_is_named(@Nullable String translation, @Nullable String speech, String message) {
        assertThatThrownBy(() -> Providers.of(config(translation, speech)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"''", "e", "english!", "x y", "zh (", "12", "123456789012345678901234567890123456"})
    void a_language_that_is_none_is_named(String tag) {
        assertThatThrownBy(() -> Languages.parse("targetLanguage", tag, ErrorCode.TRANSLATE_TEXT_FAIL))
                .hasMessageContaining("targetLanguage is \"" + tag + "\", expected a language such as en");
    }

    @ParameterizedTest
    @CsvSource({
        "zh,zh-Hans",
        "zh-CN,zh-Hans",
        "zh-TW,zh-Hant",
        "zh-Hant-HK,zh-Hant",
        "en-US,en",
        "pt,pt_BR",
        "es,spa",
        "nb,",
    })
    void languages_are_matched_to_what_a_provider_calls_them(String tag, @Nullable String code) {
        var codes = List.of("en", "pt_BR", "spa", "zh-Hans", "zh-Hant");
        var found = Languages.match(Languages.parse("l", tag, ErrorCode.TRANSLATE_TEXT_FAIL), codes);
        assertThat(found.orElse(null)).isEqualTo(code);
    }
}
