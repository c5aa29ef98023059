package im.parley.server.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.ChatException;
import im.parley.protocol.Check;
import im.parley.protocol.Limits;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.RawJson;
import im.parley.protocol.Types;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Elements of messages as back ends have them, whose fields have other names than at clients.
public final class BackEndContents {
    /// Of each kind, the client's name of each field.
    private static final Map<String, Map<String, String>> FIELDS = Map.ofEntries(
            Map.entry(Types.MSG_TEXT, Map.of("Text", "text")),
            Map.entry(Types.MSG_FACE, Map.of("Index", "index", "Data", "data")),
            Map.entry(
                    Types.MSG_LOCATION,
                    Map.of("Desc", "description", "Latitude", "latitude", "Longitude", "longitude")),
            Map.entry(Types.MSG_CUSTOM, Map.of("Data", "data", "Desc", "description", "Ext", "extension")),
            Map.entry(Types.MSG_IMAGE, Map.of("UUID", "uuid", "ImageFormat", "imageFormat")),
            Map.entry(Types.MSG_AUDIO, Map.of("UUID", "uuid", "Second", "second", "Size", "size")),
            Map.entry(Types.MSG_FILE, Map.of("UUID", "uuid", "FileName", "fileName", "FileSize", "fileSize")),
            Map.entry(
                    Types.MSG_VIDEO,
                    Map.of(
                            "VideoUUID", "videoUUID",
                            "VideoFormat", "videoFormat",
                            "VideoSecond", "videoSecond",
                            "VideoSize", "videoSize",
                            "ThumbUUID", "thumbUUID",
                            "ThumbFormat", "thumbFormat",
                            "ThumbWidth", "thumbWidth",
                            "ThumbHeight", "thumbHeight",
                            "ThumbSize", "thumbSize")));

    /// The client's number of each size of an image, by that of back ends less one.
    private static final int[] SIZES = {0, 2, 1};

    /// What the address of each of them ends with.
    private static final List<String> SIZE_PATHS = List.of("", "/large", "/thumbnail");

    /// Of each kind of file, where its address stands and which uuid that is made of.
    private static final Map<String, Map<String, String>> ADDRESSES = Map.of(
            Types.MSG_AUDIO, Map.of("Url", "uuid"),
            Types.MSG_FILE, Map.of("Url", "uuid"),
            Types.MSG_VIDEO, Map.of("VideoUrl", "videoUUID", "ThumbUrl", "thumbUUID"));

    private BackEndContents() {}

    /// @param msgContent with the field names of back ends
    public record Element(
            @Nullable String msgType, @Nullable JsonNode msgContent) {}

    /// A service's own numbers.
    ///
    /// @param body no elements, or too many
    /// @param element one that is none
    public record Codes(int body, int element) {}

    /// Reads `MsgBody`; what the fields of its elements hold is not looked at.
    public static List<Content> readAll(@Nullable List<Element> body, Codes codes) {
        int count = body == null ? 0 : body.size();
        if (body == null || count == 0 || count > Limits.BROADCAST_MESSAGES) {
            throw new ChatException(
                    codes.body(), "MsgBody has " + count + " elements, expected 1 to " + Limits.BROADCAST_MESSAGES);
        }
        return body.stream().map(element -> read(element, codes)).toList();
    }

    /// The same where one message is to be said.
    public static Content readOne(@Nullable List<Element> body, Codes codes) {
        if (body != null && body.size() > 1) {
            throw new ChatException(codes.body(), "MsgBody has " + body.size() + " elements, expected 1");
        }
        return readAll(body, codes).getFirst();
    }

    private static Content read(@Nullable Element element, Codes codes) {
        var type = element == null ? null : element.msgType();
        var content = element == null ? null : element.msgContent();
        var fields = type == null ? null : FIELDS.get(type);
        if (type == null || fields == null || content == null || !content.isObject()) {
            throw new ChatException(
                    codes.element(),
                    "MsgBody has an element with MsgType " + (type == null ? "none" : Check.quote(type))
                            + ", expected one of "
                            + FIELDS.keySet().stream().sorted().toList() + " with its MsgContent");
        }
        var payload = ProtocolJson.mapper().createObjectNode();
        if (type.equals(Types.MSG_CUSTOM)) { // all of it may be left out
            fields.values().forEach(name -> payload.put(name, ""));
        }
        fields.forEach((given, name) -> {
            if (content.has(given)) {
                payload.set(name, content.get(given));
            }
        });
        if (type.equals(Types.MSG_IMAGE)) {
            payload.set("imageInfoArray", sizes(content.path("ImageInfoArray")));
        }
        return new Content(type, RawJson.of(payload.toString()));
    }

    /// In the client's order; what has no known type is left out.
    private static ArrayNode sizes(JsonNode given) {
        var ordered = new TreeMap<Integer, ObjectNode>();
        for (var size : given) {
            int type = size.path("Type").asInt();
            if (type >= 1 && type <= SIZES.length) {
                var info = ProtocolJson.mapper().createObjectNode();
                info.put("type", SIZES[type - 1]);
                info.set("size", size.get("Size"));
                info.set("width", size.get("Width"));
                info.set("height", size.get("Height"));
                ordered.put(SIZES[type - 1], info);
            }
        }
        return ProtocolJson.mapper().createArrayNode().addAll(ordered.values());
    }

    /// Writes a message as `MsgBody`; what back ends have no fields for, such as merged messages, as clients have it.
    ///
    /// @param addresses from a file's uuid, and the size of an image behind it, to where it can be read
    public static ArrayNode write(Content message, UnaryOperator<String> addresses) {
        var payload = payload(message);
        var fields = FIELDS.get(message.type());
        var content = fields == null ? payload : ProtocolJson.mapper().createObjectNode();
        if (fields != null) {
            new TreeMap<>(fields).forEach((name, client) -> {
                if (payload.has(client)) {
                    content.set(name, payload.get(client));
                }
            });
        }
        ADDRESSES.getOrDefault(message.type(), Map.of()).forEach((name, client) -> {
            var uuid = payload.path(client).asText();
            if (!uuid.isEmpty()) {
                content.put(name, addresses.apply(uuid));
            }
        });
        if (message.type().equals(Types.MSG_IMAGE)) {
            content.set("ImageInfoArray", sizes(payload, addresses));
        }
        var body = ProtocolJson.mapper().createArrayNode();
        body.addObject().put("MsgType", message.type()).set("MsgContent", content);
        return body;
    }

    private static ArrayNode sizes(ObjectNode payload, UnaryOperator<String> addresses) {
        var sizes = ProtocolJson.mapper().createArrayNode();
        var infos = payload.path("imageInfoArray");
        for (int i = 0; i < SIZES.length; i++) {
            var info = infos.path(SIZES[i]);
            sizes.addObject()
                    .put("Type", i + 1)
                    .put("Size", info.path("size").asLong())
                    .put("Width", info.path("width").asInt())
                    .put("Height", info.path("height").asInt())
                    .put("URL", addresses.apply(payload.path("uuid").asText() + SIZE_PATHS.get(i)));
        }
        return sizes;
    }

    private static ObjectNode payload(Content message) {
        try {
            return (ObjectNode) ProtocolJson.mapper().readTree(message.payload().toString()); // of every kind it is one
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("a payload is no JSON", broken);
        }
    }
}
