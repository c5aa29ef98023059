package im.parley.server.assist;

import im.parley.protocol.ErrorCode;
import im.parley.protocol.assist.TranslateText;
import im.parley.server.operation.Caller;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.ProviderPolicy;
import im.parley.server.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/// Translates texts for users, where the app has it on. Safe for use by many threads.
public final class Translations {
    private static final int AT_ONCE = 16;

    private final Optional<Translator> translator;
    private final Settings settings;
    private final UserRate rate;
    private final Places places = new Places(AT_ONCE);

    public Translations(Providers providers, Settings settings, Jdbi jdbi) {
        this.translator = providers.translator();
        this.settings = settings;
        this.rate = new UserRate(jdbi, "assist.translate", 20, Duration.ofSeconds(5));
    }

    /// @throws im.parley.protocol.ChatException see [TranslateText]
    TranslateText.Result translate(Caller caller, TranslateText request) {
        rate.take(caller.tinyID());
        if (settings.get(AppSettings.TRANSLATION) == ProviderPolicy.OFF) {
            throw ErrorCode.TRANSLATE_TEXT_FAIL.because("translation is off in this app");
        }
        var provider = translator.orElseThrow(
                () -> ErrorCode.TRANSLATE_TEXT_FAIL.because("this server has no provider of translation"));
        var from = request.sourceLanguage();
        var source = from == null || from.equals(TranslateText.AUTO)
                ? null
                : Languages.parse("sourceLanguage", from, ErrorCode.TRANSLATE_TEXT_FAIL);
        var target = Languages.parse("targetLanguage", request.targetLanguage(), ErrorCode.TRANSLATE_TEXT_FAIL);
        var texts = request.sourceTextList();
        var wordy = texts.stream().filter(text -> !text.isBlank()).toList();
        if (wordy.isEmpty()) {
            return new TranslateText.Result(texts);
        }
        var translated = places.call(() -> provider.translate(wordy, source, target));
        return new TranslateText.Result(merge(texts, translated));
    }

    /// Blank texts stay in their places.
    private static List<String> merge(List<String> texts, List<String> translated) {
        var next = translated.iterator();
        var merged = new ArrayList<String>(texts.size());
        texts.forEach(text -> merged.add(text.isBlank() ? text : next.next()));
        return merged;
    }
}
