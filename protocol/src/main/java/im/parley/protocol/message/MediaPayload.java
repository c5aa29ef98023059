package im.parley.protocol.message;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.media.MediaKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A payload that names files. On the wire it has no addresses: each client makes them from the uuid when it
/// shows the message, so they never go stale and nobody can slip in others.
public interface MediaPayload {
    /// Longest uuid.
    int UUID_CHARACTERS = 64;

    /// The files it names.
    List<Reference> references();

    /// @param uuid from [im.parley.protocol.media.Media#uuid]
    record Reference(MediaKind kind, String uuid) {}

    /// @throws im.parley.protocol.ChatException [ErrorCode#MSG_F_URL_IS_EMPTY] without a uuid, as if nothing
    ///     was uploaded
    static void checkUuid(String field, @Nullable String uuid) {
        var given = Check.present(field, uuid, ErrorCode.MSG_F_URL_IS_EMPTY);
        Check.that(
                Check.isPrintable(given, UUID_CHARACTERS),
                field,
                given,
                "the uuid of an uploaded file",
                ErrorCode.MSG_F_URL_IS_EMPTY);
    }

    /// @throws im.parley.protocol.ChatException [ErrorCode#MESSAGE_INVALID_REQUEST] below `min`
    static void checkNumber(String field, long value, long min) {
        Check.that(value >= min, field, value, min + " or more", ErrorCode.MESSAGE_INVALID_REQUEST);
    }
}
