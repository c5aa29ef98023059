package im.parley.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.RawJson;
import im.parley.protocol.Types;
import im.parley.server.live.LiveBroadcasts.Content;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Elements of messages as the REST API has them, which names their fields otherwise than clients do.
final class RestContents {
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

    /// The client's number of each size of an image, by that of the REST API less one.
    private static final int[] SIZES = {0, 2, 1};

    private RestContents() {}

    /// @throws im.parley.protocol.ChatException [ErrorCode#GROUP_INVALID_PARAMETERS] for other kinds; what the fields
    ///     hold is not looked at
    static Content read(@Nullable String type, @Nullable JsonNode content) {
        var fields = type == null ? null : FIELDS.get(type);
        if (type == null || fields == null || content == null || !content.isObject()) {
            throw ErrorCode.GROUP_INVALID_PARAMETERS.because("MsgBody has an element with MsgType "
                    + (type == null ? "none" : Check.quote(type))
                    + ", expected one of " + FIELDS.keySet().stream().sorted().toList()
                    + " with its MsgContent");
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
}
