package im.parley.sdk;

import com.fasterxml.jackson.databind.json.JsonMapper;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.message.DownloadMerger;
import im.parley.protocol.message.StoreMerger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Merged messages that are too large to travel themselves: their lists go to the server before the send and
/// are fetched back when somebody wants to look. Confined to the chat's executor.
final class MergerStore {
    /// Of one request, so that with its frame it stays below [Limits#MAX_FRAME_BYTES].
    private static final int PART_BYTES = 49_152;

    /// Merged messages inside of each other in one frame; more would be too deep JSON for the server.
    private static final int INLINE_LAYERS = 8;

    private static final JsonMapper JSON = ProtocolJson.mapper();

    private final Link link;
    private final Duration timeout;

    MergerStore(Link link, Duration timeout) {
        this.link = link;
        this.timeout = timeout;
    }

    /// The payload as it can be sent: with a key in place of the list where that is too large
    /// (`createMergerMessage#5`).
    CompletableFuture<Payload> sendable(MergerPayload payload) {
        return inside(payload.messageList())
                .thenCompose(messages -> messages.isEmpty() ? completed(payload) : storeIfLarge(payload.with(messages)))
                .thenApply(sendable -> sendable);
    }

    private CompletableFuture<MergerPayload> storeIfLarge(MergerPayload payload) {
        if (mergers(payload).anyMatch(MergerPayload::layersOverLimit)) {
            return completed(payload.without("", true)); // createMergerMessage#6
        }
        if (bytes(payload).length <= Limits.MERGER_INLINE_BYTES && layers(payload) <= INLINE_LAYERS) {
            return completed(payload);
        }
        return store(parts(payload.messageList()), 0, null)
                .thenApply(stored ->
                        payload.without(MessageContent.orEmpty(stored.downloadKey()), stored.layersOverLimit()));
    }

    /// The same messages with the merged ones among them made sendable first.
    private CompletableFuture<List<SimplifiedMessage>> inside(List<SimplifiedMessage> messages) {
        var result = completed((List<SimplifiedMessage>) new ArrayList<SimplifiedMessage>());
        for (SimplifiedMessage message : messages) {
            result = result.thenCombine(inside(message), (before, next) -> {
                before.add(next);
                return before;
            });
        }
        return result;
    }

    private CompletableFuture<SimplifiedMessage> inside(SimplifiedMessage message) {
        var result = completed((List<MessageElement>) new ArrayList<MessageElement>());
        for (MessageElement element : message.messageBody()) {
            var sendable =
                    element.payload() instanceof MergerPayload merger ? sendable(merger) : completed(element.payload());
            result = result.thenCombine(sendable, (before, payload) -> {
                before.add(new MessageElement(element.type(), payload));
                return before;
            });
        }
        return result.thenApply(message::with);
    }

    private CompletableFuture<StoreMerger.Result> store(
            List<List<im.parley.protocol.message.SimplifiedMessage>> parts, int index, @Nullable String before) {
        return link.call(new StoreMerger(before, parts.get(index)), timeout)
                .thenCompose(stored -> index + 1 == parts.size() || stored.layersOverLimit()
                        ? completed(stored)
                        : store(parts, index + 1, stored.downloadKey()));
    }

    private static List<List<im.parley.protocol.message.SimplifiedMessage>> parts(List<SimplifiedMessage> messages) {
        var parts = new ArrayList<List<im.parley.protocol.message.SimplifiedMessage>>();
        int room = 0;
        for (SimplifiedMessage message : messages) {
            var json = bytes(message);
            if (json.length > room) {
                parts.add(new ArrayList<>());
                room = PART_BYTES;
            }
            room -= json.length;
            parts.getLast().add(read(json, im.parley.protocol.message.SimplifiedMessage.class));
        }
        return parts;
    }

    private static int layers(MergerPayload payload) {
        return 1 + mergers(payload).mapToInt(MergerStore::layers).max().orElse(0);
    }

    private static Stream<MergerPayload> mergers(MergerPayload payload) {
        return payload.messageList().stream()
                .flatMap(message -> message.messageBody().stream())
                .map(MessageElement::payload)
                .filter(MergerPayload.class::isInstance)
                .map(MergerPayload.class::cast);
    }

    /// The list that a message's key stands for.
    CompletableFuture<MergerPayload> complete(MergerPayload payload) {
        return download(payload.downloadKey(), List.of()).thenApply(payload::with);
    }

    private CompletableFuture<List<SimplifiedMessage>> download(String key, List<SimplifiedMessage> after) {
        return link.call(new DownloadMerger(key), timeout).thenCompose(part -> {
            var messages = new ArrayList<SimplifiedMessage>();
            part.messageList().forEach(message -> messages.add(read(bytes(message), SimplifiedMessage.class)));
            messages.addAll(after);
            return part.before() == null ? completed(messages) : download(part.before(), messages);
        });
    }

    /// `downloadMergerMessage`: fills the message's payload in place.
    CompletableFuture<Message> download(Message message) {
        if (!(message.payload() instanceof MergerPayload payload)) {
            throw new ChatError(
                    ErrorCode.MSG_MERGER_TYPE_INVALID,
                    "message " + message.id() + " is of type " + message.type() + ", expected a merged one");
        }
        if (payload.downloadKey().isEmpty()) {
            throw new ChatError(
                    ErrorCode.MSG_MERGER_KEY_INVALID, "message " + message.id() + " has its messages already");
        }
        return complete(payload).handle((whole, failure) -> {
            if (failure != null) {
                throw new ChatError(
                        ErrorCode.MSG_MERGER_DOWNLOAD_FAIL,
                        String.valueOf(Answers.errorOf(failure).getMessage()));
            }
            message.change(content -> content.with(whole));
            return message;
        });
    }

    private static byte[] bytes(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (IOException impossible) {
            throw new UncheckedIOException("records can be written", impossible);
        }
    }

    private static <T> T read(byte[] json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (IOException impossible) {
            throw new UncheckedIOException("both records have the same form", impossible);
        }
    }

    private static <T> CompletableFuture<T> completed(T value) {
        return CompletableFuture.completedFuture(value);
    }
}
