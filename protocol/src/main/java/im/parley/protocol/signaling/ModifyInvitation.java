package im.parley.protocol.signaling;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import im.parley.protocol.message.Message;
import org.jspecify.annotations.Nullable;

/// Replaces the `data` of an invitation that has not ended, in the message that carries it (`modifyInvitation#2`).
/// Everybody in the conversation but this instance gets [im.parley.protocol.message.MessagesModified].
///
/// Errors: [ErrorCode#SIGNALING_INVALID_INVITE_ID] where there is no such invitation, it has ended, or was for those
/// online only; those of `message.modify`.
///
/// @param data the new one; absent: empty
@Op("signaling.modify")
public record ModifyInvitation(String inviteID, @Nullable String data) implements Operation<ModifyInvitation.Result> {
    public ModifyInvitation {
        Check.present("inviteID", inviteID, ErrorCode.SIGNALING_INVALID_INVITE_ID);
        data = SignalingChecks.data(data);
    }

    /// @param message in its newest state
    public record Result(Message message) {}
}
