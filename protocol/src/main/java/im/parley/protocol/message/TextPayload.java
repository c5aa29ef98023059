package im.parley.protocol.message;

/// Payload of `MSG_TEXT`.
///
/// @param text not empty (`createTextMessage`)
public record TextPayload(String text) {}
