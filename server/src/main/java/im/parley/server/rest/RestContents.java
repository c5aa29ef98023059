package im.parley.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.RawJson;
import im.parley.protocol.Types;
import im.parley.server.live.LiveBroadcasts.Content;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Elements of messages as the REST API has them, which names their fields otherwise than clients do.
final class RestContents {
    /// Of each kind, the client's name of each field.
    private static final Map<String, Map<String, String>> FIELDS = Map.of(
            Types.MSG_TEXT, Map.of("Text", "text"),
            Types.MSG_FACE, Map.of("Index", "index", "Data", "data"),
            Types.MSG_LOCATION, Map.of("Desc", "description", "Latitude", "latitude", "Longitude", "longitude"),
            Types.MSG_CUSTOM, Map.of("Data", "data", "Desc", "description", "Ext", "extension"));

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
        return new Content(type, RawJson.of(payload.toString()));
    }
}
