package im.parley.protocol.message;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;

/// Payload of `MSG_TEXT`.
///
/// @param text not empty (`createTextMessage`)
public record TextPayload(String text) {
    public TextPayload {
        Check.present("payload.text", text, ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.that(!text.isEmpty(), "payload.text", text, "at least one character", ErrorCode.MESSAGE_INVALID_REQUEST);
    }
}
