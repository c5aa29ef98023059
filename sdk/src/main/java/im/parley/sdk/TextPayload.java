package im.parley.sdk;

import im.parley.protocol.Types;

/// A text.
///
/// @param text not empty
public record TextPayload(String text) implements Payload {
    /// @throws IllegalArgumentException if the text is missing or empty
    public TextPayload {
        Params.text("payload.text", text);
    }

    @Override
    public String type() {
        return Types.MSG_TEXT;
    }

    @Override
    public String messageForShow() {
        return text;
    }
}
