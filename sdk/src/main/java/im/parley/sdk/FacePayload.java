package im.parley.sdk;

import im.parley.protocol.Types;

/// An emoji or sticker that the app knows by number and text (`createFaceMessage#1`).
///
/// @param index the app's number
/// @param data the app's text
public record FacePayload(long index, String data) implements Payload {
    /// @throws IllegalArgumentException if data is missing
    public FacePayload {
        Params.present("payload.data", data);
    }

    @Override
    public String type() {
        return Types.MSG_FACE;
    }
}
