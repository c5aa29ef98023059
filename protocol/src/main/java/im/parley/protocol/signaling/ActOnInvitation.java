package im.parley.protocol.signaling;

import im.parley.protocol.Check;
import im.parley.protocol.ErrorCode;
import im.parley.protocol.MessageId;
import im.parley.protocol.Op;
import im.parley.protocol.Operation;
import im.parley.protocol.Signaling;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Accepts, rejects or cancels an invitation, or says that its time is up. What comes first counts, on whatever
/// device or node: an invitee gives one answer, and nothing follows a cancellation. Everybody in the conversation
/// but this instance gets the message that carries it. Repeating the call returns the first result.
///
/// Errors: [ErrorCode#SIGNALING_INVALID_INVITE_ID], for a cancellation [ErrorCode#INVALID_CANCEL_MESSAGE],
/// where there is no such invitation, it has ended, or the caller has answered;
/// [ErrorCode#SIGNALING_NO_PERMISSION] for who is not invited, or for a cancellation not the inviter;
/// [ErrorCode#MESSAGE_INVALID_REQUEST], also for a timeout before the time; those of `message.send`, and then
/// nothing has changed.
///
/// @param id of the message, made by the sender's SDK
/// @param actionType `ACTION_TYPE_CANCEL_INVITE`, `…_ACCEPT_INVITE`, `…_REJECT_INVITE` or `…_INVITE_TIMEOUT`.
///     A timeout of an invitee is for them alone, of the inviter for all who have not answered (`signaling#4`)
/// @param data the app's own text; absent: empty. A timeout has the invitation's
@Op("signaling.act")
public record ActOnInvitation(
        MessageId id,
        String inviteID,
        int actionType,
        @Nullable String data) implements Operation<SignalSent> {
    private static final Set<Integer> ACTIONS = Set.of(
            Signaling.ACTION_TYPE_CANCEL_INVITE,
            Signaling.ACTION_TYPE_ACCEPT_INVITE,
            Signaling.ACTION_TYPE_REJECT_INVITE,
            Signaling.ACTION_TYPE_INVITE_TIMEOUT);

    public ActOnInvitation {
        Check.present("id", id, ErrorCode.MESSAGE_INVALID_REQUEST);
        Check.present(
                "inviteID",
                inviteID,
                actionType == Signaling.ACTION_TYPE_CANCEL_INVITE
                        ? ErrorCode.INVALID_CANCEL_MESSAGE
                        : ErrorCode.SIGNALING_INVALID_INVITE_ID);
        Check.that(ACTIONS.contains(actionType), "actionType", actionType, "2 to 5", ErrorCode.MESSAGE_INVALID_REQUEST);
        data = SignalingChecks.data(data);
    }
}
