package im.parley.protocol.presence;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Limits;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;

/// Changes what the caller's status says (`setSelfStatus#1`). The caller's other instances, those who have
/// the caller on their list of friends, and those who subscribed get [StatusesChanged]. It is cleared some
/// time after the last instance is gone (`setSelfStatus#4`).
///
/// Error: [ErrorCode#PROFILE_INVALID_PARAMETERS].
///
/// @param customStatus at most 256 bytes; empty clears it (`setSelfStatus#3`)
@Op("presence.set")
public record SetStatus(String customStatus) implements Operation<SetStatus.Result> {
    public SetStatus {
        Check.present("customStatus", customStatus, ErrorCode.PROFILE_INVALID_PARAMETERS);
        Check.bytes("customStatus", customStatus, Limits.CUSTOM_STATUS_BYTES, ErrorCode.PROFILE_INVALID_PARAMETERS);
    }

    /// @param status the caller's after the change
    public record Result(UserStatus status) {}
}
