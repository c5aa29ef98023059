package im.parley.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.RawJson;
import im.parley.protocol.Types;
import java.io.IOException;

/// What a message says, by its type. A `switch` over it names the kinds it knows and treats the others as
/// unknown; later versions of this SDK know more kinds.
public sealed interface Payload permits TextPayload, UnknownPayload {
    /// The message type this is the payload of: a `MSG_…` value of [Types].
    String type();

    /// What conversation lists show for a message with this payload: its text, or a placeholder in brackets
    /// by its type.
    String messageForShow();

    /// Reads a payload from the wire. One that cannot be understood is kept as it is.
    static Payload read(String type, RawJson json) {
        try {
            var tree = ProtocolJson.mapper().readTree(json.utf8());
            if (type.equals(Types.MSG_TEXT) && tree.path("text").isTextual()) {
                return new TextPayload(tree.path("text").textValue());
            }
            return new UnknownPayload(type, tree);
        } catch (IOException broken) {
            JsonNode nothing = ProtocolJson.mapper().createObjectNode();
            return new UnknownPayload(type, nothing);
        }
    }
}
