package im.parley.protocol.message;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import org.jspecify.annotations.Nullable;

/// How a message is shown on the phones of receivers who are not online (`sendMessage#10`, `sendMessage#13`).
///
/// @param disablePush stored, but not pushed (`sendMessage#12`); absent: false
/// @param disableVoipPush not pushed as a call; absent: true. False has no effect where push is disabled
///     (`sendMessage#14`)
/// @param title at most 1,024 bytes; absent: the default
/// @param description at most 1,024 bytes; absent: the default
/// @param extension handed to the app that is opened, at most 4,096 bytes
/// @param androidInfo by vendor
/// @param apnsInfo for iOS
public record OfflinePushInfo(
        @Nullable Boolean disablePush,
        @Nullable Boolean disableVoipPush,
        @Nullable String title,
        @Nullable String description,
        @Nullable String extension,
        @Nullable AndroidPushInfo androidInfo,
        @Nullable ApnsPushInfo apnsInfo) {
    public OfflinePushInfo {
        Check.bytes("offlinePushInfo.title", title, Limits.PUSH_TEXT_BYTES, ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.bytes(
                "offlinePushInfo.description", description, Limits.PUSH_TEXT_BYTES, ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.bytes(
                "offlinePushInfo.extension", extension, Limits.PUSH_EXTENSION_BYTES, ErrorCode.MESSAGE_INVALID_REQUEST);
    }

    /// A push with a text of the app's own.
    public static OfflinePushInfo of(String title, String description) {
        return new OfflinePushInfo(null, null, title, description, null, null, null);
    }

    /// No push at all (`sendMessage#12`).
    public static OfflinePushInfo disabled() {
        return new OfflinePushInfo(true, null, null, null, null, null, null);
    }
}
