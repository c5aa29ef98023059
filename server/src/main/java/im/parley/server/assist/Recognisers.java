package im.parley.server.assist;

import im.parley.protocol.ErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Several engines, one for each language.
///
/// @param byLanguage from tag to engine
/// @param standard serves calls that name no language
record Recognisers(Map<String, Recogniser> byLanguage, Recogniser standard) implements SpeechToText, AutoCloseable {
    @Override
    public String transcribe(Pcm speech, @Nullable Locale language) {
        if (language == null) {
            return standard.transcribe(speech, null);
        }
        var tag = Languages.match(language, byLanguage.keySet())
                .orElseThrow(() -> ErrorCode.VOICE_TO_TEXT_FAIL.because(
                        "language is \"" + language.toLanguageTag() + "\", expected one of "
                                + byLanguage.keySet().stream().sorted().toList()));
        return byLanguage.getOrDefault(tag, standard).transcribe(speech, null);
    }

    @Override
    public void close() {
        List.copyOf(byLanguage.values()).forEach(Recogniser::close);
    }
}
