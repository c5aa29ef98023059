package im.parley.protocol.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.media.MediaKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Payload of `MSG_VIDEO`.
///
/// @param videoUUID the uploaded video
/// @param videoFormat such as `mp4`, at most 32 bytes
/// @param videoSecond its length in whole seconds; 0 where unknown
/// @param videoSize bytes
/// @param thumbUUID the picture that stands for it; absent where there is none
/// @param thumbFormat `jpg` or `png`; absent without a picture
/// @param thumbWidth pixels; 0 without a picture
/// @param thumbHeight pixels; 0 without a picture
/// @param thumbSize bytes; 0 without a picture
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VideoPayload(
        String videoUUID,
        String videoFormat,
        int videoSecond,
        long videoSize,
        @Nullable String thumbUUID,
        @Nullable String thumbFormat,
        int thumbWidth,
        int thumbHeight,
        long thumbSize)
        implements MediaPayload {
    private static final int FORMAT_BYTES = 32;

    public VideoPayload {
        MediaPayload.checkUuid("payload.videoUUID", videoUUID);
        Check.present("payload.videoFormat", videoFormat, ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.bytes("payload.videoFormat", videoFormat, FORMAT_BYTES, ErrorCode.MESSAGE_INVALID_REQUEST);
        MediaPayload.checkNumber("payload.videoSecond", videoSecond, 0);
        MediaPayload.checkNumber("payload.videoSize", videoSize, 1);
        if (thumbUUID != null) {
            MediaPayload.checkUuid("payload.thumbUUID", thumbUUID);
        }
        Check.bytes("payload.thumbFormat", thumbFormat, FORMAT_BYTES, ErrorCode.MESSAGE_INVALID_REQUEST);
        MediaPayload.checkNumber("payload.thumbWidth", thumbWidth, 0);
        MediaPayload.checkNumber("payload.thumbHeight", thumbHeight, 0);
        MediaPayload.checkNumber("payload.thumbSize", thumbSize, 0);
    }

    @Override
    public List<Reference> references() {
        var video = new Reference(MediaKind.VIDEO, videoUUID);
        return thumbUUID == null ? List.of(video) : List.of(video, new Reference(MediaKind.SNAPSHOT, thumbUUID));
    }
}
