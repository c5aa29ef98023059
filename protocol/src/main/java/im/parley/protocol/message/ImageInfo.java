package im.parley.protocol.message;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;

/// One size of an image.
///
/// @param type 0 the original, 1 the thumbnail (at most 198 pixels on the shorter side), 2 the large one
///     (720)
/// @param size bytes
/// @param width pixels, as it is shown
/// @param height pixels, as it is shown
public record ImageInfo(int type, long size, int width, int height) {
    public ImageInfo {
        Check.that(type >= 0 && type <= 2, "type", type, "0, 1 or 2", ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.that(size >= 1, "size", size, "1 or more", ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.that(width >= 1, "width", width, "1 or more", ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.that(height >= 1, "height", height, "1 or more", ErrorCode.MESSAGE_INVALID_REQUEST);
    }
}
