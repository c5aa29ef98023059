package im.parley.protocol.message;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import org.jspecify.annotations.Nullable;

/// What iOS wants to know of a push.
///
/// @param sound a file of the app's, or an `IOS_OFFLINE_PUSH_…` value of [im.parley.protocol.Types]; at most 1,024
/// bytes
/// @param ignoreIOSBadge the number on the app's icon does not grow; absent: false
/// @param disableVoipPush not pushed as a call; absent: as for all phones
/// @param image address of a picture; at most 1,024 bytes
public record ApnsPushInfo(
        @Nullable String sound,
        @Nullable Boolean ignoreIOSBadge,
        @Nullable Boolean disableVoipPush,
        @Nullable String image) {
    public ApnsPushInfo {
        Check.bytes("offlinePushInfo.apnsInfo.sound", sound, Limits.PUSH_TEXT_BYTES, ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.bytes("offlinePushInfo.apnsInfo.image", image, Limits.PUSH_TEXT_BYTES, ErrorCode.MESSAGE_INVALID_REQUEST);
    }
}
