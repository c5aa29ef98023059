package im.parley.server.moderation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import im.parley.protocol.ProtocolJson;
import im.parley.protocol.RawJson;
import im.parley.protocol.message.ReadableTexts;
import im.parley.server.message.Content;
import im.parley.server.moderation.Reviewer.Item;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Makes of messages what providers look at.
///
/// @param addresses from a file's uuid to where it can be read
record Items(int sdkAppID, UnaryOperator<String> addresses) {
    /// Empty where a message says nothing.
    ///
    /// @param from userID
    Optional<Item> of(Kind kind, String from, Content content, @Nullable String configurationID) {
        if (kind == Kind.TEXT) {
            var text = String.join("\n", ReadableTexts.of(content.type(), content.payload()));
            return text.isBlank()
                    ? Optional.empty()
                    : Optional.of(new Item(sdkAppID, kind, from, text, null, null, configurationID));
        }
        var payload = json(content.payload());
        var url = address(payload, kind == Kind.VIDEO ? "videoUUID" : "uuid");
        var pictureUrl = kind == Kind.VIDEO ? address(payload, "thumbUUID") : null;
        return Optional.ofNullable(url)
                .map(file -> new Item(sdkAppID, kind, from, "", file, pictureUrl, configurationID));
    }

    private @Nullable String address(JsonNode payload, String field) {
        var uuid = payload.path(field).asText();
        return uuid.isEmpty() ? null : addresses.apply(uuid);
    }

    private static JsonNode json(RawJson payload) {
        try {
            return ProtocolJson.mapper().readTree(payload.toString());
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("a payload is no JSON", broken);
        }
    }
}
