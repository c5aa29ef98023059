package im.parley.protocol.message;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;

/// Payload of `MSG_FACE`: an emoji or sticker that the app knows by number and text (`createFaceMessage#1`).
///
/// @param index the app's number
/// @param data the app's text; may be empty
public record FacePayload(Long index, String data) {
    public FacePayload {
        Check.present("payload.index", index, ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.present("payload.data", data, ErrorCode.MESSAGE_INVALID_REQUEST);
    }
}
