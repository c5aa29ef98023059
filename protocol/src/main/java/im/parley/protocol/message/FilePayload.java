package im.parley.protocol.message;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.media.MediaKind;
import java.util.List;

/// Payload of `MSG_FILE`.
///
/// @param uuid the uploaded file
/// @param fileName its name without folders, 1 to 255 bytes
/// @param fileSize bytes
public record FilePayload(String uuid, String fileName, long fileSize) implements MediaPayload {
    public FilePayload {
        MediaPayload.checkUuid("payload.uuid", uuid);
        Check.present("payload.fileName", fileName, ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.that(
                !fileName.isEmpty(),
                "payload.fileName",
                fileName,
                "at least one character",
                ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.bytes("payload.fileName", fileName, Limits.FILE_NAME_BYTES, ErrorCode.MESSAGE_INVALID_REQUEST);
        MediaPayload.checkNumber("payload.fileSize", fileSize, 1);
    }

    @Override
    public List<Reference> references() {
        return List.of(new Reference(MediaKind.FILE, uuid));
    }
}
