package im.parley.server.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.Types;
import im.parley.protocol.message.SearchMessages;
import im.parley.server.message.MessageFeed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What of a message is searched (`searchCloudMessages#13`).
final class SearchableText {
    private static final Logger log = LoggerFactory.getLogger(SearchableText.class);

    private SearchableText() {}

    /// Whether a message can be found at all (`searchCloudMessages#11`).
    static boolean isFound(MessageFeed.Entry message) {
        return !message.isRevoked() && SearchMessages.TYPES.contains(message.type());
    }

    /// The text, folded; empty for types that have none.
    ///
    /// @param payload JSON text
    static String of(String type, String payload) {
        try {
            return switch (type) {
                case Types.MSG_TEXT -> field(payload, "text");
                case Types.MSG_CUSTOM, Types.MSG_LOCATION -> field(payload, "description");
                case Types.MSG_FILE -> field(payload, "fileName");
                case Types.MSG_MERGER -> merger(payload);
                default -> "";
            };
        } catch (JsonProcessingException broken) { // one message must not keep the others out of the index
            log.warn("a stored {} has a payload that is not JSON", type);
            return "";
        }
    }

    private static String field(String payload, String name) throws JsonProcessingException {
        return Folding.fold(json(payload).path(name).asText());
    }

    private static String merger(String payload) throws JsonProcessingException {
        var json = json(payload);
        var text = new StringBuilder(json.path("title").asText());
        json.path("abstractList").forEach(line -> text.append('\n').append(line.asText()));
        return Folding.fold(text.toString());
    }

    private static JsonNode json(String payload) throws JsonProcessingException {
        return ProtocolJson.mapper().readTree(payload);
    }
}
