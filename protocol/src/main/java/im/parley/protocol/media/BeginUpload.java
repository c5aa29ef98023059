package im.parley.protocol.media;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import org.jspecify.annotations.Nullable;

/// Asks for an address to upload a file to. Its bytes go there over HTTP, in one piece or in several; then
/// comes [CompleteUpload]. An upload that is not completed within a day is thrown away.
///
/// Errors: [ErrorCode#COS_GET_SIG_FAIL] for fields out of range; [ErrorCode#MSG_F_IS_EMPTY] for a file
/// without bytes; [ErrorCode#MSG_I_SIZE_LIMIT], [ErrorCode#MSG_A_SIZE_LIMIT], [ErrorCode#MSG_V_SIZE_LIMIT],
/// [ErrorCode#MSG_F_SIZE_LIMIT] for one that is larger than the settings allow for its kind;
/// [ErrorCode#OVER_FREQUENCY_LIMIT] when the user has 100 uploads that are not completed.
///
/// @param kind what the file is sent as
/// @param name the file's name without folders, 1 to 255 bytes
/// @param size bytes, 1 or more
/// @param sha256 of the whole file in small hexadecimal digits; when given, other bytes are refused
@Op("media.begin")
public record BeginUpload(
        MediaKind kind, String name, long size, @Nullable String sha256) implements Operation<BeginUpload.Result> {
    public BeginUpload {
        Check.present("kind", kind, ErrorCode.COS_GET_SIG_FAIL);
        Check.present("name", name, ErrorCode.COS_GET_SIG_FAIL);
        Check.that(!name.isEmpty(), "name", name, "at least one character", ErrorCode.COS_GET_SIG_FAIL);
        Check.bytes("name", name, Limits.FILE_NAME_BYTES, ErrorCode.COS_GET_SIG_FAIL);
        Check.that(size != 0, "size", size, "at least one byte", ErrorCode.MSG_F_IS_EMPTY);
        Check.that(size > 0, "size", size, "1 or more", ErrorCode.COS_GET_SIG_FAIL);
        Check.that(
                sha256 == null || sha256.matches("[0-9a-f]{64}"),
                "sha256",
                sha256,
                "64 hexadecimal digits",
                ErrorCode.COS_GET_SIG_FAIL);
    }

    /// @param uploadID names the upload to [CompleteUpload]
    /// @param uploadUrl where the bytes go: a whole address where the server knows its public one, otherwise
    ///     a path on the server of the socket
    /// @param expireTime when the address ends, seconds since 1970
    public record Result(String uploadID, String uploadUrl, long expireTime) {}
}
