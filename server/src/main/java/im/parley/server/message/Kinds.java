package im.parley.server.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import im.parley.protocol.ChatException;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.RawJson;
import im.parley.protocol.Types;
import im.parley.protocol.message.AudioPayload;
import im.parley.protocol.message.CustomPayload;
import im.parley.protocol.message.FacePayload;
import im.parley.protocol.message.FilePayload;
import im.parley.protocol.message.ImagePayload;
import im.parley.protocol.message.LocationPayload;
import im.parley.protocol.message.MediaPayload;
import im.parley.protocol.message.MergerPayload;
import im.parley.protocol.message.SimplifiedMessage;
import im.parley.protocol.message.TextPayload;
import im.parley.protocol.message.VideoPayload;
import im.parley.server.operation.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The kinds of messages that clients may send, one line each: what a payload must be is said by its record,
/// which checks itself when it is read. Tips and notices are the server's own and not among them.
final class Kinds {
    /// @param form what the payload looks like, for error messages
    private record Kind(ObjectReader reader, String form) {
        static Kind of(Class<?> payload, String form) {
            return new Kind(ProtocolJson.mapper().readerFor(payload), form);
        }
    }

    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry(Types.MSG_TEXT, Kind.of(TextPayload.class, "{text}")),
            Map.entry(Types.MSG_FACE, Kind.of(FacePayload.class, "{index, data}")),
            Map.entry(Types.MSG_LOCATION, Kind.of(LocationPayload.class, "{description, longitude, latitude}")),
            Map.entry(Types.MSG_IMAGE, Kind.of(ImagePayload.class, "{uuid, imageFormat, imageInfoArray}")),
            Map.entry(Types.MSG_AUDIO, Kind.of(AudioPayload.class, "{uuid, second, size}")),
            Map.entry(Types.MSG_VIDEO, Kind.of(VideoPayload.class, "{videoUUID, videoFormat, videoSecond, …}")),
            Map.entry(Types.MSG_FILE, Kind.of(FilePayload.class, "{uuid, fileName, fileSize}")),
            Map.entry(Types.MSG_CUSTOM, Kind.of(CustomPayload.class, "{data, description, extension}")),
            Map.entry(
                    Types.MSG_MERGER,
                    Kind.of(MergerPayload.class, "{title, abstractList, compatibleText, messageList}")));

    private static final String NAMES =
            new TreeMap<>(KINDS).keySet().stream().map(Check::quote).collect(Collectors.joining(" or "));

    private static final byte[] PLAIN_TEXT_BEGINS = JsonText.ascii("{\"text\":\"");
    private static final byte[] PLAIN_TEXT_ENDS = JsonText.ascii("\"}");

    private Kinds() {}

    /// Whether clients may send messages of this type.
    static boolean isKnown(String type) {
        return KINDS.containsKey(type);
    }

    /// Reads a payload once, without building a tree of it.
    ///
    /// @return the payload's record
    /// @throws ChatException [ErrorCode#MESSAGE_INVALID_REQUEST] naming the field that is wrong
    static Object check(String type, RawJson payload) {
        return check(type, payload, media -> {});
    }

    /// The same, and whether the files that it names are there.
    ///
    /// @param files throws a [ChatException] for a payload that names others than uploaded ones; also asked
    ///     about those of merged messages
    static Object check(String type, RawJson payload, Consumer<MediaPayload> files) {
        var kind = KINDS.get(type);
        if (kind == null) {
            throw ErrorCode.MESSAGE_INVALID_REQUEST.because("type is " + Check.quote(type) + ", expected " + NAMES);
        }
        var content = read(type, kind, payload);
        if (content instanceof MergerPayload merger) {
            merger.messageList().forEach(message -> check(message, files));
        } else if (content instanceof MediaPayload media) {
            files.accept(media);
        }
        return content;
    }

    /// Checks a message inside a merged one.
    ///
    /// @throws ChatException [ErrorCode#MESSAGE_INVALID_REQUEST]
    static void check(SimplifiedMessage message, Consumer<MediaPayload> files) {
        message.messageBody().forEach(element -> check(element.type(), element.payload(), files));
    }

    private static Object read(String type, Kind kind, RawJson payload) {
        var text = type.equals(Types.MSG_TEXT) ? plainText(payload.utf8()) : null;
        if (text != null) {
            return text;
        }
        try {
            Object content = kind.reader.readValue(payload.utf8());
            if (content != null) {
                return content;
            }
        } catch (JsonMappingException misfit) {
            throw misfit.getCause() instanceof ChatException refused ? refused : misfit(type, kind, field(misfit));
        } catch (JsonProcessingException broken) {
            throw misfit(type, kind, "payload");
        } catch (IOException impossible) {
            throw new IllegalStateException("bytes in memory can be read", impossible);
        }
        throw misfit(type, kind, "payload");
    }

    /// Reads a text without escapes and nothing beside it, which most messages are, without a parser.
    ///
    /// @param payload well-formed JSON
    /// @return null: it is something else
    private static @Nullable TextPayload plainText(byte[] payload) {
        int end = payload.length - PLAIN_TEXT_ENDS.length;
        if (end <= PLAIN_TEXT_BEGINS.length
                || !Arrays.equals(payload, 0, PLAIN_TEXT_BEGINS.length, PLAIN_TEXT_BEGINS, 0, PLAIN_TEXT_BEGINS.length)
                || !Arrays.equals(payload, end, payload.length, PLAIN_TEXT_ENDS, 0, PLAIN_TEXT_ENDS.length)) {
            return null;
        }
        for (int i = PLAIN_TEXT_BEGINS.length; i < end; i++) {
            if (payload[i] == '"' || payload[i] == '\\') {
                return null;
            }
        }
        int length = end - PLAIN_TEXT_BEGINS.length;
        return new TextPayload(new String(payload, PLAIN_TEXT_BEGINS.length, length, StandardCharsets.UTF_8));
    }

    private static ChatException misfit(String type, Kind kind, String field) {
        return ErrorCode.MESSAGE_INVALID_REQUEST.because(
                field + " is not of the right type, expected the payload " + kind.form + " of " + Check.quote(type));
    }

    private static String field(JsonMappingException misfit) {
        return misfit.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining("", "payload", ""));
    }
}
