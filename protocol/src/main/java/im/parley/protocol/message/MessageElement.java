package im.parley.protocol.message;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.RawJson;

/// What a [SimplifiedMessage] says.
///
/// @param type a `MSG_…` value
/// @param payload by type
public record MessageElement(String type, RawJson payload) {
    public MessageElement {
        Check.present("messageBody.type", type, ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.present("messageBody.payload", payload, ErrorCode.MESSAGE_INVALID_REQUEST);
    }
}
