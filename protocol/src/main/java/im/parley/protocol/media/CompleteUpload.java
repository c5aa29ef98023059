package im.parley.protocol.media;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import org.jspecify.annotations.Nullable;

/// Ends an upload once all bytes are there: looks into the file and makes what belongs to its kind. Asked
/// again, it answers the same.
///
/// Errors: [ErrorCode#COS_GET_SIG_FAIL] when there is no such upload of this user;
/// [ErrorCode#MSG_I_TYPES_LIMIT], [ErrorCode#MSG_V_TYPES_LIMIT], [ErrorCode#MSG_A_UPLOAD_FAIL] when the
/// content is not what the kind asks for, is broken or cut off; [ErrorCode#MSG_I_SIZE_LIMIT] for an image of
/// more than 64 million pixels; [ErrorCode#MSG_SEND_FAIL], [ErrorCode#MSG_A_UPLOAD_FAIL],
/// [ErrorCode#MSG_V_UPLOAD_FAIL], [ErrorCode#MSG_F_UPLOAD_FAIL] when bytes are missing or are not those of
/// the announced `sha256`.
///
/// @param uploadID from [BeginUpload]
/// @param snapshot of a video: the uuid of its picture, uploaded before; absent for one that the server
///     makes, if it can
@Op("media.complete")
public record CompleteUpload(String uploadID, @Nullable String snapshot) implements Operation<Media> {
    public CompleteUpload {
        Check.present("uploadID", uploadID, ErrorCode.COS_GET_SIG_FAIL);
        Check.that(
                Check.isPrintable(uploadID, 64),
                "uploadID",
                uploadID,
                "what media.begin gave",
                ErrorCode.COS_GET_SIG_FAIL);
    }
}
