package im.parley.protocol.message;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import org.jspecify.annotations.Nullable;

/// Payload of `MSG_CUSTOM`: texts that mean what the app says. At least one of them is not empty
/// (`createCustomMessage`).
///
/// @param data absent: empty
/// @param description absent: empty; what search finds
/// @param extension absent: empty
public record CustomPayload(
        @Nullable String data,
        @Nullable String description,
        @Nullable String extension) {
    public CustomPayload {
        Check.that(
                isGiven(data) || isGiven(description) || isGiven(extension),
                "payload",
                "without data, description and extension",
                "one of them that is not empty",
                ErrorCode.MSG_F_URL_IS_EMPTY);
    }

    private static boolean isGiven(@Nullable String text) {
        return text != null && !text.isEmpty();
    }
}
