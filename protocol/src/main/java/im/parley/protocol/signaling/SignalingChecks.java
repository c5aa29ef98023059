package im.parley.protocol.signaling;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the requests about invitations check alike.
final class SignalingChecks {
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private SignalingChecks() {}

    static void inviteID(@Nullable String inviteID) {
        var id = Check.present("inviteID", inviteID, ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.that(
                UUID.matcher(id).matches(),
                "inviteID",
                inviteID,
                "a UUID in lower case",
                ErrorCode.MESSAGE_INVALID_REQUEST);
    }

    /// @return the text, empty where there is none
    static String data(@Nullable String data) {
        Check.storable("data", data, ErrorCode.MESSAGE_INVALID_REQUEST);
        return data == null ? "" : data;
    }
}
