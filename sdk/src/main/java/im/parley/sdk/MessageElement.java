package im.parley.sdk;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import im.parley.protocol.RawJson;

/// What a [SimplifiedMessage] says.
///
/// @param type a `MSG_…` value of [im.parley.protocol.Types]
/// @param payload by type
public record MessageElement(String type, Payload payload) {
    @JsonCreator
    static MessageElement read(@JsonProperty("type") String type, @JsonProperty("payload") RawJson payload) {
        return new MessageElement(type, Payloads.read(type, payload));
    }
}
