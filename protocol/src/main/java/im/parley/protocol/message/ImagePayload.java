package im.parley.protocol.message;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.media.MediaKind;
import java.util.List;

/// Payload of `MSG_IMAGE`.
///
/// @param uuid the uploaded image
/// @param imageFormat 1 JPG, 2 GIF, 3 PNG, 4 BMP, 255 another
/// @param imageInfoArray the original, the thumbnail, the large one
public record ImagePayload(String uuid, int imageFormat, List<ImageInfo> imageInfoArray) implements MediaPayload {
    public ImagePayload {
        MediaPayload.checkUuid("payload.uuid", uuid);
        Check.that(
                imageFormat >= 1 && imageFormat <= 4 || imageFormat == 255,
                "payload.imageFormat",
                imageFormat,
                "1, 2, 3, 4 or 255",
                ErrorCode.MESSAGE_INVALID_REQUEST);
        imageInfoArray = Check.list("payload.imageInfoArray", imageInfoArray, 3, ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.that(
                imageInfoArray.size() == 3,
                "payload.imageInfoArray.length",
                imageInfoArray.size(),
                "3",
                ErrorCode.MESSAGE_INVALID_REQUEST);
        for (int i = 0; i < 3; i++) {
            Check.that(
                    imageInfoArray.get(i).type() == i,
                    "payload.imageInfoArray[" + i + "].type",
                    imageInfoArray.get(i).type(),
                    String.valueOf(i),
                    ErrorCode.MESSAGE_INVALID_REQUEST);
        }
    }

    @Override
    public List<Reference> references() {
        return List.of(new Reference(MediaKind.IMAGE, uuid));
    }
}
