package im.parley.sdk;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Help with understanding messages. What it does is done by providers that the server's operator chooses;
/// they are off until then.
public interface AssistApi {
    /// Translates texts. At most 20 calls in 5 seconds.
    ///
    /// The future fails with 2117 where the server does not translate (`translateText#1`), for languages it
    /// does not know, for more than 50 texts or 24,576 bytes, and when the translation failed; with 2996 for
    /// too many calls.
    ///
    /// @param sourceTextList at least one text
    /// @param sourceLanguage such as `en`; null, empty or `auto`: found out (`translateText#2`)
    /// @param targetLanguage such as `es` or `zh-TW`
    /// @return the translations, in the order of the texts
    /// @throws IllegalArgumentException if there is no text or no target language
    CompletableFuture<List<String>> translateText(
            List<String> sourceTextList, @Nullable String sourceLanguage, String targetLanguage);

    /// The words of an audio message, which must have been sent or received. At most 10 calls in 5 seconds.
    ///
    /// The future fails with 2118 where the server does not understand speech (`convertVoiceToText#2`), for
    /// languages it does not know, and when it failed; with 2119 for a format other than wav, pcm, ogg-opus,
    /// speex, mp3, m4a, aac and amr (`convertVoiceToText#3`; silk is of the contract, but servers have no
    /// decoder of it); with 2996 for too many calls.
    ///
    /// @param language such as `en-US`, `ja-JP`, `yue-Hant-HK` or `zh (cmn-Hans-CN)`; null: the server's
    ///     choice (`convertVoiceToText#4`, `convertVoiceToText#5`)
    /// @return the words; empty where none were understood
    /// @throws IllegalArgumentException unless the message is an audio message with status
    ///     [MessageStatus#SUCCESS]
    CompletableFuture<String> convertVoiceToText(Message message, @Nullable String language);
}
