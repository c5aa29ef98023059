package im.parley.sdk;

import im.parley.protocol.ConversationId;
import im.parley.protocol.MessageId;
import im.parley.protocol.Types;
import im.parley.protocol.assist.ConvertVoiceToText;
import im.parley.protocol.assist.TranslateText;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Translation, and speech made text.
final class Assist implements AssistApi {
    /// Longer than the server takes before it gives up: it has better reasons to tell.
    private static final Duration TRANSLATION = Duration.ofSeconds(15);

    private static final Duration SPEECH = Duration.ofSeconds(90);

    private final SerialExecutor work;
    private final Readiness readiness;
    private final Link link;

    Assist(SerialExecutor work, Readiness readiness, Link link) {
        this.work = work;
        this.readiness = readiness;
        this.link = link;
    }

    @Override
    public CompletableFuture<List<String>> translateText(
            List<String> sourceTextList, @Nullable String sourceLanguage, String targetLanguage) {
        return readiness.guard(() -> {
            var texts = Params.list("sourceTextList", sourceTextList);
            Params.that(!texts.isEmpty(), "sourceTextList", texts, "at least one text");
            Params.text("targetLanguage", targetLanguage);
            return work.answer(() -> link.call(new TranslateText(texts, sourceLanguage, targetLanguage), TRANSLATION)
                    .thenApply(TranslateText.Result::translatedTextList));
        });
    }

    @Override
    public CompletableFuture<String> convertVoiceToText(Message message, @Nullable String language) {
        return readiness.guard(() -> {
            Params.present("message", message);
            Params.that(message.type().equals(Types.MSG_AUDIO), "message.type", message.type(), Types.MSG_AUDIO);
            Params.that(message.status() == MessageStatus.SUCCESS, "message.status", message.status(), "SUCCESS");
            var request = new ConvertVoiceToText(
                    ConversationId.parse(message.conversationID()), MessageId.parse(message.id()), language);
            return work.answer(() -> link.call(request, SPEECH).thenApply(ConvertVoiceToText.Result::result));
        });
    }
}
