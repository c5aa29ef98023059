package im.parley.protocol.assist;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Translates texts; the result keeps their order. An empty text stays empty. At most 20 calls of a user in 5
/// seconds.
///
/// Errors: [ErrorCode#TRANSLATE_TEXT_FAIL] where translation is off or has no provider (`translateText#1`), for a
/// language that is none or that the provider does not have, for too much text, and when the provider fails or takes
/// longer than 10 seconds; [ErrorCode#OVER_FREQUENCY_LIMIT]; [ErrorCode#SERVER_OVERLOADED] while too many
/// translations are under way.
///
/// @param sourceTextList 1 to 50 texts, together at most 24,576 bytes
/// @param sourceLanguage such as `en` or `zh-TW`; absent, empty or `auto`: found out (`translateText#2`)
/// @param targetLanguage such as `es`
@Op("assist.translate")
public record TranslateText(
        List<String> sourceTextList, @Nullable String sourceLanguage, String targetLanguage)
        implements Operation<TranslateText.Result> {
    /// Stands for a source language that is to be found out.
    public static final String AUTO = "auto";

    public TranslateText {
        var code = ErrorCode.TRANSLATE_TEXT_FAIL;
        sourceTextList = Check.list("sourceTextList", sourceTextList, Limits.TRANSLATED_TEXTS, code);
        int bytes = sourceTextList.stream().mapToInt(Check::utf8Length).sum();
        Check.that(
                bytes <= Limits.TRANSLATED_BYTES,
                "the size of sourceTextList in bytes",
                bytes,
                "at most " + Limits.TRANSLATED_BYTES,
                code);
        sourceTextList.forEach(text -> Check.storable("a text of sourceTextList", text, code));
        sourceLanguage = sourceLanguage == null || sourceLanguage.isEmpty() ? AUTO : sourceLanguage;
        Check.present("targetLanguage", targetLanguage, code);
    }

    /// @param translatedTextList in the order of sourceTextList
    public record Result(List<String> translatedTextList) {}
}
