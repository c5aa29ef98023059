package im.parley.sdk;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;

/// A payload of a kind that this version of the SDK does not know, as it came.
///
/// @param type a `MSG_…` value of [im.parley.protocol.Types], or one of a later version
/// @param json the payload's fields
public record UnknownPayload(String type, @JsonValue JsonNode json) implements Payload {}
