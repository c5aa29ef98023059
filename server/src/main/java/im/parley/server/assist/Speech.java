package im.parley.server.assist;

import com.fasterxml.jackson.core.JacksonException;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.RawJson;
import im.parley.protocol.Types;
import im.parley.protocol.assist.ConvertVoiceToText;
import im.parley.server.message.MessageHistory;
import im.parley.server.operation.Caller;
import im.parley.server.settings.AppSettings;
import im.parley.server.settings.ProviderPolicy;
import im.parley.server.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Makes text of audio messages for those who can see them, where the app has it on. Safe for use by many
/// threads.
public final class Speech {
    private static final ErrorCode FAILED = ErrorCode.VOICE_TO_TEXT_FAIL;
    private static final int AT_ONCE = 4; // each holds a whole recording in memory, up to 40 MB

    private final Optional<SpeechToText> provider;
    private final Optional<AudioDecoder> decoder;
    private final MessageHistory history;
    private final VoiceSource voices;
    private final Settings settings;
    private final UserRate rate;
    private final Places places = new Places(AT_ONCE);

    public Speech(Providers providers, MessageHistory history, VoiceSource voices, Settings settings, Jdbi jdbi) {
        this.provider = providers.speech();
        this.decoder = providers.decoder();
        this.history = history;
        this.voices = voices;
        this.settings = settings;
        this.rate = new UserRate(jdbi, "assist.convertVoiceToText", 10, Duration.ofSeconds(5));
    }

    /// @throws im.parley.protocol.ChatException see [ConvertVoiceToText]
    ConvertVoiceToText.Result convert(Caller caller, ConvertVoiceToText request) {
        rate.take(caller.tinyID());
        if (settings.get(AppSettings.SPEECH_TO_TEXT) == ProviderPolicy.OFF) {
            throw FAILED.because("speech to text is off in this app");
        }
        var recogniser = provider.orElseThrow(() -> FAILED.because("this server has no provider of speech to text"));
        var tag = request.language();
        var language = tag == null || tag.isEmpty() ? null : Languages.parse("language", tag, FAILED);
        var uuid = uuid(caller, request);
        return new ConvertVoiceToText.Result(places.call(() -> transcribe(recogniser, uuid, language)));
    }

    private String transcribe(SpeechToText recogniser, String uuid, @Nullable Locale language) {
        try (var voice = voices.open(uuid)
                .orElseThrow(() -> FAILED.because("the audio " + Check.quote(uuid) + " is no longer stored"))) {
            return recogniser.transcribe(decoder.orElseThrow().decode(voice), language);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private String uuid(Caller caller, ConvertVoiceToText request) {
        var message = history.find(caller, request.conversationID(), request.messageID())
                .orElseThrow(() -> ErrorCode.MESSAGE_NOT_FOUND.because(
                        "messageID is \"" + request.messageID().text() + "\", which is no message of "
                                + request.conversationID().text()));
        if (!message.type().equals(Types.MSG_AUDIO) || message.revocation() != null) {
            throw ErrorCode.MESSAGE_INVALID_REQUEST.because(
                    "message \"" + request.messageID().text() + "\" is no audio message, or is revoked");
        }
        return uuid(message.payload());
    }

    private static String uuid(RawJson payload) {
        try {
            return ProtocolJson.mapper().readTree(payload.utf8()).path("uuid").asText();
        } catch (JacksonException broken) {
            throw FAILED.because("the message names no audio");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
